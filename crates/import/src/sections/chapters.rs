//! Chapters: a list with its sub-lists, a table, headings or lines of times and titles, the time before or after the
//! title. A link in a title is the chapter's own.

use episode::{Chapter, Millis, Node};

use crate::sections::fields::{self, plain};
use crate::values::{addresses, times};
use crate::words::{Concept, Words};

/// Reads chapters from blocks, and gives back what is none. `promised`: a heading says that there are some.
pub(crate) fn take(blocks: Vec<Node>, promised: bool, words: &Words) -> (Vec<Chapter>, Vec<Node>) {
    let mut chapters = Vec::new();
    let mut rest = Vec::new();
    for block in blocks {
        match block {
            Node::List { .. } => list(block, &mut chapters, &mut rest),
            Node::Paragraph(line) => rest.extend(paragraph(line, promised, &mut chapters)),
            Node::Heading { depth, children } => match chapter(&children, Side::Before) {
                Some(chapter) => chapters.push(chapter),
                None => rest.push(Node::Heading { depth, children }),
            },
            Node::Table { align, rows } => match table(&rows, words) {
                Some(found) => chapters.extend(found),
                None => rest.push(Node::Table { align, rows }),
            },
            other => rest.push(other),
        }
    }
    (chapters, rest)
}

/// Whether blocks hold chapters, whatever their heading says.
pub(crate) fn are_in(blocks: &[Node], words: &Words) -> bool {
    let (chapters, rest) = take(blocks.to_vec(), false, words);
    let rest = rest.iter().filter(|n| **n != Node::ThematicBreak).count();
    chapters.len() >= 2 && rest == 0 && chapters.windows(2).all(|w| w[0].start <= w[1].start)
}

/// The chapters that notes name in passing: three times or more, in order, each at the start of a line.
pub(crate) fn among(blocks: &[Node], words: &Words) -> Vec<Chapter> {
    let (chapters, _) = take(blocks.to_vec(), false, words);
    // One slip among many is told later.
    let slips = chapters.windows(2).filter(|w| w[0].start >= w[1].start).count();
    if chapters.len() >= 3 && slips * 8 < chapters.len() { chapters } else { Vec::new() }
}

/// Where a time stands beside its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// The items of a list: chapters, with what stands under them, and the others.
fn list(list: Node, chapters: &mut Vec<Chapter>, rest: &mut Vec<Node>) {
    let Node::List { ordered, start, children } = list else { return rest.push(list) };
    let has =
        |side: Side| move |item: &Node| item_line(item).is_some_and(|line| chapter(line, side).is_some());
    // Times after the titles are chapters only if all are: they may be lengths.
    let is_after = children.len() > 1
        && !children.iter().any(has(Side::Before))
        && children.iter().all(has(Side::After));
    let side = if is_after { Side::After } else { Side::Before };
    let mut left = Vec::new();
    let mut under = Vec::new();
    for item in children {
        let Some(found) = item_line(&item).and_then(|line| chapter(line, side)) else {
            left.push(item);
            continue;
        };
        chapters.push(found);
        let Node::ListItem { children, .. } = item else { continue };
        for block in children.into_iter().skip(1) {
            if let Node::List { .. } = block {
                self::list(block, chapters, &mut under);
            } else {
                under.push(block);
            }
        }
    }
    if !left.is_empty() {
        rest.push(Node::List { ordered, start, children: left });
    }
    rest.append(&mut under);
}

/// The first line of an item; its other blocks belong to it.
fn item_line(item: &Node) -> Option<&[Node]> {
    let Node::ListItem { children, .. } = item else { return None };
    match &children[..] {
        [Node::Paragraph(line), ..] => Some(line),
        _ => None,
    }
}

/// A table whose rows are a time and a title, and whose head says no more than that.
fn table(rows: &[Vec<Vec<Node>>], words: &Words) -> Option<Vec<Chapter>> {
    let (heads, rows) = rows.split_first()?;
    let is_plain = |cell: &Vec<Node>| {
        let head = plain(cell);
        head.is_empty() || words.is(Concept::TimeHead, &head)
    };
    if !heads.iter().all(is_plain) {
        return None;
    }
    let is_times = |column: &usize| {
        rows.iter().all(|row| row.get(*column).is_some_and(|cell| times::whole(&plain(cell)).is_some()))
    };
    let at = (0..heads.len()).find(is_times)?;
    let row = |cells: &Vec<Vec<Node>>| {
        let start = times::whole(&plain(&cells[at]))?;
        let others = cells.iter().enumerate().filter(|(i, _)| *i != at);
        let titles: Vec<String> = others.map(|(_, cell)| plain(cell)).filter(|t| !t.is_empty()).collect();
        let url = cells.iter().find_map(|cell| own_link(cell));
        (!titles.is_empty()).then(|| Chapter { start, title: titles.join(" - "), url })
    };
    let found: Option<Vec<_>> = rows.iter().map(row).collect();
    found.filter(|found| !found.is_empty())
}

/// A paragraph whose lines are chapters; gives back those that are none.
fn paragraph(line: Vec<Node>, promised: bool, chapters: &mut Vec<Chapter>) -> Option<Node> {
    if !Node::plain_text(&line).contains(':') && linked_time(&line).is_none() {
        return Some(Node::Paragraph(line));
    }
    let lines = fields::lines(line.clone());
    let of = |side| -> Vec<Option<Chapter>> { lines.iter().map(|line| chapter(line, side)).collect() };
    let mut found = of(Side::Before);
    if lines.len() > 1 && found.iter().all(Option::is_none) {
        let after = of(Side::After);
        found = if after.iter().all(Option::is_some) { after } else { found };
    }
    let count = found.iter().flatten().count();
    if lines.len() > 1 && (count == lines.len() || (count > 1 && (promised || count * 2 > lines.len()))) {
        let mut rest: Vec<Node> = Vec::new();
        for (found, line) in found.into_iter().zip(lines) {
            match found {
                Some(chapter) => chapters.push(chapter),
                None => {
                    if !rest.is_empty() {
                        rest.push(Node::Break);
                    }
                    rest.extend(line);
                }
            }
        }
        return (!rest.is_empty()).then_some(Node::Paragraph(rest));
    }
    let Some(chapter) = chapter(&line, Side::Before) else { return Some(Node::Paragraph(line)) };
    chapters.push(chapter);
    None
}

/// More words are no title: they are said at that time.
const MOST_WORDS: usize = 40;

/// A time and a title; or a title that is a link to a time.
fn chapter(line: &[Node], side: Side) -> Option<Chapter> {
    let text = plain(line);
    let found = match side {
        Side::Before => times::leading(&text),
        Side::After => times::trailing(&text),
    };
    let (start, title) = match found {
        Some(found) => found,
        None if side == Side::After => return None,
        None => {
            (linked_time(line)?, text.trim_start_matches(|c: char| times::is_dash(c) || c.is_whitespace()))
        }
    };
    let is_title = !title.is_empty() && title.split_whitespace().count() <= MOST_WORDS;
    is_title.then(|| Chapter { start, title: title.to_owned(), url: own_link(line) })
}

fn linked_time(line: &[Node]) -> Option<Millis> {
    let [Node::Link { url: Some(url), .. }, ..] = line else { return None };
    addresses::time(url)
}

/// The first link that leads to something else than a time of the recording, or a place of the page.
fn own_link(line: &[Node]) -> Option<String> {
    line.iter().find_map(|node| match node {
        Node::Link { url: Some(url), children, .. } => {
            let is_time = addresses::time(url).is_some()
                || url.starts_with('#')
                || times::whole(&plain(children)).is_some();
            (!is_time).then(|| url.clone())
        }
        Node::Strong(inner) | Node::Emphasis(inner) => own_link(inner),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words::new(&std::collections::BTreeMap::new())
    }

    fn link(url: &str, title: &str) -> Node {
        Node::Link { url: Some(url.into()), title: None, children: vec![text(title)] }
    }

    fn text(text: &str) -> Node {
        Node::Text(text.into())
    }

    fn list(items: Vec<Vec<Node>>) -> Node {
        let children = items
            .into_iter()
            .map(|line| Node::ListItem { checked: None, children: vec![Node::Paragraph(line)] })
            .collect();
        Node::List { ordered: false, start: 1, children }
    }

    fn chapter(start: u32, title: &str) -> Chapter {
        Chapter { start: Millis::from_secs(start), title: title.into(), url: None }
    }

    #[test]
    fn a_list_of_times_and_titles_is_chapters() {
        let bold = Node::Strong(vec![text("~4:00")]);
        let link = Node::Link { url: Some("/x?t=300".into()), title: None, children: vec![text("Slack")] };
        let blocks = vec![list(vec![vec![text("00:00 - Ebb")], vec![bold, text(" – Flood")], vec![link]])];
        let (chapters, rest) = take(blocks, false, &words());
        assert_eq!(chapters, [chapter(0, "Ebb"), chapter(240, "Flood"), chapter(300, "Slack")]);
        assert_eq!(rest, []);
    }

    #[test]
    fn lines_of_a_paragraph_are_chapters() {
        let (chapters, rest) =
            take(vec![Node::Paragraph(vec![text("00:00 Ebb\n01:00 Flood")])], false, &words());
        assert_eq!(chapters, [chapter(0, "Ebb"), chapter(60, "Flood")]);
        assert_eq!(rest, []);
    }

    #[test]
    fn what_is_no_chapter_is_given_back() {
        let blocks = vec![
            Node::Paragraph(vec![text("Tides:")]),
            list(vec![vec![text("00:10 Ebb")], vec![text("later")]]),
        ];
        let (chapters, rest) = take(blocks, false, &words());
        assert_eq!(chapters, [chapter(10, "Ebb")]);
        assert_eq!(rest, [Node::Paragraph(vec![text("Tides:")]), list(vec![vec![text("later")]])]);
    }

    #[test]
    fn sub_lists_and_links_are_the_chapters_own() {
        let sub = list(vec![vec![text("[@06:30] - "), link("/neap", "Neap")], vec![text("low")]]);
        let mut items = list(vec![vec![text("[@01:35] - "), link("https://example.org/ebb", "Ebb")]]);
        if let Node::List { children, .. } = &mut items
            && let Some(Node::ListItem { children, .. }) = children.first_mut()
        {
            children.push(sub);
        }
        let heading =
            Node::Heading { depth: 3, children: vec![text("[@1:01:20] - "), link("/flood", "Flood")] };
        let (chapters, rest) = take(vec![items, heading], true, &words());
        let of = |start, title: &str, url: &str| Chapter { url: Some(url.into()), ..chapter(start, title) };
        assert_eq!(
            chapters,
            [of(95, "Ebb", "https://example.org/ebb"), of(390, "Neap", "/neap"), of(3680, "Flood", "/flood")]
        );
        assert_eq!(rest, [list(vec![vec![text("low")]])]);
    }

    #[test]
    fn a_link_to_a_time_is_no_link_of_the_chapters() {
        let time = link("https://youtu.be/abcdefghijk?t=684", "@11:24");
        let (chapters, _) =
            take(vec![list(vec![vec![time, text(" Ebb")], vec![text("12:00 Flood")]])], false, &words());
        assert_eq!(chapters, [chapter(684, "Ebb"), chapter(720, "Flood")]);
    }

    #[test]
    fn the_time_may_follow_its_title_if_all_do() {
        let items = |last: &str| vec![list(vec![vec![text("Ebb (00:10)")], vec![text(last)]])];
        assert_eq!(
            take(items("Flood (1:00)"), false, &words()).0,
            [chapter(10, "Ebb"), chapter(60, "Flood")]
        );
        assert_eq!(take(items("Flood"), false, &words()).0, []);
    }

    #[test]
    fn a_table_has_its_times_in_any_column() {
        let cell = |t: &str| vec![text(t)];
        let table = |head: &str| {
            let rows = vec![
                vec![cell(head), cell("Start")],
                vec![cell("Ebb"), cell("0:10")],
                vec![cell("Flood"), cell("1:00")],
            ];
            vec![Node::Table { align: vec![], rows }]
        };
        assert_eq!(take(table("Thema"), false, &words()).0, [chapter(10, "Ebb"), chapter(60, "Flood")]);
        assert_eq!(take(table("Boat"), false, &words()).0, []);
    }
}
