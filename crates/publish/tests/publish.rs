//! What a page, search engines and podcast apps get of an episode.

use episode::{Chapter, Episode, Media, Millis, Node, Section, Source, Speaker, Timing, Transcript, Turn};
use episode_publish::feed::{Channel, Item, feed};
use episode_publish::structured_data::structured_data;
use episode_publish::{Addresses, html, page};
use serde_json::Value;
use url::Url;

fn address(text: &str) -> Url {
    Url::parse(text).expect("an address")
}

fn addresses() -> Addresses {
    Addresses {
        page: Some(address("https://example.org/tides/?lang=en")),
        episode: "data/tides.json".into(),
        player: "../player/episode-player.js".into(),
        captions: Some("data/tides.vtt".into()),
        translations: Vec::new(),
        strict: false,
    }
}

fn chapter(start: u32, title: &str) -> Chapter {
    Chapter { start: Millis(start), title: title.into(), url: None }
}

fn turn(start: u32, text: &str) -> Turn {
    Turn { speaker: Some(0), start: Some(Millis(start)), text: text.into(), ..Turn::default() }
}

fn tides() -> Episode {
    Episode {
        id: "tides".into(),
        title: "How tides work".into(),
        published: Some("2025-01-02".into()),
        duration: Some(Millis::from_secs(3723)),
        media: vec![
            Media { source: Source::YouTube("aaaaaaaaaaa".into()), offset: 2000 },
            Media { source: Source::Audio("sound/tides.mp3".into(), None), offset: 0 },
        ],
        speakers: vec![Speaker { id: "ada".into(), name: "Ada".into() }],
        chapters: vec![chapter(0, "The moon"), chapter(95_250, "Two bulges")],
        transcript: Transcript {
            timing: Timing::Captions,
            turns: vec![turn(0, "It pulls."), turn(95_250, "Why two?"), turn(99_000, "Listen.")],
            ..Transcript::default()
        },
        ..Episode::default()
    }
}

/// The objects of the structured data, by type.
fn data(episode: &Episode, addresses: &Addresses) -> (Vec<Value>, Vec<String>) {
    let (text, lacks) = structured_data(episode, addresses);
    let objects = text.map_or_else(Vec::new, |text| {
        assert!(!text.contains('<'), "{text}");
        let all: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(all["@context"], "https://schema.org");
        all["@graph"].as_array().expect("a list").clone()
    });
    (objects, lacks.iter().map(ToString::to_string).collect())
}

#[test]
fn search_engines_get_the_video_with_its_clips_and_the_podcasts_episode() {
    let (objects, lacks) = data(&tides(), &addresses());
    assert!(lacks.is_empty(), "{lacks:?}");
    let [video, podcast] = &objects[..] else { panic!("{objects:?}") };
    assert_eq!((&video["@type"], &video["name"]), (&"VideoObject".into(), &"How tides work".into()));
    assert_eq!(video["uploadDate"], "2025-01-02");
    assert_eq!(video["duration"], "PT1H2M3S");
    assert_eq!(video["embedUrl"], "https://www.youtube.com/embed/aaaaaaaaaaa");
    assert!(video["thumbnailUrl"][0].as_str().is_some_and(|url| url.contains("aaaaaaaaaaa")));
    let clips = video["hasPart"].as_array().expect("clips");
    // In the recording everything is 2 s later; the address has the episode's own time.
    let found: Vec<_> = clips.iter().map(|clip| (&clip["startOffset"], &clip["endOffset"])).collect();
    assert_eq!(found, [(&2.into(), &97.into()), (&97.into(), &3725.into())]);
    assert_eq!(clips[1]["url"], "https://example.org/tides/?lang=en&t=95");
    assert_eq!(podcast["@type"], "PodcastEpisode");
    // What the JSON names is relative to it.
    let sound = &podcast["associatedMedia"][0]["contentUrl"];
    assert_eq!(sound, "https://example.org/tides/data/sound/tides.mp3");
}

#[test]
fn what_a_search_engine_requires_and_is_not_there_is_named() {
    let of = |change: fn(&mut Episode, &mut Addresses)| {
        let (mut episode, mut addresses) = (tides(), addresses());
        change(&mut episode, &mut addresses);
        let (objects, lacks) = data(&episode, &addresses);
        (objects.len(), lacks)
    };
    let (count, lacks) = of(|_, addresses| addresses.page = None);
    assert!(count == 0 && lacks.len() == 2 && lacks[0].contains("--url"), "{lacks:?}");
    let (count, lacks) = of(|episode, _| episode.published = None);
    assert!(count == 0 && lacks.len() == 2 && lacks[0].contains("`uploadDate`"), "{lacks:?}");
    let (count, lacks) = of(|episode, _| {
        episode.media = vec![Media { source: Source::Video("tides.mp4".into(), None), offset: 0 }];
    });
    assert!(count == 1 && lacks.len() == 1 && lacks[0].contains("`thumbnailUrl`"), "{lacks:?}");
    // A sound alone is no video, and nothing is missing.
    let (count, lacks) = of(|episode, _| {
        episode.media.remove(0);
    });
    assert_eq!((count, lacks.len()), (1, 0));
}

#[test]
fn no_two_clips_start_at_the_same_second() {
    let mut episode = tides();
    episode.media[0].offset = -5000;
    episode.chapters = [0, 4000, 5200, 5900, 60_000].map(|start| chapter(start, "A chapter")).into();
    let (objects, _) = data(&episode, &addresses());
    let clips = objects[0]["hasPart"].as_array().expect("clips");
    let starts: Vec<_> = clips.iter().map(|clip| clip["startOffset"].as_u64().expect("a number")).collect();
    assert_eq!(starts, [0, 55]);
}

#[test]
fn text_stays_text_in_the_page_and_in_its_data() {
    let mut episode = tides();
    episode.title = "</script><script>alert(1)</script><!-- & \"".into();
    episode.transcript.turns[0].text = "<img src=x onerror=alert(1)> <!-- /episode-player -->".into();
    let (text, _) = page::whole(&episode, &addresses());
    assert_eq!(text.matches("alert(1)").count(), text.matches("alert(1)&lt;").count() + 3, "{text}");
    assert!(!text.contains("<script>") && !text.contains("<img"), "{text}");
    // No text is taken for a mark.
    let again = |page: &str| page::into(page, &episode, &addresses()).expect("it has the marks").0;
    assert_eq!(again(&again(&text)), again(&text));
}

#[test]
fn a_page_is_written_between_its_marks_and_twice_is_once() {
    let [start, end] = page::BODY;
    let before = format!(
        "<!doctype html>\n<title>Mine</title>\n</HEAD>\n<p>Before</p>{start}old{end}\n<p>After</p>\n"
    );
    let (once, _) = page::into(&before, &tides(), &addresses()).expect("it has the marks");
    assert!(once.starts_with("<!doctype html>\n<title>Mine</title>\n") && once.ends_with("\n<p>After</p>\n"));
    assert!(!once.contains("old") && once.contains("<p>Before</p>"));
    assert!(once.contains("<episode-player src=\"data/tides.json\">"), "{once}");
    assert!(once.contains("title=\"Transcript\" href=\"data/tides.vtt\""), "{once}");
    assert!(once.contains("href=\"../player/wasm/episode-player_bg.wasm\""), "{once}");
    let (twice, _) = page::into(&once, &tides(), &addresses()).expect("it has the marks");
    assert_eq!(twice, once);
}

#[test]
fn a_page_without_its_marks_is_refused_with_what_to_do() {
    let [start, end] = page::BODY;
    let refused = |text: &str| page::into(text, &tides(), &addresses()).expect_err(text).to_string();
    for text in [
        "<head></head>",
        &format!("<head></head>{start}"),
        &format!("<head></head>{end}{start}"),
        &format!("<head></head>{start}{start}{end}"),
    ] {
        assert!(refused(text).contains(start) && refused(text).contains(end), "{}", refused(text));
    }
    assert!(refused(&format!("{start}{end}")).contains("</head>"));
}

#[test]
fn every_link_to_a_time_leads_to_a_place_of_the_page() {
    for timing in [Timing::Captions, Timing::Estimated, Timing::None] {
        let mut episode = tides();
        episode.transcript.timing = timing;
        if timing == Timing::None {
            episode.transcript.turns.iter_mut().for_each(|turn| turn.start = None);
        }
        let text = html::article(&episode, &addresses(), Some(2)).into_string();
        let links: Vec<&str> =
            text.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let targets: Vec<&str> =
            text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(links.contains(&"t=95.25"), "{timing:?}: {links:?}");
        for link in links {
            assert_eq!(targets.iter().filter(|id| **id == link).count(), 1, "{timing:?}: {link}");
        }
    }
}

#[test]
fn headings_of_a_section_are_below_it_and_images_of_other_hosts_are_links() {
    let mut episode = tides();
    let text = |text: &str| vec![Node::Text(text.into())];
    let image = |url: &str| Node::Image { url: Some(url.into()), alt: "A chart".into(), title: None };
    episode.sections = vec![Section {
        title: "Notes".into(),
        children: vec![
            Node::Heading { depth: 2, children: text("Springs") },
            Node::Heading { depth: 3, children: text("Neaps") },
            Node::Paragraph(vec![image("https://elsewhere.example/a.png"), image("chart.png")]),
        ],
    }];
    let text = html::article(&episode, &addresses(), Some(2)).into_string();
    assert!(text.contains("<h3 id=\"notes\">Notes</h3>\n<h4>Springs</h4>\n<h5>Neaps</h5>"), "{text}");
    assert!(text.contains("<a href=\"https://elsewhere.example/a.png\">A chart</a>"), "{text}");
    assert!(text.contains("<img src=\"chart.png\" alt=\"A chart\""), "{text}");
}

#[test]
fn a_feed_has_the_episodes_with_files_and_says_what_it_lacks() {
    let channel = Channel {
        title: "Tides & winds".into(),
        link: address("https://example.org/"),
        description: "The sea.".into(),
    };
    let (whole, mut film) = (tides(), tides());
    film.media.truncate(1);
    film.title = "A film".into();
    let addresses = addresses();
    let item = |episode, bytes| Item {
        episode,
        addresses: &addresses,
        bytes,
        chapters: Some("tides.chapters.json".into()),
    };
    let (text, warnings) = feed(&channel, &[item(&whole, Some(1234)), item(&film, None)]);
    let read: rss::Channel = text.parse().expect("RSS");
    assert_eq!((read.title(), read.items().len()), ("Tides & winds", 1));
    let entry = &read.items()[0];
    let enclosure = entry.enclosure().expect("a file");
    assert_eq!(enclosure.url(), "https://example.org/tides/data/sound/tides.mp3");
    assert_eq!((enclosure.length(), enclosure.mime_type()), ("1234", "audio/mpeg"));
    assert_eq!(entry.pub_date(), Some("Thu, 2 Jan 2025 00:00:00 +0000"));
    let tag = |name: &str| entry.extensions()["podcast"][name][0].attrs().clone();
    assert_eq!(tag("transcript")["url"], "https://example.org/tides/data/tides.vtt");
    assert_eq!(tag("transcript")["type"], "text/vtt");
    assert_eq!(tag("chapters")["url"], "https://example.org/tides/tides.chapters.json");
    assert!(text.contains("xmlns:podcast=\"https://podcastindex.org/namespace/1.0\""), "{text}");
    let warnings: Vec<_> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(warnings, ["A film: it has no sound or video file: it is left out"]);
}

#[test]
fn a_feed_leaves_out_a_date_that_mail_cannot_have() {
    let channel = Channel {
        title: "Tides".into(),
        link: address("https://example.org/"),
        description: "The sea.".into(),
    };
    for date in ["-025-06-01", "+12025-06-01", "soon"] {
        let episode = Episode { published: Some(date.into()), ..tides() };
        let addresses = addresses();
        let item = Item { episode: &episode, addresses: &addresses, bytes: Some(1), chapters: None };
        let (text, warnings) = feed(&channel, &[item]);
        assert!(text.contains("<item>") && !text.contains("pubDate"), "{text}");
        let lack = "its `published` is no date such as 2026-03-01: podcast apps may show it in another order";
        let warnings: Vec<_> = warnings.iter().map(|warning| warning.lack).collect();
        assert_eq!(warnings, [lack], "{date}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_text(title in "\\PC{0,20}", said in "\\PC{1,40}") {
        let mut episode = tides();
        episode.title = title.clone();
        episode.transcript.turns[0].text = said.clone();
        let text = html::article(&episode, &addresses(), Some(2)).into_string();
        let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        let heading = format!("<h2>{}</h2>", escaped(&title));
        proptest::prop_assert!(text.contains(&heading));
        let turn = format!("{}</p>", escaped(&said));
        proptest::prop_assert!(text.contains(&turn));
        let (data, _) = structured_data(&episode, &addresses());
        proptest::prop_assert!(!data.expect("nothing is missing").contains('<'));
    }
}
