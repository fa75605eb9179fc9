//! What the readers of all formats have in common: cues come in, with their faults, and go out in order.

use super::timed_text::{self, TimedText};
use super::{Format, MAX_FAULTS, Read, labels, rolling};
use crate::captions::{CaptionFault, CaptionFaultKind, Captions, Cue};
use crate::model::Chapter;
use crate::text::{join, words};
use crate::time::Millis;

/// Programs round: cues that go back this far are put in order without a word.
const JITTER: Millis = Millis::from_secs(1);

/// Cues and faults as they come in.
#[derive(Debug, Default)]
pub(super) struct CueCollector {
    cues: Vec<Cue>,
    chapters: Vec<Chapter>,
    faults: Vec<CaptionFault>,
    untold: usize,
    has_no_labels: bool,
}

impl CueCollector {
    /// A fault at a line.
    pub(super) fn fault(&mut self, line: usize, kind: CaptionFaultKind) {
        if self.faults.len() < MAX_FAULTS {
            self.faults.push(CaptionFault { line, kind });
        } else {
            self.untold += 1;
        }
    }

    /// A cue with times in milliseconds. Several voices in it share its time, by their words' times where these
    /// are known, else by their length.
    pub(super) fn cue(&mut self, line: usize, start: u64, end: u64, timed: Vec<(Option<String>, TimedText)>) {
        let (Ok(start_millis), Ok(mut end_millis)) = (u32::try_from(start), u32::try_from(end)) else {
            return self.fault(line, CaptionFaultKind::too_late(start.max(end)));
        };
        if end_millis < start_millis {
            self.fault(line, CaptionFaultKind::EndsEarly(Millis(end_millis)));
            end_millis = start_millis;
        }
        let (start, end) = (Millis(start_millis), Millis(end_millis));
        if self.cues.last().is_some_and(|last| start + JITTER < last.start) {
            self.fault(line, CaptionFaultKind::GoesBack(start));
        }
        let first = self.cues.len();
        self.cues.extend(timed.into_iter().map(|(speaker, timed)| {
            // A name of white space alone is none. A NUL is U+FFFD, as in the text.
            let name = |name: String| join(words(&name.replace('\0', "\u{fffd}")), " ");
            let speaker = speaker.map(name).filter(|name| !name.is_empty());
            timed.cue(start, end, speaker)
        }));
        timed_text::divide(&mut self.cues[first..]);
    }

    /// A chapter, from a time in milliseconds.
    pub(super) fn chapter(&mut self, line: usize, start: u64, title: Option<String>) {
        let title = title.map(|title| words(&title).collect::<Vec<_>>().join(" ")).unwrap_or_default();
        let Ok(start) = u32::try_from(start) else {
            return self.fault(line, CaptionFaultKind::too_late(start));
        };
        if title.is_empty() {
            return self.fault(line, CaptionFaultKind::Untitled);
        }
        let start = Millis(start);
        if self.chapters.last().is_some_and(|last| start < last.start) {
            self.fault(line, CaptionFaultKind::GoesBack(start));
        }
        self.chapters.push(Chapter { start, title, url: None });
    }

    /// The file says that no text names its speaker.
    pub(super) fn has_no_labels(&mut self) {
        self.has_no_labels = true;
    }

    /// Whether no cue has come in.
    pub(super) fn is_empty(&self) -> bool {
        self.cues.is_empty()
    }

    /// Everything, where cues are chapters: neither are they parts of one sentence, nor do names speak in them.
    pub(super) fn finish_chapters(mut self, format: Format) -> Read {
        self.cues.sort_by_key(|cue| cue.start);
        self.cues.dedup_by_key(|cue| cue.start);
        for cue in std::mem::take(&mut self.cues) {
            let title = words(&cue.text).collect::<Vec<_>>().join(" ");
            if !title.is_empty() {
                self.chapters.push(Chapter { start: cue.start, title, url: None });
            }
        }
        self.finish(format)
    }

    /// Everything, in its form.
    pub(super) fn finish(mut self, format: Format) -> Read {
        rolling::unroll(&mut self.cues);
        if !self.has_no_labels {
            labels::take(&mut self.cues);
        }
        self.cues.iter_mut().for_each(timed_text::finish);
        self.cues.retain(|cue| !cue.text.is_empty());
        // Files go back, and so do the parts of a cue that overlaps the next.
        self.cues.sort_by_key(|cue| cue.start);
        self.chapters.sort_by_key(|chapter| chapter.start);
        let captions = Captions { cues: self.cues };
        Read { format, captions, chapters: self.chapters, faults: self.faults, untold: self.untold }
    }
}
