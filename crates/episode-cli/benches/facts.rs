//! How much of what pages of other shows hold is in their episodes.

#[path = "../tests/facts/mod.rs"]
mod facts;

use std::path::Path;

fn main() {
    let Some(corpus) = std::env::var_os("EPISODE_CORPUS") else {
        return println!("EPISODE_CORPUS names no folder of real pages: no facts are counted.\n");
    };
    println!("| show | pages | facts right | share | words of transcripts | lost | moved to notes |");
    println!("| --- | --: | --: | --: | --: | --: | --: |");
    let scores = facts::scores(Path::new(&corpus));
    scores.iter().for_each(|score| println!("{score}"));
    println!();
    scores.iter().flat_map(|score| &score.wrong).for_each(|wrong| println!("{wrong}"));
}
