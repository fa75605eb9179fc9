//! A small builder of elements, for the parts of the player that are modules of their own, loaded when they are opened.
//!
//! The player itself has `src/dom.rs`, with the same names, whose elements follow signals. Nothing here parses HTML: text
//! is text.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, HtmlElement};

/// An element that is being built.
#[derive(Clone, Debug)]
pub struct El(Element);

/// Creates an HTML element.
///
/// # Panics
/// Where `tag` is no name of an element.
#[must_use]
pub fn el(tag: &str) -> El {
    El(document().create_element(tag).expect("a valid name of an element"))
}

/// Creates an SVG element.
///
/// # Panics
/// Where `tag` is no name of an element.
#[must_use]
pub fn svg(tag: &str) -> El {
    let namespace = Some("http://www.w3.org/2000/svg");
    El(document().create_element_ns(namespace, tag).expect("a valid name of an element"))
}

fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).expect("a page")
}

impl El {
    /// Sets the classes.
    #[must_use]
    pub fn class(self, classes: &str) -> Self {
        self.attr("class", classes)
    }

    /// Sets an attribute.
    ///
    /// # Panics
    /// Where `name` is no name of an attribute.
    #[must_use]
    pub fn attr(self, name: &str, value: &str) -> Self {
        self.0.set_attribute(name, value).expect("a valid name of an attribute");
        self
    }

    /// Sets a CSS property by the object model, which every policy allows.
    #[must_use]
    pub fn style(self, name: &str, value: &str) -> Self {
        self.set_style(name, value);
        self
    }

    /// Appends text.
    ///
    /// # Panics
    /// Never: an element takes text.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        self.0.append_with_str_1(text).expect("an element takes text");
        self
    }

    /// Appends an element, where there is one.
    ///
    /// # Panics
    /// Where `child` contains this element.
    #[must_use]
    pub fn child(self, child: impl Into<Option<El>>) -> Self {
        if let Some(child) = child.into() {
            self.0.append_child(&child.0).expect("no element contains itself");
        }
        self
    }

    /// Appends elements.
    #[must_use]
    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Calls `handler` at each event, as long as the element lives.
    ///
    /// # Panics
    /// Never: a listener can be added to every element.
    #[must_use]
    pub fn on(self, event: &str, handler: impl FnMut(Event) + 'static) -> Self {
        let handler = Closure::<dyn FnMut(Event)>::new(handler).into_js_value();
        self.0.add_event_listener_with_callback(event, handler.unchecked_ref()).expect("a listener");
        self
    }

    /// Sets or removes an attribute of an element that is built.
    ///
    /// # Panics
    /// Where `name` is no name of an attribute.
    pub fn set_attr(&self, name: &str, value: Option<&str>) {
        match value {
            Some(value) => self.0.set_attribute(name, value),
            None => self.0.remove_attribute(name),
        }
        .expect("a valid name of an attribute");
    }

    /// Sets a CSS property of an element that is built.
    ///
    /// # Panics
    /// Never: what is no valid value changes nothing.
    pub fn set_style(&self, name: &str, value: &str) {
        let element: &HtmlElement = self.0.unchecked_ref();
        element.style().set_property(name, value).expect("a style");
    }

    /// Sets or removes a class of an element that is built.
    ///
    /// # Panics
    /// Where `class` is empty or has a blank.
    pub fn toggle_class(&self, class: &str, is_set: bool) {
        self.0.class_list().toggle_with_force(class, is_set).expect("a valid name of a class");
    }

    /// Returns the element of the page.
    #[must_use]
    pub fn node(&self) -> &Element {
        &self.0
    }
}
