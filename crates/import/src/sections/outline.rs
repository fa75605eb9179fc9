//! The page's parts: what stands under each heading of the first two levels, and under each mark of a part.

use episode::Node;
use std::collections::HashSet;
use std::ops::Range;

use crate::diagnostics::Log;
use crate::parse::builder::Block;
use crate::parse::markdown::Document;
use crate::parse::marks::Mark;
use crate::sections::fields::plain;
use crate::sections::kind::{Kind, is_plain, kind};
use crate::sections::links;
use crate::sections::turns::labels::Labels;
use crate::values::times;
use crate::words::Words;

/// What stands under a heading; before the first one, without a title.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Section {
    pub(crate) title: Option<String>,
    /// The heading's level. 0: there is none.
    pub(crate) depth: u8,
    /// The heading's place.
    pub(crate) span: Range<usize>,
    pub(crate) blocks: Vec<Block>,
    /// A mark starts it, and the next mark ends it: its title is that of a tab.
    pub(crate) is_marked: bool,
    /// It holds the labelled lines at the page's head: its heading is a subtitle.
    pub(crate) is_head: bool,
    /// Its turns are those of several sections, whose headings are among its blocks.
    pub(crate) is_joined: bool,
}

/// The title of a page, and its sections.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) title: Option<String>,
    pub(crate) title_span: Option<Range<usize>>,
    pub(crate) sections: Vec<Section>,
}

/// Takes a page apart. The first heading of the first level is the title, if it stands before the transcript.
pub(crate) fn outline(document: Document, words: &Words, log: &mut Log<'_>) -> Outline {
    let mut out = Outline { sections: vec![Section::default()], ..Outline::default() };
    let mut marks = document.marks.into_iter().peekable();
    let mut in_transcript = false;
    for (i, block) in document.blocks.into_iter().enumerate() {
        while let Some((_, mark, span)) = marks.next_if(|(at, ..)| *at <= i) {
            in_transcript = start_part(&mut out.sections, mark, span, words);
        }
        if in_transcript {
            out.sections.last_mut().expect("never empty").blocks.push(block);
            continue;
        }
        let Node::Heading { depth, children } = &block.node else {
            out.sections.last_mut().expect("never empty").blocks.push(block);
            continue;
        };
        let title = plain(children);
        // One without words parts nothing.
        if title.is_empty() {
            continue;
        }
        let is_part = kind(&title, words) == Kind::Transcript;
        // Of lower levels, those count that name the transcript or the chapters, and those that end them.
        let now = out.sections.last().map_or(0, |section| section.depth);
        let names_part =
            matches!(kind(&title, words), Kind::Transcript | Kind::Chapters) && is_plain(&title, words);
        if *depth > 2 && !names_part && (now < 3 || *depth > now) {
            out.sections.last_mut().expect("never empty").blocks.push(block);
            continue;
        }
        if *depth == 1 && out.title.is_none() && !is_part && !has_transcript(&out.sections, words) {
            links::warn_of_lost(&links::all(std::slice::from_ref(&block)), &[], log);
            out.title = Some(title);
            out.title_span = Some(block.span);
            out.sections.push(Section::default());
        } else {
            let (depth, span) = (*depth, block.span.clone());
            // The heading itself is kept for a transcript that it stands in.
            out.sections.push(Section { title: Some(title), depth, span, ..Section::default() });
            out.sections.last_mut().expect("pushed above").blocks.push(block);
        }
    }
    for (_, mark, span) in marks {
        start_part(&mut out.sections, mark, span, words);
    }
    out.sections = join(out.sections, words);
    for section in &mut out.sections {
        // A section's own heading stands first, unless it is one of a transcript.
        if section.depth > 0 && !section.is_joined {
            let heading = section.blocks.remove(0);
            links::warn_of_lost(&links::all(std::slice::from_ref(&heading)), &[], log);
        }
    }
    out
}

/// Starts what a mark says; whether it is a transcript, which ends with the next mark only.
fn start_part(sections: &mut Vec<Section>, mark: Mark, span: Range<usize>, words: &Words) -> bool {
    match mark {
        Mark::Start { title, .. } => {
            let is_transcript = kind(&title, words) == Kind::Transcript;
            sections.push(Section { title: Some(title), span, is_marked: true, ..Section::default() });
            is_transcript
        }
        Mark::End(_) => {
            sections.push(Section::default());
            false
        }
    }
}

fn has_transcript(sections: &[Section], words: &Words) -> bool {
    sections.iter().any(|s| s.title.as_deref().is_some_and(|title| kind(title, words) == Kind::Transcript))
}

/// Whether a heading names a time.
fn is_timed(section: &Section) -> bool {
    let title = section.title.as_deref().unwrap_or_default();
    times::leading(title).or_else(|| times::trailing(title)).is_some()
}

/// Joins to a transcript the sections after it that go on with it: headings inside a transcript do not end it.
fn join(sections: Vec<Section>, words: &Words) -> Vec<Section> {
    let is_transcript =
        |s: &Section| s.title.as_deref().is_some_and(|title| kind(title, words) == Kind::Transcript);
    let mut out: Vec<Section> = Vec::new();
    let mut rest = sections;
    if let Some(at) = rest.iter().position(|s| is_transcript(s) && !s.is_marked) {
        let after = rest.split_off(at);
        out.append(&mut rest);
        let end =
            after[1..].iter().position(|s| s.is_marked || is_transcript(s)).map_or(after.len(), |i| i + 1);
        let last = last_of_transcript(&after[..end], words);
        let mut after = after.into_iter();
        let mut transcript = after.next().expect("it was found");
        let mut others = Vec::new();
        for section in after.by_ref().take(last) {
            if is_other(&section, words) && !is_timed(&section) && !is_inside(&section, transcript.depth) {
                others.push(section);
            } else {
                transcript.blocks.extend(section.blocks);
            }
        }
        out.push(transcript);
        out.append(&mut others);
        out.extend(after);
        return out;
    }
    join_unnamed(rest, words)
}

/// The index of the last section that goes on with the transcript, which is the first.
fn last_of_transcript(sections: &[Section], words: &Words) -> usize {
    let (transcript, after) = sections.split_first().expect("the transcript");
    let own = Labels::count(&transcript.blocks, words);
    let mut names: HashSet<String> = own.bold().map(|(name, _)| name.to_owned()).collect();
    if names.is_empty() {
        // It starts with a heading: who speaks more than once in what follows is a speaker.
        let all = Labels::count(after.iter().flat_map(|s| &s.blocks), words);
        names = all.bold().filter(|(_, n)| *n >= 2).map(|(name, _)| name.to_owned()).collect();
    }
    let goes_on = |section: &Section| {
        let labels = Labels::count(&section.blocks, words);
        let is_spoken = labels.bold().any(|(name, _)| names.contains(name));
        is_spoken || is_timed(section) || is_inside(section, transcript.depth)
    };
    after.iter().rposition(goes_on).map_or(0, |i| i + 1)
}

/// Whether a heading is of a lower level than the transcript's.
fn is_inside(section: &Section, depth: u8) -> bool {
    section.depth > depth && depth > 0
}

/// Whether a heading says that something else than speech stands under it.
fn is_other(section: &Section, words: &Words) -> bool {
    section.title.as_deref().is_some_and(|title| kind(title, words) != Kind::Other)
}

/// Joins the sections of a page whose transcript has no heading of its own, but headings within: from the first
/// section that has turns to the last.
fn join_unnamed(mut sections: Vec<Section>, words: &Words) -> Vec<Section> {
    let has_turns = |s: &Section| {
        !s.is_marked && !is_other(s, words) && Labels::count(&s.blocks, words).bold().next().is_some()
    };
    let candidates: Vec<usize> = (0..sections.len()).filter(|i| has_turns(&sections[*i])).collect();
    let all = Labels::count(candidates.iter().flat_map(|i| &sections[*i].blocks), words);
    let names: HashSet<&str> = all.bold().filter(|(_, n)| *n >= 3).map(|(name, _)| name).collect();
    let is_spoken = |i: &usize| {
        let labels = Labels::count(&sections[*i].blocks, words);
        let (mut own, mut others) = (0, 0);
        labels.bold().for_each(|(name, n)| if names.contains(name) { own += n } else { others += n });
        own > others
    };
    let spoken: Vec<usize> = candidates.iter().copied().filter(|i| is_spoken(i)).collect();
    let (Some(first), Some(last)) = (spoken.first().copied(), spoken.last().copied()) else {
        return sections;
    };
    // Headings with times, or none but those of turns: else each section is looked at by itself.
    let between = &sections[first + 1..=last];
    let is_one = names.len() >= 2
        && first < last
        && between.iter().all(|s| !s.is_marked && !is_other(s, words))
        && between.iter().filter(|s| is_timed(s)).count() * 2 >= between.len();
    if !is_one {
        return sections;
    }
    let after = sections.split_off(last + 1);
    let joined = sections.split_off(first);
    let mut whole = Section { is_joined: true, ..Section::default() };
    for section in joined {
        let is_title = section.title.as_deref().is_some_and(|title| is_plain(title, words));
        let skipped = usize::from(is_title && section.depth > 0);
        whole.blocks.extend(section.blocks.into_iter().skip(skipped));
    }
    sections.push(whole);
    sections.extend(after);
    sections
}
