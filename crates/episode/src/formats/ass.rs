//! SubStation Alpha, `.ass` and `.ssa`: `Dialogue:` lines below `[Events]`, whose fields a `Format:` line names
//! (<http://www.tcax.org/docs/ass-specs.htm>).

use super::clock;
use super::collector::CueCollector;
use super::lines::Lines;
use super::timed_text::TimedText;
use crate::captions::CaptionFaultKind;

/// The fields of a file without a `Format:` line.
const FIELDS: &str = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text";

/// Whether a text is SubStation Alpha: its first line that is not empty is a section of it.
pub(super) fn is(text: &str) -> bool {
    let first = Lines::new(text).map(|line| line.text.trim()).find(|line| !line.is_empty());
    first.is_some_and(|line| ["[Script Info]", "[Events]"].iter().any(|s| s.eq_ignore_ascii_case(line)))
}

/// Reads a file that [`is`] SubStation Alpha.
pub(super) fn read(text: &str, out: &mut CueCollector) {
    let mut is_events = false;
    let mut fields: Vec<&str> = FIELDS.split(',').map(str::trim).collect();
    for line in Lines::new(text) {
        if line.text.starts_with('[') {
            is_events = line.text.trim().eq_ignore_ascii_case("[Events]");
            continue;
        }
        let Some((key, value)) = line.text.split_once(':').filter(|_| is_events) else { continue };
        match key.trim() {
            "Format" => fields = value.split(',').map(str::trim).collect(),
            "Dialogue" => {
                let values: Vec<&str> = value.splitn(fields.len(), ',').collect();
                let get = |name: &str| values.get(fields.iter().position(|f| *f == name)?).copied();
                let times = get("Start").and_then(clock::millis).zip(get("End").and_then(clock::millis));
                let (Some((start, end)), Some(text)) = (times, get("Text")) else {
                    out.fault(line.number, CaptionFaultKind::timing(line.text));
                    continue;
                };
                let name = get("Name").or(get("Actor")).map(str::trim).filter(|name| !name.is_empty());
                let timed = TimedText::plain(&plain(text));
                out.cue(line.number, start, end, vec![(name.map(str::to_owned), timed)]);
            }
            _ => {}
        }
    }
}

/// A text without its tags, such as `{\i1}`.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('{') {
        out.push_str(before);
        let Some((_, after)) = tag.split_once('}') else {
            // A brace that does not end is text.
            out.push('{');
            rest = tag;
            break;
        };
        rest = after;
    }
    out.push_str(rest);
    out.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
}
