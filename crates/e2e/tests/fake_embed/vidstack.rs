//! A player that others wrote for the real embed takes the fake for it.

use e2e::{Autoplay, Knobs, Page, Stage};

/// Vidstack puts styles and pictures of other hosts in its page.
const POLICY: &str = "default-src 'self' 'unsafe-inline' https: data:; script-src 'self' 'unsafe-inline'";

fn open(stage: &Stage, knobs: Knobs) -> Page<'_> {
    let modules = std::env::var("E2E_NODE_MODULES").expect("E2E_NODE_MODULES is set where this test runs");
    stage.site.mount("/npm/", modules);
    stage.site.put("/player.html", include_str!("vidstack.html"));
    stage.site.put("/player.js", include_str!("vidstack.js"));
    stage.site.put("/icons.js", "");
    stage.site.policy("/player.html", POLICY);
    // It asks other servers for a title and a poster.
    for part in ["noembed.com", "ytimg.com", "Failed to fetch", "NetworkError", "Load failed"] {
        stage.expect_console(part);
    }
    stage.embed.knobs("aaaaaaaaaaa", Knobs { autoplay: Autoplay::Allowed, ..knobs });
    stage.open("/player.html")
}

#[test]
fn vidstack_loads_plays_seeks_pauses_changes_the_rate_and_ends() {
    let stage = Stage::new();
    let page = open(&stage, Knobs { duration: 40.0, ..Knobs::default() });
    page.wait_for("it can play", "seen('can-play')");
    page.run::<()>("player.play();", vec![]);
    page.wait_for("it plays", "seen('playing') && player.currentTime > 0.3");
    page.run::<()>("player.currentTime = 20;", vec![]);
    page.wait_for("it has sought", "seen('seeked') && player.currentTime >= 20");
    assert!(page.embed(|frame| frame.eval::<f64>("__now()")) >= 20.0);
    page.run::<()>("player.playbackRate = 1.5;", vec![]);
    page.wait_for("the rate", "seen('rate-change')");
    assert_eq!(page.embed(|frame| frame.eval::<f64>("__user.clock.rate")), 1.5);
    page.run::<()>("player.pause();", vec![]);
    page.wait_for("it pauses", "seen('pause') && player.paused");
    page.run::<()>("player.currentTime = 38; player.play();", vec![]);
    page.wait_for("it ends", "seen('ended')");
    assert_eq!(page.eval::<f64>("player.duration"), 40.0);
}

#[test]
fn vidstack_never_gets_ready_for_a_video_that_cannot_be_played() {
    let stage = Stage::new();
    let page = open(&stage, Knobs { error_at_load: 150, ..Knobs::default() });
    page.wait_for(
        "the error has come",
        "messages.some(({ event, info }) => event === 'onError' && info === 150)",
    );
    // It reads states only, and this one is -1.
    assert!(!page.eval::<bool>("seen('can-play')"));
}
