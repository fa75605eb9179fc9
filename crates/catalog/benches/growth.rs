//! What a reader downloads, and how long a keystroke takes, on sites of more and more episodes of 3,000 words.

#[path = "../tests/made/mod.rs"]
mod made;
#[path = "../tests/made/reader.rs"]
mod reader;

use episode_catalog::{Catalog, FOLDER, LIST};
use reader::Reader;
use std::time::Instant;

fn main() {
    let word = made::word;
    let queries = [
        ("the most frequent word", format!("{} ", word(0))),
        ("a frequent word", format!("{} ", word(99))),
        ("a rare word", format!("{} ", word(50_000))),
        ("three letters", "den".to_owned()),
        ("two frequent words", format!("{} {} ", word(40), word(99))),
        ("a frequent word and a rare one", format!("{} {} ", word(0), word(20_000))),
    ];
    println!("| episodes | made in | all | episodes.json | before the first key |");
    println!("| --: | --: | --: | --: | --: |");
    let mut rows = Vec::new();
    for episodes in [300, 1000, 3000, 10_000] {
        let pages = made::site(episodes, 3000);
        let start = Instant::now();
        let catalog = Catalog::new(&pages);
        let took = start.elapsed();
        drop(pages);
        let all: usize = catalog.files.iter().map(|(_, bytes)| bytes.len()).sum();
        let mut reader = Reader::new(catalog);
        let first = ["root.bin", "list/0.json"].map(|name| reader.file(&format!("{FOLDER}/{name}")).len());
        let list = reader.file(LIST).len();
        let kb = |bytes: usize| format!("{:.1} KB", bytes as f64 / 1000.0);
        println!(
            "| {episodes} | {:.1} s | {} | {} | {} |",
            took.as_secs_f64(),
            kb(all),
            kb(list),
            kb(first.iter().sum())
        );
        for (name, query) in &queries {
            reader.forget();
            let start = Instant::now();
            let hits = reader.search(query, 20).len();
            let cold = start.elapsed().as_secs_f64() * 1000.0;
            let start = Instant::now();
            reader.search(query, 20);
            let warm = start.elapsed().as_secs_f64() * 1000.0;
            let (bytes, waits) = (kb(reader.bytes), reader.waits);
            rows.push(format!(
                "| {name} | {episodes} | {hits} | {bytes} | {waits} | {cold:.1} ms | {warm:.1} ms |"
            ));
        }
    }
    rows.sort();
    println!("\n| query | episodes | hits | downloaded | waits | first time | again |");
    println!("| --- | --: | --: | --: | --: | --: | --: |");
    rows.iter().for_each(|row| println!("{row}"));
}
