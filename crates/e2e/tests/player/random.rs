//! No use of the public interface, in any order, ends a player of the page, or writes an error.

use std::time::{Duration, Instant};

use e2e::{Answer, Inside, Knobs, Options, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, episode, silence};

/// Steps of one run. `E2E_STEPS` and `E2E_SEED` look for other orders.
const STEPS: usize = 1500;

fn stage() -> Stage {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    let with = |media: &Value| episode(media).to_string();
    stage.site.put("/sound.wav", silence(LENGTH));
    stage.site.put("/good.json", with(&json!([{ "audio": "sound.wav" }])));
    stage.site.put("/slow.json", with(&json!([{ "audio": "sound.wav" }])));
    stage.site.put("/tube.json", with(&json!([{ "youtube": "aaaaaaaaaaa" }, { "youtube": "bbbbbbbbbbb" }])));
    stage.site.put(
        "/both.json",
        with(&json!([{ "audio": "none.wav" }, { "youtube": "ccccccccccc" }, { "audio": "sound.wav" }])),
    );
    stage.site.put("/none.json", with(&json!([])));
    stage.site.put("/refused.json", r#"{"title":"","chapters":[{"start":"soon"}]}"#);
    stage.site.answer("/html.json", Answer::Typed("text/html", b"<!doctype html><p>Sign in".to_vec()));
    stage.site.answer("/never.json", Answer::Unfinished("application/json", b"{".to_vec()));
    stage.embed.knobs("aaaaaaaaaaa", Knobs { duration: LENGTH, ..Knobs::default() });
    stage.embed.knobs("bbbbbbbbbbb", Knobs { error_at_play: 150, ..Knobs::default() });
    let inside = vec![Inside::Reload { at: 1.0 }, Inside::Die { at: 3.0 }];
    stage.embed.knobs("ccccccccccc", Knobs { duration: LENGTH, inside, ..Knobs::default() });
    stage.site.put("/random.js", include_str!("random.js"));
    stage.site.put(
        "/page.html",
        "<!doctype html><html lang=en><title>t</title><script src=/random.js></script>\
         <script type=module src=/episode-player/episode-player.js></script><main></main>",
    );
    for part in ["404", "missing.json", "none.wav", "sound.wav", "favicon"] {
        stage.expect_console(part);
    }
    stage
}

fn run(seed: u64, steps: usize) {
    eprintln!("E2E_SEED={seed} E2E_STEPS={steps}");
    let stage = stage();
    let page = stage.open("/page.html");
    page.wait_for("the element is defined", "!!customElements.get('episode-player')");
    page.run::<()>(
        "random(arguments[0], arguments[1], arguments[2])",
        vec![json!(seed), json!(steps), episode(&json!([{ "audio": "sound.wav" }]))],
    );
    let deadline = Instant::now() + Duration::from_secs(60 + steps as u64 / 10);
    let faults = loop {
        let faults: Option<Value> = page.eval("window.faults ?? null");
        if let Some(faults) = faults {
            break faults;
        }
        assert!(
            Instant::now() < deadline,
            "it hangs at step {}",
            page.eval::<Value>("window.progress ?? null")
        );
        std::thread::sleep(Duration::from_millis(200));
    };
    assert_eq!(faults, json!([]), "seed {seed}: {faults:#}");
    // A fresh player loads and plays beside what is left of the others.
    page.run::<()>(
        "location.hash = '';
         window.fresh = document.createElement('episode-player');
         fresh.setAttribute('src', '/good.json');
         document.body.append(fresh);
         return fresh.play()",
        vec![],
    );
    page.wait_for("a fresh player plays", "fresh.currentTime > 0 && !fresh.paused");
    // No skeleton stays: a load that hangs ends in a message.
    page.wait_until("every player shows something to use", || {
        let waiting: usize = page.eval(
            "qa('episode-player').filter((e) => e.checkVisibility() && e.shadowRoot.querySelector('.skeleton, .shell:empty')).length",
        );
        if waiting == 0 { Ok(()) } else { Err(waiting) }
    });
    assert_eq!(page.eval::<Value>("window.faults"), json!([]));
}

#[test]
fn no_order_of_uses_ends_a_player_of_the_page() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse().expect("a whole number"));
    let steps = number("E2E_STEPS").map_or(STEPS, |steps| steps as usize);
    match number("E2E_SEED") {
        Some(seed) => run(seed, steps),
        None => [1, 2].into_iter().for_each(|seed| run(seed, steps)),
    }
}
