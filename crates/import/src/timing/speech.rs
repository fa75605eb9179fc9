//! A written word as it is spoken: `$30` is "thirty dollars", `Graviton5` is "graviton five"; and how long that
//! takes to say.

use episode::text::{self, PER_WORD, Punctuation, punctuation};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::timing::numbers::{self, scale};

/// What it takes to say a word, and each of its letters, in milliseconds: fitted to the word times of one long
/// recording (9,000 words, 18 speakers). Letters tell a little more than syllables do, in any language.
const WORD: u32 = 35;
const LETTER: u32 = 55;
/// What a character takes of a script without blanks between words: a Chinese one, a Kana, and one of Thai, Lao, Khmer or
/// Myanmar, of which a syllable has several. By [`AVERAGE`] and the usual number of words a minute, these are some 245, 380
/// and 520 a minute, and 320 of Japanese text as it is written.
const IDEOGRAPH: u32 = 170;
const KANA: u32 = 110;
const LETTER_OF_SYLLABLE: u32 = 80;
/// What a word takes on the average: of 4.2 letters, in three English shows.
const AVERAGE: u32 = 270;
/// How long a speaker rests between sentences, and between their parts. Those who write transcripts set more stops
/// and commas than there are rests: a heard rest is three times as long.
pub(crate) const SENTENCE: u32 = 100;
const PART: u32 = 50;
/// What it takes to say "um" beyond its letters: most of it is silence.
const HESITATION: u32 = 400;

/// What each written word (or [unit](text::units)) is spoken as: in lower case, without accents and punctuation, numbers in words.
/// Nothing, where it is not spoken: `[Music]`, `<laugh>`, a dash.
pub(crate) fn spoken(words: &[&str]) -> Vec<Vec<String>> {
    let mut out = Vec::with_capacity(words.len());
    let mut silent_until = 0;
    for (i, word) in words.iter().enumerate() {
        silent_until = silent_until.max(stage_direction(&words[i..]).map_or(0, |length| i + length));
        let mut said = Vec::new();
        if i >= silent_until {
            let after = words.get(i + 1).map(|w| bare(w));
            let before = i.checked_sub(1).map(|i| words[i]);
            say(word, before, after.as_deref(), &mut said);
        }
        out.push(said);
    }
    out
}

/// How many words a stage direction in brackets has that starts here: `[upbeat music]`, `<laugh>.`
fn stage_direction(words: &[&str]) -> Option<usize> {
    /// A bracket that is open for longer is a slip.
    const LONGEST: usize = 6;
    let close = match words[0].chars().find(|c| c.is_alphanumeric() || matches!(c, '[' | '<' | '♪'))? {
        '[' => ']',
        '<' => '>',
        '♪' => '♪',
        _ => return None,
    };
    let closes = |w: &&str| {
        w.ends_with(close)
            || w.trim_end_matches(|c: char| c.is_ascii_punctuation() && c != close).ends_with(close)
    };
    words.iter().take(LONGEST).position(closes).map(|i| i + 1)
}

/// One written word. What stands beside it decides where "dollars" is said: `$1.2 million`.
fn say(word: &str, before: Option<&str>, after: Option<&str>, out: &mut Vec<String>) {
    let word: String = word.nfkd().filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’')).collect();
    let chars: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let currency = |w: &str| w.chars().find_map(currency);
    let mut money = currency(&word);
    if money.is_some() && after.is_some_and(|w| scale(w).is_some()) {
        money = None;
    } else if scale(&bare(&word)).is_some() {
        money = before.and_then(currency);
    }
    let mut at = 0;
    while at < chars.len() {
        let run = |is: fn(&char) -> bool| chars[at..].iter().take_while(|c| is(c)).count();
        let from = at;
        if chars[at].is_ascii_digit() {
            at += run(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
            let digits: String = chars[from..at].iter().collect();
            let letters: String = chars[at..].iter().take_while(|c| c.is_alphabetic()).collect();
            at += numbers::say(digits.trim_end_matches(['.', ',']), &letters, out);
        } else if chars[at].is_alphanumeric() {
            at += run(|c| c.is_alphanumeric() && !c.is_ascii_digit());
            out.push(chars[from..at].iter().collect());
        } else {
            out.extend(symbol(chars[at]).map(str::to_owned));
            at += 1;
        }
    }
    out.extend(money.map(str::to_owned));
}

fn currency(c: char) -> Option<&'static str> {
    match c {
        '$' => Some("dollars"),
        '€' => Some("euros"),
        '£' => Some("pounds"),
        _ => None,
    }
}

fn symbol(c: char) -> Option<&'static str> {
    match c {
        '%' => Some("percent"),
        '&' => Some("and"),
        '+' => Some("plus"),
        '@' => Some("at"),
        '×' => Some("times"),
        _ => None,
    }
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// How long a word takes, in milliseconds, by what it is spoken as.
pub(crate) fn length(said: &[String]) -> u32 {
    letters(said) + hesitations(said)
}

/// How long it takes on the average over minutes. Who says long words speaks the faster: people tell about as much
/// in a minute whatever their words are (Pellegrino and others, 2011). An eighth of the difference is left.
pub(crate) fn share(said: &[String]) -> u32 {
    if is_unspaced(said) {
        return letters(said);
    }
    (7 * AVERAGE + letters(said)) / 8 + hesitations(said)
}

/// How long it usually takes in a conversation, its rests included.
pub(crate) fn usual(said: &[String]) -> u32 {
    if is_unspaced(said) { letters(said) * PER_WORD.0 / AVERAGE } else { PER_WORD.0 }
}

/// Whether it is a character of a script without blanks between words.
fn is_unspaced(said: &[String]) -> bool {
    said.first().is_some_and(|word| word.starts_with(text::is_unspaced))
}

fn letters(said: &[String]) -> u32 {
    let of_word = |word: &String| {
        let count = word.chars().count() as u32;
        match word.chars().next() {
            Some('\u{3040}'..='\u{30FF}') => KANA * count,
            Some(c) if text::is_unspaced(c) && c < '\u{3040}' => LETTER_OF_SYLLABLE,
            Some(c) if text::is_unspaced(c) => IDEOGRAPH * count,
            _ => WORD + LETTER * count,
        }
    };
    said.iter().map(of_word).sum()
}

fn hesitations(said: &[String]) -> u32 {
    let is_one = |word: &&String| matches!(&***word, "um" | "uh" | "uhm" | "er" | "hm" | "hmm" | "mm");
    said.iter().filter(is_one).count() as u32 * HESITATION
}

/// How long a speaker rests after a written word, in milliseconds.
pub(crate) fn pause(word: &str) -> u32 {
    match punctuation(word) {
        Some(Punctuation::Sentence) => SENTENCE,
        Some(Punctuation::Part) => PART,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_spoken_as_people_speak_them() {
        for (written, said) in [
            (
                "2025 2005 1900 1,200",
                "twenty twenty five two thousand five nineteen hundred one thousand two hundred",
            ),
            (
                "4.4x $30 $1.2 million 98%",
                "four point four times thirty dollars one point two million dollars ninety eight percent",
            ),
            ("Boat5's C9g 3rd 20th 30k", "boat five c nine g third twentieth thirty thousand"),
            ("Señor don’t re-enter R&D…", "senor dont re enter r and d"),
            ("[upbeat music] so <laugh>. (yes) [ha, no", "so yes ha no"),
            ("— 0.05 007", "zero point zero five zero zero seven"),
        ] {
            let words: Vec<&str> = written.split_whitespace().collect();
            assert_eq!(spoken(&words).concat().join(" "), said, "{written}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_spoken_word_by_word(text in "\\PC*") {
            let units = text::units(&text);
            proptest::prop_assert_eq!(spoken(&units).len(), units.len());
        }
    }
}
