//! The whole use with keys alone: what has the focus is seen, nothing loses it, and nothing keeps it.

use e2e::{Options, Page, Stage};
use serde_json::{Value, json};

use super::tree::whole;
use crate::support::{LENGTH, search_field, silence, wait_ready};

const TAB: char = '\u{e004}';
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const HOME: &str = "\u{e011}";
const RIGHT: &str = "\u{e014}";
const DOWN: &str = "\u{e015}";

/// The name of what has the focus, after a check that a reader sees where it is. A turn goes by its id; a panel is named as
/// its tab is.
const FOCUSED: &str = "
    let e = document.activeElement;
    while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
    if (!e || e === document.body) throw new Error('the focus is lost');
    const name = e.id.startsWith('turn-') ? e.id : e.role === 'tabpanel' ? `panel ${nameOf(e)}` : nameOf(e) || trim(e.textContent).slice(0, 40);
    const hasRing = [null, '::after'].some((part) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(e, part);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
    });
    if (!hasRing) throw new Error(`no ring is around ${outline(e)}`);
    const at = (x, y) => {
        let top = document.elementFromPoint(x, y);
        for (let inner; (inner = top?.shadowRoot?.elementFromPoint(x, y)) && inner !== top; ) top = inner;
        return top;
    };
    const box = e.getBoundingClientRect();
    const steps = [.02, .25, .5, .75, .98];
    const isSeen = steps.some((x) => steps.some((y) => {
        const top = at(box.x + box.width * x, box.y + box.height * y);
        return top && (e.contains(top) || e.closest('label')?.contains(top));
    }));
    if (!isSeen) throw new Error(`${outline(e)} is covered or out of view: ${JSON.stringify(box)}`);
    return name;";

/// A reader without a pointer.
#[derive(Clone, Copy)]
struct Reader<'a>(Page<'a>);

impl Reader<'_> {
    /// What has the focus.
    #[track_caller]
    fn focused(self) -> String {
        self.0.run(FOCUSED, vec![])
    }

    #[track_caller]
    fn press(self, keys: &str) -> String {
        self.0.press(keys);
        self.focused()
    }

    #[track_caller]
    fn tab(self) -> String {
        self.press(&TAB.to_string())
    }

    #[track_caller]
    fn back(self) -> String {
        self.0.press_with_shift(TAB);
        self.focused()
    }

    /// Everything that the Tab key comes to, until what is of this name.
    #[track_caller]
    fn walk(self, step: impl Fn(Self) -> String, to: &str) -> Vec<String> {
        let mut names = Vec::new();
        while names.last().is_none_or(|name: &String| !name.starts_with(to)) {
            assert!(names.len() < 80, "{to} is never reached: {names:#?}");
            names.push(step(self));
        }
        names
    }

    #[track_caller]
    fn tab_to(self, name: &str) {
        self.walk(Self::tab, name);
    }

    #[track_caller]
    fn back_to(self, name: &str) {
        self.walk(Self::back, name);
    }
}

fn open(stage: &Stage) -> Page<'_> {
    stage.site.put("/sound.wav", silence(LENGTH));
    let mut json = whole();
    json["media"] = json!([{ "audio": "sound.wav" }]);
    stage.site.put("/episode.json", json.to_string());
    stage.site.put(
        "/page.html",
        "<!doctype html><html lang=en><meta name=viewport content='width=device-width'><title>An episode</title>\
         <script type=module src=/episode-player/episode-player.js></script>\
         <p><a href=#before>Before</a></p><episode-player src=/episode.json></episode-player>\
         <p><a href=#after>After</a></p>",
    );
    let page = stage.open("/page.html");
    search_field(page).wait();
    wait_ready(page);
    page.button("More").wait();
    // Clipboards differ by engine.
    page.run::<()>(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.resolve() } })",
        vec![],
    );
    page
}

fn stage() -> Stage {
    Stage::with(&Options { autoplay: true, ..Options::default() })
}

#[track_caller]
fn wait_time(page: Page<'_>, seconds: f64) {
    page.wait_for(
        &format!("it is at {seconds} s"),
        &format!("q('episode-player').currentTime === {seconds}"),
    );
}

#[test]
fn the_whole_player_is_used_with_keys_alone() {
    let stage = stage();
    let page = open(&stage);
    let reader = Reader(page);

    // In, and play.
    assert_eq!(reader.tab(), "Before");
    assert_eq!(reader.tab(), "Play 1 min");
    assert_eq!(reader.press(ENTER), "Pause");
    page.wait_for("it plays", "q('episode-player').currentTime > 0");
    page.press(" ");
    page.wait_for("Space pauses", "q('episode-player').paused");
    assert_eq!(reader.focused(), "Play");

    // Seek, and change the speed.
    reader.tab_to("Timeline");
    page.press(HOME);
    wait_time(page, 0.0);
    page.press(RIGHT);
    wait_time(page, 5.0);
    page.press(">");
    page.wait_for("it is faster", "q('episode-player').playbackRate === 1.25");
    assert_eq!(reader.focused(), "Timeline");

    // Walk the chapters, and open one.
    reader.tab_to("One");
    assert!(reader.press(DOWN).starts_with("Two"));
    assert!(reader.press(DOWN).starts_with("Three"));
    page.press(ENTER);
    wait_time(page, 40.0);
    assert!(reader.focused().starts_with("Three"));

    // Search, and go through what is found.
    assert_eq!(reader.tab(), "Transcript");
    assert_eq!(reader.tab(), "Search the transcript");
    page.press("word1x1");
    page.text("1 of 11").wait();
    page.press(ENTER);
    page.text("2 of 11").wait();
    page.press_with_shift('\u{e007}');
    page.text("1 of 11").wait();
    assert_eq!(reader.focused(), "Search the transcript");
    assert_eq!(reader.tab(), "Previous match");
    assert_eq!(reader.tab(), "Next match");
    page.press(ENTER);
    page.text("2 of 11").wait();
    assert_eq!(reader.tab(), "End the search");
    assert_eq!(reader.press(ENTER), "Search the transcript");

    // Save it, or not.
    assert_eq!(reader.tab(), "Save the transcript");
    page.press(ENTER);
    assert_eq!(reader.tab(), "Plain text .txt");
    assert_eq!(reader.press(ESCAPE), "Save the transcript");

    // From turn to turn, and to what is offered with one.
    assert_eq!(reader.tab(), "Ada");
    page.press(ENTER);
    assert_eq!(page.button("Ada").attribute("aria-pressed").as_deref(), Some("true"));
    assert_eq!(reader.tab(), "Bo");
    assert_eq!(reader.tab(), "turn-1");
    assert_eq!(reader.press(DOWN), "turn-2");
    assert_eq!(reader.press(ENTER), "turn-2");
    wait_time(page, 10.0);
    assert_eq!(reader.tab(), "Copy link to 00:10");
    page.press(ENTER);
    page.text("Link to 00:10 copied").wait();
    assert_eq!(reader.tab(), "Copy as quotation");
    page.press(ENTER);
    page.text("Quotation copied").wait();

    assert_eq!(reader.tab(), "Follow");
    assert_eq!(reader.press(ENTER), "turn-2");

    // Out, and in again from behind: statistics and notes.
    reader.tab_to("After");
    reader.back_to("Transcript");
    assert_eq!(reader.press(RIGHT), "Statistics");
    page.q(".talk").wait();
    // In Firefox an area that scrolls is a stop as well.
    reader.tab_to("In the order of the talk");
    page.press(" ");
    assert!(reader.tab().starts_with("00:05"));
    page.press(ENTER);
    wait_time(page, 5.0);
    assert_eq!(reader.tab(), "Copy: 240, Words");
    page.press(ENTER);
    page.text("Copied").wait();
    reader.tab_to("As a table");
    page.press(ENTER);
    page.by_role("table", "…").wait();
    reader.back_to("Statistics");
    assert_eq!(reader.press(RIGHT), "Notes");
    reader.tab_to("old");
    reader.tab_to("After");

    // The menu.
    reader.back_to("More");
    page.press(ENTER);
    page.button("Copy link").wait();
    assert_eq!(reader.focused(), "More");
    reader.tab_to("Start at 00:05");
    page.press(" ");
    assert_eq!(reader.tab(), "Copy link");
    page.press(ENTER);
    page.text("Link copied.").wait();
    reader.back_to("More");
    page.press(ENTER);
    page.button("Copy link").wait_gone();
    assert_eq!(reader.focused(), "More");
    reader.back_to("Before");
}

/// Wide and narrow, with each panel open, forwards and backwards.
#[test]
fn the_focus_goes_in_the_order_of_what_is_seen_and_is_never_covered() {
    let stage = stage();
    for size in [(1280, 900), (390, 700), (320, 568)] {
        let page = stage.page();
        page.resize(size.0, size.1);
        let page = open(&stage);
        let reader = Reader(page);
        page.q("#turn-3").focus();
        let panels = page.tab("…").names();
        for panel in panels {
            // What sticks to the top may be above it.
            page.run::<()>("byRole('tab', arguments[0])[0].click()", vec![json!(panel)]);
            page.wait_for("it is there", "!q('#statistics').matches(':not([hidden])') || q('.talk')");
            page.q("a[href='#before']").focus();
            let forwards = reader.walk(Reader::tab, "After");
            assert_eq!(
                &forwards[..4],
                ["Play 1 min", "Play", "Back 15 seconds", "Forward 15 seconds"],
                "{panel}"
            );
            let order = ["Forward 15 seconds", "More", "Timeline", &*panel, "After"];
            let places = order.map(|name| forwards.iter().position(|other| other == name));
            assert!(places.is_sorted() && !places.contains(&None), "{panel}, {places:?}: {forwards:#?}");
            let mut backwards = reader.walk(Reader::back, "Before");
            backwards.reverse();
            assert_eq!(backwards[1..], forwards[..forwards.len() - 1], "{panel}");
        }
    }
}

/// Keys of the page's own are left to it, and the player's do nothing outside of it.
#[test]
fn letters_are_shortcuts_only_while_the_focus_is_in_the_player() {
    let stage = stage();
    let page = open(&stage);
    page.q("a[href='#before']").focus();
    page.press("k");
    page.press("m");
    page.q(".play").focus();
    page.press("m");
    page.wait_for("it is muted once", "q('episode-player').muted");
    assert!(page.eval::<bool>("q('episode-player').paused"), "K outside of the player is not its key");
    search_field(page).focus();
    page.press("km");
    assert_eq!(page.eval::<Value>("q('input[type=search]').value"), "km");
    assert!(page.eval::<bool>("q('episode-player').muted && q('episode-player').paused"));
}
