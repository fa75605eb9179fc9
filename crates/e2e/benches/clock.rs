//! How well the player is in step, in the engine that `E2E_ENGINE` names: how far its clock is from the embed's own (both
//! are read every 20 ms, each in its own frame, and compared by the wall clock), and how late a word is lit.

use e2e::{Engine, Knobs, Options, Page, Stage, silence};
use serde_json::json;

const VIDEO: &str = "aaaaaaaaaaa";
const RATES: [f64; 4] = [0.5, 1.0, 1.5, 2.0];
/// How long each rate is looked at, in milliseconds.
const SPAN: u32 = 10_000;

/// Wall clock in milliseconds, and a position in seconds.
type Reading = [f64; 2];

fn main() {
    if std::env::args().any(|argument| argument == "--list") {
        return;
    }
    println!("In {}.\n", Engine::current());
    clocks();
    words();
}

fn clocks() {
    let stage = Stage::new();
    stage.embed.knobs(VIDEO, Knobs { duration: 600.0, ..Knobs::default() });
    let page = stage.open_episode(&json!({ "title": "Clock", "media": [{ "youtube": VIDEO }] }), "");
    page.wait_for("the card is there", "q('.go')");
    page.button("Play …").click();
    page.wait_for("it plays", "q('episode-player').currentTime > 0");
    println!("The player's clock minus the embed's, in ms:\n");
    println!(
        "| rate | readings | median | 95th percentile | maximum |\n| ---: | ---: | ---: | ---: | ---: |"
    );
    for rate in RATES {
        page.run::<()>(
            "document.querySelector('episode-player').playbackRate = arguments[0]",
            vec![json!(rate)],
        );
        page.wait_for("the rate is confirmed", &format!("q('episode-player').playbackRate === {rate}"));
        read(page, "document.querySelector('episode-player').currentTime");
        page.embed(|frame| read(frame, "__now()"));
        let shown = page.wait_until("the player was read", || readings(page));
        let told = page.wait_until("the embed was read", || page.embed(|frame| readings(frame)));
        let mut errors: Vec<f64> = shown.iter().filter_map(|reading| error(*reading, &told)).collect();
        row(&rate.to_string(), &mut errors);
    }
}

fn row(name: &str, values: &mut [f64]) {
    values.sort_by(|a, b| a.abs().total_cmp(&b.abs()));
    let at = |share: f64| values[((values.len() - 1) as f64 * share) as usize];
    println!("| {name} | {} | {:.1} | {:.1} | {:.1} |", values.len(), at(0.5), at(0.95), at(1.0));
}

/// How many words are waited for while it plays, and how many places are sought.
const WORDS: usize = 60;
const SEEKS: usize = 20;
/// Of one word, in milliseconds.
const LENGTH: usize = 300;

/// How late words of a sound file are lit, by the sound's own time.
fn words() {
    const TURNS: usize = 40;
    const OF_A_TURN: usize = 20;
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    stage.site.put("/sound.wav", silence((TURNS * OF_A_TURN * LENGTH) as f64 / 1000.0 + 1.0));
    let text: Vec<String> = (0..OF_A_TURN).map(|word| format!("w{word}")).collect();
    let words: Vec<usize> = (0..OF_A_TURN).map(|word| word * LENGTH).collect();
    let turns = (0..TURNS).map(
        |turn| json!({ "start": turn * OF_A_TURN * LENGTH / 1000, "text": text.join(" "), "words": words }),
    );
    let episode = json!({
        "title": "Words", "media": [{ "audio": "sound.wav" }],
        "transcript": { "timing": "captions", "turns": turns.collect::<Vec<_>>() },
    });
    let page = stage.open_episode(&episode, "");
    page.wait_for("it is loaded", "q('audio')?.readyState > 0");
    page.run::<()>(WATCH, vec![json!(LENGTH)]);
    page.run::<()>("q('episode-player').play()", vec![]);
    let late = |count: usize| -> Vec<f64> {
        page.run::<()>("window.late = [];", vec![]);
        page.wait_for("words were lit", &format!("late.length >= {count}"));
        page.eval("late")
    };
    println!("\nHow late a word is lit, in ms of the sound, in the first frame that is painted with it:\n");
    println!("| when | words | median | 95th percentile | maximum |\n| --- | ---: | ---: | ---: | ---: |");
    row("playing", &mut late(WORDS));
    let mut after = Vec::new();
    for seek in 0..SEEKS {
        let seconds = (seek * 37 % (TURNS - 4) * OF_A_TURN * LENGTH) as f64 / 1000.0 + 1.1;
        page.run::<()>(
            "window.late = []; q('episode-player').currentTime = arguments[0]",
            vec![json!(seconds)],
        );
        page.wait_for(
            "a word was lit there",
            &format!("late.length > 1 && q('audio').currentTime > {seconds}"),
        );
        // The first one stands there already: the seek led into the middle of it.
        after.push(page.eval("late[1]"));
    }
    row("after a seek", &mut after);
}

/// Notes, in each frame in which another word is lit than in the one before, how far the sound is past its start.
const WATCH: &str = "
    const length = arguments[0] / 1000;
    window.late = [];
    let last = null;
    const look = () => {
        const [range] = CSS.highlights.get('episode-word') ?? [];
        const turn = range?.startContainer.parentElement.closest('.turn');
        const word = range && Number(String(range).slice(1));
        const place = range && `${turn.id} ${word}`;
        if (place && place !== last) {
            const start = Number(turn.id.slice(5)) * 20 * length + word * length;
            late.push((q('audio').currentTime - start) * 1000);
        }
        last = place;
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
";

/// Begins to read a clock.
fn read(page: Page<'_>, clock: &str) {
    let script = format!(
        "const readings = [], until = performance.now() + {SPAN};
         window.readings = undefined;
         const timer = setInterval(() => {{
             readings.push([performance.timeOrigin + performance.now(), {clock}]);
             if (performance.now() > until) {{ clearInterval(timer); window.readings = readings; }}
         }}, 20);"
    );
    page.run::<()>(&script, vec![]);
}

fn readings(page: Page<'_>) -> Result<Vec<Reading>, &'static str> {
    page.eval::<Option<Vec<Reading>>>("window.readings ?? null").ok_or("not yet")
}

/// The difference at a moment, in milliseconds, from the two readings of the embed around it.
fn error([at, shown]: Reading, told: &[Reading]) -> Option<f64> {
    let next = told.partition_point(|[t, _]| *t < at);
    let ([t0, p0], [t1, p1]) = (*told.get(next.checked_sub(1)?)?, *told.get(next)?);
    let there = p0 + (p1 - p0) * (at - t0) / (t1 - t0).max(f64::EPSILON);
    Some((shown - there) * 1000.0)
}
