//! What a reader does with the transcript: search it, follow one speaker, take it along.

use e2e::{Options, Page, Stage};
use serde_json::{Value, json};

use crate::support::{episode, make_page_scroll, open_with_sound, press_turn, search_field};

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

/// Two speakers, three chapters, and something to find in each.
fn tides() -> Value {
    let mut json = episode(&json!([{ "audio": "sound.wav" }]));
    let said = [
        (0, "In twenty twenty-five the café’s tide gauge read four point four times the mean."),
        (2, "Nobody believed it – not the harbour, not the mayor."),
        (3, "The harbour measures again in 2025, said the Harbour-master, and paid $30 for it."),
        (8, "Back at the HARBOUR, 25% of the boats were gone."),
    ];
    for (turn, text) in said {
        json["transcript"]["turns"][turn]["text"] = text.into();
        json["transcript"]["turns"][turn].as_object_mut().expect("a turn").remove("words");
    }
    json
}

/// What is painted under a name, in the order of the text.
fn painted(page: Page<'_>, name: &str) -> Vec<String> {
    let script = "return [...(CSS.highlights.get(arguments[0]) ?? [])]
        .sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b)).map(String);";
    page.run(script, vec![json!(name)])
}

#[test]
fn what_is_typed_is_found_counted_and_stepped_through() {
    let stage = Stage::new();
    let page = open_with_sound(&stage, &tides());
    make_page_scroll(page);
    search_field(page).type_text("harbour");
    assert_eq!(page.q(".found").text(), "1 of 4");
    assert_eq!(painted(page, "episode-hit-now"), ["harbour"], "the one in turn 2, where reading starts");
    let seen = painted(page, "episode-hit");
    assert!(seen.contains(&"Harbour".to_owned()), "over case, where it can be seen: {seen:?}");
    page.press(ENTER);
    assert_eq!(page.q(".found").text(), "2 of 4");
    page.press(ENTER);
    page.press(ENTER);
    assert_eq!(
        (page.q(".found").text(), painted(page, "episode-hit-now")),
        ("4 of 4".into(), vec!["HARBOUR".into()])
    );
    let view = "(() => { const hit = [...CSS.highlights.get('episode-hit-now')][0].getBoundingClientRect(), area = q('.scroll').getBoundingClientRect();
        return hit.top >= area.top && hit.bottom <= area.bottom; })()";
    assert!(page.eval::<bool>(view), "it is brought into view");
    assert_eq!(page.eval::<f64>("scrollY"), 0.0, "and the page stays");
    page.press(ENTER);
    assert_eq!(page.q(".found").text(), "1 of 4", "from the last to the first");
    page.press_with_shift('\u{e007}');
    assert_eq!(page.q(".found").text(), "4 of 4", "it goes back as well");
    page.button("Previous match").click();
    assert_eq!(page.q(".found").text(), "3 of 4");
    page.button("Next match").click();
    assert_eq!(page.q(".found").text(), "4 of 4");
    search_field(page).click();
    // Read aloud, once the typing rests.
    page.wait_for("the count is said", "q('.search-bar [role=status]').textContent === '4 of 4 matches'");
    // The map, and the table of contents.
    page.wait_for(
        "the ticks are there",
        "(q('.hit-marks path').getAttribute('d').match(/M/g) ?? []).length >= 3",
    );
    let by_chapter = "qa('.chapter').map((c) => c.querySelector('.hits b')?.textContent ?? '')";
    assert_eq!(page.eval::<Vec<String>>(by_chapter), ["3", "", "1"]);
    page.press(ESCAPE);
    assert!(page.eval::<bool>("q('.found').hidden"), "and it ends");
    assert_eq!(search_field(page).eval::<String>("element.value"), "");
    assert_eq!(painted(page, "episode-hit").len() + painted(page, "episode-hit-now").len(), 0);
    page.wait_for("the ticks go", "!q('.hit-marks path').getAttribute('d')");
}

#[test]
fn words_apart_other_forms_and_a_typing_error_are_found_and_it_is_said_which() {
    let stage = Stage::new();
    let page = open_with_sound(&stage, &tides());
    for (query, found, marked) in [
        ("harbour measures", "1 of 1", vec!["harbour measures"]),
        ("measures harbour", "1 of 1, all words", vec!["harbour", "measures"]),
        ("measuring", "1 of 1, other form", vec!["measures"]),
        ("harbuor mayor ", "1 of 1, similar spelling", vec!["harbour", "mayor"]),
        ("harbuor mayyyor ", "No matches", vec![]),
        ("\"measures harbour\"", "No matches", vec![]),
    ] {
        search_field(page).type_text(query);
        assert_eq!(page.q(".found").text(), found, "{query}");
        assert_eq!(painted(page, "episode-hit-now"), marked, "{query}");
        let is_phrase = !marked.is_empty() && !found.contains(',');
        let said = if is_phrase { format!("{found} matches") } else { found.to_owned() };
        page.wait_for("it is said", &format!("q('.search-bar [role=status]').textContent === '{said}'"));
        page.press(ESCAPE);
    }
    // In the order of time, whatever they are found by.
    search_field(page).type_text("harbours");
    assert_eq!(page.q(".found").text(), "1 of 4, other form");
    page.screenshot("search-other-form");
    page.resize(320, 700);
    page.screenshot("search-other-form-320");
    let width: (u32, u32) =
        page.eval("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
    assert_eq!(width.0, width.1);
}

#[test]
fn accents_dashes_apostrophes_and_figures_are_found_in_every_spelling() {
    let stage = Stage::new();
    let page = open_with_sound(&stage, &tides());
    for (query, count) in [
        ("2025", "1 of 2"),
        ("twenty twenty-five", "1 of 2"),
        ("cafes", "1 of 1"),
        ("it - not", "1 of 1"),
        ("harbour master", "1 of 1"),
        ("4.4", "1 of 1"),
        ("thirty dollars", "1 of 1"),
        ("25 percent", "1 of 1"),
        ("neaptide", "No matches"),
        ("   ", ""),
    ] {
        search_field(page).fill(query);
        let found =
            if page.eval::<bool>("q('.found').hidden") { String::new() } else { page.q(".found").text() };
        assert_eq!(found, count, "{query}");
    }
}

/// Follows no more while the reader searches, and says how to: hyperaudio#553.
#[test]
fn search_stops_the_following_and_a_key_asks_for_it() {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    let page = open_with_sound(&stage, &tides());
    page.run::<()>("return q('episode-player').play()", vec![]);
    page.wait_for("it plays", "!q('episode-player').paused");
    page.by_role("slider", "Timeline").click();
    page.press("/");
    search_field(page).wait_focused();
    assert_eq!(search_field(page).eval::<String>("element.value"), "", "the key itself is not typed");
    search_field(page).type_text("boats");
    page.button("Follow").wait();
    page.wait_for("the hit is in view", "CSS.highlights.get('episode-hit-now').size === 1");
    let top = page.wait_until("it has come to rest", || {
        let [before, after]: [f64; 2] = page.run(
            "const area = document.querySelector('episode-player').shadowRoot.querySelector('.scroll');
             const before = area.scrollTop;
             return new Promise((done) => setTimeout(() => done([before, area.scrollTop]), 200))",
            vec![],
        );
        if before == after { Ok(after) } else { Err(()) }
    });
    let turn = page.eval::<String>("q('.turn.is-now')?.id ?? ''");
    page.wait_for("another turn is lit", &format!("q('.turn.is-now') && q('.turn.is-now').id !== '{turn}'"));
    assert_eq!(page.eval::<f64>("q('.scroll').scrollTop"), top);
    // A key of a field is the field's.
    page.press("kjl");
    assert!(page.eval::<bool>("!q('episode-player').paused"));
    assert_eq!(search_field(page).eval::<String>("element.value"), "boatskjl");
}

#[test]
fn one_speaker_can_be_followed_alone() {
    let stage = Stage::new();
    let page = open_with_sound(&stage, &tides());
    let dim = "qa('.turn').map((turn) => Number(turn.classList.contains('is-dim'))).join('')";
    let strip = "qa('.speaker-lanes path').map((lane) => lane.getAttribute('d').match(/M/g).length)";
    assert_eq!(page.eval::<Vec<usize>>(strip), [6, 6], "a lane each, with each of their turns");
    page.button("Bo").click();
    assert_eq!(page.eval::<String>(dim), "101010101010");
    let pressed = ["Ada", "Bo"].map(|name| page.button(name).attribute("aria-pressed"));
    assert_eq!(pressed, [Some("false".to_owned()), Some("true".to_owned())]);
    assert_eq!(page.eval::<usize>("qa('.speaker-lanes path.is-dim').length"), 1, "on the map as well");
    page.button("Bo").click();
    assert_eq!(page.eval::<String>(dim), "000000000000");
}

/// Gives what is copied, where the browser of a test has no clipboard.
const CATCH: &str =
    "window.copied = []; navigator.clipboard.writeText = async (text) => { window.copied.push(text) }";

#[test]
fn a_selection_is_copied_as_a_quotation_with_its_link() {
    let stage = Stage::new();
    let page = open_with_sound(&stage, &tides());
    page.run::<()>(CATCH, vec![]);
    assert_eq!(page.button("Copy quotation").count(), 0, "there is nothing to quote");
    // From the middle of a word to the middle of another, as a hand does.
    page.run::<()>(
        "const text = q('#turn-3 p').firstChild, at = (word, by) => text.data.indexOf(word) + by;
         getSelection().setBaseAndExtent(text, at('harbour', 2), text, at('again', 3))",
        vec![],
    );
    page.button("Copy quotation").click();
    page.text("Quotation copied").wait();
    let copied: Vec<String> = page.eval("window.copied");
    let lines: Vec<&str> = copied[0].lines().collect();
    assert_eq!(lines[0], "“harbour measures again”");
    assert!(
        lines[1].contains("Bo") && lines[1].contains("Counting") && lines[1].contains("00:15"),
        "{lines:?}"
    );
    assert!(lines[2].starts_with(&stage.site.url("/page.html#t=15")), "{lines:?}");
    // The click did not end the selection, and did not seek.
    assert_eq!(page.eval::<f64>("q('episode-player').currentTime"), 0.0);
    page.run::<()>("getSelection().removeAllRanges()", vec![]);
    page.button("Copy quotation").wait_gone();
}

#[test]
fn a_turn_has_tools_and_a_link_to_it_shows_it_marked() {
    let stage = Stage::new();
    let page = open_with_sound(&stage, &tides());
    page.run::<()>(CATCH, vec![]);
    let (link_to, quote) = (page.button("Copy link to …"), page.button("Copy as quotation"));
    assert_eq!((link_to.count(), quote.count()), (0, 0), "none before a turn is pointed at");
    page.run::<()>("q('#turn-8').scrollIntoView(); q('#turn-8').focus()", vec![]);
    page.wait_for("its tools are there", "q('#turn-8 .turn-tools')");
    assert_eq!((link_to.names(), quote.count()), (vec!["Copy link to 00:40".to_owned()], 1));
    link_to.click();
    page.text("Link to 00:40 copied").wait();
    assert_eq!(page.eval::<f64>("q('episode-player').currentTime"), 0.0, "a tool does not seek");
    let link: String = page.eval("window.copied[0]");
    assert_eq!(link, stage.site.url("/page.html#t=40"));
    quote.click();
    page.wait_for(
        "the whole turn is quoted",
        "window.copied[1]?.startsWith('“Back at the HARBOUR, 25% of the boats were gone.”')",
    );

    // Who comes by that link sees the turn, marked, in the transcript's own area.
    let page = page.go("about:blank").go(&link);
    page.wait_for("it is marked", "q('#turn-8.is-linked.is-now')");
    page.wait_for("it is in view", "(() => { const turn = q('#turn-8').getBoundingClientRect(), area = q('.scroll').getBoundingClientRect(); return turn.top >= area.top && turn.bottom <= area.bottom; })()");
    press_turn(page, 9);
    page.wait_for("the mark goes when the reader goes on", "!q('.is-linked') && q('#turn-9.is-now')");
}

#[test]
fn the_transcript_is_saved_as_text_and_captions() {
    let stage = Stage::new();
    let page = open_with_sound(&stage, &tides());
    page.run::<()>(
        "window.saved = [];
         const make = URL.createObjectURL;
         URL.createObjectURL = (blob) => { window.blob = blob; return make(blob) };
         addEventListener('click', () => {}, true);
         HTMLAnchorElement.prototype.click = function () { window.saved.push([this.download, this.href.slice(0, 5)]) }",
        vec![],
    );
    for (item, name, start, part) in [
        ("Plain text .txt", "1.txt", "Ada: In twenty", "\nBo: "),
        ("WebVTT .vtt", "1.vtt", "WEBVTT", "<v Ada>In twenty"),
        ("SubRip .srt", "1.srt", "1\n00:00:00,000 --> ", "Ada: In twenty"),
    ] {
        page.button("Save the transcript").click();
        page.button(item).click();
        page.text(&format!("{name} saved")).wait();
        let text: String = page.eval("window.blob.text()");
        assert!(text.starts_with(start) && text.contains(part), "{text}");
        assert_eq!(page.eval::<(String, String)>("window.saved.at(-1)"), (name.into(), "blob:".into()));
        assert_eq!(page.button(item).count(), 0, "the choice closes it");
    }
    // Without times there are no captions.
    let mut untimed = tides();
    untimed["transcript"]["timing"] = "none".into();
    let page = open_with_sound(&stage, &untimed);
    page.button("Save the transcript").click();
    assert_eq!(page.q(".menu button").count(), 1);
    page.button("Plain text .txt").wait();
    page.press(ESCAPE);
    page.q(".menu button").wait_gone();
    assert_eq!(page.focused(), "Save the transcript", "the focus comes back");
}

#[test]
fn the_gaps_between_turns_leave_one_tab_stop() {
    let stage = Stage::new();
    let page = open_with_sound(&stage, &tides());
    for (time, lit) in [(1.0, "turn-0"), (4.7, ""), (6.0, "turn-1"), (9.7, ""), (11.0, "turn-2"), (14.7, "")]
    {
        page.run::<()>("q('episode-player').currentTime = arguments[0]", vec![json!(time)]);
        page.wait_for("it is lit", &format!("(q('.turn.is-now')?.id ?? '') === '{lit}'"));
    }
    assert_eq!(page.eval::<Vec<String>>("qa('.turn[tabindex=\"0\"]').map((turn) => turn.id)"), ["turn-2"]);
}

/// All of the transcript, whatever is filtered or in view: media for paper.
/// bbc/react-transcript-editor#150 and #217: an hour made the page lag. Here eleven.
#[test]
fn a_hundred_thousand_words_are_all_there_and_found() {
    const TURNS: usize = 2_000;
    const WORDS: usize = 50;
    let stage = Stage::new();
    let mut json = episode(&json!([{ "audio": "sound.wav" }]));
    let turn = |turn: usize| {
        let text: Vec<String> = (0..WORDS).map(|word| format!("w{turn}x{word}")).collect();
        let (speaker, words) =
            (["ada", "bo"][turn % 2], (0..WORDS).map(|word| word * 300).collect::<Vec<_>>());
        json!({ "speaker": speaker, "start": turn * 20, "text": text.join(" "), "words": words })
    };
    json["duration"] = (TURNS * 20).into();
    json["transcript"]["turns"] = (0..TURNS).map(turn).collect();
    let page = open_with_sound(&stage, &json);
    page.wait_for("the whole is there", &format!("q('#turn-{}')", TURNS - 1));
    let elements = page.eval::<usize>("q('.transcript').querySelectorAll('*').length");
    assert!(elements < 3 * TURNS + 100, "at most three for each turn: {elements}");
    assert_eq!(page.eval::<usize>("q('.scroll').textContent.match(/w\\d+x\\d+/g).length"), TURNS * WORDS);
    search_field(page).fill("x49");
    assert_eq!(page.q(".found").text(), "1 of 2000");
    assert!(
        page.eval::<usize>("CSS.highlights.get('episode-hit').size") < 50,
        "what is not seen is not painted"
    );
    search_field(page).fill("w1234x");
    assert_eq!(page.q(".found").text(), "1 of 50");
    page.wait_for("it is painted where it is", "(() => { const hit = [...CSS.highlights.get('episode-hit-now')][0].getBoundingClientRect(), area = q('.scroll').getBoundingClientRect(); return hit.height > 0 && hit.top >= area.top && hit.bottom <= area.bottom; })()");
}

/// A paragraph that is taller than the area is read line by line: hyperaudio-lite#89.
#[test]
fn a_turn_taller_than_the_area_is_followed_by_its_lines() {
    let stage = Stage::new();
    let mut json = episode(&json!([{ "audio": "sound.wav" }]));
    let text: Vec<String> = (0..600).map(|word| format!("long{word}")).collect();
    let words: Vec<usize> = (0..600).map(|word| word * 100).collect();
    json["transcript"]["turns"] =
        json!([{ "speaker": "ada", "start": 0, "text": text.join(" "), "words": words }]);
    let page = open_with_sound(&stage, &json);
    make_page_scroll(page);
    for time in [1.0, 30.0, 59.0, 12.0] {
        page.run::<()>("q('episode-player').currentTime = arguments[0]", vec![json!(time)]);
        page.wait_for(
            "the word is in view",
            &format!("(() => {{ const word = [...CSS.highlights.get('episode-word')][0], rect = word.getBoundingClientRect(), area = q('.scroll').getBoundingClientRect();
                return String(word) === 'long{}' && rect.top >= area.top && rect.bottom <= area.bottom; }})()", time * 10.0),
        );
    }
    assert_eq!(page.eval::<f64>("scrollY"), 0.0);
}

/// A transcript that keys and a screen reader cannot use: ableplayer#538.
#[test]
fn it_is_a_list_under_headings_with_one_tab_stop_and_its_own_keys() {
    let stage = Stage::new();
    let page = open_with_sound(&stage, &tides());
    assert_eq!(
        page.eval::<Vec<String>>("qa('.turn-group h3 .t').map((title) => title.textContent)"),
        ["One", "Two", "Three"]
    );
    assert_eq!(
        page.eval::<Vec<usize>>("qa('.turn-group > ol').map((list) => list.children.length)"),
        [4, 4, 4]
    );
    let stops = "qa('.turn').filter((turn) => turn.tabIndex === 0).map((turn) => turn.id).join()";
    assert_eq!(page.eval::<String>(stops), "turn-0");
    page.run::<()>("q('#turn-0').focus()", vec![]);
    let focus = "q('episode-player').shadowRoot.activeElement.id";
    let [down, up, home, end] = ["\u{e015}", "\u{e013}", "\u{e011}", "\u{e010}"];
    for (key, turn) in
        [(down, 1), (down, 2), (up, 1), (end, 11), (down, 11), (up, 10), (home, 0), (up, 0), (down, 1)]
    {
        page.press(key);
        assert_eq!(page.eval::<String>(focus), format!("turn-{turn}"));
    }
    page.press(ENTER);
    page.wait_for(
        "it is there",
        "q('episode-player').currentTime === 5 && q('#turn-1[aria-current=true].is-now')",
    );
    assert_eq!(page.eval::<String>(stops), "turn-1", "where the speech is");
    assert!(
        page.eval::<bool>("q('.search-bar').querySelectorAll('[role=status]').length === 1"),
        "as what is found is"
    );
    assert_eq!(page.eval::<usize>("q('.scroll').closest('[aria-live]') ? 1 : q('.scroll').querySelectorAll('[aria-live], [role=status], [role=log]').length"), 0, "nothing is read aloud by itself");
}
