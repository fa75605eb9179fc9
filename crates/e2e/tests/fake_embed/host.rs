//! The host page of `host.js`, as seen from a test.

use e2e::{Knobs, Page, Stage};
use serde_json::{Value, json};

/// A host page with one embed, in the variable `h` of its window.
pub(crate) struct Host<'a> {
    pub(crate) page: Page<'a>,
}

impl<'a> Host<'a> {
    /// The page with no embed in it yet.
    pub(crate) fn page(stage: &'a Stage) -> Page<'a> {
        stage.site.put("/host.html", include_str!("host.html"));
        stage.site.put("/host.js", include_str!("host.js"));
        let page = stage.open("/host.html");
        // WebKit's driver may answer before the page's module has run.
        page.wait_for("the page is ready", "typeof host === 'function'");
        page
    }

    /// Inserts an embed; nothing is said to it. `params` come on top of its usual address, null takes one away.
    pub(crate) fn silent(stage: &'a Stage, knobs: Knobs, params: &Value) -> Self {
        stage.embed.knobs("aaaaaaaaaaa", knobs);
        let page = Self::page(stage);
        page.run::<()>("window.h = host('aaaaaaaaaaa', arguments[0]);", vec![params.clone()]);
        Self { page }
    }

    /// Inserts an embed, and asks until it answers.
    pub(crate) fn open(stage: &'a Stage, knobs: Knobs, params: &Value) -> Self {
        let host = Self::silent(stage, knobs, params);
        host.page.run::<()>("h.connect();", vec![]);
        host.wait_for("onReady");
        host
    }

    /// An embed that needs no gesture, and tells everything.
    pub(crate) fn ready(stage: &'a Stage, knobs: Knobs) -> Self {
        let host = Self::open(stage, Knobs { autoplay: e2e::Autoplay::Allowed, ..knobs }, &json!({}));
        for event in [
            "onStateChange",
            "onError",
            "onAutoplayBlocked",
            "SEEK_TO",
            "SEEK_COMPLETE",
            "onPlaybackRateChange",
        ] {
            host.command("addEventListener", json!([event]));
        }
        host
    }

    pub(crate) fn command(&self, func: &str, args: Value) {
        self.page.run::<()>("h.command(arguments[0], ...arguments[1]);", vec![func.into(), args]);
    }

    /// All messages so far.
    pub(crate) fn messages(&self) -> Vec<Value> {
        self.page.eval("h.messages()")
    }

    /// The names of all messages so far.
    pub(crate) fn events(&self) -> Vec<String> {
        self.page.eval("h.messages().map(({ event }) => event)")
    }

    /// The values of `onStateChange` so far.
    pub(crate) fn states(&self) -> Vec<i64> {
        self.page
            .eval("h.messages().filter(({ event }) => event === 'onStateChange').map(({ info }) => info)")
    }

    /// What has been told, each value the newest.
    pub(crate) fn told(&self) -> Value {
        self.page.eval("Object.assign({}, ...h.messages().filter(({ event }) => /Delivery/.test(event)).map(({ info }) => info))")
    }

    /// Waits for a message of this name.
    pub(crate) fn wait_for(&self, event: &str) {
        self.page.wait_for(event, &format!("h.messages().some(({{ event }}) => event === '{event}')"));
    }

    /// Waits until this is the last state told.
    pub(crate) fn wait_for_state(&self, state: i64) {
        self.page.wait_until(&format!("the state is {state}"), || match self.states().last() {
            Some(last) if *last == state => Ok(()),
            _ => Err(self.states()),
        });
    }

    /// The true position of the media.
    pub(crate) fn media_time(&self) -> f64 {
        self.page.embed(|frame| frame.eval("__now()"))
    }

    /// Waits until the embed has dropped a message for this reason.
    pub(crate) fn wait_dropped(&self, why: &str) {
        let condition = format!("window.__log?.some(({{ dropped }}) => dropped?.startsWith('{why}'))");
        self.page.embed(|frame| frame.wait_for(why, &condition));
    }

    /// Waits until the embed has heard a command of this name: a proof that what came before is done.
    pub(crate) fn settle(&self) {
        self.command("settle", json!([]));
        self.page.embed(|frame| frame.wait_for("it is heard", "__log.some(({ func }) => func === 'settle')"));
    }
}
