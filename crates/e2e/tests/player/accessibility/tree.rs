//! What assistive technology is told of each panel: roles, names, states, and the order.

use e2e::{Knobs, Options, Page, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, alert, episode, open_with_sound, search_field, silence, start};

const ESCAPE: &str = "\u{e00c}";
const VIDEO: &str = "aaaaaaaaaaa";

/// Compares the tree of an element with what is expected, whatever its lines have in front in common.
#[track_caller]
fn assert_tree(page: Page<'_>, selector: &str, expected: &str) {
    let lines: Vec<&str> = expected.lines().filter(|line| !line.trim().is_empty()).collect();
    let margin = lines.iter().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let expected: Vec<&str> = lines.iter().map(|line| &line[margin..]).collect();
    let tree = page.accessibility_tree(selector);
    assert!(tree == expected.join("\n"), "{selector} is\n{tree}\n\nand not\n{}", expected.join("\n"));
}

fn stage() -> Stage {
    Stage::with(&Options { autoplay: true, ..Options::default() })
}

/// Two recordings, three chapters, three turns of two speakers, a figure that is said, and notes.
pub(super) fn whole() -> Value {
    let mut json = episode(&json!([{ "audio": "sound.wav" }, { "youtube": VIDEO }]));
    json["transcript"]["turns"].as_array_mut().expect("there are turns").truncate(5);
    json["statistics"] = json!([
        { "metric": "Words", "value": "240", "source": "Counted", "mentions": [{ "turn": 1, "word": 0, "start": 5 }] },
        { "metric": "Listeners", "value": "about 12 %" },
    ]);
    json["sections"] = json!([{ "title": "Takeaways", "children": [
        { "type": "paragraph", "children": [
            { "type": "text", "value": "Counting is " },
            { "type": "link", "url": "/counting", "children": [{ "type": "text", "value": "old" }] },
        ] },
    ] }]);
    json["related"] = json!([{ "title": "Measuring", "url": "/measuring", "note": "The sequel" }]);
    json["resources"] = json!([{ "title": "Books", "links": [{ "title": "On numbers", "url": "/book" }] }]);
    json
}

#[test]
fn the_whole_player_has_its_parts_in_order() {
    let stage = stage();
    let page = open_with_sound(&stage, &whole());
    assert_tree(
        page,
        ".player",
        r#"
        region "Episode: Counting"
          region "Recording"
            text "Episode 1"
            heading "Counting" level=2
            text "Ada and Bo"
            button "Play 1 min"
            status
          region "Controls"
            button "Play"
            button "Back 15 seconds"
            button "Forward 15 seconds"
            text "00:00 / 01:00"
            status
            combobox "Recording" value="Audio file"
            combobox "Speed" value="1×"
            button "Mute" pressed=false
            slider "Volume" value="100"
            button "Copy link at this time"
            button "Keyboard shortcuts" expanded=false
            button "More" expanded=false
            slider "Timeline" value="0 seconds of 1 minute, chapter 1, One"
          navigation "Chapters"
            heading "Chapters" level=2
            text "3"
            button "Previous chapter"
            button "Next chapter"
            list
              listitem
                link "One 00:00" current=true
              listitem
                link "Two 00:20 0:20"
              listitem
                link "Three 00:40 0:20"
          tablist "About this episode"
            tab "Transcript" selected=true
            tab "Statistics" selected=false
            tab "Notes" selected=false
          tabpanel "Transcript"
            search
              searchbox "Search the transcript"
              status
              button "Save the transcript" expanded=false
            group "Dim all but"
              button "Ada" pressed=false
              button "Bo" pressed=false
              text "Dim all but"
            heading "One 00:00" level=3
            list
              listitem current=true
                text "Ada"
                text "word0x0 word0x1 word0x2 word0x3 word0x4 word0x5 …"
              listitem
                text "Bo"
                text "word1x0 word1x1 word1x2 word1x3 word1x4 word1x5 …"
              listitem
                text "Ada"
                text "word2x0 word2x1 word2x2 word2x3 word2x4 word2x5 …"
              listitem
                text "Bo"
                text "word3x0 word3x1 word3x2 word3x3 word3x4 word3x5 …"
            heading "Two 00:20" level=3
            list
              listitem
                text "Ada"
                text "word4x0 word4x1 word4x2 word4x3 word4x4 word4x5 …"
        "#,
    );
}

#[test]
fn chapters_in_one_column_are_a_panel_with_a_tab() {
    let stage = stage();
    let page = open_with_sound(&stage, &whole());
    page.resize(390, 844);
    page.tab("Chapters").click();
    assert_tree(
        page,
        ".tabs",
        r#"
        tablist "About this episode"
          tab "Transcript" selected=false
          tab "Chapters" selected=true
          tab "Statistics" selected=false
          tab "Notes" selected=false
        "#,
    );
    assert_tree(
        page,
        ".chapters",
        r#"
        tabpanel "Chapters"
          list
            listitem
              link "One 00:00" current=true
            listitem
              link "Two 00:20 0:20"
            listitem
              link "Three 00:40 0:20"
        "#,
    );
    assert_tree(
        page,
        ".now-line",
        r#"
        button "Previous chapter"
        text "1 One"
        text "0:20 left"
        button "Next chapter"
        "#,
    );
}

#[test]
fn the_transport_tells_what_plays_and_what_is_open() {
    let stage = stage();
    let page = open_with_sound(&stage, &whole());
    page.button("More").wait();
    page.button("Mute").click();
    page.by_role("combobox", "Speed").choose("1.5×");
    page.button("Keyboard shortcuts").click();
    page.link("Three …").click();
    page.wait_for("it is there", "q('episode-player').currentTime === 40");
    assert_tree(
        page,
        ".transport",
        r#"
        region "Controls"
          button "Play"
          button "Back 15 seconds"
          button "Forward 15 seconds"
          text "00:40 / 01:00"
          status
          combobox "Recording" value="Audio file"
          combobox "Speed" value="1.5×"
          button "Mute" pressed=true
          slider "Volume" value="0"
          button "Copy link at this time"
          button "Keyboard shortcuts" expanded=true
          button "More" expanded=false
          slider "Timeline" value="40 seconds of 1 minute, chapter 3, Three"
          term "SpaceK"
          definition "Play or pause"
          term "JL"
          definition "15 seconds back, forward"
          term "PN"
          definition "Chapter back, forward"
          term "/"
          definition "Search the transcript"
          term "F"
          definition "Follow the speech"
          term "<>"
          definition "Slower, faster"
          term "M"
          definition "Sound off or on"
          term "HomeEnd"
          definition "Start, end (on the timeline)"
          text "Keys work while the focus is in the player. The …"
        "#,
    );
}

#[test]
fn the_transcript_tells_what_is_found_and_offered() {
    let stage = stage();
    let page = open_with_sound(&stage, &whole());
    search_field(page).type_text("word1x1");
    page.text("1 of 11 matches").wait();
    page.button("Ada").click();
    page.q("#turn-1").focus();
    page.button("Copy as quotation").wait();
    assert_tree(
        page,
        ".transcript",
        r#"
        tabpanel "Transcript"
          search
            searchbox "Search the transcript" value="word1x1"
            status
            button "Previous match"
            button "Next match"
            button "End the search"
          group "Dim all but"
            button "Ada" pressed=true
            button "Bo" pressed=false
            text "Dim all but"
          heading "One 00:00" level=3
          list
            listitem current=true
              text "Ada"
              text "word0x0 word0x1 word0x2 word0x3 word0x4 word0x5 …"
            listitem
              text "Bo"
              text "word1x0 word1x1 word1x2 word1x3 word1x4 word1x5 …"
              button "Copy link to 00:05"
              button "Copy as quotation"
            listitem
              text "Ada"
              text "word2x0 word2x1 word2x2 word2x3 word2x4 word2x5 …"
            listitem
              text "Bo"
              text "word3x0 word3x1 word3x2 word3x3 word3x4 word3x5 …"
          heading "Two 00:20" level=3
          list
            listitem
              text "Ada"
              text "word4x0 word4x1 word4x2 word4x3 word4x4 word4x5 …"
          button "Follow"
        "#,
    );
    search_field(page).focus();
    page.press(ESCAPE);
    page.button("Save the transcript").click();
    assert_tree(
        page,
        ".search-bar",
        r#"
        search
          searchbox "Search the transcript"
          status
          button "Save the transcript" expanded=true
          button "Plain text .txt"
          button "WebVTT .vtt"
          button "SubRip .srt"
        "#,
    );
}

#[test]
fn statistics_tell_what_is_said_and_have_each_picture_as_a_table() {
    let stage = stage();
    let page = open_with_sound(&stage, &whole());
    page.tab("Statistics").click();
    page.q(".talk").wait();
    page.q(".talk summary").nth(0).click();
    page.run::<()>("q('episode-player').currentTime = 6", vec![]);
    page.link("00:05 now").wait();
    assert_tree(
        page,
        "#statistics",
        r#"
        tabpanel "Statistics"
          heading "Key figures" level=3
          button "In the order of the talk" pressed=false
          list
            listitem
              text "240"
              text "Words"
              text "Counted"
              text "Said at"
              link "00:05 now" current=true
              status
              button "Copy: 240, Words"
              link "Link to: 240, Words"
            listitem
              text "about 12 %"
              text "Listeners"
              text "Not said in the talk"
              status
              button "Copy: about 12 %, Listeners"
              link "Link to: about 12 %, Listeners"
          heading "The talk itself" level=3
          text "100 words in 1:00."
          figure
            caption "Who speaks share of the words"
            image "Ada 60 percent, Bo 40 percent"
            list
              listitem
                button "Ada"
                text "60 %"
                text "0:13"
              listitem
                button "Bo"
                text "40 %"
                text "0:09"
            group
              disclosure "As a table: Who speaks" expanded=true
              table "Who speaks"
                row
                  columnheader "Speaker"
                  columnheader "Words"
                  columnheader "Share"
                  columnheader "Time"
                  columnheader "Questions"
                row
                  rowheader
                    button "Ada"
                  cell "60"
                  cell "60 %"
                  cell "0:13"
                  cell "0"
                row
                  rowheader
                    button "Bo"
                  cell "40"
                  cell "40 %"
                  cell "0:09"
                  cell "0"
          figure
            caption "Pace words per minute, average 100"
            image "Words per minute over time. Average 100; least 0…"
            group
              disclosure "As a table: Pace" expanded=false
          figure
            caption "Chapter lengths minutes"
            list
              listitem
                button "One 0:20" current=true
              listitem
                button "Two 0:20"
              listitem
                button "Three 0:20"
            group
              disclosure "As a table: Chapter lengths" expanded=false
          figure
            caption "Longest turns without a break by another"
            list
              listitem
                button "Ada 20 words 00:00 word0x0 word0x1 word0x2 word0…"
              listitem
                button "Bo 20 words 00:05 word1x0 word1x1 word1x2 word1x…"
              listitem
                button "Ada 20 words 00:10 word2x0 word2x1 word2x2 word2…"
        "#,
    );
}

#[test]
fn notes_have_headings_lists_and_facts() {
    let stage = stage();
    let page = open_with_sound(&stage, &whole());
    page.tab("Notes").click();
    assert_tree(
        page,
        "#notes",
        r#"
        tabpanel "Notes"
          term "Speakers"
          definition "Ada, Bo"
          heading "Takeaways" level=3
          text "Counting is"
          link "old"
          heading "Related episodes" level=3
          list
            listitem
              link "Measuring"
              text "The sequel"
          heading "Resources" level=3
          heading "Books" level=4
          list
            listitem
              link "On numbers"
        "#,
    );
}

#[test]
fn the_menu_is_a_group_below_its_button() {
    let stage = stage();
    let page = open_with_sound(&stage, &whole());
    page.button("More").click();
    page.button("Copy link").wait();
    assert_tree(
        page,
        ".more",
        r#"
        group "More"
          checkbox "Start at 00:00" checked=false
          button "Copy link"
          button "Full screen" pressed=false
        "#,
    );
    page.button("More").click();
    page.button("Copy link").wait_gone();
    assert_eq!(page.button("More").attribute("aria-expanded").as_deref(), Some("false"));
}

#[test]
fn a_failure_says_why_and_what_to_do() {
    let stage = stage();
    stage.embed.knobs(VIDEO, Knobs { silent: true, ..Knobs::default() });
    let mut json = whole();
    json["media"] = json!([{ "youtube": VIDEO }]);
    let page = stage.open_episode(&json, "");
    start(page).click();
    alert(page).wait();
    assert_tree(
        page,
        ".stage",
        r#"
        region "Recording"
          alert
            heading "YouTube did not answer" level=2
            text "No answer came. Check the network connection and…"
            button "Try again"
            link "Open at 00:00 on YouTube"
          status
        "#,
    );
    assert_eq!(page.button("Play").attribute("aria-disabled").as_deref(), Some("true"));
}

#[test]
fn loading_and_an_episode_that_is_refused_are_told() {
    let stage = stage();
    stage.site.put("/sound.wav", silence(LENGTH));
    let hold = stage.site.hold("/episode.json");
    stage.site.put("/episode.json", r#"{ "title": "", "chapters": [{ "start": "soon" }] }"#);
    stage.site.put(
        "/page.html",
        "<!doctype html><html lang=en><title>An episode</title>\
         <script type=module src=/episode-player/episode-player.js></script>\
         <episode-player src=/episode.json></episode-player>",
    );
    let page = stage.open("/page.html");
    page.by_role("status", "The episode is loading").wait();
    assert_tree(
        page,
        ".skeleton",
        r#"
        status "The episode is loading" busy=true
        "#,
    );
    drop(hold);
    alert(page).wait();
    assert_tree(
        page,
        ".refused",
        r#"
        alert
          heading "This episode cannot be shown" level=2
          text "The file /episode.json is not a valid episode fi…"
          term "title"
          definition
            text "found nothing"
            text "wanted: a text"
          term "chapters[0].start"
          definition
            text "found \"soon\""
            text "wanted: a time: seconds from 0, or \"mm:ss\", or \"…"
          term "chapters[0].title"
          definition
            text "found nothing"
            text "wanted: a text"
          text "To list these errors, run episode check /episode…"
          button "Try again"
        "#,
    );
}
