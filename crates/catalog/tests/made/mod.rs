//! A site that is made: words are as frequent in it as in a language (Zipf's law), and new ones keep coming up.
#![allow(dead_code, reason = "no test uses all of it")]

use episode::{Episode, Millis, Timing, Transcript, Turn};
use episode_catalog::Page;

/// How many words the language has.
pub(crate) const VOCABULARY: usize = 100_000;
/// How many words a turn has.
const TURN: usize = 50;

/// Any number below another: Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

/// Returns the word of a rank, from 0: the frequent ones are short.
pub(crate) fn word(rank: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "th", "an", "re", "ko", "li", "mu", "sa", "te", "do", "in", "pe", "ra", "no", "vi", "shu", "gra",
        "cle", "for", "ble", "den",
    ];
    let (mut word, mut rest) = (String::new(), rank + 1);
    while rest > 0 {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    word
}

/// Makes a site of episodes with a number of words each.
pub(crate) fn site(episodes: usize, words: usize) -> Vec<Page> {
    let mut sum = 0;
    let sums: Vec<u64> = (1..=VOCABULARY as u64)
        .map(|rank| {
            sum += 1_000_000_000 / rank;
            sum
        })
        .collect();
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut spoken = || {
        let place = random.below(sum);
        word(sums.partition_point(|up_to| *up_to <= place))
    };
    (0..episodes)
        .map(|number| {
            let turns = (0..words / TURN).map(|turn| Turn {
                start: Some(Millis((turn * TURN * 387) as u32)),
                text: (0..TURN).map(|_| spoken()).collect::<Vec<_>>().join(" "),
                words: (0..TURN as u32).map(|word| word * 387).collect(),
                ..Turn::default()
            });
            let transcript =
                Transcript { timing: Timing::Captions, turns: turns.collect(), ..Transcript::default() };
            let (year, month, day) = (2000 + number / 360, number / 30 % 12 + 1, number % 30 + 1);
            Page {
                src: format!("{number:05}.json"),
                url: Some(format!("/talks/{number:05}/")),
                episode: Episode {
                    title: format!("Talk {number} on {} and {}", word(number * 7), word(number * 3)),
                    number: Some(number as u32),
                    published: Some(format!("{year}-{month:02}-{day:02}")),
                    transcript,
                    ..Episode::default()
                },
            }
        })
        .collect()
}
