//! The demo's episode is what the importer makes of its page, but for the times, which the voice gives.

use std::path::Path;

use episode::{Episode, Transcript};

#[test]
fn the_demo_is_made_from_its_page() {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo");
    let read = |name: &str| std::fs::read_to_string(demo.join(name)).expect("the demo is there");
    let import = episode_import::import(&read("episode.md"), &episode_import::Options::default());
    let json = read("episode.json");
    let shown = episode::read(&json).expect("it can be shown");
    assert_eq!(shown.warnings, []);
    let timeless = |mut episode: Episode| {
        let turns = std::mem::take(&mut episode.transcript).turns;
        let texts: Vec<_> = turns.into_iter().map(|turn| (turn.speaker, turn.text)).collect();
        episode.transcript = Transcript::default();
        episode.duration = None;
        for statistic in &mut episode.statistics {
            statistic.mentions.clear();
        }
        (episode, texts)
    };
    let mentions = |episode: &Episode| -> Vec<_> {
        let all = episode.statistics.iter().flat_map(|s| &s.mentions);
        all.map(|mention| (mention.turn, mention.word)).collect()
    };
    assert_eq!(mentions(&shown.episode), mentions(&import.episode));
    assert_eq!(timeless(shown.episode), timeless(import.episode));
}
