//! From the attributes of `<episode-player>`, and the files that they name, to an episode.
//!
//! [`quick_start`] decides everything; `export` is how JavaScript calls it.

mod export;

use episode::captions::{CaptionFault, CaptionFaultKind};
use episode::formats::{self, Read};
use episode::node::is_safe_url;
use episode::{Chapter, Episode, Media, Source, Transcript, is_youtube_id};
use serde::Serialize;

/// What the attributes say. Files are given as their text.
#[derive(Clone, Debug, Default)]
pub struct Attributes {
    /// The episode's title. Empty: it is called "Episode".
    pub title: String,
    /// The id of a YouTube video.
    pub youtube: Option<String>,
    /// The address of a video file.
    pub video: Option<String>,
    /// The address of an audio file.
    pub audio: Option<String>,
    /// The text of captions, as [`formats::read_text`] reads them.
    pub captions: Option<String>,
    /// The text of chapters, as [`formats::read_chapters`] reads them.
    pub chapters: Option<String>,
}

/// Something wrong in an attribute, or in the file that it names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The attribute's name.
    pub attribute: &'static str,
    /// The line in its file, from 1; `None` for the attribute itself.
    pub line: Option<usize>,
    /// What is there.
    pub found: String,
    /// What is valid; for a warning, also how it was repaired.
    pub wanted: String,
}

/// An episode, with what was repaired in its files.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuickStart {
    /// The episode.
    pub episode: Episode,
    /// What was repaired, by file and line.
    pub warnings: Vec<Fault>,
}

/// Makes an episode. The first recording of YouTube, video and audio that plays is used.
///
/// # Errors
/// Everything for which something of a file would have to be left out, with attribute and line.
pub fn quick_start(attributes: &Attributes) -> Result<QuickStart, Vec<Fault>> {
    let mut report = Report::default();
    let transcript = attributes.captions.as_deref().map(|text| report.transcript(text));
    let chapters = attributes.chapters.as_deref().map(|text| report.chapters(text));
    let media = report.media(attributes);
    if !report.faults.is_empty() {
        return Err(report.faults);
    }
    let (speakers, transcript) = transcript.unwrap_or_default();
    let title = match attributes.title.trim() {
        "" => "Episode",
        title => title,
    };
    let episode = Episode {
        title: title.to_owned(),
        media,
        speakers,
        chapters: chapters.unwrap_or_default(),
        transcript,
        ..Episode::default()
    };
    Ok(QuickStart { episode, warnings: report.warnings })
}

#[derive(Default)]
struct Report {
    faults: Vec<Fault>,
    warnings: Vec<Fault>,
}

impl Report {
    fn media(&mut self, attributes: &Attributes) -> Vec<Media> {
        if let Some(id) = attributes.youtube.as_ref().filter(|id| !is_youtube_id(id)) {
            self.faults.push(Fault {
                attribute: "youtube",
                line: None,
                found: format!("{id:?}"),
                wanted: "a video's id: 11 of A-Z, a-z, 0-9, _ and -".into(),
            });
        }
        for (attribute, address) in [("video", &attributes.video), ("audio", &attributes.audio)] {
            // An episode cannot have it: the recording would be left out without a word.
            if let Some(address) = address.as_ref().filter(|address| !is_safe_url(address)) {
                let wanted = "an http, https or relative address, with %20 for a space".into();
                self.faults.push(Fault { attribute, line: None, found: format!("{address:?}"), wanted });
            }
        }
        let youtube = attributes.youtube.clone().map(Source::YouTube);
        let video = attributes.video.clone().map(|address| Source::Video(address, None));
        let audio = attributes.audio.clone().map(|address| Source::Audio(address, None));
        let sources = [youtube, video, audio].into_iter().flatten();
        sources.map(|source| Media { source, offset: 0 }).collect()
    }

    fn transcript(&mut self, text: &str) -> (Vec<episode::Speaker>, Transcript) {
        let captions = self.file("captions", formats::read_text(text), |read| !read.captions.cues.is_empty());
        let Some(Read { captions, .. }) = captions else { return Default::default() };
        let Episode { speakers, transcript, .. } =
            import::from_captions(&captions, &import::Options::default()).episode;
        (speakers, transcript)
    }

    fn chapters(&mut self, text: &str) -> Vec<Chapter> {
        let read = self.file("chapters", formats::read_chapters(text), |read| !read.chapters.is_empty());
        read.map(|read| read.chapters).unwrap_or_default()
    }

    /// Takes over what is wrong in a file. `None` where nothing is in it.
    fn file(
        &mut self,
        attribute: &'static str,
        read: Result<Read, CaptionFault>,
        has_content: fn(&Read) -> bool,
    ) -> Option<Read> {
        let fault = |fault: &CaptionFault| Fault {
            attribute,
            line: Some(fault.line),
            found: fault.kind.found(),
            wanted: fault.kind.wanted().into(),
        };
        let read = read.map_err(|refused| self.faults.push(fault(&refused))).ok()?;
        let (faults, warnings): (Vec<_>, Vec<_>) =
            read.faults.iter().partition(|fault| leaves_out(&fault.kind));
        self.warnings.extend(warnings.into_iter().map(fault));
        if faults.is_empty() && !has_content(&read) {
            let (found, wanted) = (format!("{} without any", read.format.name()), attribute.into());
            self.faults.push(Fault { attribute, line: Some(1), found, wanted });
        }
        // How it would be repaired is said after a semicolon.
        let told = |fault: Fault| Fault { wanted: fault.wanted.split(';').take(1).collect(), ..fault };
        self.faults.extend(faults.into_iter().map(|found| told(fault(found))));
        Some(read)
    }
}

/// Whether something of the file cannot be shown. Whatever else is wrong was repaired.
fn leaves_out(kind: &CaptionFaultKind) -> bool {
    !matches!(
        kind,
        CaptionFaultKind::EndsEarly(_) | CaptionFaultKind::GoesBack(_) | CaptionFaultKind::Stray(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use episode::Millis;

    const CAPTIONS: &str =
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>The sea rises.\n\n00:03.000 --> 00:04.000\n<v Bo>Why?\n";

    fn attributes(captions: &str, chapters: &str) -> Attributes {
        let file = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Attributes {
            title: "Tides".into(),
            youtube: Some("aaaaaaaaaaa".into()),
            captions: file(captions),
            chapters: file(chapters),
            ..Attributes::default()
        }
    }

    /// The episode, which is one that can be shown.
    fn episode(attributes: &Attributes) -> Episode {
        let made = quick_start(attributes).expect("nothing is wrong").episode;
        let json = serde_json::to_string(&made).expect("JSON");
        assert_eq!(episode::read(&json).expect("an episode that can be shown").episode, made);
        made
    }

    fn faults(attributes: &Attributes) -> Vec<String> {
        let told = |fault: &Fault| {
            format!("{} {:?}: {} / {}", fault.attribute, fault.line, fault.found, fault.wanted)
        };
        quick_start(attributes).expect_err("something is wrong").iter().map(told).collect()
    }

    fn chapters(text: &str) -> Vec<(Millis, String)> {
        let chapters = episode(&attributes("", text)).chapters;
        chapters.into_iter().map(|chapter| (chapter.start, chapter.title)).collect()
    }

    #[test]
    fn captions_are_the_transcript_and_its_speakers() {
        let episode = episode(&attributes(CAPTIONS, ""));
        let turns =
            episode.transcript.turns.iter().map(|turn| {
                (episode.speaker_of(turn).map(|speaker| &*speaker.name), turn.start, &*turn.text)
            });
        let ada = (Some("Ada"), Some(Millis(1000)), "The sea rises.");
        assert_eq!(turns.collect::<Vec<_>>(), [ada, (Some("Bo"), Some(Millis(3000)), "Why?")]);
        assert_eq!(episode.title, "Tides");
    }

    #[test]
    fn chapters_are_read_from_the_json_of_podcasts_and_from_webvtt() {
        let two = [(Millis(0), "Part 1: Ebb".to_owned()), (Millis(60_000), "Flow".to_owned())];
        let json = r#"{ "chapters": [{ "startTime": 0, "title": "Part 1: Ebb" }, { "startTime": 60, "title": "Flow" }] }"#;
        assert_eq!(chapters(json), two);
        // A colon in a title names no speaker.
        let vtt = "WEBVTT\n\n00:00.000 --> 01:00.000\nPart 1: Ebb\n\n01:00.000 --> 02:00.000\nFlow\n";
        assert_eq!(chapters(vtt), two);
    }

    #[test]
    fn every_recording_that_is_named_can_be_chosen() {
        let named = Attributes {
            youtube: Some("aaaaaaaaaaa".into()),
            video: Some("a.mp4".into()),
            audio: Some("a.mp3".into()),
            ..Attributes::default()
        };
        let episode = episode(&named);
        assert_eq!((episode.media.len(), episode.title.as_str()), (3, "Episode"));
    }

    #[test]
    fn what_is_wrong_is_told_with_attribute_line_and_value() {
        let bad_time = CAPTIONS.replace("00:03.000", "00:03,0");
        assert_eq!(
            faults(&attributes(&bad_time, "")),
            ["captions Some(6): \"00:03,0 --> 00:04.000\" / times such as 00:01:02.500 --> 00:01:04.000"]
        );
        let [fault] = &faults(&attributes("<!doctype html>", ""))[..] else { panic!("one fault") };
        assert!(
            fault.starts_with("captions Some(1): something else / captions or chapters: WebVTT"),
            "{fault}"
        );
        let [fault] = &faults(&attributes("", "{ \"chapters\": ["))[..] else { panic!("one fault") };
        assert!(fault.starts_with("chapters Some(1)"), "{fault}");
        let empty = faults(&attributes("WEBVTT\n", "WEBVTT\n"));
        assert_eq!(
            empty,
            [
                "captions Some(1): WebVTT without any / captions",
                "chapters Some(1): WebVTT without any / chapters"
            ]
        );
        let mut long = attributes("", "");
        long.youtube = Some("https://youtu.be/aaaaaaaaaaa".into());
        assert!(faults(&long)[0].starts_with("youtube None: \"https://youtu.be/aaaaaaaaaaa\""));
    }

    #[test]
    fn an_address_that_no_episode_may_have_is_told() {
        let mut named = attributes("", "");
        named.video = Some("my talk.mp4".into());
        named.audio = Some("javascript:a.mp3".into());
        let told = faults(&named);
        assert_eq!(told.len(), 2);
        assert!(told[0].starts_with("video None: \"my talk.mp4\" / an http"), "{told:?}");
        assert!(told[1].starts_with("audio None: \"javascript:a.mp3\""), "{told:?}");
    }

    #[test]
    fn what_was_repaired_is_a_warning() {
        let back = format!("{CAPTIONS}\n00:00.000 --> 00:00.500\nBefore.\n");
        let made = quick_start(&attributes(&back, "")).expect("it is repaired");
        assert_eq!(made.warnings.iter().map(|fault| fault.line).collect::<Vec<_>>(), [Some(9)]);
    }
}
