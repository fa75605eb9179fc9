//! YouTube's `.sbv`: `0:00:00.599,0:00:04.160`, text, an empty line
//! (<https://support.google.com/youtube/answer/2734698>).

use super::clock;
use super::collector::CueCollector;
use super::lines::Lines;
use super::timed_text::TimedText;
use crate::captions::CaptionFaultKind;

/// Whether a text is SBV: its first line that is not empty has two times and a comma.
pub(super) fn is(text: &str) -> bool {
    Lines::new(text).find(|line| !line.text.trim().is_empty()).is_some_and(|line| times(line.text).is_some())
}

/// Reads a file that [`is`] SBV.
pub(super) fn read(text: &str, out: &mut CueCollector) {
    let mut lines = Lines::new(text);
    while let Some(line) = lines.next() {
        if line.text.trim().is_empty() {
            continue;
        }
        let mut timed = TimedText::default();
        while let Some(text) =
            lines.next_if(|line| !line.text.trim().is_empty() && times(line.text).is_none())
        {
            // SubViewer, which it comes from, breaks lines like this.
            timed.push(&text.text.replace("[br]", "\n"));
            timed.push("\n");
        }
        match times(line.text) {
            Some((start, end)) => out.cue(line.number, start, end, vec![(None, timed)]),
            None if looks_timed(line.text) => out.fault(line.number, CaptionFaultKind::timing(line.text)),
            None => out.fault(line.number, CaptionFaultKind::stray(line.text)),
        }
    }
}

fn times(line: &str) -> Option<(u64, u64)> {
    let (start, end) = line.split_once(',')?;
    let has_fraction = start.contains('.') && end.contains('.');
    has_fraction.then(|| clock::millis(start).zip(clock::millis(end))).flatten()
}

fn looks_timed(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_digit()) && line.contains(':') && line.contains(',')
}
