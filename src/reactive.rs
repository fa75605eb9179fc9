//! Leptos' reactive system, which is what the player takes of Leptos.
//!
//! Its renderer is for the component, behind the feature `leptos`: the crate as a whole brings exports for server
//! functions, which no linker can leave out of the custom element. And its signals are here in two halves, for
//! `RwSignal` compiles some thirty functions for each type of value: what tells of changes is Leptos' [`Trigger`], the
//! same for all, and the value beside it is [`Held`].

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

pub(crate) use reactive_graph::effect::RenderEffect;
pub(crate) use reactive_graph::graph::untrack;
pub(crate) use reactive_graph::owner::Owner;
use reactive_graph::owner::{LocalStorage, StoredValue};
pub(crate) use reactive_graph::prelude::*;
use reactive_graph::signal::Trigger;

/// A value that lives as long as the reactive owner that it was made under. This is a handle to it.
pub(crate) struct Held<T> {
    value: StoredValue<Rc<dyn Any>, LocalStorage>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Held<T> {}

impl<T> PartialEq for Held<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T> Eq for Held<T> {}

impl<T: 'static> Held<T> {
    pub(crate) fn new(value: T) -> Self {
        Self { value: StoredValue::new_local(Rc::new(RefCell::new(value))), of: PhantomData }
    }

    /// Whether its owner was disposed: what comes late asks first.
    pub(crate) fn is_gone(self) -> bool {
        self.value.is_disposed()
    }

    fn cell(self) -> Rc<RefCell<T>> {
        let value = self.value.get_value();
        value.downcast().unwrap_or_else(|_| unreachable!("it was made of this type"))
    }

    pub(crate) fn with_value<U>(self, look: impl FnOnce(&T) -> U) -> U {
        look(&self.cell().borrow())
    }

    pub(crate) fn get_value(self) -> T
    where
        T: Clone,
    {
        self.cell().borrow().clone()
    }

    /// For what may come after the end.
    pub(crate) fn try_get_value(self) -> Option<T>
    where
        T: Clone,
    {
        (!self.is_gone()).then(|| self.get_value())
    }

    pub(crate) fn set_value(self, value: T) {
        // What was there is dropped outside of the cell: it may look here once more.
        drop(self.cell().replace(value));
    }
}

/// A value that tells of its changes, as a signal of Leptos does.
pub(crate) struct Live<T> {
    value: Held<T>,
    trigger: Trigger,
}

impl<T> Clone for Live<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Live<T> {}

impl<T: 'static> Live<T> {
    pub(crate) fn new(value: T) -> Self {
        Self { value: Held::new(value), trigger: Trigger::new() }
    }

    /// For what may come after the end.
    pub(crate) fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        self.value.try_get_value()
    }

    pub(crate) fn track(self) {
        self.trigger.track();
    }

    pub(crate) fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        self.trigger.track();
        self.value.with_value(look)
    }

    pub(crate) fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
        self.value.with_value(look)
    }

    pub(crate) fn get(self) -> T
    where
        T: Clone,
    {
        self.trigger.track();
        self.value.get_value()
    }

    pub(crate) fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.value.get_value()
    }

    pub(crate) fn set(self, value: T) {
        self.value.set_value(value);
        self.trigger.notify();
    }
}

impl<T: PartialEq + 'static> Live<T> {
    /// Sets it, and tells only if it is another.
    pub(crate) fn change(self, value: T) {
        if self.with_untracked(|before| *before != value) {
            self.set(value);
        }
    }
}

/// A value that follows signals, and changes only when it is another.
pub(crate) fn memo<T: PartialEq + Clone + 'static>(value: impl Fn() -> T + 'static) -> Live<T> {
    let memo = Live::new(untrack(&value));
    crate::dom::effect(move || memo.change(value()));
    memo
}

impl Live<usize> {
    /// One more.
    pub(crate) fn count(self) {
        self.set(self.get_untracked() + 1);
    }
}
