//! The page with the player in it.

use episode::Millis;
use episode::captions::{Captions, Cue};
use episode_import::{Options, Severity, Wrap, apply};

fn wrap(source: &str) -> Wrap {
    episode_import::wrap(source, &Options { id: "tides".into(), ..Options::default() }, "tides.json")
}

fn wrapped(source: &str) -> String {
    apply(source, &wrap(source).edits)
}

const FRAME: &str = "<iframe src=\"https://www.youtube.com/embed/aaaaaaaaaaa\"></iframe>";
const TALK: &str = "## Transcript\n\n**Ada**: The moon pulls it.\n\n**Bo**: Why?\n";

#[test]
fn what_the_player_shows_stands_in_it_in_place_of_the_video() {
    let source = format!("---\nslug: tides\n---\n\n# Tides\n\n{FRAME}\n\nOf the moon.\n\n{TALK}");
    let expected = format!(
        "---\nslug: tides\n---\n\n# Tides\n\n\n<episode-player src=\"tides.json\">\n\nOf the moon.\n\n{TALK}\n</episode-player>\n"
    );
    assert_eq!(wrapped(&source), expected);
}

#[test]
fn what_holds_nothing_but_the_video_goes_with_it() {
    for embed in [
        format!("<div style={{{{position: 'relative'}}}}>\n  {FRAME}\n</div>\n"),
        format!("<figure>\n<div class=\"video\">{FRAME}</div>\n</figure>\n"),
        "<YouTube id=\"aaaaaaaaaaa\" />\n".to_owned(),
        "<YouTube\n  id=\"aaaaaaaaaaa\"\n></YouTube>\n".to_owned(),
        "{{< youtube aaaaaaaaaaa >}}\n".to_owned(),
        "<audio controls>\n<source src=\"a.mp3\" type=\"audio/mpeg\">\nNo sound here.\n</audio>\n".to_owned(),
    ] {
        let page = wrapped(&format!("# Tides\n\n{embed}\n{TALK}"));
        let expected =
            format!("# Tides\n\n\n<episode-player src=\"tides.json\">\n\n{TALK}\n</episode-player>\n");
        assert_eq!(page, expected, "{embed}");
    }
}

#[test]
fn components_of_the_site_stay_outside() {
    let sponsor = "import Ad from './ad'\n\n<Ad name=\"boats\" />\n\n<Ad>\n\nBuy **boats**.\n\n</Ad>\n";
    let source = format!("# Tides\n\n{FRAME}\n\n{sponsor}\n{TALK}\n<Newsletter />\n");
    let page = wrapped(&source);
    let (before, rest) = page.split_once("<episode-player").expect("a player");
    let (inside, after) = rest.split_once("</episode-player>").expect("its end");
    assert!(before.ends_with(&format!("{sponsor}\n")), "{page}");
    assert!(inside.contains("The moon pulls it.") && !inside.contains("<Ad"), "{page}");
    assert!(after.trim() == "<Newsletter />" && !page.contains("<iframe"), "{page}");
}

#[test]
fn components_that_hold_parts_of_the_page_stay_whole_inside() {
    let tabs = "<Tabs>\n<TabItem label=\"Transcript\">\n\n**Ada**: The moon pulls it.\n\n**Bo**: Why?\n\n</TabItem>\n</Tabs>\n";
    let page = wrapped(&format!("# Tides\n\n{FRAME}\n\n{tabs}"));
    let inside = page.split_once("json\">").and_then(|(_, rest)| rest.split_once("</episode-player>"));
    assert_eq!(inside.expect("a player").0.trim(), tabs.trim());
}

#[test]
fn a_part_behind_a_component_stays_and_is_told() {
    let source = format!("# Tides\n\n{FRAME}\n\nOf the moon.\n\n<Ad />\n\n{TALK}");
    let wrap = wrap(&source);
    let page = apply(&source, &wrap.edits);
    assert!(page.contains("Of the moon.\n\n<Ad />\n\n<episode-player"), "{page}");
    let told: Vec<_> = wrap.import.problems.iter().filter(|p| p.message.contains("outside")).collect();
    assert_eq!((told.len(), told[0].line, told[0].severity), (1, 5, Severity::Note));
    assert_eq!(&source[told[0].span.clone()], "Of the moon.\n");
}

#[test]
fn code_is_no_component() {
    let code = "```jsx\n<Ad />\n<iframe src=\"https://www.youtube.com/embed/bbbbbbbbbbb\"></iframe>\n```\n";
    let page = wrapped(&format!("# Tides\n\n{FRAME}\n\n## Notes\n\n{code}\n{TALK}"));
    let (_, inside) = page.split_once("<episode-player").expect("a player");
    assert!(inside.contains(code), "{page}");
}

#[test]
fn a_page_with_a_player_or_without_an_episode_stays_as_it_is() {
    for source in [
        format!("# Tides\n\n<episode-player src=\"tides.json\">\n\n{TALK}\n</episode-player>\n"),
        format!("# Tides\n\n<episode-player src=\"tides.json\"></episode-player>\n\n{TALK}"),
        "# About us\n\nWe like the sea.\n".to_owned(),
        String::new(),
    ] {
        assert!(wrap(&source).edits.is_empty(), "{source}");
    }
}

#[test]
fn an_address_is_text_in_its_attribute() {
    let edits =
        episode_import::wrap(&format!("# Tides\n\n{FRAME}\n\n{TALK}"), &Options::default(), "a\"><b>&.json")
            .edits;
    assert!(
        edits.iter().any(|edit| edit.text.contains("src=\"a&quot;&gt;&lt;b&gt;&amp;.json\"")),
        "{edits:?}"
    );
}

#[test]
fn a_page_of_a_recording_alone_has_the_player_in_its_place() {
    assert_eq!(
        wrapped(&format!("# Tides\n\n{FRAME}")),
        "# Tides\n\n<episode-player src=\"tides.json\"></episode-player>"
    );
}

#[test]
fn real_pages_are_read_the_same_with_the_player_in_them() {
    let Some(corpus) = corpus::folder() else { return };
    for folder in ["episodes", "pages-elsewhere"] {
        for entry in std::fs::read_dir(corpus.join(folder)).expect("a folder of pages") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ending| ending == "md") {
                let source = std::fs::read_to_string(&path).expect("a page");
                let first = wrap(&source);
                let page = apply(&source, &first.edits);
                assert!(page.contains("<episode-player "), "{}", path.display());
                let second = wrap(&page);
                assert!(second.edits.is_empty(), "{}: it is wrapped twice", path.display());
                // But for what the player took the place of.
                let rest = |wrap: Wrap| episode::Episode { media: Vec::new(), ..wrap.import.episode };
                assert_eq!(rest(second), rest(first), "{}", path.display());
            }
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_page_is_wrapped_once_and_loses_nothing(
        lines in proptest::collection::vec(
            proptest::sample::select(vec![
                "", "# A", "## Transcript", "**Ada**: Hi there.", "**Bo**: Yes.", "text", "- item", FRAME, "<Ad />", "<Ad>",
                "</Ad>", "<div>", "</div>", "```", "import A from 'a'", "{/* note */}", "{{< youtube aaaaaaaaaaa >}}",
                "<audio src=\"a.mp3\"></audio>", "<Tabs>", "</Tabs>", "0:00 One", "> quote", "| a | b |", "| - | - |",
                "{/* open", "text {/* open", "<Tabs", "<Tabs a={", "<!-- open", "*/}", "-->",
            ]),
            0..24,
        ),
    ) {
        let source = lines.join("\n");
        let Wrap { edits, .. } = wrap(&source);
        let page = apply(&source, &edits);
        proptest::prop_assert!(wrap(&page).edits.is_empty() || edits.is_empty(), "{}", page);
        // Only what embeds goes; all that is put in is the tag and line ends.
        for edit in &edits {
            let taken = &source[edit.span.clone()];
            let is_embed = ["youtube", "a.mp3"].iter().any(|part| taken.contains(part));
            proptest::prop_assert!(taken.trim().is_empty() || is_embed, "{taken:?}");
            let put: String = edit.text.split_whitespace().collect();
            let tags = ["", "<episode-playersrc=\"tides.json\">", "</episode-player>"];
            let both = tags.concat();
            proptest::prop_assert!(tags.contains(&&*put) || put == both, "{put:?}");
        }
    }
}

#[test]
fn turns_have_anchors_where_they_are_wanted() {
    let options = Options { has_anchors: true, ..Options::default() };
    let source = format!(
        "# Tides\n\n**Speakers**: Ada & Bo\n\n{FRAME}\n\n## Transcript\n\n**Ada** [00:05]: Ebb.\n\n> **Bo** [00:09]: Why?\n\n<Ad />\n"
    );
    let page = apply(&source, &episode_import::wrap(&source, &options, "tides.json").edits);
    assert!(
        page.contains("\n<span id=\"t=5\" data-pagefind-title=\"Ada, 00:05\"></span>**Ada** [00:05]: Ebb.\n"),
        "{page}"
    );
    // An anchor in front of the mark would end the quotation.
    assert!(page.contains("\n> **Bo**") && page.matches("<span").count() == 1, "{page}");
}

#[test]
fn a_transcript_beside_the_page_is_written_into_it() {
    let cue = |start, speaker: &str, text: &str| Cue {
        start: Millis(start),
        end: Millis(start + 1000),
        speaker: Some(speaker.into()),
        text: text.into(),
        words: Vec::new(),
    };
    let captions = Captions { cues: vec![cue(1000, "Ada", "It *pulls* {it}."), cue(5000, "Bo", "Why?")] };
    let options =
        Options { id: "tides".into(), captions: Some(captions), has_anchors: true, ..Options::default() };
    let text = "## Transcript\n\n\
        <span id=\"t=1\" data-pagefind-title=\"Ada, 00:01\"></span>**Ada**: It &#42;pulls&#42; &#123;it&#125;.\n\n\
        <span id=\"t=5\" data-pagefind-title=\"Bo, 00:05\"></span>**Bo**: Why?\n\n";
    for (source, before, inside) in [
        // Front matter alone.
        ("---\nyoutube: aaaaaaaaaaa\n---\n", "---\nyoutube: aaaaaaaaaaa\n---\n\n\n", ""),
        (
            "---\nyoutube: aaaaaaaaaaa\n---\n\nOf the moon.\n",
            "---\nyoutube: aaaaaaaaaaa\n---\n\n",
            "\nOf the moon.\n",
        ),
    ] {
        let page = apply(source, &episode_import::wrap(source, &options, "tides.json").edits);
        let expected = format!("{before}<episode-player src=\"tides.json\">\n{inside}\n{text}");
        assert!(page.starts_with(&expected), "{page}");
        assert_eq!(page[expected.len()..].trim(), "</episode-player>");
    }
}
