//! The first load on a slow telephone network: a page's text alone, with our player around it, with
//! `lite-youtube-embed`, and with Hyperaudio Lite. `docs/yardstick.md` says what is measured and how.

#[allow(dead_code, reason = "the other measurement uses more of it")]
#[path = "../player/hyperaudio.rs"]
mod hyperaudio;
#[allow(dead_code, reason = "the other measurement uses more of it")]
#[path = "../player/ours.rs"]
mod ours;
#[allow(dead_code, reason = "the other measurement uses more of it")]
#[path = "../player/player.rs"]
mod player;
#[allow(dead_code, reason = "the other measurement uses more of it")]
#[path = "../player/workload.rs"]
mod workload;

use std::path::{Path, PathBuf};

use clap::Parser;
use e2e::{Options, Page, Stage};
use publish::{Addresses, page as pages};
use serde::Deserialize;
use serde_json::json;

use hyperaudio::HYPERAUDIO;
use ours::OURS;
use player::{PAGE, Player, SOUND};
use workload::Workload;

const SCRIPT: &str = "/episode-player/episode-player.js";
/// Its files, and those that it asks for.
const PLAYER: [&str; 8] = [
    "episode-player.js",
    "episode-player.css",
    "text.js",
    "more/more.js",
    "more/resume.js",
    "more/texts.js",
    "wasm/episode-player.js",
    "wasm/episode-player_bg.wasm",
];
/// Bits in a second, milliseconds there and back, and how much slower than here the processor is.
const BANDWIDTH: f64 = 1.6e6;
const LATENCY: f64 = 150.0;
const SLOWER: f64 = 4.0;
/// How many units the page knows when it is loaded.
const FIRST: usize = 200;

#[derive(Parser)]
#[command(name = "load")]
struct Arguments {
    /// How many words the episode has.
    #[arg(long, default_value_t = 2_000)]
    words: usize,
    /// How often each page is loaded.
    #[arg(long, default_value_t = 5)]
    runs: usize,
    #[arg(long, hide = true)]
    bench: bool, // What cargo tells every benchmark.
}

/// A page that is loaded.
struct Candidate {
    title: &'static str,
    /// What is done to it by a click on a word; nothing where its words are text.
    player: Option<&'static Player>,
    /// Files of a package of npm.
    package: &'static [&'static str],
    /// Path and contents of its own files.
    files: fn(&Workload) -> Vec<(&'static str, String)>,
}

const CANDIDATES: [Candidate; 4] = [
    Candidate { title: "text alone", player: None, package: &[], files: text },
    Candidate { title: "episode-player", player: Some(&OURS), package: &[], files: wrapped },
    Candidate {
        title: "lite-youtube-embed 0.3.4",
        player: None,
        package: &["lite-youtube-embed/src/lite-yt-embed.js", "lite-youtube-embed/src/lite-yt-embed.css"],
        files: lite,
    },
    Candidate {
        title: "Hyperaudio Lite 2.6.4",
        player: Some(&HYPERAUDIO),
        package: &["hyperaudio-lite/js/hyperaudio-lite.js"],
        files: HYPERAUDIO.files,
    },
];

/// What was seen of one load. Milliseconds, but for the shift.
#[derive(Deserialize)]
struct Seen {
    paint: f64,
    readable: f64,
    away: f64,
    shift: f64,
    blocked: f64,
    click: Option<f64>,
    #[serde(default)]
    sent: Sent,
}

/// The files that the page asked for, but for the sound, as large as they were on their way.
#[derive(Default, Deserialize)]
struct Sent {
    requests: f64,
    bytes: f64,
}

/// A row of the table: its label, and what is in it of one load.
type Row = (&'static str, fn(&Seen) -> Option<f64>);

const ROWS: [Row; 8] = [
    ("bytes, KB", |seen| Some(seen.sent.bytes / 1024.0)),
    ("requests", |seen| Some(seen.sent.requests)),
    ("first contentful paint, ms", |seen| Some(seen.paint)),
    ("first word readable, ms", |seen| Some(seen.readable)),
    ("then away for, ms", |seen| Some(seen.away)),
    ("layout shift, thousandths", |seen| Some(seen.shift * 1000.0)),
    ("blocking time, ms", |seen| Some(seen.blocked)),
    ("a click on a word seeks, ms", |seen| seen.click),
];

fn main() {
    if std::env::args().any(|argument| argument == "--list") {
        return;
    }
    let arguments = Arguments::parse();
    let peers = PathBuf::from(std::env::var_os("E2E_PEERS").unwrap_or_default());
    let workload = Workload::new(arguments.words);
    let mut columns: Vec<Vec<Seen>> = CANDIDATES.iter().map(|_| Vec::new()).collect();
    for run in 0..arguments.runs {
        for turn in 0..CANDIDATES.len() {
            // Another one begins in each run.
            let at = (turn + run) % CANDIDATES.len();
            eprintln!("Run {} of {}: {}", run + 1, arguments.runs, CANDIDATES[at].title);
            columns[at].push(measure(&CANDIDATES[at], &workload, &peers));
        }
    }
    println!("{}", table(&columns));
}

/// The medians.
fn table(columns: &[Vec<Seen>]) -> String {
    let titles: Vec<&str> = CANDIDATES.iter().map(|candidate| candidate.title).collect();
    let mut out = format!("| | {} |\n| --- |{}\n", titles.join(" | "), " ---: |".repeat(titles.len()));
    for (label, of) in ROWS {
        let cell = |runs: &Vec<Seen>| {
            let mut values: Vec<f64> = runs.iter().filter_map(of).collect();
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).map_or("–".to_owned(), |median| format!("{median:.0}"))
        };
        let cells: Vec<String> = columns.iter().map(cell).collect();
        out += &format!("| {label} | {} |\n", cells.join(" | "));
    }
    out
}

fn measure(candidate: &Candidate, workload: &Workload, peers: &Path) -> Seen {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    stage.expect_console("");
    stage.site.policy_of_all("");
    for (path, contents) in (candidate.files)(workload) {
        put_small(&stage, path, contents.as_bytes());
    }
    for file in candidate.package {
        let from = peers.join(file);
        let contents = std::fs::read(&from).unwrap_or_else(|error| {
            panic!("{}: {error}; `cargo xtask bench load` installs it", from.display())
        });
        put_small(&stage, &format!("/{file}"), &contents);
    }
    for file in PLAYER {
        let path = format!("/episode-player/{file}");
        put_small(&stage, &path, &stage.site.read(&path).expect("the player is built"));
    }
    stage.site.put_silence(SOUND, workload.length as f64 / 1000.0);
    stage.site.put("/blank.html", "<!doctype html><title>Blank</title>");
    // The browser's own start is over before anything is measured.
    let page = stage.open("/blank.html");
    page.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": probe(candidate, workload) }));
    page.cdp("Network.enable", json!({}));
    let [down, up] = [BANDWIDTH, BANDWIDTH].map(|bits| bits / 8.0);
    page.cdp(
        "Network.emulateNetworkConditions",
        json!({ "offline": false, "latency": LATENCY, "downloadThroughput": down, "uploadThroughput": up }),
    );
    page.slow_down(SLOWER);
    let page = stage.open(PAGE);
    // It is done then.
    let seen = page.eval("seen()");
    Seen { sent: sent(page), ..seen }
}

/// What the page asked for so far.
fn sent(page: Page<'_>) -> Sent {
    page.eval(&format!(
        "((all) => ({{ requests: all.length, bytes: all.reduce((sum, entry) => sum + entry.encodedBodySize, 0) }}))(
             [...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]
                 .filter(({{ name }}) => !name.endsWith({SOUND:?}) && !name.endsWith('favicon.ico')))"
    ))
}

fn probe(candidate: &Candidate, workload: &Workload) -> String {
    let yard = candidate.player.map_or_else(String::new, |player| {
        let units = (player.units)(workload, FIRST);
        let probe = include_str!("../player/probe.js");
        format!("(() => {{ const units = {units};\n{}\n{probe} }})();", player.adapter)
    });
    yard + include_str!("load.js")
}

/// Puts a file as servers send it.
fn put_small(stage: &Stage, path: &str, contents: &[u8]) {
    let mut small = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*contents, &mut small, &parameters).expect("it is in memory");
    stage.site.put(path, small);
    stage.site.header(path, "content-encoding", "br");
}

/// The page that `episode export --to html` writes.
fn exported(workload: &Workload) -> (String, String) {
    let json = ours::episode(workload);
    let episode = episode::read(&json).expect("it is valid").episode;
    let addresses =
        Addresses { episode: "/episode.json".into(), player: SCRIPT.into(), ..Addresses::default() };
    (pages::whole(&episode, &addresses).0, json)
}

fn wrapped(workload: &Workload) -> Vec<(&'static str, String)> {
    let (page, json) = exported(workload);
    vec![(PAGE, page), ("/episode.json", json)]
}

/// The same page without what belongs to the player: its element is one that no script knows.
fn text(workload: &Workload) -> Vec<(&'static str, String)> {
    let (page, _) = exported(workload);
    let lines =
        page.lines().filter(|line| !line.contains("episode-player/") && !line.contains("rel=\"preload\""));
    vec![(PAGE, lines.collect::<Vec<_>>().join("\n"))]
}

fn lite(workload: &Workload) -> Vec<(&'static str, String)> {
    let (_, page) = text(workload).remove(0);
    let head = "<link rel=stylesheet href=/lite-youtube-embed/src/lite-yt-embed.css><script defer src=/lite-youtube-embed/src/lite-yt-embed.js></script></head>";
    let page = page.replace("</head>", head);
    let video = "<lite-youtube videoid=aqz-KE-bpKQ></lite-youtube><episode-player";
    vec![(PAGE, page.replacen("<episode-player", video, 1))]
}
