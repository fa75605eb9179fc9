//! How far the player's clock is from the embed's own, by rate: both are read every 20 ms, each in its own frame, and
//! compared by the wall clock.

use e2e::{Knobs, Page, Stage};
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
    let stage = Stage::new();
    stage.embed.knobs(VIDEO, Knobs { duration: 600.0, ..Knobs::default() });
    let page = stage.open_episode(&json!({ "title": "Clock", "media": [{ "youtube": VIDEO }] }), "");
    page.wait_for("the card is there", "q('.go')");
    page.q(".go").click();
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
        errors.sort_by(|a, b| a.abs().total_cmp(&b.abs()));
        let at = |share: f64| errors[((errors.len() - 1) as f64 * share) as usize];
        println!("| {rate} | {} | {:.1} | {:.1} | {:.1} |", errors.len(), at(0.5), at(0.95), at(1.0));
    }
}

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
