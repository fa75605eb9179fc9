//! Pages as the generators of sites have them: front matter, recordings, chapters and transcripts of each.

use episode::{Episode, Source};
use episode_import::{Import, Kind, Options, Problem, Severity, Site};

fn import(page: &str) -> Import {
    episode_import::import(page, &Options { id: "tide".into(), ..Options::default() })
}

fn episode(page: &str) -> Episode {
    let Import { episode, problems, .. } = import(page);
    let errors: Vec<_> = problems.iter().filter(|p| p.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let json = serde_json::to_string(&episode).expect("JSON");
    assert_eq!(episode::read(&json).expect("an episode that can be shown").episode, episode);
    episode
}

fn warnings(page: &str) -> Vec<Problem> {
    import(page).problems.into_iter().filter(|p| p.severity > Severity::Note).collect()
}

fn media(episode: &Episode) -> Vec<String> {
    let show = |source: &Source| match source {
        Source::YouTube(id) => format!("youtube {id}"),
        Source::Audio(url, _) => format!("audio {url}"),
        Source::Video(url, _) => format!("video {url}"),
    };
    episode.media.iter().map(|m| show(&m.source)).collect()
}

fn chapters(episode: &Episode) -> Vec<(u32, &str)> {
    episode.chapters.iter().map(|c| (c.start.0, &*c.title)).collect()
}

fn turns(episode: &Episode) -> Vec<(&str, &str)> {
    let name = |t| episode.speaker_of(t).map_or("", |s| &*s.name);
    episode.transcript.turns.iter().map(|t| (name(t), &*t.text)).collect()
}

fn names(episode: &Episode) -> Vec<&str> {
    episode.speakers.iter().map(|s| &*s.name).collect()
}

#[test]
fn hugo_in_toml_with_a_shortcode() {
    let page = r#"+++
title = "Low water"
date = 2025-06-01T09:30:00+02:00
episode = 12
episode_image = "img/low.jpg"
guests = ["bo"]
[params]
audio_url = "https://media.example.org/012.mp3"
duration = "1h 2m 3s"
+++
The moon pulls.

{{< youtube abc-DEF_123 >}}

{{% callout %}}
## Chapters
{{% /callout %}}

| Time | Topic |
| --- | --- |
| 0:05 | Ebb |
| 1:00:00.250 | Flood |

## Transcript

**Bo:** It ebbs.

**A caller:** Does it?
"#;
    let e = episode(page);
    assert_eq!(
        (e.title.as_str(), e.number, e.published.as_deref()),
        ("Low water", Some(12), Some("2025-06-01"))
    );
    assert_eq!(e.duration.map(|d| d.0), Some(3_723_000));
    assert_eq!(media(&e), ["youtube abc-DEF_123", "audio https://media.example.org/012.mp3"]);
    assert_eq!(e.poster.as_deref(), Some("img/low.jpg"));
    assert_eq!(chapters(&e), [(5_000, "Ebb"), (3_600_250, "Flood")]);
    assert_eq!(turns(&e), [("Bo", "It ebbs."), ("A caller", "Does it?")]);
}

#[test]
fn jekyll_with_an_include_and_a_liquid_block() {
    let page = "---\nlayout: episode\ntitle: \"High water\"\npodcast:\n  file: /assets/007.mp3\n  duration: 754\n  title: The Tide Show\nnumber: \"007\"\n---\n{% include youtube.html id=\"abc-DEF_123\" %}\n\nNotes.\n\n### Timestamps\n\n* (00:41) - [Ebb](/ebb)\n* (05:00) - Flood\n\n{% comment %}\n";
    let e = episode(page);
    assert_eq!((e.title.as_str(), e.number, e.duration.map(|d| d.0)), ("High water", Some(7), Some(754_000)));
    assert_eq!(media(&e), ["youtube abc-DEF_123", "audio /assets/007.mp3"]);
    assert_eq!(chapters(&e), [(41_000, "Ebb"), (300_000, "Flood")]);
    assert_eq!(e.chapters[0].url.as_deref(), Some("/ebb"));
    assert!(warnings(page).iter().all(|p| !p.message.contains("is lost")), "{:?}", warnings(page));
}

#[test]
fn eleventy_in_json_and_a_transcript_with_times_on_lines() {
    let page = "---json\n{\"title\": \"Slack\", \"pubDate\": \"Sun, 01 Jun 2025 08:00:00 GMT\", \"mp3\": {\"url\": \"/a/9.mp3\", \"type\": \"audio/mpeg\"}, \"hosts\": [{\"name\": \"Ada Example\"}]}\n---\n\n# Slack\n\n## Transcript\n\nAda Example 0:03\nIt is slack.\n\nBo 0:09\nFor how long?\n\nAda Example 0:12\nNot long.\n";
    let e = episode(page);
    assert_eq!(e.published.as_deref(), Some("2025-06-01"));
    assert_eq!(media(&e), ["audio /a/9.mp3"]);
    assert_eq!(
        turns(&e),
        [("Ada Example", "It is slack."), ("Bo", "For how long?"), ("Ada Example", "Not long.")]
    );
    let starts: Vec<_> = e.transcript.turns.iter().filter_map(|t| t.start).map(|t| t.0).collect();
    assert_eq!(starts, [3_000, 9_000, 12_000]);
}

#[test]
fn docusaurus_with_tabs_and_a_component() {
    let page = "---\ntitle: Neap\nimage: /img/social.png\n---\n\nimport Tabs from '@theme/Tabs';\n\n<LiteYouTubeEmbed id=\"abc-DEF_123\" title=\"Neap\" />\n\n<Tabs>\n<TabItem value=\"notes\" label=\"Show notes\">\n\n- [A table](https://example.org/table)\n- [A talk](https://youtu.be/zzzzzzzzzzz)\n\n</TabItem>\n<TabItem value=\"t\" label=\"Transcript\">\n\n# Episode 3\n\n## [00:10] Small tides\n\n**Ada:** Neap.\n\n## Bigger ones\n\n**Bo:** Spring.\n\n**Ada:** Yes.\n\n</TabItem>\n</Tabs>\n\nThanks to all.\n";
    let e = episode(page);
    assert_eq!((e.title.as_str(), media(&e)), ("Neap", vec!["youtube abc-DEF_123".to_owned()]));
    assert_eq!(turns(&e), [("Ada", "Neap."), ("Bo", "Spring."), ("Ada", "Yes.")]);
    assert_eq!(chapters(&e)[0], (10_000, "Small tides"));
    assert!(e.sections.is_empty() || e.sections.iter().all(|s| s.title != "Show notes"), "{:?}", e.sections);
}

#[test]
fn astro_with_a_video_block_and_chapters_in_the_front_matter() {
    let page = "---\ntitle: Spring\npubDatetime: 2025-06-01T08:00:00Z\nvideo:\n  id: abc-DEF_123\n  duration: PT12M5.5S\nchapters:\n  - { time: 75, label: Ebb, href: /ebb }\n  - { time: \"02:30.125\", label: Flood }\nheroImage: ./spring.webp\n---\n\n## Chapters\n\n- 01:15 Ebb\n- 02:30 Flood\n";
    let e = episode(page);
    assert_eq!(media(&e), ["youtube abc-DEF_123"]);
    assert_eq!((e.duration.map(|d| d.0), e.poster.as_deref()), (Some(725_500), Some("./spring.webp")));
    assert_eq!(chapters(&e), [(75_000, "Ebb"), (150_125, "Flood")]);
    assert_eq!(e.chapters[0].url.as_deref(), Some("/ebb"));
}

#[test]
fn gatsby_with_timestamps_as_a_text_and_details() {
    let page = "---\ntitle: \"Bore\"\nyoutubeId: abc-DEF_123\naudioUrl: https://media.example.org/bore.m4a?x=1\nguest: Bo Example\ntimestamps: |\n  00:00 Start\n  03:30 A wave up a river\n---\n\n<details>\n<summary>Transcript</summary>\n\nAda: A wave?\n\nBo: Up a river.\n\nAda: How high?\n\n</details>\n\nMore on the site.\n";
    let e = episode(page);
    assert_eq!(media(&e), ["youtube abc-DEF_123", "audio https://media.example.org/bore.m4a?x=1"]);
    assert_eq!(chapters(&e), [(0, "Start"), (210_000, "A wave up a river")]);
    assert_eq!(turns(&e), [("Ada", "A wave?"), ("Bo", "Up a river."), ("Ada", "How high?")]);
}

#[test]
fn wordpress_exported_with_html() {
    let page = "---\ntitle: \"Surge &amp; storm\"\ndate: 2024-02-03\nenclosure: \"https://media.example.org/surge.mp3 123456 audio/mpeg\"\n---\n<p>The wind <strong>pushes</strong>.</p>\n\n<h2>Timestamps</h2>\n\n<p>00:00 Wind<br />02:10 Water</p>\n\n<h2>Transcript</h2>\n\n<p><strong>Ada:</strong> It rises.</p>\n\n<p><strong>Bo:</strong> &quot;Far&quot; <crosstalk> up.</p>\n";
    let e = episode(page);
    assert_eq!(media(&e), ["audio https://media.example.org/surge.mp3"]);
    assert_eq!(chapters(&e), [(0, "Wind"), (130_000, "Water")]);
    assert_eq!(turns(&e), [("Ada", "It rises."), ("Bo", "\"Far\" <crosstalk> up.")]);
}

#[test]
fn zola_with_an_extra_block_in_other_languages() {
    let page = "+++\ntitle = \"Ebbe\"\n[extra]\nyoutube_url = \"https://www.youtube.com/watch?v=abc-DEF_123&t=5\"\n+++\n\n**Dauer**: etwa 20 Minuten | **Moderation**: Ada und Bo\n\n## Kapitelmarken\n\n- 00:10 – Ebbe\n- 05:00 – Flut\n\n## Transkript\n\n**Ada**: Sie geht.\n\n**Bo**: Sie kommt.\n\n**Ada**: Ja.\n\n## Weiterführende Links\n\n- [Tafel](https://example.org/tafel)\n";
    let e = episode(page);
    assert_eq!(media(&e), ["youtube abc-DEF_123"]);
    assert_eq!((e.duration.map(|d| d.0), names(&e)), (Some(1_200_000), vec!["Ada", "Bo"]));
    assert_eq!(chapters(&e), [(10_000, "Ebbe"), (300_000, "Flut")]);
    assert_eq!(e.transcript.turns.len(), 3);
    let french = page.replace("Kapitelmarken", "Chapitrage").replace("Transkript", "Retranscription");
    assert_eq!(turns(&episode(&french)), turns(&e));
    let spanish = page.replace("Kapitelmarken", "Marcas de tiempo").replace("Transkript", "Transcripción");
    assert_eq!(chapters(&episode(&spanish)), chapters(&e));
}

#[test]
fn the_recording_is_the_pages_own_or_none() {
    let links = "---\ntitle: T\n---\n\n- [A talk](https://youtu.be/zzzzzzzzzzz)\n";
    assert_eq!(media(&episode(links)), Vec::<String>::new());
    assert!(
        warnings(links).iter().any(|p| p.line == 5 && p.message.contains("zzzzzzzzzzz")),
        "{:?}",
        warnings(links)
    );
    let named = "# T\n\nWatch [the recording](https://youtu.be/abc-DEF_123), or [a talk](https://youtu.be/zzzzzzzzzzz).\n";
    assert_eq!(media(&episode(named)), ["youtube abc-DEF_123"]);
    let thumbnail = "---\ntitle: T\nthumbnail: https://www.youtube.com/watch?v=zzzzzzzzzzz\nyoutube: https://youtu.be/watch?v=abc-DEF_123\n---\n";
    let e = episode(thumbnail);
    assert_eq!((media(&e), e.poster), (vec!["youtube abc-DEF_123".to_owned()], None));
    let channel = "---\ntitle: T\nyoutube: https://www.youtube.com/@tides\n---\n";
    assert_eq!(media(&episode(channel)), Vec::<String>::new());
}

#[test]
fn two_sources_that_contradict_each_other_are_told() {
    for page in [
        "---\nyoutube: abc-DEF_123\nvideo: https://youtu.be/zzzzzzzzzzz\n---\n# T\n",
        "---\nyoutube: abc-DEF_123\n---\n# T\n\n<iframe src=\"https://www.youtube.com/embed/zzzzzzzzzzz\"></iframe>\n",
    ] {
        assert_eq!(media(&episode(page)), ["youtube abc-DEF_123"], "{page}");
        let told = warnings(page);
        let both = |p: &&Problem| p.message.contains("abc-DEF_123") && p.message.contains("zzzzzzzzzzz");
        assert_eq!(told.iter().filter(both).count(), 1, "{page}{told:?}");
    }
    let same = "---\nyoutube: abc-DEF_123\nlinks:\n  youtube: https://youtu.be/abc-DEF_123?si=x\n---\n# T\n";
    assert!(warnings(same).iter().all(|p| !p.message.contains("abc-DEF_123")), "{:?}", warnings(same));
}

#[test]
fn headings_in_a_transcript_do_not_end_it() {
    let page = "# T\n\n## Chapters\n\n- 00:10 Ebb\n- 02:00 Flood\n\n## Transcript\n\n**Ada**: We begin.\n\n## Ebb\n\n**Ada**: Low.\n\n**Bo**: Lower.\n\n## [02:00] Flood\n\n**Bo**: High.\n\n## Resources\n\n- [Table](https://example.org/table)\n";
    let e = episode(page);
    assert_eq!(e.transcript.turns.len(), 4);
    assert_eq!(chapters(&e), [(10_000, "Ebb"), (120_000, "Flood")]);
    let starts: Vec<_> = e.transcript.turns.iter().filter_map(|t| t.start).map(|t| t.0).collect();
    assert_eq!((starts[1], starts[3]), (10_000, 120_000), "headings anchor the timing");
    assert!(e.sections.is_empty() && e.resources.len() == 1, "{:?}", e.sections);
    assert!(warnings(page).iter().all(|p| !p.message.contains("heading")), "{:?}", warnings(page));
}

#[test]
fn comments_part_a_page_and_the_title_is_not_in_the_transcript() {
    let page = "---\ntitle: Tides - Bo\n---\n\n{/* TAB: SHOW NOTES */}\n\nNotes.\n\n{/* TAB: SECTIONS */}\n\n[00:00:52] Ebb\n[00:04:51] Flood\n\n{/* TAB: TRANSCRIPT */}\n\n# Episode 10\n\n**Bo:** ~~um, ~~It ebbs [00:00:30] now.\n\n## [00:00:52] Ebb\n\n**Ada:** Really?\n\n**Bo:** Yes.\n";
    let e = episode(page);
    assert_eq!(e.title, "Tides - Bo");
    assert_eq!(chapters(&e), [(52_000, "Ebb"), (291_000, "Flood")]);
    assert_eq!(turns(&e), [("Bo", "It ebbs now."), ("Ada", "Really?"), ("Bo", "Yes.")]);
    assert!(e.sections.is_empty(), "{:?}", e.sections);
}

#[test]
fn who_is_not_listed_is_told_before_the_words_go_to_another() {
    let page = "# T\n\n**Speakers**: Ada & Bo\n\n## Transcript\n\n**Ada**: Ebb.\n\n**Caller**: Flood?\n\n**Bo**: Ah.\n";
    let told = warnings(page);
    assert!(told.iter().any(|p| p.line == 9 && p.message.contains("Caller")), "{told:?}");
}

#[test]
fn a_project_says_what_is_particular() {
    let site = Site {
        keys: [("youtube".to_owned(), vec!["media.main".to_owned()])].into(),
        language: Some("de".into()),
        leave_out: vec!["Sponsors".into()],
        words: [("transcript".to_owned(), vec!["Protokoll".to_owned()])].into(),
        speakers: vec!["Ada".into()],
    };
    let page = "---\ntitle: T\nmedia: { main: abc-DEF_123 }\n---\n\n## Sponsors\n\nBuy.\n\n## Protokoll\n\n**Ada**: Ebbe.\n\n**Bo**: Flut.\n";
    let Import { episode: e, .. } = episode_import::import(page, &Options { site, ..Options::default() });
    assert_eq!((media(&e), e.language.as_deref()), (vec!["youtube abc-DEF_123".to_owned()], Some("de")));
    assert_eq!(turns(&e), [("Ada", "Ebbe."), ("Bo", "Flut.")]);
    assert!(e.sections.is_empty(), "{:?}", e.sections);
}

#[test]
fn a_page_that_is_no_episode_is_told_from_one() {
    for (page, is_episode) in [
        ("# How to subscribe\n\nAs you like.\n", false),
        ("---\ntitle: All episodes\n---\n\n- [One](/1)\n- [Two](/2)\n", false),
        ("# Episode #054: A notice\n\nWords.\n", true),
        ("---\nyoutube: abc-DEF_123\n---\n# T\n", true),
        ("# T\n\n## Transcript\n\n**Ada**: Ebb.\n\n**Bo**: Flood.\n", true),
    ] {
        assert_eq!(import(page).is_episode, is_episode, "{page}");
    }
}

#[test]
fn bad_values_are_told_at_their_places() {
    let page = "---\ntitle: T\ndate: 2026-02-31\nduration: soon\nchapters:\n  - { start: x, title: Ebb }\nyoutube: abc\n---\n";
    let told: Vec<(usize, String)> = warnings(page).into_iter().map(|p| (p.line, p.message)).collect();
    for (line, words) in [(3, "2026-02-31"), (4, "soon"), (5, "no chapters"), (7, "\"abc\" is not a YouTube")]
    {
        assert!(told.iter().any(|(l, m)| *l == line && m.contains(words)), "{words}: {told:?}");
    }
}

#[test]
fn notes_whose_times_link_to_the_recording_name_it() {
    let page = "# Tides: March 1st, 2026\n\nHere is [the recording for our evening of March 1st, 2026](https://youtu.be/abc-DEF_123).\n\nTopics:\n- An old [talk](https://youtu.be/zzzzzzzzzzz)\n- [@1:24](https://youtu.be/abc-DEF_123?t=84) Ebb, with a [table](https://example.org/table)\n  > a quotation\n- [@5:00](https://youtu.be/abc-DEF_123?t=300) Flood\n  - more\n- [@1:05:00](https://youtu.be/abc-DEF_123?t=3900) Slack\n";
    let e = episode(page);
    assert_eq!(media(&e), ["youtube abc-DEF_123"]);
    assert_eq!(chapters(&e), [(84_000, "Ebb, with a table"), (300_000, "Flood"), (3_900_000, "Slack")]);
    assert_eq!(e.chapters[0].url.as_deref(), Some("https://example.org/table"));
    let unnamed = page.replace("the recording for", "what we said at");
    assert_eq!(media(&episode(&unnamed)), ["youtube abc-DEF_123"]);
}

#[test]
fn sound_files_of_several_formats_stand_in_the_page_s_order() {
    let page = "---\ntitle: T\naudio:\n  opus: a.opus\n  m4a: a.m4a\n  mp3: a.mp3\nlink: https://youtu.be/zzzzzzzzzzz\n---\n";
    assert_eq!(media(&episode(page)), ["audio a.opus", "audio a.m4a", "audio a.mp3"]);
}

#[test]
fn credits_name_who_takes_part_beside_others() {
    let page = "---\ntitle: T\nfile: a.mp3\n---\n\n## Credits\n\nMusic: [The tide](/m)\nHosts: [Ada](/a)\nGuests: [Bo Example](/b), [Cy](/c)\n";
    assert_eq!(names(&episode(page)), ["Ada", "Bo Example", "Cy"]);
}

#[test]
fn who_speaks_once_beside_one_other_is_a_speaker_and_a_step_is_none() {
    let page = "# T\n\n## Transcript\n\n**Ada Example:** Ebb.\n\n**Bo:** Flood.\n\n> **Ada Example:** Quoted.\n\n**Bo:** Yes.\n";
    let wanted = [("Ada Example", "Ebb."), ("Bo", "Flood."), ("Ada Example", "Quoted."), ("Bo", "Yes.")];
    assert_eq!(turns(&episode(page)), wanted);
    let page = "# T\n\n## Transcript\n\n**Bo:** Ebb.\n\n**Step 1:** Wait.\n\nLong.\n\n**Bo:** Flood.\n";
    assert_eq!(
        turns(&episode(page)),
        [("Bo", "Ebb."), ("Bo", "Step 1: Wait."), ("Bo", "Long."), ("Bo", "Flood.")]
    );
}

#[test]
fn names_in_bold_on_lines_of_their_own_are_names() {
    let page = "# T\n\n## Transcript\n\n**Ada**\n\nEbb.\n\n**Bo**\n\nFlood.\n\nAnd more.\n\n**Ada**\n\nYes.\n\n**Bo**\n\nNo.\n";
    let e = episode(page);
    let wanted = [("Ada", "Ebb."), ("Bo", "Flood."), ("Bo", "And more."), ("Ada", "Yes."), ("Bo", "No.")];
    assert_eq!(turns(&e), wanted);
}

#[test]
fn captions_under_what_is_no_language_are_told_and_the_others_are_read() {
    let page =
        "---\ncaptions: { de: gezeiten.vtt, jp: choseki.vtt, deutsch: { src: x.vtt } }\n---\n\n# Tides\n";
    let front = episode_import::references(page, &Site::default());
    let read: Vec<_> = front.iter().map(|file| (&*file.path, file.language.as_deref())).collect();
    assert_eq!(read, [("gezeiten.vtt", Some("de"))]);
    let imported = episode_import::import(page, &Options::default());
    let told: Vec<_> = imported.problems.iter().filter(|problem| problem.kind == Kind::Language).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].message.contains("\"jp\" in the front matter's captions is no language"), "{told:?}");
}

#[test]
fn a_language_is_a_tag_or_is_left_out_with_a_warning() {
    let import = |front: &str, site: Option<&str>| {
        let site = Site { language: site.map(str::to_owned), ..Site::default() };
        let options = Options { id: "tides".into(), site, ..Options::default() };
        let imported = episode_import::import(&format!("---\n{front}\n---\n\n# Tides\n"), &options);
        let told = imported.problems.into_iter().filter(|problem| problem.kind == Kind::Language);
        (imported.episode.language, told.map(|problem| problem.message).collect::<Vec<_>>())
    };
    let none: [&str; 0] = [];
    for (written, tag) in
        [("de", "de"), ("en_US", "en-US"), ("pt_BR.UTF-8", "pt-BR"), ("zh-Hans-CN", "zh-Hans-CN")]
    {
        let (language, told) = import(&format!("locale: {written}"), None);
        assert_eq!((language.as_deref(), told), (Some(tag), none.map(String::from).to_vec()));
    }
    let (language, told) = import("lang: plain English", None);
    assert_eq!(language, None);
    assert_eq!(
        told,
        ["the language \"plain English\" of the front matter's lang is no language tag and left out"]
    );
    // The next key that has one is read, and then what the site says.
    assert_eq!(import("lang: plain English\nlocale: en", None).0.as_deref(), Some("en"));
    assert_eq!(import("lang: plain English", Some("en_GB")).0.as_deref(), Some("en-GB"));
    let (language, told) = import("title: Tides", Some("plain English"));
    assert_eq!((language, told.len()), (None, 1));
}
