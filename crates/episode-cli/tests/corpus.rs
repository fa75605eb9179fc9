//! Real pages of other shows, and invented ones in the shapes of more, by the command.

mod facts;

#[test]
fn the_facts_of_other_shows_pages_are_found() {
    let Some(corpus) = corpus::folder() else { return };
    let scores = facts::scores(&corpus);
    let wrong: Vec<_> = scores.iter().flat_map(|score| &score.wrong).map(String::as_str).collect();
    println!("{}", scores.iter().map(|s| format!("{s}\n")).collect::<String>());
    assert!(scores.iter().all(|score| score.share() >= 0.98), "{}", wrong.join("\n"));
}
