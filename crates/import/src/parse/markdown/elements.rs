//! HTML in a page's Markdown: its words, and what of its form the format knows.

use episode::Node;
use std::ops::Range;

use super::Reader;
use crate::diagnostics::Kind;
use crate::parse::builder::Open;
use crate::parse::html::{self, Token, tokens};

impl Reader<'_, '_> {
    pub(super) fn html_block(&mut self, html: &str, at: usize) {
        self.build.end_line();
        let depth = self.build.depth();
        self.html(html, at);
        self.fallback = false;
        self.build.close_left_open(depth);
        self.build.end_line();
    }

    /// HTML, in a line or as a block: its words, and what of its form the format knows.
    pub(super) fn html(&mut self, html: &str, at: usize) {
        let mut others: Vec<&str> = Vec::new();
        for token in tokens(html) {
            let (tag, from) = match token {
                Token::Text(text, place) => {
                    self.word(&text, at + place.start..at + place.end);
                    continue;
                }
                Token::Tag(tag, from) => (tag, at + from),
            };
            let place = from..from + tag.source.len();
            self.embeds.tag(&tag, &place, self.log);
            if !self.tag(&tag, place) && !others.contains(&tag.name) {
                others.push(tag.name);
            }
        }
        if !others.is_empty() {
            let message = format!("HTML ({}) is reduced to its text", others.join(", "));
            let place = at..at + html.trim_end().len();
            self.log.warn(Kind::Html, place, message, "write it as Markdown to keep its form");
        }
    }

    /// Whether the format knows what the tag says, or it says nothing.
    fn tag(&mut self, tag: &html::Tag<'_>, place: Range<usize>) -> bool {
        if tag.source.starts_with("<!--") {
            self.log.note(Kind::Unused, place, "a comment is not used");
            return true;
        }
        if tag.is_component() {
            if !tag.closing {
                let message = format!("the component <{}> is not used", tag.name);
                self.log.note(Kind::Component, place, message);
            }
            return true;
        }
        let open = match tag.name {
            "a" => Open::Link { url: None, title: None },
            "b" | "strong" => Open::Strong,
            "i" | "em" => Open::Emphasis,
            "s" | "del" => Open::Delete,
            "code" => Open::InlineCode,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.verbatim => {
                Open::Heading(tag.name.as_bytes()[1] - b'0')
            }
            "br" => {
                self.build.inline(Node::Break, place);
                return true;
            }
            "hr" => {
                self.build.rule(place);
                return true;
            }
            "img" => {
                let url = tag.attribute("src").and_then(|url| self.url(url, place.clone()));
                let alt = tag.attribute("alt").unwrap_or("").to_owned();
                self.build.inline(Node::Image { url, alt, title: None }, place);
                return true;
            }
            "script" | "style" => {
                self.log.note(Kind::Component, place, format!("the element <{}> is not used", tag.name));
                return true;
            }
            // Recordings are found elsewhere; these show nothing by themselves.
            "audio" | "video" => {
                self.fallback = !tag.closing && !tag.source.ends_with("/>");
                return true;
            }
            "iframe" | "source" | "track" | "span" => return true,
            "div" | "p" | "center" | "section" => {
                self.build.part();
                return true;
            }
            _ if !html::is_element(tag) => {
                self.word(tag.source, place);
                return true;
            }
            _ => {
                self.build.part();
                return tag.closing;
            }
        };
        if tag.closing {
            self.build.close_element(tag.name);
        } else {
            let url = tag.attribute("href").filter(|_| tag.name == "a");
            let url = url.and_then(|url| self.url(url, place.clone()));
            let open = if let Open::Link { .. } = open { Open::Link { url, title: None } } else { open };
            self.build.open_element(tag.name, open, place);
        }
        true
    }
}
