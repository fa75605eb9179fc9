//! Rich text in the making: the containers that are open, and what they hold so far.

use episode::Node;
use episode::node::Align;
use std::ops::Range;

/// A block at the top of the page, and its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Block {
    pub(crate) node: Node,
    pub(crate) span: Range<usize>,
}

/// How deep containers are kept in one another; what is deeper joins the last one that was kept. The JSON of
/// a node takes two levels, and readers of JSON commonly stop at 128.
const MAX_DEPTH: usize = 32;

/// A container that is not closed yet.
#[derive(Debug, PartialEq)]
pub(crate) enum Open {
    Page,
    Paragraph,
    Heading(u8),
    Blockquote,
    List { start: Option<u32> },
    Item { checked: Option<bool> },
    Code { lang: Option<String> },
    Footnote(String),
    Table { align: Vec<Align>, rows: Vec<Vec<Vec<Node>>> },
    Row(Vec<Vec<Node>>),
    Cell,
    Admonition { kind: String, title: Option<String> },
    Emphasis,
    Strong,
    Delete,
    InlineCode,
    Link { url: Option<String>, title: Option<String> },
    Image { url: Option<String>, title: Option<String> },
}

impl Open {
    /// Whether it holds blocks, so that words in it need a paragraph.
    fn holds_blocks(&self) -> bool {
        matches!(
            self,
            Self::Page | Self::Blockquote | Self::Item { .. } | Self::Footnote(_) | Self::Admonition { .. }
        )
    }
}

struct Frame {
    open: Open,
    /// The HTML element that opened it, which may be closed late or never.
    element: Option<String>,
    span: Range<usize>,
    children: Vec<Block>,
    /// The last child is a paragraph that nobody opened: more words go into it.
    in_line: bool,
}

pub(crate) struct Builder {
    frames: Vec<Frame>,
    /// How many containers are open that are too deep to be kept.
    too_deep: usize,
    /// The first that was.
    pub(crate) flattened: Option<Range<usize>>,
}

impl Builder {
    pub(crate) fn new() -> Self {
        let mut it = Self { frames: Vec::new(), too_deep: 0, flattened: None };
        it.push(Open::Page, None, 0..0);
        it
    }

    fn push(&mut self, open: Open, element: Option<String>, span: Range<usize>) {
        self.frames.push(Frame { open, element, span, children: Vec::new(), in_line: false });
    }

    fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the page is never closed")
    }

    /// Opens a container of the Markdown's.
    pub(crate) fn open(&mut self, open: Open, span: Range<usize>) {
        // What a table or a list must have to be one.
        let needed = matches!(open, Open::Row(_) | Open::Cell | Open::Item { .. });
        if self.too_deep > 0 || (self.frames.len() > MAX_DEPTH && !needed) {
            // Nobody closes an admonition for sure.
            self.too_deep += usize::from(!matches!(open, Open::Admonition { .. }));
            self.flattened.get_or_insert(span);
            self.part();
        } else {
            self.push(open, None, span);
        }
    }

    /// Closes it, and every HTML element and admonition that was left open in it; gives back the places of
    /// the admonitions, which are taken apart.
    pub(crate) fn close(&mut self) -> Vec<Range<usize>> {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            self.part();
            return Vec::new();
        }
        let unclosed = self.close_left_open(1);
        self.finish_top();
        unclosed
    }

    /// Closes what HTML and admonitions left open above the innermost container of the Markdown's, or above
    /// the first `keep` frames.
    pub(crate) fn close_left_open(&mut self, keep: usize) -> Vec<Range<usize>> {
        let mut unclosed = Vec::new();
        while self.frames.len() > keep {
            let top = self.top();
            if top.element.is_some() {
                self.finish_top();
            } else if let Open::Admonition { .. } = top.open {
                let frame = self.frames.pop().expect("it was the top");
                unclosed.push(frame.span);
                frame.children.into_iter().for_each(|block| self.block(block.node, block.span));
            } else {
                break;
            }
        }
        unclosed
    }

    /// How many blocks the page has so far, at its top.
    pub(crate) fn count(&self) -> usize {
        self.frames[0].children.len()
    }

    pub(crate) fn depth(&self) -> usize {
        self.frames.len()
    }

    /// Opens what an HTML element stands for.
    pub(crate) fn open_element(&mut self, name: &str, open: Open, span: Range<usize>) {
        if self.too_deep == 0 && self.frames.len() <= MAX_DEPTH {
            self.push(open, Some(name.to_owned()), span);
        } else {
            self.flattened.get_or_insert(span);
        }
    }

    /// Closes the HTML element of a name, and those in it; nothing if none is open.
    pub(crate) fn close_element(&mut self, name: &str) {
        let elements = self.frames.iter().rev().map_while(|f| f.element.as_deref());
        let Some(inner) = elements.into_iter().position(|e| e == name).filter(|_| self.too_deep == 0) else {
            return;
        };
        (0..=inner).for_each(|_| self.finish_top());
    }

    /// Closes the innermost admonition, unless something else is open in it.
    pub(crate) fn close_admonition(&mut self, end: usize) {
        if self.too_deep == 0 && matches!(self.top().open, Open::Admonition { .. }) {
            self.top().span.end = end;
            self.finish_top();
        }
    }

    fn finish_top(&mut self) {
        self.end_line();
        let Frame { open, span, children, .. } = self.frames.pop().expect("something is open");
        let children: Vec<Node> = children.into_iter().map(|b| b.node).collect();
        let inline = match open {
            Open::Page => unreachable!("the page is taken, not closed"),
            Open::Cell => {
                if let Open::Row(cells) = &mut self.top().open {
                    cells.push(children);
                }
                return;
            }
            Open::Row(cells) => {
                if let Open::Table { rows, .. } = &mut self.top().open {
                    rows.push(cells);
                }
                return;
            }
            Open::Table { align, rows } => return self.block(Node::Table { align, rows }, span),
            // Nothing is left of what was struck out.
            Open::Paragraph if children.is_empty() => return,
            Open::Paragraph => return self.block(Node::Paragraph(children), span),
            Open::Heading(depth) => return self.block(Node::Heading { depth, children }, span),
            Open::Blockquote => return self.block(Node::Blockquote(children), span),
            Open::List { start } => {
                let list = Node::List { ordered: start.is_some(), start: start.unwrap_or(1), children };
                return self.block(list, span);
            }
            Open::Item { checked } => return self.block(Node::ListItem { checked, children }, span),
            Open::Code { lang } => {
                let mut value = Node::plain_text(&children);
                value.truncate(value.trim_end_matches('\n').len());
                return self.block(Node::Code { lang, value }, span);
            }
            Open::Footnote(label) => {
                let label = Node::Paragraph(vec![Node::Text(format!("[{label}]"))]);
                let blocks = std::iter::once(label).chain(children);
                return blocks.for_each(|node| self.block(node, span.clone()));
            }
            Open::Admonition { kind, title } => {
                return self.block(Node::Admonition { kind, title, children }, span);
            }
            Open::Emphasis => Node::Emphasis(children),
            Open::Strong => Node::Strong(children),
            Open::Delete => Node::Delete(children),
            Open::InlineCode => Node::InlineCode(Node::plain_text(&children)),
            Open::Link { url, title } => Node::Link { url, title, children },
            Open::Image { url, title } => Node::Image { url, title, alt: Node::plain_text(&children) },
        };
        self.inline(inline, span);
    }

    /// Adds a block.
    pub(crate) fn block(&mut self, node: Node, span: Range<usize>) {
        self.end_line();
        let top = self.top();
        top.span.end = top.span.end.max(span.end);
        top.children.push(Block { node, span });
    }

    /// Adds a piece of a line.
    pub(crate) fn inline(&mut self, node: Node, span: Range<usize>) {
        let top = self.top();
        if !top.open.holds_blocks() {
            match (&node, top.children.last_mut()) {
                (Node::Text(more), Some(Block { node: Node::Text(text), .. })) => text.push_str(more),
                _ => top.children.push(Block { node, span }),
            }
            return;
        }
        if !top.in_line {
            if matches!(&node, Node::Text(text) if text.trim().is_empty()) || node == Node::Break {
                return;
            }
            top.children.push(Block { node: Node::Paragraph(Vec::new()), span: span.clone() });
            top.in_line = true;
        }
        let Some(Block { node: Node::Paragraph(line), span: whole }) = top.children.last_mut() else {
            return;
        };
        whole.end = whole.end.max(span.end);
        match (&node, line.last_mut()) {
            (Node::Text(more), Some(Node::Text(text))) => text.push_str(more),
            _ => line.push(node),
        }
    }

    /// Ends the paragraph that nobody opened: what follows starts another.
    pub(crate) fn end_line(&mut self) {
        let top = self.top();
        if std::mem::take(&mut top.in_line)
            && let Some(Block { node: Node::Paragraph(line), .. }) = top.children.last_mut()
        {
            if let Some(Node::Text(last)) = line.last_mut() {
                last.truncate(last.trim_end().len());
            }
            if let Some(Node::Text(first)) = line.first_mut() {
                *first = first.trim_start().to_owned();
            }
        }
    }

    /// Parts what follows from what was: in another paragraph where there can be one, else by a space.
    pub(crate) fn part(&mut self) {
        if self.top().open.holds_blocks() {
            self.end_line();
        } else if !self.top().children.is_empty() {
            self.inline(Node::Text(" ".into()), 0..0);
        }
    }

    /// Adds a rule, where there can be one.
    pub(crate) fn rule(&mut self, span: Range<usize>) {
        if self.top().open.holds_blocks() {
            self.block(Node::ThematicBreak, span);
        } else {
            self.part();
        }
    }

    /// Marks the item that is open as one of a task list.
    pub(crate) fn check(&mut self, done: bool) {
        let items = self.frames.iter_mut().rev().filter_map(|f| match &mut f.open {
            Open::Item { checked } => Some(checked),
            _ => None,
        });
        items.into_iter().take(1).for_each(|checked| *checked = Some(done));
    }

    /// All that was built, and the places of the admonitions that nobody closed.
    pub(crate) fn finish(mut self) -> (Vec<Block>, Vec<Range<usize>>) {
        let unclosed = self.close_left_open(1);
        self.end_line();
        (self.frames.swap_remove(0).children, unclosed)
    }
}
