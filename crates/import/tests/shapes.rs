//! What authors write, in every shape that was seen: each is read as what it means.

use episode::{Episode, Link, Millis, Source};
use episode_import::{Import, Options, Problem, Severity};

fn import(page: &str) -> Import {
    episode_import::import(page, &Options { id: "tides".into(), ..Options::default() })
}

fn episode(page: &str) -> Episode {
    import(page).episode
}

/// Who says what.
fn said(page: &str) -> Vec<(String, String)> {
    let episode = episode(page);
    let name = |t| episode.speaker_of(t).map_or("", |s| &s.name).to_owned();
    episode.transcript.turns.iter().map(|t| (name(t), t.text.clone())).collect()
}

fn pairs(turns: &[(&str, &str)]) -> Vec<(String, String)> {
    turns.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect()
}

fn chapters(page: &str) -> Vec<(u32, String)> {
    episode(page).chapters.into_iter().map(|c| (c.start.whole_seconds(), c.title)).collect()
}

fn warnings(page: &str) -> Vec<Problem> {
    import(page).problems.into_iter().filter(|p| p.severity == Severity::Warning).collect()
}

const SPOKEN: &str = "\n## Transcript\n\n**Ada**: Ebb.\n\n**Bo**: Flood.\n";

#[test]
fn a_turn_starts_with_a_name_in_bold_however_it_is_written() {
    let turns = pairs(&[("Ada", "Ebb."), ("Bo", "Flood.")]);
    for [ada, bo] in [
        ["**Ada**: Ebb.", "**Bo**: Flood."],
        ["**Ada:** Ebb.", "**Bo:** Flood."],
        ["__Ada__: Ebb.", "__Bo__: Flood."],
        ["**Ada** (00:00:36): Ebb.", "**Bo** [00:01:00]: Flood."],
        ["Ada (00:00:36): Ebb.", "Bo (00:01:00): Flood."],
        ["**Ada**:\nEbb.", "**Bo**:\nFlood."],
        ["[00:00:36] **Ada**: Ebb.", "[00:01:00] **Bo**: Flood."],
    ] {
        let page = format!("# T\n\n**Speakers**: Ada & Bo\n\n## Transcript\n\n{ada}\n\n{bo}\n");
        assert_eq!(said(&page), turns, "{page}");
        let hard_wrapped = page.replace("\n\n", "\r\n\r\n");
        assert_eq!(said(&hard_wrapped), turns, "{hard_wrapped}");
    }
}

#[test]
fn speakers_are_named_in_any_order_and_as_a_list() {
    for (line, names) in [
        ("**Speakers**: Bo and Ada", vec!["Bo", "Ada"]),
        ("**Hosts:** Ada (low voice), Bo (high voice)", vec!["Ada", "Bo"]),
        ("**Speakers**:\n- Ada (low) - the sceptic\n- Bo: the other", vec!["Ada", "Bo"]),
        ("**Duration**: 5 minutes | **Presenter:** Ada Lunt", vec!["Ada Lunt"]),
    ] {
        let told = episode(&format!("# T\n\n{line}\n")).speakers;
        assert_eq!(told.iter().map(|s| &s.name).collect::<Vec<_>>(), names, "{line}");
    }
}

#[test]
fn a_name_in_lower_case_or_by_its_first_word_is_the_same_speaker() {
    let page = "# T\n\n**Speakers**: Ada Lunt & Bo\n\n## Transcript\n\n**ada**: Ebb.\n\n**Ada Lunt**: Flood.\n\n**BO**: Ah.\n";
    assert_eq!(said(page), pairs(&[("Ada Lunt", "Ebb."), ("Ada Lunt", "Flood."), ("Bo", "Ah.")]));
}

#[test]
fn a_single_presenter_says_what_nobody_is_named_for() {
    let page = "# T\n\n**Presenter**: Ada\n\n## Lesson Transcript\n\nEbb.\n\nFlood.\n\n---\n\n## Navigation\n\nBack\n";
    assert_eq!(said(page), pairs(&[("Ada", "Ebb."), ("Ada", "Flood.")]));
    assert_eq!(episode(page).sections[0].title, "Navigation");
    assert_eq!(said("# T\n\n## Dialogue\n\nEbb.\n\nFlood.\n"), pairs(&[("", "Ebb."), ("", "Flood.")]));
}

#[test]
fn turns_are_found_without_a_heading_after_a_bare_rule() {
    let page = "# T\n\n## The Show\n\n**Speakers**: Ada & Bo\n\n> A note.\n\n---\n\n### Cold open\n\n**Ada**: Ebb.\n\n**Bo**: Flood.\n\n---\n\n### Later\n\n**Ada**: Ah.\n\nAnd so on.\n";
    assert_eq!(
        said(page),
        pairs(&[("Ada", "Ebb."), ("Bo", "Flood."), ("Ada", "Ah."), ("Ada", "And so on.")])
    );
    let e = episode(page);
    assert_eq!(e.chapters.iter().map(|c| c.title.as_str()).collect::<Vec<_>>(), ["Cold open", "Later"]);
    assert_eq!(e.synopsis.len(), 1, "{:?}", e.synopsis);
}

#[test]
fn labels_in_a_list_are_no_turns_and_text_after_the_transcript_is_not_said() {
    let page = format!(
        "# T\n\n**Speakers**: Ada & Bo\n\n## Takeaways\n\n- **Ada**: is a name\n- **Ebb**: is none\n{SPOKEN}\n---\n\nThanks for reading.\n"
    );
    assert_eq!(said(&page), pairs(&[("Ada", "Ebb."), ("Bo", "Flood.")]));
    let titles: Vec<_> = episode(&page).sections.into_iter().map(|s| s.title).collect();
    assert_eq!(titles, ["Takeaways", "Notes"]);
}

#[test]
fn times_in_a_transcript_are_anchors() {
    let page = "# T\n\n**Duration**: 4 minutes\n\n## Transcript\n\n**Ada**: So it was \\[unintelligible 00:02:00.50\\] then.\n\n\\[03:00\\]\n\n**Bo**: Ah.\n\n**Break**: [03:30]\n\n#### [00:03:40] The end\n\n**Ada**: Bye.\n\n**Bo**: Bye.\n";
    let e = episode(page);
    let turns = &e.transcript.turns;
    assert_eq!(turns[0].start.map(|t| t + Millis(turns[0].words[3])), Some(Millis(120_500)));
    assert_eq!(turns[1].start, Some(Millis::from_secs(180)));
    assert_eq!(turns[2].start, Some(Millis::from_secs(220)));
    assert_eq!(turns[0].text, "So it was [unintelligible] then.");
    assert_eq!(chapters(page), [(220, "The end".into())]);
}

#[test]
fn chapters_are_lists_tables_or_lines_of_times_and_titles() {
    let expected = vec![(0, "Ebb".to_owned()), (75, "Flood: a story".to_owned()), (3723, "Slack".to_owned())];
    for lines in [
        ["- **00:00** - Ebb", "- **01:15** - Flood: a story", "- **1:02:03** - Slack"],
        ["- **0:00** – Ebb", "- **~1:15** — Flood: a story", "- **~1:02:03** - Slack"],
        ["* 00:00:00 Ebb", "* 00:01:15 Flood: a story", "* 01:02:03 Slack"],
        [
            "- [@00:00](https://x.y/w?t=0) - Ebb",
            "- [@1:15](https://x.y/w?t=75) - Flood: a story",
            "- [@1:02:03](https://x.y/w?t=3723) Slack",
        ],
        [
            "- [Ebb](https://x.y/w?t=0s)",
            "- [Flood: a story](https://x.y/w?t=75s)",
            "- [Slack](https://x.y/w?v=1&t=1h2m3s)",
        ],
        ["- 00:00:00 – 00:01:15 Ebb", "- 00:01:15 – 01:02:03 Flood: a story", "- 01:02:03 – 01:10:00 Slack"],
        ["00:00 - Ebb", "01:15 - Flood: a story", "1:02:03 - Slack"],
        ["[00:00:00] Ebb\n", "[00:01:15] Flood: a story\n", "[01:02:03] Slack\n"],
        ["#### [00:00:00] Ebb", "#### [00:01:15] Flood: a story", "#### [01:02:03] Slack"],
        ["1. 00:00 Ebb", "2. 01:15 Flood: a story", "3. 1:02:03 Slack"],
        ["| Time | Title |\n|---|---|\n| 00:00 | Ebb |", "| 01:15 | Flood: a story |", "| 1:02:03 | Slack |"],
    ] {
        for heading in ["Chapter Markers", "Timestamps", "Chapters"] {
            let page = format!("# T\n\n## {heading}\n\n{}\n", lines.join("\n"));
            assert_eq!(chapters(&page), expected, "{page}");
            assert!(episode(&page).sections.is_empty(), "{page}");
        }
    }
}

#[test]
fn durations_are_read_alone_or_between_bars_and_a_rough_one_is_told() {
    for (line, seconds, told) in [
        ("**Duration**: 14 minutes", Some(840), 0),
        ("**Duration:** 15 minutes 44 seconds", Some(944), 0),
        ("**Duration**: ~12 minutes | **Speakers**: Ada", Some(720), 1),
        ("**Speakers**: Ada | **Duration**: 12-15 minutes", Some(810), 1),
        ("**Duration**: TBD", None, 1),
    ] {
        let Import { episode, problems, .. } = import(&format!("# T\n\n{line}\n{SPOKEN}"));
        assert_eq!(episode.duration, seconds.map(Millis::from_secs), "{line}");
        assert_eq!(problems.iter().filter(|p| p.line == 3).count(), told, "{line}: {problems:?}");
    }
}

#[test]
fn a_frame_is_found_however_it_is_written() {
    for html in [
        "<iframe src=\"https://www.youtube.com/embed/abc-DEF_123\"></iframe>",
        "<div style={{position: 'relative'}}>\n  <iframe\n    style={{top: 0}}\n    src=\"https://www.youtube.com/embed/abc-DEF_123?rel=0\"\n    allowFullScreen\n  />\n</div>",
        "<div class=\"v\">\n<iframe width=\"560\" src='https://www.youtube-nocookie.com/embed/abc-DEF_123' />\n</div>",
        "<div>\n\n    <iframe src={\"https://www.youtube.com/embed/abc-DEF_123\"} />\n\n</div>",
        "Text <iframe src=\"//www.youtube.com/embed/abc-DEF_123\"></iframe> text.",
    ] {
        let page = format!("# T\n\n{html}\n{SPOKEN}");
        assert_eq!(episode(&page).media[0].source, Source::YouTube("abc-DEF_123".into()), "{page}");
        assert!(warnings(&page).is_empty(), "{:?}", warnings(&page));
    }
    let two = "# T\n\n<iframe src=\"https://www.youtube.com/embed/abc-DEF_123\"></iframe>\n\n<iframe src=\"https://www.youtube.com/embed/abc-DEF_124\"></iframe>\n";
    assert_eq!(episode(two).media.len(), 2);
}

#[test]
fn a_page_that_names_no_video_is_told_how_to_add_one() {
    for (html, places) in [
        ("", vec![1]),
        ("<iframe src=\"https://www.youtube.com/embed/TODO_ID\"></iframe>", vec![1, 3]),
        ("<iframe src=\"https://www.youtube.com/embed/abc-DEF_1234\"></iframe>", vec![1, 3]),
    ] {
        let page = format!("# T\n\n{html}\n{SPOKEN}");
        let told = warnings(&page);
        assert_eq!(told.iter().map(|p| p.line).collect::<Vec<_>>(), places, "{told:?}");
        assert!(told.iter().all(|p| p.help.as_ref().is_some_and(|h| h.contains("--youtube ID"))), "{told:?}");
        let options = Options { youtube: Some("https://youtu.be/abc-DEF_123".into()), ..Options::default() };
        let media = episode_import::import(&page, &options).episode.media;
        assert_eq!(media[0].source, Source::YouTube("abc-DEF_123".into()));
    }
}

#[test]
fn our_own_front_matter_says_what_the_page_does_not() {
    let page = "---\nepisode:\n  youtube: abc-DEF_123\n  audio: /sound.mp3\n  offset: -1.5\n  poster: /p.jpg\n  base: /docs\n  title: Ebb\n  number: 7\n  language: de\n  published: 2026-03-01\n  duration: 14 minutes\n  next: { title: Flood, url: /8 }\n---\n\n# T\n\n[x](/x)\n";
    let Import { episode: e, .. } = import(page);
    assert_eq!(e.media[0].source, Source::YouTube("abc-DEF_123".into()));
    assert_eq!(e.media[1].source, Source::Audio("/docs/sound.mp3".into(), None));
    assert_eq!((e.media[0].offset, e.poster.as_deref()), (-1500, Some("/docs/p.jpg")));
    assert_eq!((e.title.as_str(), e.number, e.language.as_deref()), ("Ebb", Some(7), Some("de")));
    assert_eq!((e.published.as_deref(), e.duration), (Some("2026-03-01"), Some(Millis::from_secs(840))));
    assert!(format!("{:?}", e.synopsis).contains("/docs/x"), "{:?}", e.synopsis);
    assert_eq!(e.next, Some(Link { title: "Flood".into(), url: Some("/docs/8".into()) }));
}

#[test]
fn the_next_episode_is_named_in_our_own_block_and_a_pager_names_another() {
    let Import { episode, problems, .. } = import("---\nnext: { title: Flood, url: /8 }\n---\n\n# T\n\nx\n");
    assert_eq!((episode.next, problems.iter().find(|p| p.line == 2)), (None, None));
    for next in ["Flood", "{ title: Flood }", "{ title: Flood, url: 'javascript:x' }"] {
        let Import { episode, problems, .. } =
            import(&format!("---\nepisode:\n  next: {next}\n---\n\n# T\n\nx\n"));
        assert_eq!(episode.next, None);
        assert!(
            problems.iter().any(|p| p.severity == Severity::Warning && p.line == 3),
            "{next}: {problems:?}"
        );
    }
}

#[test]
fn a_sound_file_is_found_with_its_type_and_what_stands_in_for_it_is_not_said() {
    let page = "# T\n\n## Listen\n\n<audio controls style={{width: '100%'}}>\n  <source src=\"/a.mp3\" type=\"audio/mpeg\" />\n  No sound here.\n</audio>\n";
    let Import { episode, problems, .. } = import(page);
    assert_eq!(episode.media[0].source, Source::Audio("/a.mp3".into(), Some("audio/mpeg".into())));
    assert!(episode.sections.is_empty(), "{:?}", episode.sections);
    assert!(problems.iter().any(|p| p.line == 7 || p.line == 6), "{problems:?}");
}

#[test]
fn statistics_have_two_to_four_columns() {
    let page = |table: &str| format!("# T\n\n## Key Statistics\n\n{table}\n");
    let told = |table: &str| -> Vec<(String, String, Option<String>)> {
        episode(&page(table)).statistics.into_iter().map(|s| (s.metric, s.value, s.source)).collect()
    };
    let of = |m: &str, v: &str, s: Option<&str>| (m.to_owned(), v.to_owned(), s.map(str::to_owned));
    assert_eq!(told("| Metric | Value |\n|---|---|\n| Tides | 2 |"), [of("Tides", "2", None)]);
    assert_eq!(
        told("| Statistic | Value | Source |\n|---|---|---|\n| **Tides** | ~2 | Almanac |"),
        [of("Tides", "~2", Some("Almanac"))]
    );
    assert_eq!(
        told("| What | Then | Now | Source |\n|---|---|---|---|\n| Tides | 2 | 3 | Almanac |"),
        [of("Tides, Then", "2", Some("Almanac")), of("Tides, Now", "3", Some("Almanac"))]
    );
}

#[test]
fn news_are_kept_in_every_form() {
    for news in [
        "- **Ebb**: low\n- [Flood](/x): high",
        "1. Ebb\n2. Flood",
        "| Story | Source |\n|---|---|\n| Ebb | A |\n| Flood | B |",
        "### Ebb\n\nLow.\n\n### Flood\n\nHigh.",
        "Ebb and Flood are in the news.",
    ] {
        let e = episode(&format!("# T\n\n## News Segment\n\n{news}\n{SPOKEN}"));
        let words = format!("{:?}", e.sections);
        assert!(e.sections[0].title == "News Segment" && words.contains("Ebb") && words.contains("Flood"));
    }
}

#[test]
fn code_and_admonitions_are_what_they_are() {
    let page = format!(
        "# T\n\n:::tip Mind\nThe **gap**.\n:::\n\n## Setup\n\n```sh title=\"x\"\n# no heading\nexport TIDE=high\n:::\n```\n{SPOKEN}"
    );
    let e = episode(&page);
    assert_eq!((e.title.as_str(), e.sections.len()), ("T", 1));
    let told = format!("{:?} {:?}", e.synopsis, e.sections);
    assert!(told.contains("kind: \"tip\", title: Some(\"Mind\")"), "{told}");
    assert!(
        told.contains("Code { lang: Some(\"sh\"), value: \"# no heading\\nexport TIDE=high\\n:::\" }"),
        "{told}"
    );
}

#[test]
fn an_admonition_that_is_not_closed_takes_no_sections_with_it() {
    let page = format!("# T\n\n:::tip\n\nGap.\n\n## News\n\nEbb.\n{SPOKEN}");
    let titles: Vec<_> = episode(&page).sections.into_iter().map(|s| s.title).collect();
    assert_eq!(titles, ["News"]);
    assert_eq!(warnings(&page).iter().filter(|p| p.line == 3).count(), 1, "{:?}", warnings(&page));
}

#[test]
fn what_belongs_to_the_site_is_named() {
    let page = format!(
        "import A from '@a';\n\n# T\n\n<Player a={{1}} />\n\n{{/* ebb */}}\n\n<!-- flood -->\n{SPOKEN}"
    );
    let notes: Vec<_> = import(&page).problems.into_iter().filter(|p| p.severity == Severity::Note).collect();
    let lines: Vec<_> = notes.iter().map(|p| p.line).collect();
    assert_eq!(lines, [1, 5, 7, 9], "{notes:?}");
    assert!(notes[1].message.contains("<Player>"), "{notes:?}");
    let e = episode(&page);
    assert!(e.synopsis.is_empty() && e.sections.is_empty(), "{e:?}");
}

#[test]
fn a_link_that_only_words_are_kept_of_is_told() {
    for page in [
        "# T\n\n## Transcript\n\n**Ada**: See [this](https://x.y/z).\n\n**Ada**: Yes.\n",
        "# T\n\n## Statistics\n\n| Metric | Value | Source |\n|---|---|---|\n| Ebb | 2 | [this](https://x.y/z) |\n",
        "# T\n\n**Speakers**: [Ada](https://x.y/z)\n",
        "# T\n\n## The [tide](https://x.y/z)\n\nEbb.\n",
    ] {
        let told = warnings(page);
        assert!(told.iter().any(|p| p.line > 1 && p.message.contains("https://x.y/z")), "{page}{told:?}");
    }
}

#[test]
fn addresses_of_the_site_get_its_base_and_unsafe_ones_are_text() {
    let page = "# T\n\n## Related Episodes\n\n- [Ebb](/e/1) - before\n- [Flood](https://x.y)\n\n## Links\n\n- [Bad](javascript:x)\n";
    let options = Options { base: "/docs/".into(), ..Options::default() };
    let Import { episode: e, problems, .. } = episode_import::import(page, &options);
    let urls: Vec<_> = e.related.iter().map(|r| r.url.as_deref()).collect();
    assert_eq!(urls, [Some("/docs/e/1"), Some("https://x.y")]);
    assert_eq!(e.related[0].note.as_deref(), Some("before"));
    assert_eq!(e.resources[0].links[0].url, None);
    assert!(problems.iter().any(|p| p.line == 10 && p.message.contains("javascript:x")), "{problems:?}");
}

#[test]
fn a_file_whose_name_has_spaces_is_found_and_one_that_may_not_be_fetched_is_told() {
    let page =
        "---\nepisode:\n  audio: my tide.mp3\n  poster: javascript:x\n---\n# T\n\n<video src=\"data:x\" />\n";
    let Import { episode: e, problems, .. } = import(page);
    assert_eq!(
        e.media.iter().map(|m| &m.source).collect::<Vec<_>>(),
        [&Source::Audio("my%20tide.mp3".into(), None)]
    );
    assert_eq!(e.poster, None);
    let lines: Vec<_> = problems.iter().filter(|p| p.message.contains("address")).map(|p| p.line).collect();
    assert_eq!(lines, [4, 8], "{problems:?}");
}

#[test]
fn bare_addresses_are_links() {
    let page = "# T\n\nSee https://example.org/a-b. And <https://example.org/c>. Not oci://example.org/d.\n";
    assert!(warnings(page).iter().all(|p| p.line == 1), "{:?}", warnings(page));
    let e = episode(page);
    let told = format!("{:?}", e.synopsis);
    assert!(
        told.contains("url: Some(\"https://example.org/a-b\")")
            && told.contains("url: Some(\"https://example.org/c\")"),
        "{told}"
    );
}
