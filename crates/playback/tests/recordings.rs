//! Every recording of the real embed, replayed: after each message the session must agree with what the
//! recording says by then, and before each position with what it says next.
//!
//! The recordings are not part of the project. `EPISODE_CORPUS` names the folder that holds
//! `youtube/traces/*.json`; whatever lies there is replayed.

mod recording;

use std::path::PathBuf;

use recording::{Recording, Replay};

#[test]
fn the_session_agrees_with_every_recording_at_every_step() {
    let Some(corpus) = corpus::folder() else { return };
    let folder = corpus.join("youtube/traces");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    let (mut faults, mut positions) = (Vec::new(), 0);
    for path in &paths {
        let name = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
        let recording = Recording::read(path);
        let report = Replay::new(&recording, 0.0).run();
        println!(
            "{name}: {} messages, {} positions foretold, worst {:.1} ms, ends {:?}, {} faults",
            report.messages,
            report.deviations.len(),
            report.worst(),
            report.status,
            report.faults.len(),
        );
        positions += report.deviations.len();
        faults.extend(report.faults.into_iter().map(|fault| format!("{name} {fault}")));
        // Whatever the embed's clock says, the times between its messages are true.
        for day in [-86_400_000.0, 86_400_000.0] {
            let report = Replay::new(&recording, day).run();
            faults.extend(report.faults.into_iter().map(|fault| format!("{name}, skewed by {day}: {fault}")));
        }
    }
    assert!(!paths.is_empty(), "no recording in {}", folder.display());
    assert!(positions > 0, "no recording played");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
