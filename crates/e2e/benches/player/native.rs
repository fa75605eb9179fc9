//! The page with the media alone: what the browser itself costs. A button stands for the transcript.

use serde_json::{Value, json};

use crate::player::{PAGE, Player, SOUND};
use crate::workload::Workload;

pub(crate) const NATIVE: Player = Player {
    name: "native",
    title: "media alone",
    prefix: "/native/",
    package: None,
    adapter: include_str!("native.js"),
    files,
    units,
};

fn files(_: &Workload) -> Vec<(&'static str, String)> {
    let page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Media alone</title>\
         <audio controls preload=metadata src={SOUND}></audio> <button>At 4 seconds</button>\
         <script>document.querySelector('button').onclick = () => {{\
         document.querySelector('audio').currentTime = 4; }};</script></html>"
    );
    vec![(PAGE, page)]
}

fn units(_: &Workload, _: usize) -> Value {
    json!({ "starts": [0, 4000] })
}
