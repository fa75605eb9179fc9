//! Captions, with what is wrong in them as problems.

use episode::captions::{CaptionFault, Captions, Cue};
use episode::formats::{self, Format, Read};
use episode::text::is_unspaced;
use import::{Kind, Problem, Severity};

/// Captions that were read.
#[derive(Debug)]
pub struct Heard {
    /// The cues.
    pub captions: Captions,
    /// A speech recogniser made them: they are in the format of one, or have a time for each word.
    pub is_generated: bool,
    /// The language that the header of WebVTT says. (Whisper's JSON has that of the recording, from which it may have
    /// translated.)
    pub language: Option<String>,
    /// What is wrong in them.
    pub problems: Vec<Problem>,
}

/// Reads captions of any known format.
///
/// # Errors
/// The text has no captions.
pub fn read(source: &str) -> Result<Heard, Problem> {
    let Read { format, captions, chapters, faults, untold } =
        formats::read(source).map_err(|fault| problem(source, &fault, Severity::Error))?;
    let mut problems: Vec<Problem> = faults.iter().map(|f| problem(source, f, Severity::Warning)).collect();
    if untold > 0 {
        problems.push(of_all(
            Severity::Warning,
            format!("{untold} more problems in the captions are not listed"),
            None,
        ));
    }
    if captions.cues.is_empty() && !chapters.is_empty() {
        let message = format!("the file has chapters, not captions: {}", format.name());
        return Err(of_all(
            Severity::Error,
            message,
            Some("choose a captions file, or a transcript with times".into()),
        ));
    }
    let is_generated = format == Format::Whisper || has_times_of_words(&captions);
    let language = (format == Format::Vtt).then(|| header_language(source)).flatten();
    Ok(Heard { captions, is_generated, language, problems })
}

/// Whether words have times, as a person hardly writes them. A cue of one word has the time of that word whoever wrote it: a
/// "Yes.", or a line in a script without blanks.
fn has_times_of_words(captions: &Captions) -> bool {
    let mut cues = captions.cues.iter();
    let is_a_word = |cue: &Cue| cue.words.len() == 1 && !cue.text.contains(is_unspaced);
    cues.clone().any(|cue| cue.words.len() > 1) || captions.cues.len() > 1 && cues.all(is_a_word)
}

/// `Language: de` in the header of WebVTT, where YouTube writes it.
fn header_language(source: &str) -> Option<String> {
    let header = source.lines().skip(1).take_while(|line| !line.trim().is_empty() && !line.contains("-->"));
    let mut values = header.filter_map(|line| line.split_once(':'));
    let (_, value) = values.find(|(key, _)| key.trim().eq_ignore_ascii_case("language"))?;
    import::language(value.trim()).map(|language| language.tag)
}

fn problem(source: &str, fault: &CaptionFault, severity: Severity) -> Problem {
    let start: usize = source.split_inclusive('\n').take(fault.line.saturating_sub(1)).map(str::len).sum();
    // Of a line without an end, its start is enough to find it.
    let line = source[start..].lines().next().unwrap_or_default();
    let length = line.char_indices().nth(200).map_or(line.len(), |(at, _)| at);
    let (found, wanted) = (fault.kind.found(), fault.kind.wanted());
    Problem {
        severity,
        kind: Kind::Syntax,
        line: fault.line,
        column: 1,
        span: start..start + length,
        message: format!("found {found}"),
        help: Some(format!("expected {wanted}")),
    }
}

/// A problem of the file as a whole.
fn of_all(severity: Severity, message: String, help: Option<String>) -> Problem {
    Problem { severity, kind: Kind::Captions, line: 1, column: 1, span: 0..0, message, help }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_has_its_line_marked() {
        let source = "WEBVTT\n\n00:61.000 --> 00:62.000\nlost\n\n00:00.000 --> 00:01.000\nThe sea.\n";
        let Heard { captions, problems, .. } = read(source).expect("captions");
        assert_eq!(captions.cues.len(), 1);
        let [problem] = &problems[..] else { panic!("{problems:?}") };
        assert_eq!((problem.line, &source[problem.span.clone()]), (3, "00:61.000 --> 00:62.000"));
    }

    #[test]
    fn the_header_says_the_language() {
        let cue = "00:00.000 --> 00:01.000\nLanguage: fr\n";
        for (header, language) in [
            ("WEBVTT\nKind: captions\nLanguage: de\n\n", Some("de")),
            ("WEBVTT - x\r\nlanguage:pt-BR\r\n\r\n", Some("pt-BR")),
            ("WEBVTT\nLanguage: German\n\n", None),
            ("WEBVTT\n\n", None),
            ("WEBVTT\n", None),
            ("", None),
        ] {
            let heard = read(&format!("{header}{cue}")).expect("captions");
            assert_eq!(heard.language.as_deref(), language, "{header:?}");
        }
    }

    #[test]
    fn times_of_words_are_a_machine_s_and_short_cues_are_not() {
        let cues = |texts: &[&str]| -> String {
            let cue = |(at, text): (usize, &&str)| format!("00:0{at}.000 --> 00:0{}.000\n{text}\n\n", at + 1);
            texts.iter().enumerate().map(cue).collect()
        };
        for (texts, is_generated) in [
            (&["The tide", "Yes.", "rises."][..], false),
            (&["海は静かです。", "月が引きます。"], false),
            (&["Yes."], false),
            (&["The", "tide", "rises."], true),
            (&["The <00:00.500>tide", "rises."], true),
        ] {
            let heard = read(&format!("WEBVTT\n\n{}", cues(texts))).expect("captions");
            assert_eq!(heard.is_generated, is_generated, "{texts:?}");
        }
    }

    #[test]
    fn chapters_are_no_captions() {
        let chapters = r#"{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Ebb"}]}"#;
        assert!(read(chapters).expect_err("chapters").message.contains("chapters"));
        assert_eq!(read("# Tides").expect_err("a page").severity, Severity::Error);
    }
}
