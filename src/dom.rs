//! Elements, built once and changed in place by the signals they show.
//!
//! Leptos' own renderer compiles each chain of attributes and children to a type of its own: this player
//! came to 16,000 functions and 244 KB of compressed WebAssembly by it, three times its budget. Here every
//! element has one type, and what changes is one effect per attribute or text, held by the reactive owner
//! that it was made under: when that is disposed, listeners and effects end with it.
//!
//! There is no way from a text to markup.

use std::any::Any;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, Node};

use crate::browser::{self, Listener};
use crate::reactive::*;

/// An element that is being built.
#[derive(Clone)]
pub(crate) struct El(Element);

/// A place for an element that is needed after it was built.
pub(crate) type Slot = Held<Option<HtmlElement>>;

/// An empty place.
pub(crate) fn slot() -> Slot {
    Held::new(None)
}

/// A new element of HTML.
pub(crate) fn el(tag: &str) -> El {
    El(browser::create(tag))
}

/// A new element of SVG.
pub(crate) fn svg(tag: &str) -> El {
    El(browser::create_svg(tag))
}

/// Keeps a guard for as long as the reactive owner lives.
pub(crate) fn hold(guard: impl Any) {
    Held::new(Box::new(guard) as Box<dyn Any>);
}

/// Runs now, and whenever a signal that it read changes, for as long as the reactive owner lives.
pub(crate) fn effect(run: impl FnMut() + 'static) {
    // Boxed: the machinery of an effect is compiled once, not once for each.
    fn boxed(mut run: Box<dyn FnMut()>) {
        hold(RenderEffect::new(move |_: Option<()>| run()));
    }
    boxed(Box::new(run));
}

/// Calls after each change of a value that follows signals, but not for its first one.
pub(crate) fn on_change<T: PartialEq + 'static>(
    value: impl Fn() -> T + 'static,
    call: impl FnMut() + 'static,
) {
    fn boxed(mut is_new: Box<dyn FnMut() -> bool>, mut call: Box<dyn FnMut()>) {
        effect(move || {
            if is_new() {
                untrack(&mut call);
            }
        });
    }
    let mut before = None;
    let is_new = move || {
        let now = Some(value());
        let is_new = before.is_some() && before != now;
        before = now;
        is_new
    };
    boxed(Box::new(is_new), Box::new(call));
}

impl El {
    pub(crate) fn class(self, class: &str) -> Self {
        self.attr("class", class)
    }

    /// A class that is there while a condition holds.
    pub(crate) fn class_when(self, class: &'static str, holds: impl Fn() -> bool + 'static) -> Self {
        let element = self.clone();
        effect(move || element.toggle(class, holds()));
        self
    }

    pub(crate) fn attr(self, name: &str, value: &str) -> Self {
        // It fails only where the name is none.
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// Marks the interface's own words: the episode and the page may be in another language.
    pub(crate) fn in_english(self) -> Self {
        self.attr("lang", "en")
    }

    /// Lets a text of the episode run in the direction of its first letter.
    pub(crate) fn in_own_direction(self) -> Self {
        self.attr("dir", "auto")
    }

    /// An attribute that is there if its value is.
    pub(crate) fn attr_some(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// An attribute that follows signals; `None` takes it away.
    pub(crate) fn bind<V: AsRef<str>>(
        self,
        name: &'static str,
        value: impl Fn() -> Option<V> + 'static,
    ) -> Self {
        let element = self.0.clone();
        effect(move || set(&element, name, value().as_ref().map(AsRef::as_ref)));
        self
    }

    /// An attribute without a value, there while a condition holds.
    pub(crate) fn flag(self, name: &'static str, holds: impl Fn() -> bool + 'static) -> Self {
        self.bind(name, move || holds().then_some(""))
    }

    /// A property of CSS that follows signals. By the object model: a strict policy refuses the attribute.
    pub(crate) fn style(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        let element = self.0.clone();
        effect(move || set_style(&element, name, &value()));
        self
    }

    /// A property of CSS.
    pub(crate) fn styled(self, name: &str, value: &str) -> Self {
        set_style(&self.0, name, value);
        self
    }

    /// What a field or a list shows as its value.
    pub(crate) fn value(self, value: impl Fn() -> String + 'static) -> Self {
        let element = self.0.clone();
        effect(move || browser::set(&element, "value", &value().into()));
        self
    }

    pub(crate) fn on<E: JsCast>(self, event: &'static str, mut call: impl FnMut(E) + 'static) -> Self {
        hold(Listener::new(&self.0, event, move |event: Event| call(event.unchecked_into())));
        self
    }

    pub(crate) fn text(self, text: &str) -> Self {
        self.append(&browser::text(text));
        self
    }

    /// A text that follows signals.
    pub(crate) fn text_of(self, text: impl Fn() -> String + 'static) -> Self {
        let node = browser::text("");
        self.append(&node);
        effect(move || node.set_data(&text()));
        self
    }

    #[expect(clippy::needless_pass_by_value, reason = "a child is built where it is given")]
    pub(crate) fn child(self, child: Self) -> Self {
        self.add(&child);
        self
    }

    pub(crate) fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().for_each(|child| self.append(&child.0));
        self
    }

    /// Children that are made anew whenever a signal changes that was read in making them.
    pub(crate) fn children_of(self, make: impl Fn() -> Vec<Self> + 'static) -> Self {
        self.children_from(Box::new(make))
    }

    #[inline(never)]
    fn children_from(self, make: Box<dyn Fn() -> Vec<Self>>) -> Self {
        // Marks the place: an empty text is nothing to anyone.
        let end = browser::text("");
        self.append(&end);
        let mut shown: Vec<Self> = Vec::new();
        effect(move || {
            let had_focus = shown.iter().any(|old| browser::has_focus(&old.0));
            shown.drain(..).for_each(|old| old.0.remove());
            shown = make();
            let Some(parent) = end.parent_node() else { return };
            for new in &shown {
                let _ = parent.insert_before(&new.0, Some(&end));
            }
            if had_focus {
                Self(parent.unchecked_into()).restore_focus(&shown);
            }
        });
        self
    }

    /// Focus is never lost: what took the place of the element that had it gets it, else the main control.
    fn restore_focus(&self, shown: &[Self]) {
        const FOCUSABLE: &str = "[tabindex='0'], button:not([tabindex]), a[href]";
        let is_focusable = |new: &&Self| new.0.matches(FOCUSABLE).unwrap_or(false);
        let within = |new: &Self| new.0.query_selector(FOCUSABLE).ok().flatten();
        let new = shown.iter().find(is_focusable).map(|new| new.0.clone());
        let player = self.0.closest(".player").ok().flatten();
        let main = || player?.query_selector(".play").ok().flatten();
        if let Some(element) = new.or_else(|| shown.iter().find_map(within)).or_else(main) {
            browser::focus_in_place(&element);
        }
    }

    /// A child that is there, or not, as signals have it.
    pub(crate) fn child_of(self, make: impl Fn() -> Option<Self> + 'static) -> Self {
        self.children_of(move || make().into_iter().collect())
    }

    /// An attribute, now; `None` takes it away.
    pub(crate) fn set(&self, name: &str, value: Option<&str>) {
        set(&self.0, name, value);
    }

    /// A class, now.
    pub(crate) fn toggle(&self, class: &str, holds: bool) {
        // It fails only where the name is none.
        let _ = self.0.class_list().toggle_with_force(class, holds);
    }

    /// This text in place of all that is in the element.
    pub(crate) fn set_text(&self, text: &str) {
        self.0.set_text_content(Some(text));
    }

    /// Remembers the element.
    pub(crate) fn keep(self, slot: Slot) -> Self {
        slot.set_value(Some(self.html()));
        self
    }

    pub(crate) fn html(&self) -> HtmlElement {
        self.0.clone().unchecked_into()
    }

    /// Another one of the same, with all that is in it, but without what follows signals.
    pub(crate) fn copy(&self) -> Self {
        Self(browser::certain(self.0.clone_node_with_deep(true)).unchecked_into())
    }

    /// The first element in it; itself if there is none.
    pub(crate) fn first(&self) -> Self {
        self.0.first_element_child().map_or_else(|| self.clone(), Self)
    }

    /// The last element in it; itself if there is none.
    pub(crate) fn last(&self) -> Self {
        self.0.last_element_child().map_or_else(|| self.clone(), Self)
    }

    /// One more child, where an element grows.
    pub(crate) fn add(&self, child: &Self) {
        self.append(&child.0);
    }

    /// Takes it out of the page.
    pub(crate) fn remove(&self) {
        self.0.remove();
    }

    fn append(&self, node: &Node) {
        // It fails only where a node would contain itself.
        let _ = self.0.append_child(node);
    }
}

fn set(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

fn set_style(element: &Element, name: &str, value: &str) {
    // SVG elements have a style as well.
    let _ = element.unchecked_ref::<HtmlElement>().style().set_property(name, value);
}
