//! An episode of which every time is known, and a sound as long.

use std::path::PathBuf;

pub(crate) use e2e::silence;
use e2e::{Locator, Options, Page, Stage};
use serde_json::{Value, json};

/// How long the episode is, in seconds.
pub(crate) const LENGTH: f64 = 60.0;
const TURNS: usize = 12;
const WORDS: usize = 20;

/// Twelve turns of five seconds, a gap of half a second after each; twenty words in each, 200 ms apart.
/// Chapters at 0, 20 and 40 s. `media` is its list of recordings.
pub(crate) fn episode(media: &Value) -> Value {
    let turns = (0..TURNS).map(|turn| {
        let start = turn as f64 * 5.0;
        let text: Vec<String> = (0..WORDS).map(|word| format!("word{turn}x{word}")).collect();
        let speaker = ["ada", "bo"][turn % 2];
        let words: Vec<usize> = (0..WORDS).map(|word| word * 200).collect();
        json!({
            "speaker": speaker, "start": start, "end": start + 4.5,
            "text": text.join(" "), "words": words,
        })
    });
    json!({
        "version": 1, "id": "1", "number": 1, "title": "Counting", "duration": LENGTH, "media": media,
        "speakers": [{ "id": "ada", "name": "Ada" }, { "id": "bo", "name": "Bo" }],
        "chapters": [
            { "start": 0, "title": "One" }, { "start": 20, "title": "Two" }, { "start": 40, "title": "Three" }
        ],
        "statistics": [
            { "metric": "Words", "value": "240", "source": "Counted", "mentions": [{ "turn": 6, "word": 0, "start": 30 }] }
        ],
        "transcript": { "timing": "captions", "turns": turns.collect::<Vec<_>>() },
    })
}

/// A stage of this size whose browser lets sound start without a gesture, with a sound as long as the episode, this episode
/// as `/1.json`, and the packages of npm.
pub(crate) fn sound_stage(size: (u32, u32), episode: &Value) -> Stage {
    let stage = Stage::with(&Options { size, autoplay: true });
    mount_modules(&stage);
    stage.site.put("/sound.wav", silence(LENGTH));
    stage.site.put("/1.json", episode.to_string());
    stage
}

/// A page with a player of this episode, and a sound as long.
pub(crate) fn open_with_sound<'a>(stage: &'a Stage, episode: &Value) -> Page<'a> {
    stage.site.put("/sound.wav", silence(LENGTH));
    let page = stage.open_episode(episode, "");
    search_field(page).wait();
    wait_ready(page);
    page
}

/// The packages of npm that tests use, such as axe-core.
pub(crate) fn modules() -> PathBuf {
    std::env::var_os("E2E_NODE_MODULES").expect("E2E_NODE_MODULES is set where this test runs").into()
}

/// Has them under `/modules`.
pub(crate) fn mount_modules(stage: &Stage) {
    stage.site.mount("/modules", modules());
}

/// The large button on the title card, whose name goes on with the place and the length.
pub(crate) fn start(page: Page<'_>) -> Locator<'_> {
    page.button("Play …")
}

/// The search field of the transcript.
pub(crate) fn search_field(page: Page<'_>) -> Locator<'_> {
    page.by_role("searchbox", "Search the transcript")
}

/// The message in place of the player, or of the recording.
pub(crate) fn alert(page: Page<'_>) -> Locator<'_> {
    page.by_role("alert", "…")
}

/// Waits until the player is there, and knows how long its recording is.
pub(crate) fn wait_ready(page: Page<'_>) {
    start(page).wait();
    page.wait_for("the length is known", "q('episode-player').duration > 0");
}

/// Presses the speaker's name of a turn, below what sticks to the top of the transcript.
pub(crate) fn press_turn(page: Page<'_>, turn: usize) {
    let name = page.q(&format!("#turn-{turn} .who"));
    name.eval::<Value>("(element.scrollIntoView({ block: 'center', behavior: 'instant' }), null)");
    name.click();
}

/// Waits until this chapter, and no other, is the current one.
pub(crate) fn wait_chapter(page: Page<'_>, title: &str) {
    page.wait_for(
        &format!("{title} is the current chapter"),
        &format!(
            "((current) => current.length === 1 && nameOf(current[0]).startsWith('{title} '))
                (byRole('link', '…').filter((link) => link.ariaCurrent === 'true'))"
        ),
    );
}

/// Makes the page higher than the screen: what does not scroll it could.
pub(crate) fn make_page_scroll(page: Page<'_>) {
    page.run::<()>("document.body.style.paddingBottom = '200vh'", vec![]);
    assert!(page.eval::<bool>("document.documentElement.scrollHeight > innerHeight"));
}

/// Where a word of a turn is on the screen: left, top, width and height in CSS pixels.
pub(crate) fn word_box(page: Page<'_>, turn: usize, word: &str) -> [f64; 4] {
    page.run(
        "const text = q(`#turn-${arguments[0]} p`).firstChild, range = new Range();
         const at = text.data.search(new RegExp(`${arguments[1]}\\\\b`));
         range.setStart(text, at);
         range.setEnd(text, at + arguments[1].length);
         const box = range.getBoundingClientRect();
         return [box.x, box.y, box.width, box.height];",
        vec![json!(turn), json!(word)],
    )
}

/// The middle of a word of a turn, on the screen.
pub(crate) fn word_middle(page: Page<'_>, turn: usize, word: &str) -> [f64; 2] {
    let [x, y, width, height] = word_box(page, turn, word);
    [x + width / 2.0, y + height / 2.0]
}

/// A page with two players of one episode.
pub(crate) fn open_two<'a>(stage: &'a Stage, episode: &Value) -> Page<'a> {
    stage.site.put("/a.json", episode.to_string());
    stage.site.put(
        "/page.html",
        "<!doctype html><html lang=en><title>t</title>\
         <script type=module src=/episode-player/episode-player.js></script>\
         <episode-player src=/a.json></episode-player><episode-player src=/a.json></episode-player>",
    );
    stage.open("/page.html")
}

/// The turn that is said at a time; `None` in a gap.
pub(crate) fn turn_at(seconds: f64) -> Option<usize> {
    let turn = (seconds / 5.0) as usize;
    (turn < TURNS && seconds - turn as f64 * 5.0 < 4.5).then_some(turn)
}

/// The word that is said at a time, as it is written.
pub(crate) fn word_at(seconds: f64) -> Option<String> {
    let turn = turn_at(seconds)?;
    let word = ((seconds - turn as f64 * 5.0) / 0.2 + 1e-6) as usize;
    Some(format!("word{turn}x{}", word.min(WORDS - 1)))
}

/// How far a time is from the next place where something changes, in seconds.
pub(crate) fn to_boundary(seconds: f64) -> f64 {
    let within = seconds % 0.1; // Every boundary lies on a tenth of a second.
    within.min(0.1 - within)
}

/// Random times in the episode, always the same.
pub(crate) fn random_times(count: usize) -> Vec<f64> {
    // Steele and Vigna's SplitMix64, for numbers that do not change with a library.
    let mut state = 7_u64;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as f64 / u64::MAX as f64
    };
    (0..count).map(|_| (next() * (LENGTH - 2.0) * 100.0).round() / 100.0).collect()
}

/// The id of the turn that is lit, as an expression.
pub(crate) const LIT_TURN: &str = "q('.turn.is-now')?.id ?? null";
/// The word that is lit, as an expression.
pub(crate) const LIT_WORD: &str = "[...CSS.highlights.get('episode-word') ?? []].map(String)[0] ?? null";
