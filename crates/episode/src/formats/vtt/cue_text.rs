//! The text of a cue, by section 6.4 of WebVTT: its tokens, and which of them count.

use super::references::unescape;
use super::timestamp::timestamp;
use std::borrow::Cow;

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Class,
    Italic,
    Bold,
    Underline,
    Ruby,
    RubyText,
    Voice,
    Language,
}

/// The tree of a cue's text, in its order. What is still open at the end gets no [`End`](Event::End).
#[derive(Debug, PartialEq)]
pub(super) enum Event<'a> {
    /// An element starts; the classes are parted by full stops.
    Start {
        tag: Tag,
        classes: &'a str,
        /// The name of a voice, the tag of a language.
        annotation: Cow<'a, str>,
    },
    End(Tag),
    Text(Cow<'a, str>),
    /// From here on it is this time, in milliseconds.
    Time(u64),
}

/// Reads a cue's text. No recursion, however deep its elements are.
pub(super) struct Events<'a> {
    rest: &'a str,
    open: Vec<Tag>,
    /// An element that ends together with the one before.
    ending: Option<Tag>,
}

impl<'a> Events<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text, open: Vec::new(), ending: None }
    }

    /// An element that starts, if it may here: section 6.4, "start tag".
    fn start(&mut self, token: &'a str) -> Option<Event<'a>> {
        let name_end = token.find(['.', ' ', '\t', '\n', '\x0c', '\r']).unwrap_or(token.len());
        let (name, rest) = token.split_at(name_end);
        let classes_end = rest.find([' ', '\t', '\n', '\x0c', '\r']).unwrap_or(rest.len());
        let (classes, annotation) = rest.split_at(classes_end);
        let tag = tag(name)?;
        if tag == Tag::RubyText && self.open.last() != Some(&Tag::Ruby) {
            return None;
        }
        self.open.push(tag);
        Some(Event::Start { tag, classes, annotation: single_spaces(unescape(annotation)) })
    }

    /// An element that ends, if it is the one that is open: section 6.4, "end tag".
    fn end(&mut self, name: &str) -> Option<Event<'a>> {
        let tag = tag(name)?;
        let current = *self.open.last()?;
        if tag == Tag::Ruby && current == Tag::RubyText {
            self.open.pop();
            self.ending = Some(Tag::Ruby);
        } else if tag != current {
            return None;
        }
        self.open.pop();
        Some(Event::End(current))
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        if let Some(tag) = self.ending.take() {
            return Some(Event::End(tag));
        }
        while !self.rest.is_empty() {
            let Some(tag) = self.rest.strip_prefix('<') else {
                let (text, rest) = self.rest.split_at(self.rest.find('<').unwrap_or(self.rest.len()));
                self.rest = rest;
                return Some(Event::Text(unescape(text)));
            };
            let (token, rest) = tag.split_once('>').unwrap_or((tag, ""));
            self.rest = rest;
            let event = match token.as_bytes().first() {
                Some(b'/') => self.end(&token[1..]),
                Some(b'0'..=b'9') => {
                    timestamp(token).filter(|(_, rest)| rest.is_empty()).map(|(time, _)| Event::Time(time))
                }
                _ => self.start(token),
            };
            if event.is_some() {
                return event;
            }
        }
        None
    }
}

fn tag(name: &str) -> Option<Tag> {
    Some(match name {
        "c" => Tag::Class,
        "i" => Tag::Italic,
        "b" => Tag::Bold,
        "u" => Tag::Underline,
        "ruby" => Tag::Ruby,
        "rt" => Tag::RubyText,
        "v" => Tag::Voice,
        "lang" => Tag::Language,
        _ => return None,
    })
}

fn single_spaces(text: Cow<'_, str>) -> Cow<'_, str> {
    let trimmed = text.trim_ascii();
    if trimmed.len() == text.len() && !text.contains(['\t', '\n', '\x0c', '\r']) && !text.contains("  ") {
        return text;
    }
    Cow::Owned(trimmed.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
}
