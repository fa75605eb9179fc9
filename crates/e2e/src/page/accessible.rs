//! The accessibility tree as text: roles and names as the browser computes them, states, and the order.

use std::collections::HashMap;

use axum::http::Method;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde::Deserialize;
use serde_json::Value;
use url::{ParseError, Url};

use super::Page;

/// Finds what is in the tree. The roles and names of it are asked from the browser.
const WALK: &str = include_str!("accessible.js");
/// A longer text is cut: the tree is to be read.
const LONGEST: usize = 48;

/// What is in these is part of their name, or only drawn.
const LEAVES: [&str; 12] = [
    "button",
    "caption",
    "checkbox",
    "combobox",
    "disclosure",
    "heading",
    "image",
    "link",
    "option",
    "searchbox",
    "slider",
    "tab",
];

/// What is in these is told after them, or is all that there is to them: only some engines make a name of it.
const NAMED_BY_TEXT: [&str; 11] = [
    "text",
    "caption",
    "cell",
    "columnheader",
    "definition",
    "figure",
    "list",
    "listitem",
    "row",
    "rowheader",
    "term",
];

impl Page<'_> {
    /// The accessibility tree of the first element of a selector, a line for each node:
    /// `button "Mute" pressed=false`. A node in another is two spaces further in. What has no role of its own is not
    /// in it, its text is.
    #[track_caller]
    #[must_use]
    pub fn accessibility_tree(self, selector: &str) -> String {
        let nodes: Vec<Node> = self.run(WALK, vec![selector.into()]);
        let mut lines = Vec::new();
        // Where each node ends that is around.
        let mut around: Vec<usize> = Vec::new();
        let mut at = 0;
        while let Some(node) = nodes.get(at) {
            around.retain(|end| *end > at);
            let end = at + node.size;
            let role = self.role(node);
            let is_leaf = LEAVES.contains(&&*role);
            if role != "text" || !node.text.is_empty() {
                let name = self.name(node, &role);
                let name = (!name.is_empty()).then(|| Value::from(shorten(&name)).to_string());
                let words = [role].into_iter().chain(name).chain(node.states.iter().cloned());
                let line = words.collect::<Vec<_>>().join(" ");
                lines.push(format!("{}{line}", "  ".repeat(around.len())));
                around.push(end);
            }
            at = if is_leaf { end } else { at + 1 };
        }
        lines.join("\n")
    }

    /// The role that the browser gives a node, under one name for all engines; `text` for what has none.
    #[track_caller]
    fn role(self, node: &Node) -> String {
        let role = self.computed(node, "computedrole");
        let role = match (&*role, &*node.tag) {
            // Chromium alone has a role for it.
            (_, "SUMMARY") => "disclosure",
            // WebKit's list of options is a button that opens it.
            ("button", "SELECT") => "combobox",
            // Chromium's own names of what has no role in ARIA.
            ("Figcaption", _) => "caption",
            // Firefox has no paragraph where the layout is not that of a block, and no group of a table's rows: its cells
            // say whether they are of the head.
            ("" | "none" | "generic" | "paragraph" | "rowgroup" | "LabelText" | "DescriptionList", _) => {
                "text"
            }
            (role, _) => role,
        };
        role.to_owned()
    }

    /// The name that the browser gives a node; the text, for a node that has one in place of a name.
    #[track_caller]
    fn name(self, node: &Node, role: &str) -> String {
        if NAMED_BY_TEXT.contains(&role) {
            return node.text.clone();
        }
        let name = self.computed(node, "computedlabel");
        // WebKit adds what is chosen.
        name.strip_suffix(&*node.chosen).unwrap_or(&name).trim_end().to_owned()
    }

    /// A property of a node as the browser computes it; none of a text.
    #[track_caller]
    fn computed(self, node: &Node, what: &'static str) -> String {
        let Some(id) = node.element.as_ref().and_then(|reference| reference.values().next()) else {
            return String::new();
        };
        let answer = self.block(self.client.issue_cmd(Computed { id: id.clone(), what }));
        answer.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// An element, or a text beside elements.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Node {
    /// A reference as WebDriver writes it: an object with one key.
    element: Option<HashMap<String, String>>,
    tag: String,
    /// All that is read of it, where nothing in it has a role.
    text: String,
    /// The option that is chosen in it.
    chosen: String,
    states: Vec<String>,
    /// The number of nodes with those in it.
    size: usize,
}

/// No longer than can be read in a line.
fn shorten(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// "Get Computed Role" and "Get Computed Label" of WebDriver.
#[derive(Debug)]
struct Computed {
    id: String,
    /// The end of its path.
    what: &'static str,
}

impl WebDriverCompatibleCommand for Computed {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/element/{}/{}", session.unwrap_or_default(), self.id, self.what))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::GET, None)
    }
}
