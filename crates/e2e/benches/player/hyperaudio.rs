//! Hyperaudio Lite: an element for each word, in the page itself. The package has no search and no style sheet.

use serde_json::{Value, json};

use crate::player::{PAGE, Player, SOUND};
use crate::workload::{SPEAKERS, Workload};

pub(crate) const HYPERAUDIO: Player = Player {
    name: "hyperaudio",
    title: "Hyperaudio Lite 2.6.4",
    prefix: "/hyperaudio-lite/",
    package: Some("hyperaudio-lite"),
    adapter: include_str!("hyperaudio.js"),
    files,
    units,
};

fn files(workload: &Workload) -> Vec<(&'static str, String)> {
    let mut chapters = workload.chapters.iter().peekable();
    let mut transcript = String::new();
    for (speaker, turn) in &workload.turns {
        while let Some((_, title)) = chapters.next_if(|(start, _)| *start <= workload.words[turn.start].start)
        {
            transcript += &format!("<h5>{title}</h5>\n");
        }
        transcript += &format!("<p><b>{}: </b>", SPEAKERS[*speaker]);
        for word in &workload.words[turn.clone()] {
            let (start, length) = (word.start, word.end - word.start);
            transcript += &format!("<span data-m=\"{start}\" data-d=\"{length}\">{} </span>", word.text);
        }
        transcript += "</p>\n";
    }
    let page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Hyperaudio Lite</title>\
         <meta name=viewport content='width=device-width'>\
         <style>#transcript {{ height: 420px; overflow-y: auto; position: relative }}\
         #transcript .active > .active {{ background: #ccf; text-decoration: underline }}</style>\
         <audio id=media controls preload=metadata src={SOUND}></audio>\
         <div id=transcript><article><section>\n{transcript}</section></article></div><footer id=end></footer>\
         <script src=/hyperaudio-lite/js/hyperaudio-lite.js></script>\
         <script>new HyperaudioLite({{ transcript: 'transcript', player: 'media', playOnClick: false }});</script>\
         </html>"
    );
    vec![(PAGE, page)]
}

/// Words.
fn units(workload: &Workload, count: usize) -> Value {
    json!({ "starts": workload.words.iter().take(count).map(|word| word.start).collect::<Vec<_>>() })
}
