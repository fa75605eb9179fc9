//! Rolling captions: YouTube shows its automatic captions two lines at a time, and its files repeat each line in
//! the cues that follow, until it has rolled out of sight.

use crate::captions::Cue;
use crate::text::count_units;

/// How many lines a cue is looked through: two are usual.
const MAX_LINES: usize = 8;

/// Takes away each line that a cue repeats from the one before, if that is how the file is: again and again a line
/// stands once more with a new one under it. People do say the same words twice.
pub(super) fn unroll(cues: &mut [Cue]) {
    let rolls = |pair: &&[Cue]| {
        let repeated = repeats(&pair[0].text, &pair[1].text);
        repeated > 0 && lines_of(&pair[1].text).nth(repeated).is_some()
    };
    let rolling = cues.windows(2).filter(rolls).count();
    if rolling < 2 || rolling * 4 < cues.len() {
        return;
    }
    let mut before = String::new();
    for cue in cues {
        let lines = repeats(&before, &cue.text);
        before.clone_from(&cue.text);
        if lines > 0 {
            let rest = lines_of(&cue.text).skip(lines).collect::<Vec<_>>().join("\n");
            let gone = count_units(&cue.text) - count_units(&rest);
            cue.words.drain(..gone.min(cue.words.len()));
            cue.text = rest;
        }
    }
}

/// How many lines at the end of a cue are those at the start of the next.
fn repeats(before: &str, text: &str) -> usize {
    let ended: Vec<&str> = lines_of(before).take(MAX_LINES).collect();
    let now: Vec<&str> = lines_of(text).take(MAX_LINES).collect();
    let most = ended.len().min(now.len());
    (1..=most).rev().find(|n| ended[ended.len() - n..] == now[..*n]).unwrap_or(0)
}

fn lines_of(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty())
}
