//! A page's Markdown and HTML, as the format's rich text, each block with its place.

mod elements;

use episode::Node;
use episode::node::Align;
use linkify::LinkFinder;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::collections::HashSet;
use std::ops::Range;

use crate::diagnostics::{Kind, Log};
use crate::parse::builder::{Block, Builder, Open};
use crate::parse::embeds::Embeds;
use crate::parse::marks::{self, Mark};
use crate::parse::strike::NOTHING;
use crate::values::addresses::rooted;
use crate::words::{Concept, Words, words};

/// A page's blocks, and what was found on the way.
pub(crate) struct Document {
    pub(crate) blocks: Vec<Block>,
    /// Marks of parts of the page, each with the index of the block after it, and its place.
    pub(crate) marks: Vec<(usize, Mark, Range<usize>)>,
}

/// Reads a page, and what recordings it has.
///
/// `masked` is the page with its MDX out of the way, as long as `source`. `base` goes before addresses that
/// start at the site's root.
pub(crate) fn read(
    masked: &str,
    source: &str,
    base: &str,
    words: &Words,
    embeds: &mut Embeds,
    log: &mut Log<'_>,
) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut finder = LinkFinder::new();
    finder.kinds(&[linkify::LinkKind::Url]);
    let mut reader = Reader {
        masked,
        source,
        base,
        log,
        build: Builder::new(),
        embeds,
        words,
        marks: Vec::new(),
        link: None,
        finder: &finder,
        verbatim: false,
        in_link: 0,
        fallback: false,
        in_part_fence: false,
        cell_end: 0,
        row_end: 0,
    };
    let mut events = Parser::new_ext(masked, options).into_offset_iter();
    let mut used = HashSet::new();
    for (event, span) in events.by_ref() {
        if let Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) = &event
            && !matches!(link_type, LinkType::Inline | LinkType::Autolink | LinkType::Email)
        {
            used.insert(id.to_lowercase());
        }
        reader.event(event, span);
    }
    for (label, definition) in events.reference_definitions().iter() {
        if !used.contains(&label.to_lowercase()) {
            let message = format!("the link definition {label:?} is not used anywhere");
            reader.log.note(Kind::Unused, definition.span.clone(), message);
        }
    }
    reader.finish()
}

struct Reader<'a, 's> {
    masked: &'a str,
    source: &'a str,
    base: &'a str,
    log: &'a mut Log<'s>,
    build: Builder,
    embeds: &'a mut Embeds,
    words: &'a Words,
    marks: Vec<(usize, Mark, Range<usize>)>,
    /// The link that is open: its address, place and words.
    link: Option<(String, Range<usize>, String)>,
    finder: &'a LinkFinder,
    /// In a block of code or HTML, whose words are no Markdown.
    verbatim: bool,
    in_link: usize,
    /// In an audio or video element, whose words are shown where it cannot be.
    fallback: bool,
    /// In a part of the page that a fence opened.
    in_part_fence: bool,
    /// Where the last cell of a table's row ends, and the row.
    cell_end: usize,
    row_end: usize,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                // Its events are lines; a tag may go over several.
                let masked = self.masked;
                self.verbatim = true;
                self.html_block(&masked[span.clone()], span.start);
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))
                if self.masked[span.clone()].trim_start().starts_with('<') =>
            {
                let masked = self.masked;
                self.html_block(&masked[span.clone()], span.start);
                self.verbatim = true;
                self.build.open(Open::Paragraph, span);
            }
            Event::Start(tag) => self.start(tag, self.trimmed(span)),
            Event::End(TagEnd::HtmlBlock) => self.verbatim = false,
            Event::End(end) => self.end(end),
            Event::Text(text) if self.verbatim || self.fallback || self.in_link > 0 => self.word(&text, span),
            Event::Text(text) => self.text(&text, &span),
            Event::Code(text) => self.build.inline(Node::InlineCode(text.into_string()), span),
            Event::InlineHtml(html) => self.html(&html, span.start),
            Event::SoftBreak => self.word("\n", span),
            Event::HardBreak => self.build.inline(Node::Break, span),
            Event::Rule => self.rule(span),
            Event::FootnoteReference(label) => self.word(&format!("[{label}]"), span),
            Event::TaskListMarker(done) => self.build.check(done),
            // Lines of an HTML block; the others are not asked for.
            Event::Html(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        let open = match tag {
            Tag::Heading { level, .. } => Open::Heading(level as u8),
            Tag::BlockQuote(_) => Open::Blockquote,
            Tag::CodeBlock(kind) => {
                self.verbatim = true;
                let lang = match kind {
                    CodeBlockKind::Fenced(info) => {
                        info.split([' ', ',', '{']).next().filter(|l| !l.is_empty()).map(str::to_owned)
                    }
                    CodeBlockKind::Indented => None,
                };
                Open::Code { lang }
            }
            Tag::List(start) => Open::List { start: start.map(|n| u32::try_from(n).unwrap_or(1)) },
            Tag::Item => Open::Item { checked: None },
            Tag::FootnoteDefinition(label) => Open::Footnote(label.into_string()),
            Tag::Table(align) => {
                Open::Table { align: align.iter().map(alignment).collect(), rows: Vec::new() }
            }
            Tag::TableHead | Tag::TableRow => {
                (self.cell_end, self.row_end) = (span.start, span.end);
                Open::Row(Vec::new())
            }
            Tag::TableCell => {
                self.cell_end = span.end;
                Open::Cell
            }
            Tag::Emphasis => Open::Emphasis,
            Tag::Strong => Open::Strong,
            Tag::Strikethrough => Open::Delete,
            Tag::Link { dest_url, title, .. } => {
                self.in_link += 1;
                self.link = Some((dest_url.to_string(), span.clone(), String::new()));
                let title = (!title.is_empty()).then(|| title.into_string());
                Open::Link { url: self.url(&dest_url, span.clone()), title }
            }
            Tag::Image { dest_url, title, .. } => {
                let title = (!title.is_empty()).then(|| title.into_string());
                Open::Image { url: self.url(&dest_url, span.clone()), title }
            }
            // A paragraph; the rest is not asked for.
            _ => Open::Paragraph,
        };
        self.build.open(open, span);
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Link => {
                self.in_link -= 1;
                if let Some((url, span, text)) = self.link.take() {
                    self.embeds.link(&url, &text, &span, self.words);
                }
            }
            TagEnd::CodeBlock => self.verbatim = false,
            TagEnd::Paragraph => self.fallback = false,
            TagEnd::TableRow => self.warn_of_cells(),
            _ => {}
        }
        let unclosed = self.build.close();
        self.tell_unclosed(unclosed);
    }

    /// A row with more cells than the table's head loses them.
    fn warn_of_cells(&mut self) {
        let beyond = self.cell_end.min(self.row_end)..self.row_end;
        if self.masked[beyond.clone()].contains(|c: char| c != '|' && !c.is_whitespace()) {
            let message = "cells beyond the table's last column are left out";
            self.log.warn(
                Kind::Table,
                beyond,
                message,
                "add a column to the head of the table, or write \\| for a bar in a text",
            );
        }
    }

    /// A rule, or the fence of an admonition, which [`mask`](crate::parse::mask) hid as one.
    fn rule(&mut self, span: Range<usize>) {
        let fence = self.source.get(span.clone()).and_then(|text| text.trim().strip_prefix(":::"));
        match fence.map(|f| f.trim_start_matches(':').trim()) {
            None => match self.mark(&span) {
                Some(mark) => self.start_part(mark, span),
                None => self.build.rule(span),
            },
            Some("") if self.in_part_fence => {
                self.in_part_fence = false;
                self.start_part(Mark::End(String::new()), span);
            }
            Some(fence) if self.is_part(fence) => {
                self.in_part_fence = true;
                self.start_part(Mark::Start { title: fence_title(fence), closing: None }, span);
            }
            Some("") => self.build.close_admonition(span.end),
            Some(fence) => {
                self.build.end_line();
                self.build.open(admonition(fence), span);
            }
        }
    }

    /// The mark of a part of the page, which [`mask`](crate::parse::mask) hid as a rule.
    fn mark(&self, span: &Range<usize>) -> Option<Mark> {
        let line = self.source.get(span.clone())?.trim();
        marks::read(line, self.words)
    }

    /// Whether a fence opens the transcript, or another part that is no admonition.
    fn is_part(&self, fence: &str) -> bool {
        self.words.has(Concept::Transcript, &words(&fence_title(fence)))
    }

    /// Notes the mark of a part, unless it stands within something else.
    fn start_part(&mut self, mark: Mark, span: Range<usize>) {
        let unclosed = self.build.close_left_open(1);
        self.tell_unclosed(unclosed);
        self.build.end_line();
        if self.build.depth() == 1 {
            let place = self.build.count();
            self.log.note(Kind::Unused, span.clone(), "the mark of a part of the page is not used");
            self.marks.push((place, mark, span));
        }
    }

    fn word(&mut self, text: &str, span: Range<usize>) {
        let cleaned;
        let mut text = text;
        if text.contains(char::from(NOTHING)) {
            cleaned = text.replace(char::from(NOTHING), "");
            text = &cleaned;
            if text.is_empty() {
                return;
            }
        }
        if let Some((_, _, words)) = &mut self.link {
            words.push_str(text);
        }
        if self.fallback {
            if !text.trim().is_empty() {
                self.log.note(Kind::Unused, span, "the fallback text of a recording is not used");
            }
            return;
        }
        self.build.inline(Node::Text(text.to_owned()), span);
    }

    /// Words with the addresses among them as links.
    fn text(&mut self, text: &str, span: &Range<usize>) {
        if !text.contains("://") {
            return self.word(text, span.clone());
        }
        let finder = self.finder;
        for piece in finder.spans(text) {
            let is_web = ["http://", "https://"].iter().any(|s| piece.as_str().starts_with(s));
            match piece.kind().filter(|_| is_web) {
                Some(_) => {
                    self.embeds.link(piece.as_str(), "", span, self.words);
                    let children = vec![Node::Text(piece.as_str().to_owned())];
                    let url = self.url(piece.as_str(), span.clone());
                    self.build.inline(Node::Link { url, title: None, children }, span.clone());
                }
                None => self.word(piece.as_str(), span.clone()),
            }
        }
    }

    /// An address with the site's base; `None`, with a warning, if it may not be followed.
    fn url(&mut self, url: &str, span: Range<usize>) -> Option<String> {
        let address = rooted(url, self.base);
        if address.is_none() {
            self.log.warn(
                Kind::Address,
                span,
                format!("the address {url:?} is not allowed; only the link's text is kept"),
                "use an http, https, mailto, tel or relative address",
            );
        }
        address
    }

    /// Without the white space at its end, which the parser counts with a block.
    fn trimmed(&self, span: Range<usize>) -> Range<usize> {
        span.start..span.start + self.masked[span].trim_end().len()
    }

    fn tell_unclosed(&mut self, admonitions: Vec<Range<usize>>) {
        for place in admonitions {
            self.log.warn(
                Kind::Admonition,
                place,
                "an admonition is not closed; it ends with the section",
                "add a line ::: where it ends",
            );
        }
    }

    fn finish(mut self) -> Document {
        if let Some(place) = self.build.flattened.take() {
            let message = "lists, quotations or emphasis are nested too deeply; only their text is kept";
            self.log.warn(Kind::Nesting, place, message, "remove a level of nesting");
        }
        let build = std::mem::replace(&mut self.build, Builder::new());
        let (blocks, unclosed) = build.finish();
        self.tell_unclosed(unclosed);
        Document { blocks, marks: self.marks }
    }
}

/// `tip Title`, `tip[Title]` or `tip{.class}`, taken apart.
fn admonition(fence: &str) -> Open {
    let end = fence.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(fence.len());
    let title = fence[end..].trim().trim_start_matches('[').trim_end_matches(']').trim();
    Open::Admonition {
        kind: fence[..end].to_lowercase(),
        title: (!title.is_empty()).then(|| title.to_owned()),
    }
}

fn fence_title(fence: &str) -> String {
    match admonition(fence) {
        Open::Admonition { title: Some(title), .. } => title,
        _ => fence.to_owned(),
    }
}

fn alignment(kind: &pulldown_cmark::Alignment) -> Align {
    match kind {
        pulldown_cmark::Alignment::Left => Align::Left,
        pulldown_cmark::Alignment::Right => Align::Right,
        pulldown_cmark::Alignment::Center => Align::Center,
        pulldown_cmark::Alignment::None => Align::None,
    }
}
