//! One measurement: a fresh browser, a player's page, and what the probe in it and the browser say.

use std::collections::BTreeSet;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use e2e::{Options, Page, Request, Site, Stage};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::player::{PAGE, Player, SOUND};
use crate::table::{Results, Row};
use crate::workload::Workload;
use crate::{Phase, ours};

/// How long a player plays while the main thread's work is summed up.
const PLAYING: Duration = Duration::from_secs(5);
/// At which rates the highlight is held against the media, and for how many milliseconds.
const LAG: [(Row, Row, u32, u32); 2] =
    [(Row::Lag, Row::Unlit, 1, 6000), (Row::LagTwice, Row::UnlitTwice, 2, 3000)];
const SEEKS: usize = 10;
/// How many units the page knows when it is loaded: enough for the first screen.
const FIRST: usize = 200;
/// How many words the episode has that another one replaces.
const WARM: usize = 200;
/// An empty page.
const BLANK: &str = "/blank.html";
/// Peers need it, and the same is for all.
const OPEN_POLICY: &str = "default-src * data: blob: 'unsafe-inline' 'unsafe-eval'";

pub(crate) struct Job<'a> {
    pub(crate) player: &'a Player,
    pub(crate) workload: &'a Workload,
    /// Counted from 0.
    pub(crate) run: usize,
    pub(crate) peers: &'a Path,
    /// How many times slower the processor is.
    pub(crate) slower: f64,
    /// An episode in memory is shown, in place of a page opened.
    pub(crate) shows: bool,
}

/// Milliseconds.
#[derive(Deserialize)]
struct Usable {
    first: f64,
    whole: Option<f64>,
    #[serde(default)]
    tasks: Vec<f64>,
}

#[derive(Deserialize)]
struct Seek {
    ms: f64,
    frames: f64,
}

#[derive(Deserialize)]
struct Lag {
    lags: Vec<f64>,
    due: usize,
}

impl Job<'_> {
    pub(crate) fn name(&self) -> String {
        let Self { player, workload, run, slower, shows, .. } = self;
        let memory = if *shows { " from memory" } else { "" };
        format!("{} words, run {}, {}{memory}, {slower}x", workload.words.len(), run + 1, player.name)
    }

    pub(crate) fn is_wanted(&self, phases: &[Phase]) -> bool {
        match (self.shows, self.slower > 1.0) {
            (true, _) => self.player.name == "ours" && phases.contains(&Phase::Memory),
            (_, true) => phases.contains(&Phase::Load),
            _ => phases.iter().any(|phase| *phase != Phase::Memory),
        }
    }

    /// About how long it takes.
    pub(crate) fn seconds(&self, phases: &[Phase]) -> u32 {
        let lights = self.player.name != "native";
        let phase = |phase: &Phase| match phase {
            Phase::Play => 7,
            Phase::Seek if lights => 5,
            Phase::Lag if lights => 13,
            Phase::Search if lights => 2,
            _ => 0,
        };
        let full = !self.shows && self.slower == 1.0;
        5 + if full { phases.iter().map(phase).sum() } else { 0 }
    }

    /// Adds what it sees to the results.
    pub(crate) fn measure(&self, phases: &[Phase], results: &mut Results) {
        if self.shows { self.show(results) } else { self.load(phases, results) }
    }

    fn open(&self, workload: &Workload) -> Stage {
        let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
        if let Some(package) = self.player.package {
            stage.site.mount(self.player.prefix, self.peers.join(package));
            // What a peer complains of is not ours to mend.
            stage.expect_console("");
        }
        for (path, contents) in (self.player.files)(workload) {
            stage.site.put(path, contents);
        }
        stage.site.put_silence(SOUND, self.workload.length as f64 / 1000.0);
        stage.site.put(BLANK, "<!doctype html><title>Blank</title>");
        stage.site.policy(PAGE, OPEN_POLICY);
        // The browser's own start is over before anything is measured.
        let page = stage.open(BLANK);
        let units = (self.player.units)(workload, FIRST);
        let probe = include_str!("probe.js");
        let source = format!("(() => {{ const units = {units};\n{}\n{probe} }})();", self.player.adapter);
        page.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
        page.cdp("Performance.enable", json!({}));
        page.slow_down(self.slower);
        stage
    }

    /// From navigation to the first screen and the whole transcript; then whatever of the phases is asked for.
    fn load(&self, phases: &[Phase], results: &mut Results) {
        let stage = self.open(self.workload);
        let page = stage.open(PAGE);
        let usable: Usable = page.eval("yard.loaded");
        let asked = stage.site.requests();
        let slow = self.slower > 1.0;
        let (first, whole) = if slow { (Row::FirstSlow, Row::WholeSlow) } else { (Row::First, Row::Whole) };
        let mut add = |row, values: &[f64]| results.add(row, self.workload, self.player, values);
        if phases.contains(&Phase::Load) {
            add(first, &[usable.first]);
            add(whole, usable.whole.as_slice());
        }
        if slow {
            return;
        }
        page.run::<()>("yard.pause()", vec![]);
        sleep(Duration::from_secs(1));
        if phases.contains(&Phase::Load) {
            add(Row::Elements, &[page.eval("yard.elements()")]);
            let (heap, dom) = heap(page);
            add(Row::Heap, &[heap]);
            add(Row::Dom, &[dom]);
            // They are the same in each run.
            if self.run == 0 {
                let (own, all) = self.bytes(&stage.site, &asked);
                add(Row::Own, &[own]);
                add(Row::Bytes, &[all]);
            }
        }
        if phases.contains(&Phase::Play) {
            add(Row::Playing, &[self.playing(page)]);
        }
        if self.player.name != "native" {
            page.run::<()>("yard.units = arguments[0]", vec![(self.player.units)(self.workload, usize::MAX)]);
            self.keeps_up(page, phases, add);
        }
    }

    /// How fast and how well the highlight follows, and the search answers.
    fn keeps_up(&self, page: Page<'_>, phases: &[Phase], mut add: impl FnMut(Row, &[f64])) {
        if phases.contains(&Phase::Seek) {
            let moments = self.workload.moments(SEEKS, self.run as u64);
            let seeks: Vec<Option<Seek>> = page.run("return yard.seeks(arguments[0])", vec![json!(moments)]);
            for seek in seeks.into_iter().flatten() {
                add(Row::Seek, &[seek.ms]);
                add(Row::SeekFrames, &[seek.frames]);
            }
        }
        if phases.contains(&Phase::Lag) {
            for (lag, unlit, rate, span) in LAG {
                let start = self.workload.length as f64 / 1000.0 * 0.55;
                let arguments = vec![json!(start), json!(rate), json!(span)];
                let seen: Lag = page.run("return yard.lag(...arguments)", arguments);
                add(lag, &seen.lags);
                add(unlit, &[(seen.due - seen.lags.len()) as f64, seen.due as f64]);
            }
        }
        if phases.contains(&Phase::Search) {
            let word = json!(self.workload.common);
            let times: Option<Vec<f64>> = page.run("return yard.search(arguments[0])", vec![word]);
            add(Row::Search, times.unwrap_or_default().as_slice());
        }
    }

    /// Kilobytes of the player's own files, and of everything but the sound, each as small as servers send it.
    fn bytes(&self, site: &Site, asked: &[Request]) -> (f64, f64) {
        let paths: BTreeSet<&str> =
            asked.iter().filter_map(|request| request.path.split('?').next()).collect();
        let (mut own, mut all) = (0.0, 0.0);
        for path in paths.into_iter().filter(|path| ![SOUND, BLANK].contains(path)) {
            let size = site.read(path).map_or(0, |file| brotli(&file)) as f64 / 1024.0;
            all += size;
            own += if path.starts_with(self.player.prefix) { size } else { 0.0 };
        }
        (own, all)
    }

    /// From an episode in memory to its transcript, in a page whose player is loaded and shows another one.
    fn show(&self, results: &mut Results) {
        let stage = self.open(&Workload::new(WARM));
        stage.site.put("/large.json", ours::episode(self.workload));
        let page = stage.open(PAGE);
        page.run::<Value>("return yard.loaded", vec![]);
        page.run::<()>("yard.pause(); window.large = await (await fetch('/large.json')).json()", vec![]);
        page.run::<()>("yard.units = arguments[0]", vec![ours::units(self.workload, FIRST)]);
        sleep(Duration::from_secs(1));
        let usable: Usable = page.eval("yard.show(large)");
        let [first, whole, tasks, longest] = if self.slower > 1.0 {
            [Row::ShowFirstSlow, Row::ShowWholeSlow, Row::TasksSlow, Row::LongestSlow]
        } else {
            [Row::ShowFirst, Row::ShowWhole, Row::Tasks, Row::Longest]
        };
        let mut add = |row, values: &[f64]| results.add(row, self.workload, self.player, values);
        add(first, &[usable.first]);
        add(whole, usable.whole.as_slice());
        add(tasks, &[usable.tasks.len() as f64]);
        add(longest, &[usable.tasks.iter().copied().fold(0.0, f64::max)]);
    }

    /// Milliseconds of the main thread for each second that it plays. The probe does nothing meanwhile.
    fn playing(&self, page: Page<'_>) -> f64 {
        let start = self.workload.length as f64 / 1000.0 * 0.31;
        page.run::<()>("return yard.play(arguments[0], 1)", vec![json!(start)]);
        let before = metrics(page);
        sleep(PLAYING);
        let after = metrics(page);
        page.run::<()>("yard.pause()", vec![]);
        let [work, time] = [0, 1].map(|index| after[index] - before[index]);
        work / time * 1000.0
    }
}

/// What the main thread has worked, and the time, in seconds.
fn metrics(page: Page<'_>) -> [f64; 2] {
    let answer = page.cdp("Performance.getMetrics", json!({}));
    let all = answer["metrics"].as_array().expect("the protocol gives a list");
    ["TaskDuration", "Timestamp"].map(|name| {
        let metric = all.iter().find(|metric| metric["name"] == name);
        metric.and_then(|metric| metric["value"].as_f64()).expect("the protocol gives a number")
    })
}

/// Megabytes after a collection of garbage: of JavaScript with WebAssembly, and of the browser's own objects, such as
/// elements.
fn heap(page: Page<'_>) -> (f64, f64) {
    for _ in 0..2 {
        page.cdp("HeapProfiler.collectGarbage", json!({}));
    }
    let usage = page.cdp("Runtime.getHeapUsage", json!({}));
    let bytes = |name: &str| usage[name].as_f64().unwrap_or_default();
    let wasm: f64 = page.eval("yard.wasm()");
    ((bytes("usedSize") + wasm) / 1e6, bytes("embedderHeapUsedSize") / 1e6)
}

/// Its size after compression.
fn brotli(file: &[u8]) -> usize {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut &*file, &mut out, &parameters).expect("it is in memory");
    out.len()
}
