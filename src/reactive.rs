//! Leptos' reactive system, which is what the player takes of Leptos.
//!
//! Its renderer is for the component, behind the feature `leptos`: the crate as a whole brings exports for server
//! functions, which no linker can leave out of the custom element.

pub(crate) use reactive_graph::computed::Memo;
pub(crate) use reactive_graph::effect::RenderEffect;
pub(crate) use reactive_graph::graph::untrack;
pub(crate) use reactive_graph::owner::{LocalStorage, Owner, StoredValue};
pub(crate) use reactive_graph::prelude::*;
pub(crate) use reactive_graph::signal::RwSignal;
pub(crate) use reactive_graph::wrappers::read::Signal;
