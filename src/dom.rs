//! A small renderer: elements are built once, and signals change them in place.
//!
//! The methods are named as in Leptos' builder syntax. Leptos' own renderer compiles each chain of attributes and
//! children to a type of its own: this player came to 16,000 functions and 244 KB of compressed WebAssembly by it,
//! three times its budget. Here every element has one type, and each reactive attribute, class, style, property or
//! text is one effect. The reactive owner under which an element is built owns its listeners and effects.
//!
//! Nothing here parses HTML.

mod values;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, Node};

use crate::browser::{self, Listener};
use crate::language::Language;
use crate::reactive::*;
use values::{AttributeValue, Child, Class, StyleValue};

/// An element that is being built.
#[derive(Clone)]
pub(crate) struct El(Element);

/// Creates an HTML element.
pub(crate) fn el(tag: &str) -> El {
    El(browser::create(tag))
}

/// Creates an SVG element.
pub(crate) fn svg(tag: &str) -> El {
    El(browser::create_svg(tag))
}

/// A reference to an element, filled by [`El::node_ref`]. Unlike Leptos', it notifies nobody.
#[derive(Clone, Copy)]
pub(crate) struct NodeRef(StoredValue<Option<HtmlElement>>);

impl NodeRef {
    /// Returns an empty reference.
    pub(crate) fn new() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// Returns the element; `None` before it is built.
    pub(crate) fn get_untracked(self) -> Option<HtmlElement> {
        self.0.get_value()
    }

    /// Returns the element; `None` before it is built, and once the owner is disposed.
    pub(crate) fn try_get_untracked(self) -> Option<HtmlElement> {
        self.0.try_get_value().flatten()
    }
}

/// Drops a guard when the current reactive owner is disposed.
pub(crate) fn on_cleanup_drop(guard: impl Erased + 'static) {
    StoredValue::new_local(Box::new(guard) as Box<dyn Erased>);
}

/// Runs `run` now, and again whenever a signal that it read changes, until the current reactive owner is disposed.
pub(crate) fn render_effect(run: impl FnMut() + 'static) {
    // Boxed: the machinery of an effect is compiled once, not once for each.
    fn boxed(mut run: Box<dyn FnMut()>) {
        let language = Language::current();
        on_cleanup_drop(RenderEffect::new(move |_: Option<()>| language.run(&mut run)));
    }
    boxed(Box::new(run));
}

/// Calls `handler` after each change of a value derived from signals, but not for the first value.
pub(crate) fn watch<T: PartialEq + 'static>(
    value: impl Fn() -> T + 'static,
    handler: impl FnMut() + 'static,
) {
    fn boxed(mut has_changed: Box<dyn FnMut() -> bool>, mut handler: Box<dyn FnMut()>) {
        render_effect(move || {
            if has_changed() {
                untrack(&mut handler);
            }
        });
    }
    let mut previous = None;
    let has_changed = move || {
        let current = Some(value());
        let has_changed = previous.is_some() && previous != current;
        previous = current;
        has_changed
    };
    boxed(Box::new(has_changed), Box::new(handler));
}

impl El {
    /// Sets the class names; or adds and removes one: `("is-now", move || bool)`.
    pub(crate) fn class(self, class: impl Class) -> Self {
        class.apply(&self);
        self
    }

    /// Sets an attribute.
    pub(crate) fn attr(self, name: &'static str, value: impl AttributeValue) -> Self {
        value.apply(&self.0, name);
        self
    }

    /// Sets a CSS property, `(name, value)`. It uses the object model: a strict policy refuses the attribute.
    pub(crate) fn style(self, (name, value): (&'static str, impl StyleValue)) -> Self {
        value.apply(&self.0, name);
        self
    }

    /// Sets a property of the DOM object to a text derived from signals.
    pub(crate) fn prop(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        let element = self.0.clone();
        render_effect(move || browser::set(&element, name, &value().into()));
        self
    }

    /// Listens to an event.
    pub(crate) fn on<E: JsCast>(self, event: &'static str, mut handler: impl FnMut(E) + 'static) -> Self {
        let handler = move |event: Event| handler(event.unchecked_into());
        on_cleanup_drop(Listener::new(&self.0, event, handler));
        self
    }

    /// Appends a child.
    pub(crate) fn child(self, child: impl Child) -> Self {
        child.append_to(&self);
        self
    }

    /// Appends each of the elements.
    pub(crate) fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().for_each(|child| self.append(&child));
        self
    }

    /// Fills a reference with this element.
    pub(crate) fn node_ref(self, node_ref: NodeRef) -> Self {
        node_ref.0.set_value(Some(self.element()));
        self
    }

    /// Marks the interface's own words: the episode and the page may be in another language.
    pub(crate) fn interface_lang(self) -> Self {
        self.attr("lang", Language::current().tag())
    }

    /// Gives a text of the episode the direction of its first strong letter.
    pub(crate) fn dir_auto(self) -> Self {
        self.attr("dir", "auto")
    }

    /// Sets or removes an attribute once.
    pub(crate) fn set_attr(&self, name: &str, value: Option<&str>) {
        set_attribute(&self.0, name, value);
    }

    /// Adds or removes a class once.
    pub(crate) fn toggle_class(&self, class: &str, is_set: bool) {
        // It fails only on an invalid name.
        let _ = self.0.class_list().toggle_with_force(class, is_set);
    }

    /// Replaces everything in the element by a text.
    pub(crate) fn set_text(&self, text: &str) {
        self.0.set_text_content(Some(text));
    }

    /// Appends a child to an element that is in use already.
    pub(crate) fn append(&self, child: &Self) {
        self.append_node(&child.0);
    }

    /// Removes the element from the page.
    pub(crate) fn remove(&self) {
        self.0.remove();
    }

    /// Returns the DOM object.
    pub(crate) fn element(&self) -> HtmlElement {
        self.0.clone().unchecked_into()
    }

    /// Clones the element and everything in it, without listeners and effects.
    pub(crate) fn deep_clone(&self) -> Self {
        Self(browser::certain(self.0.clone_node_with_deep(true)).unchecked_into())
    }

    /// Returns the first child element, else the element itself.
    pub(crate) fn first_child_or_self(&self) -> Self {
        self.0.first_element_child().map_or_else(|| self.clone(), Self)
    }

    /// Returns the last child element, else the element itself.
    pub(crate) fn last_child_or_self(&self) -> Self {
        self.0.last_element_child().map_or_else(|| self.clone(), Self)
    }

    fn append_node(&self, node: &Node) {
        // It fails only where a node would contain itself.
        let _ = self.0.append_child(node);
    }

    /// Appends children that are replaced whenever a signal changes that `make` read.
    #[inline(never)]
    fn append_replaceable(&self, make: Box<dyn Fn() -> Vec<Self>>) {
        // An empty text node marks the place.
        let end = browser::text("");
        self.append_node(&end);
        let mut current: Vec<Self> = Vec::new();
        render_effect(move || {
            let had_focus = current.iter().any(|old| browser::has_focus(&old.0));
            current.drain(..).for_each(|old| old.0.remove());
            current = make();
            let Some(parent) = end.parent_node() else { return };
            for new in &current {
                let _ = parent.insert_before(&new.0, Some(&end));
            }
            if had_focus {
                Self(parent.unchecked_into()).restore_focus(&current);
            }
        });
    }

    /// Focus is never lost: the elements that replace a focused one get it, else the play button.
    fn restore_focus(&self, current: &[Self]) {
        const FOCUSABLE: &str = "[tabindex='0'], button:not([tabindex]), a[href]";
        let is_focusable = |new: &&Self| new.0.matches(FOCUSABLE).unwrap_or(false);
        let within = |new: &Self| new.0.query_selector(FOCUSABLE).ok().flatten();
        let new = current.iter().find(is_focusable).map(|new| new.0.clone());
        let player = self.0.closest(".player").ok().flatten();
        let play = || player?.query_selector(".play").ok().flatten();
        if let Some(element) = new.or_else(|| current.iter().find_map(within)).or_else(play) {
            browser::focus_in_place(&element);
        }
    }
}

fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    // It fails only on an invalid name.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

fn set_style(element: &Element, name: &str, value: &str) {
    // SVG elements have a style as well.
    let _ = element.unchecked_ref::<HtmlElement>().style().set_property(name, value);
}
