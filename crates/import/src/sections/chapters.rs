//! Chapters: a list, a table or lines of times and titles.

use episode::{Chapter, Millis, Node};

use crate::sections::fields::plain;
use crate::sections::times;

/// Reads chapters from blocks, and gives back what is none.
pub(crate) fn take(blocks: Vec<Node>) -> (Vec<Chapter>, Vec<Node>) {
    let mut chapters = Vec::new();
    let mut rest = Vec::new();
    for block in blocks {
        match block {
            Node::List { ordered, start, children } => {
                let left =
                    children.into_iter().filter(|item| !item_into(item, &mut chapters)).collect::<Vec<_>>();
                if !left.is_empty() {
                    rest.push(Node::List { ordered, start, children: left });
                }
            }
            Node::Paragraph(line) => rest.extend(lines(line, &mut chapters)),
            Node::Heading { depth, children } => match chapter(&children) {
                Some(chapter) => chapters.push(chapter),
                None => rest.push(Node::Heading { depth, children }),
            },
            Node::Table { align, rows } => match table(&rows) {
                Some(found) => chapters.extend(found),
                None => rest.push(Node::Table { align, rows }),
            },
            other => rest.push(other),
        }
    }
    (chapters, rest)
}

/// Whether blocks hold chapters, whatever their heading says.
pub(crate) fn are_in(blocks: &[Node]) -> bool {
    let (chapters, rest) = take(blocks.to_vec());
    let rest = rest.iter().filter(|n| **n != Node::ThematicBreak).count();
    chapters.len() >= 2 && rest == 0 && chapters.windows(2).all(|w| w[0].start <= w[1].start)
}

/// The chapters that notes name in passing: three times or more, in order, each at the start of a line.
pub(crate) fn among(blocks: &[Node]) -> Vec<Chapter> {
    let (chapters, _) = take(blocks.to_vec());
    let in_order = chapters.len() >= 3 && chapters.windows(2).all(|w| w[0].start < w[1].start);
    if in_order { chapters } else { Vec::new() }
}

/// A table whose rows are a time and a title, and whose head says no more than that.
fn table(rows: &[Vec<Vec<Node>>]) -> Option<Vec<Chapter>> {
    const HEADS: [&str; 12] = [
        "",
        "time",
        "timestamp",
        "start",
        "at",
        "chapter",
        "title",
        "topic",
        "section",
        "subject",
        "what",
        "description",
    ];
    let is_plain = |cell: &Vec<Node>| HEADS.contains(&plain(cell).to_lowercase().as_str());
    if !rows.first()?.iter().all(is_plain) {
        return None;
    }
    let row = |cells: &Vec<Vec<Node>>| {
        let (time, title) = cells.split_first()?;
        let title: Vec<String> = title.iter().map(|cell| plain(cell)).filter(|t| !t.is_empty()).collect();
        of_text(&format!("{} {}", plain(time), title.join(" - ")))
    };
    let found: Option<Vec<_>> = rows.get(1..)?.iter().map(row).collect();
    found.filter(|found| !found.is_empty())
}

fn item_into(item: &Node, chapters: &mut Vec<Chapter>) -> bool {
    let Node::ListItem { children, .. } = item else { return false };
    let [Node::Paragraph(line)] = &children[..] else { return false };
    let chapter = chapter(line);
    let found = chapter.is_some();
    chapters.extend(chapter);
    found
}

/// A paragraph whose lines are chapters; gives it back if one is not.
fn lines(line: Vec<Node>, chapters: &mut Vec<Chapter>) -> Option<Node> {
    let text = Node::plain_text(&break_lines(&line));
    let found: Vec<_> = text.lines().map(of_text).collect();
    if found.len() > 1 && found.iter().all(Option::is_some) {
        chapters.extend(found.into_iter().flatten());
        return None;
    }
    let Some(chapter) = chapter(&line) else { return Some(Node::Paragraph(line)) };
    chapters.push(chapter);
    None
}

fn break_lines(nodes: &[Node]) -> Vec<Node> {
    let newline = |n: &Node| if *n == Node::Break { Node::Text("\n".into()) } else { n.clone() };
    nodes.iter().map(newline).collect()
}

fn of_text(text: &str) -> Option<Chapter> {
    let (start, title) = times::leading(text)?;
    (!title.is_empty()).then(|| Chapter { start, title: title.to_owned(), url: None })
}

/// A time and a title; or a title that is a link to a time.
fn chapter(line: &[Node]) -> Option<Chapter> {
    let text = plain(line);
    of_text(&text).or_else(|| {
        let start = linked_time(line)?;
        let title = text.trim_start_matches(|c: char| times::is_dash(c) || c.is_whitespace());
        (!title.is_empty()).then(|| Chapter { start, title: title.to_owned(), url: None })
    })
}

fn linked_time(line: &[Node]) -> Option<Millis> {
    let [Node::Link { url: Some(url), .. }, ..] = line else { return None };
    times::in_address(url)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let (chapters, rest) = take(blocks);
        assert_eq!(chapters, [chapter(0, "Ebb"), chapter(240, "Flood"), chapter(300, "Slack")]);
        assert_eq!(rest, []);
    }

    #[test]
    fn lines_of_a_paragraph_are_chapters() {
        let (chapters, rest) = take(vec![Node::Paragraph(vec![text("00:00 Ebb\n01:00 Flood")])]);
        assert_eq!(chapters, [chapter(0, "Ebb"), chapter(60, "Flood")]);
        assert_eq!(rest, []);
    }

    #[test]
    fn what_is_no_chapter_is_given_back() {
        let blocks = vec![
            Node::Paragraph(vec![text("Tides:")]),
            list(vec![vec![text("00:10 Ebb")], vec![text("later")]]),
        ];
        let (chapters, rest) = take(blocks);
        assert_eq!(chapters, [chapter(10, "Ebb")]);
        assert_eq!(rest, [Node::Paragraph(vec![text("Tides:")]), list(vec![vec![text("later")]])]);
    }
}
