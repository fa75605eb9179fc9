//! What was measured, as one table in Markdown.

use std::collections::BTreeMap;

use crate::player::Player;
use crate::workload::Workload;

/// In the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Row {
    Bytes,
    Own,
    First,
    Whole,
    FirstSlow,
    WholeSlow,
    Elements,
    Heap,
    Dom,
    Playing,
    Seek,
    SeekFrames,
    Lag,
    Unlit,
    LagTwice,
    UnlitTwice,
    Search,
    ShowFirst,
    ShowWhole,
    Tasks,
    Longest,
    ShowFirstSlow,
    ShowWholeSlow,
    TasksSlow,
    LongestSlow,
}

/// How many values become one cell.
enum Cell {
    Median,
    /// With the 95th percentile in brackets.
    Spread,
    /// The median above that of the page with the media alone.
    AboveNative,
    /// The median above that of the fewest words.
    AboveFewest,
    /// The values are pairs: so many of so many.
    Share,
}

const ROWS: [(Row, &str, Cell); 26] = [
    (Row::Bytes, "everything loaded but the media, brotli, KB", Cell::Median),
    (Row::Own, "of these the player's own files, KB", Cell::Median),
    (Row::First, "navigation to first screen, ms", Cell::Median),
    (Row::Whole, "to the whole transcript, ms", Cell::Median),
    (Row::FirstSlow, "first screen at 4x throttling, ms", Cell::Median),
    (Row::WholeSlow, "whole at 4x, ms", Cell::Median),
    (Row::Elements, "elements", Cell::Median),
    (Row::Heap, "heap, JavaScript and WebAssembly, MB", Cell::Median),
    (Row::Heap, "of this above that of the fewest words", Cell::AboveFewest),
    (Row::Dom, "heap, the browser's own objects, MB", Cell::Median),
    (Row::Playing, "main thread, ms per second playing", Cell::AboveNative),
    (Row::Seek, "seek to highlight, ms: median (95th)", Cell::Spread),
    (Row::SeekFrames, "seek to highlight, frames", Cell::Spread),
    (Row::Lag, "highlight behind the media, ms", Cell::Spread),
    (Row::Unlit, "never lit", Cell::Share),
    (Row::LagTwice, "highlight behind the media at 2x, ms", Cell::Spread),
    (Row::UnlitTwice, "never lit at 2x", Cell::Share),
    (Row::Search, "search, ms per keystroke", Cell::Spread),
    (Row::ShowFirst, "episode in memory to first screen, ms", Cell::Median),
    (Row::ShowWhole, "in memory to whole, ms", Cell::Median),
    (Row::Tasks, "tasks over 50 ms meanwhile", Cell::Median),
    (Row::Longest, "the longest of them, ms", Cell::Median),
    (Row::ShowFirstSlow, "in memory to first screen at 4x, ms", Cell::Median),
    (Row::ShowWholeSlow, "in memory to whole at 4x, ms", Cell::Median),
    (Row::TasksSlow, "tasks over 50 ms meanwhile at 4x", Cell::Median),
    (Row::LongestSlow, "the longest of them at 4x, ms", Cell::Median),
];

/// The values by row, number of words, and player.
#[derive(Default)]
pub(crate) struct Results(BTreeMap<(Row, usize, &'static str), Vec<f64>>);

impl Results {
    pub(crate) fn add(&mut self, row: Row, workload: &Workload, player: &Player, values: &[f64]) {
        self.0.entry((row, workload.words.len(), player.name)).or_default().extend(values);
    }

    /// One line for each row and number of words of which something is known.
    pub(crate) fn table(&self, sizes: &[usize], players: &[&Player]) -> String {
        let titles: Vec<&str> = players.iter().map(|player| player.title).collect();
        let mut out = format!(
            "| | words | {} |\n| --- | ---: |{}\n",
            titles.join(" | "),
            " ---: |".repeat(titles.len())
        );
        for (row, label, cell) in &ROWS {
            let mut label = *label;
            for size in sizes {
                let cells: Vec<String> =
                    players.iter().map(|player| self.cell(*row, cell, *size, player)).collect();
                if cells.iter().any(|cell| cell != NONE) {
                    out += &format!("| {label} | {} | {} |\n", grouped(*size as f64), cells.join(" | "));
                    label = "";
                }
            }
        }
        out
    }

    /// The fewest words of which this is known, and the median there.
    fn fewest(&self, row: Row, player: &str) -> Option<(usize, f64)> {
        let ((_, size, _), values) = self.0.iter().find(|((r, _, name), _)| *r == row && *name == player)?;
        Some((*size, quantile(values, 0.5)?))
    }

    fn cell(&self, row: Row, cell: &Cell, size: usize, player: &Player) -> String {
        let values = |name| self.0.get(&(row, size, name)).map_or(&[][..], Vec::as_slice);
        let all = values(player.name);
        let Some(median) = quantile(all, 0.5) else { return NONE.into() };
        match cell {
            Cell::Median => number(median),
            Cell::Spread => {
                format!("{} ({})", number(median), number(quantile(all, 0.95).expect("there is a median")))
            }
            Cell::AboveNative if player.name == "native" => number(median),
            Cell::AboveNative => match quantile(values("native"), 0.5) {
                Some(native) => above(median - native),
                None => number(median),
            },
            Cell::AboveFewest => match self.fewest(row, player.name) {
                Some((fewest, base)) if fewest < size => above(median - base),
                _ => NONE.into(),
            },
            Cell::Share => {
                let sum = |part: usize| all.iter().skip(part).step_by(2).sum();
                format!("{} of {}", grouped(sum(0)), grouped(sum(1)))
            }
        }
    }
}

const NONE: &str = "–";

/// Between the two values next to it, in proportion.
fn quantile(values: &[f64], share: f64) -> Option<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let at = share * values.len().checked_sub(1)? as f64;
    let (low, high) = (values[at as usize], values[at.ceil() as usize]);
    Some(low + (high - low) * at.fract())
}

/// Two digits at least, where there are any.
fn number(value: f64) -> String {
    if (0.05..9.95).contains(&value.abs()) && value.fract() != 0.0 {
        format!("{value:.1}")
    } else {
        grouped(value)
    }
}

fn above(value: f64) -> String {
    if value <= -0.05 { number(value) } else { format!("+{}", number(value)) }
}

/// `12,345`
fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let (sign, digits) = digits.strip_prefix('-').map_or(("", &*digits), |digits| ("-", digits));
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).expect("digits are"))
        .collect();
    format!("{sign}{}", groups.join(","))
}
