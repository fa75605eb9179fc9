//! What the methods of [`El`](super::El) take.

use web_sys::Element;

use super::{El, render_effect, set_attribute, set_style};
use crate::browser;
use crate::language::Localized as _;
use language::Text;

/// What [`El::attr`] takes: a text, also one of the interface; an `Option` (`None` removes the attribute); a bool (an empty
/// value, or no attribute); or a function of these, which is run again when a signal that it read changes.
pub(crate) trait AttributeValue {
    fn apply(self, element: &Element, name: &'static str);
}

impl AttributeValue for &str {
    fn apply(self, element: &Element, name: &'static str) {
        set_attribute(element, name, Some(self));
    }
}

impl AttributeValue for &String {
    fn apply(self, element: &Element, name: &'static str) {
        set_attribute(element, name, Some(self));
    }
}

impl AttributeValue for String {
    fn apply(self, element: &Element, name: &'static str) {
        set_attribute(element, name, Some(&self));
    }
}

impl AttributeValue for Text {
    fn apply(self, element: &Element, name: &'static str) {
        set_attribute(element, name, Some(&self.get()));
    }
}

impl AttributeValue for bool {
    fn apply(self, element: &Element, name: &'static str) {
        set_attribute(element, name, self.then_some(""));
    }
}

impl<T: AsRef<str>> AttributeValue for Option<T> {
    fn apply(self, element: &Element, name: &'static str) {
        set_attribute(element, name, self.as_ref().map(AsRef::as_ref));
    }
}

impl<F: Fn() -> V + 'static, V: AttributeValue> AttributeValue for F {
    fn apply(self, element: &Element, name: &'static str) {
        let element = element.clone();
        render_effect(move || self().apply(&element, name));
    }
}

/// What [`El::class`] takes: the class names, or one name and a function that tells whether it is set.
pub(crate) trait Class {
    fn apply(self, element: &El);
}

impl Class for &str {
    fn apply(self, element: &El) {
        set_attribute(&element.0, "class", Some(self));
    }
}

impl Class for &String {
    fn apply(self, element: &El) {
        Class::apply(self.as_str(), element);
    }
}

impl<F: Fn() -> bool + 'static> Class for (&'static str, F) {
    fn apply(self, element: &El) {
        let (element, (name, is_set)) = (element.clone(), self);
        render_effect(move || element.toggle_class(name, is_set()));
    }
}

/// What [`El::style`] takes beside the name of the CSS property: a text, or a function of one.
pub(crate) trait StyleValue {
    fn apply(self, element: &Element, name: &'static str);
}

impl StyleValue for &str {
    fn apply(self, element: &Element, name: &'static str) {
        set_style(element, name, self);
    }
}

impl StyleValue for &String {
    fn apply(self, element: &Element, name: &'static str) {
        set_style(element, name, self);
    }
}

impl<F: Fn() -> String + 'static> StyleValue for F {
    fn apply(self, element: &Element, name: &'static str) {
        let element = element.clone();
        render_effect(move || set_style(&element, name, &self()));
    }
}

/// What [`El::child`] takes: an element, a text, also one of the interface, an `Option` or a list of elements; or a function
/// of one of these.
pub(crate) trait Child {
    fn append_to(self, parent: &El);
}

impl Child for El {
    fn append_to(self, parent: &El) {
        parent.append(&self);
    }
}

impl Child for &str {
    fn append_to(self, parent: &El) {
        parent.append_node(&browser::text(self));
    }
}

impl Child for &String {
    fn append_to(self, parent: &El) {
        Child::append_to(self.as_str(), parent);
    }
}

impl Child for String {
    fn append_to(self, parent: &El) {
        Child::append_to(self.as_str(), parent);
    }
}

impl Child for Text {
    fn append_to(self, parent: &El) {
        Child::append_to(self.get(), parent);
    }
}

impl Child for Option<El> {
    fn append_to(self, parent: &El) {
        if let Some(child) = self {
            parent.append(&child);
        }
    }
}

impl<const N: usize> Child for [El; N] {
    fn append_to(self, parent: &El) {
        self.iter().for_each(|child| parent.append(child));
    }
}

impl<F: Fn() -> V + 'static, V: ReactiveChild> Child for F {
    fn append_to(self, parent: &El) {
        V::append_to(parent, self);
    }
}

/// What a function given to [`El::child`] may return.
pub(crate) trait ReactiveChild: Sized {
    fn append_to(parent: &El, make: impl Fn() -> Self + 'static);
}

/// One text node, whose data changes.
impl ReactiveChild for String {
    fn append_to(parent: &El, make: impl Fn() -> Self + 'static) {
        let node = browser::text("");
        parent.append_node(&node);
        render_effect(move || node.set_data(&make()));
    }
}

/// Elements that are replaced.
impl ReactiveChild for Vec<El> {
    fn append_to(parent: &El, make: impl Fn() -> Self + 'static) {
        parent.append_replaceable(Box::new(make));
    }
}

impl ReactiveChild for Option<El> {
    fn append_to(parent: &El, make: impl Fn() -> Self + 'static) {
        parent.append_replaceable(Box::new(move || make().into_iter().collect()));
    }
}
