//! How much of what pages of other shows hold is in their episodes.

#[path = "../tests/facts/mod.rs"]
mod facts;

fn main() {
    let Some(corpus) = corpus::folder() else { return };
    println!("| show | pages | facts right | share | words of transcripts | lost | moved to notes |");
    println!("| --- | --: | --: | --: | --: | --: | --: |");
    let scores = facts::scores(&corpus);
    scores.iter().for_each(|score| println!("{score}"));
    println!();
    scores.iter().flat_map(|score| &score.wrong).for_each(|wrong| println!("{wrong}"));
}
