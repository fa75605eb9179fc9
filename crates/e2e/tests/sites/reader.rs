//! What every reader of every site finds: the player works, fits in, and leaves the site as it was.

use std::path::PathBuf;

use e2e::{Knobs, Options, Page, Stage};
use serde_json::{Value, json};

use crate::support::variable;

/// The video of YouTube's in the examples.
pub(crate) const VIDEO: &str = "aqz-KE-bpKQ";
const PHONE: (u32, u32) = (390, 780);

const OBJECTIONS: &str = "return window.axe.run(document.querySelector('episode-player'), { iframes: false, resultTypes: ['violations'] })
    .then((result) => result.violations.map((v) => [v.id, v.nodes.map((n) => [n.target.flat().join(' '), n.failureSummary])]));";

/// A built site. Paths of pages begin with the base.
pub(crate) struct Built {
    /// Names its pictures.
    pub(crate) name: &'static str,
    /// What the generator wrote.
    pub(crate) output: PathBuf,
    /// Where it is served: `/`, or `/guide/`.
    pub(crate) base: &'static str,
    /// A page with a video of YouTube's, [`VIDEO`].
    pub(crate) video: &'static str,
    /// A page with a sound; the video's page has a link to it.
    pub(crate) sound: &'static str,
    /// A sentence of the transcript of the video's page.
    pub(crate) sentence: &'static str,
    /// Switches the site to dark, as its own button does.
    pub(crate) dark: &'static str,
}

impl Built {
    /// A browser and a server with the site.
    pub(crate) fn stage(&self) -> Stage {
        let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
        stage.site.mount(self.base, &self.output);
        stage.site.policy_of_all("");
        stage.embed.knobs(VIDEO, Knobs { duration: 60.0, ..Knobs::default() });
        stage
    }

    /// Everything below, in this order.
    #[track_caller]
    pub(crate) fn is_good_for_readers(&self) {
        let stage = self.stage();
        self.plays(&stage);
        self.keeps_its_keys(&stage);
        self.survives_navigation(&stage);
        self.takes_the_look(&stage);
        self.is_not_covered_on_phones(&stage);
        self.prints(&stage);
        self.reads_without_script(&stage);
    }

    fn plays(&self, stage: &Stage) {
        let page = is_ready(stage.open(self.video));
        assert_eq!(stage.embed.connections(), 0, "YouTube is asked before the reader acts");
        page.q(".play").click();
        page.wait_for(
            "the video plays",
            "!q('episode-player').paused && q('episode-player').currentTime > 0.5",
        );
        page.wait_for("the transcript follows", "qa('.turn[aria-current=true]').length === 1");
    }

    /// Keys that the player takes go no further; others are the page's.
    fn keeps_its_keys(&self, stage: &Stage) {
        const LEFT: char = '\u{E012}';
        const RIGHT: char = '\u{E014}';
        let page = is_ready(stage.open(self.video));
        let address: String = page.eval("location.href.split('#')[0]");
        page.run::<Value>(
            "window.keys = []; document.addEventListener('keydown', (event) => keys.push(event.key)); return null",
            vec![],
        );
        for control in [".tab[aria-selected=true]", ".timeline", ".chapter[aria-current]"] {
            page.q(control).focus();
            page.press(&format!("{RIGHT}{LEFT}"));
        }
        page.press("q");
        page.wait_for("the page has its own key alone", "keys.join() === 'q'");
        assert_eq!(page.eval::<String>("location.href.split('#')[0]"), address, "a key led away");
    }

    /// By a link of the page to the other episode, and back: one player, one sound.
    fn survives_navigation(&self, stage: &Stage) {
        let page = is_ready(stage.open(self.sound));
        page.q(".play").click();
        page.wait_for("the sound plays", "q('audio').currentTime > 0.3 && (window.first = q('audio'))");
        self.follow(page, self.video);
        is_ready(page);
        page.wait_for("the first sound is silent", "!window.first || window.first.paused");
        page.run::<Value>("history.back(); return null", vec![]);
        page.wait_for(
            "the page before is there again",
            &format!("location.pathname === {}", json!(self.sound)),
        );
        is_ready(page);
        assert_eq!(page.eval::<u32>("document.querySelectorAll('episode-player').length"), 1);
    }

    /// Presses a link of the page.
    fn follow(&self, page: Page<'_>, path: &str) {
        // A link that is followed earlier takes the place of its page in the history.
        page.wait_for("the page is complete", "document.readyState === 'complete'");
        // Once: the page that the link leads to may have links to itself, and come before the driver's answer.
        let clicked = format!(
            "[location.pathname, location.pathname + '/'].includes({0}) || ((link) => link && (link.click(), true))([...document.querySelectorAll('a[href]')].find((a) => a.pathname === {0} || a.pathname + '/' === {0}))",
            json!(path)
        );
        page.wait_for("there is a link to the other episode", &clicked);
        page.wait_for(
            "the other page is there",
            &format!("[location.pathname, location.pathname + '/'].includes({})", json!(path)),
        );
    }

    /// The font and colours are the page's, in light and dark, and axe-core has no objection to the player.
    fn takes_the_look(&self, stage: &Stage) {
        let axe = variable("E2E_NODE_MODULES").join("axe-core/axe.min.js");
        let axe = std::fs::read_to_string(axe).expect("axe-core is installed");
        let page = is_ready(stage.open(self.video));
        for mode in ["light", "dark"] {
            if mode == "dark" {
                page.run::<Value>(&format!("{}; return null", self.dark), vec![]);
            }
            let text = "getComputedStyle(q('episode-player').parentElement)";
            page.wait_for(
                "the player has the page's font and ink",
                &format!("['fontFamily', 'color'].every((name) => getComputedStyle(q('.card-title'))[name].length > 0 && getComputedStyle(q('episode-player'))[name] === {text}[name])"),
            );
            let objections: Vec<Value> = page.run(&format!("{axe}; {OBJECTIONS}"), vec![]);
            assert!(objections.is_empty(), "{mode}: {objections:#?}");
            page.screenshot(&format!("site-{}-{mode}", self.name));
            page.resize(PHONE.0, PHONE.1);
            page.screenshot(&format!("site-{}-{mode}-phone", self.name));
            page.resize(1280, 900);
        }
    }

    /// What sticks to the top of the page covers no control, wherever the reader scrolls.
    fn is_not_covered_on_phones(&self, stage: &Stage) {
        let page = stage.page();
        page.resize(PHONE.0, PHONE.1);
        let page = is_ready(stage.open(self.sound));
        page.q(".play").click();
        page.wait_for("the sound plays", "q('audio').currentTime > 0.1");
        page.run::<Value>(
            "const panel = q('.panel').getBoundingClientRect();
             scrollTo({ top: scrollY + panel.top + panel.height / 2 - innerHeight / 2, behavior: 'instant' }); return null",
            vec![],
        );
        page.wait_for(
            "the play button is seen and can be pressed",
            "((r) => r.top >= 0 && q('episode-player').shadowRoot.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2)?.closest('.transport .play, .play'))(q('.transport .play').getBoundingClientRect())",
        );
        page.screenshot(&format!("site-{}-scrolled-phone", self.name));
        page.resize(1280, 900);
    }

    /// What comes after the player does not move when its script arrives, which has an address like this.
    pub(crate) fn keeps_the_space(&self, stage: &Stage, script: &str) {
        let page = stage.page();
        let height = "document.querySelector('episode-player').getBoundingClientRect().height";
        page.cdp("Network.enable", json!({}));
        stage.expect_console("net::ERR_BLOCKED_BY_CLIENT");
        for width in [PHONE.0, 700, 1280] {
            page.resize(width, 900);
            page.cdp("Network.setBlockedURLs", json!({ "urls": [script] }));
            let before: f64 = stage.open(self.video).eval(height);
            page.cdp("Network.setBlockedURLs", json!({ "urls": [] }));
            let after: f64 = is_ready(stage.open(self.video)).eval(height);
            assert!((before - after).abs() < 1.0, "at {width}: {before} before, {after} after");
        }
    }

    /// A link of the site's to the transcript's heading opens its panel, every time that it is pressed.
    pub(crate) fn contents_lead_into_the_player(&self, stage: &Stage, link: &str) {
        let page = is_ready(stage.open(self.video));
        for _ in 0..2 {
            page.tab("Notes").click();
            page.run::<Value>(
                &format!("document.querySelector({}).click(); return null", json!(link)),
                vec![],
            );
            page.wait_for(
                "its panel is shown",
                "q('[role=tab][aria-selected=true]').textContent.startsWith('Transcript')",
            );
            page.wait_for("the address has it", "location.hash === '#transcript'");
        }
    }

    fn prints(&self, stage: &Stage) {
        let page = is_ready(stage.open(self.video));
        let text = pdf_extract::extract_text_from_mem(&page.print()).expect("the PDF has text");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(self.sentence), "in print: {text}");
    }

    fn reads_without_script(&self, stage: &Stage) {
        let page = stage.page();
        let set = |off: bool| page.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": off }));
        set(true);
        let page = stage.open(self.video);
        let text: String = page.eval("document.body.innerText");
        set(false);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(self.sentence), "without script: {text}");
    }
}

/// Waits until the player is whole.
#[track_caller]
pub(crate) fn is_ready(page: Page<'_>) -> Page<'_> {
    page.wait_for(
        "the player is there",
        "q('episode-player')?.shadowRoot?.querySelector('.play') && q('.turn')",
    );
    page
}
