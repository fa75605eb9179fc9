//! Key figures: tables of a metric, its value, and who says so.

use episode::{Node, Statistic};

use crate::fields::plain;

/// Reads the tables among blocks, and gives back what is none.
///
/// The first column is the metric; a column headed `Source` the source; one headed `Value` (else the second)
/// the value. What other columns say goes with the metric, under their own headings.
pub(crate) fn take(blocks: Vec<Node>) -> (Vec<Statistic>, Vec<Node>) {
    let mut statistics = Vec::new();
    let mut rest = Vec::new();
    for block in blocks {
        match &block {
            Node::Table { rows, .. } if columns(rows).is_some() => {
                statistics.extend(table(rows));
            }
            _ => rest.push(block),
        }
    }
    (statistics, rest)
}

struct Columns {
    value: usize,
    source: Option<usize>,
    heads: Vec<String>,
}

fn columns(rows: &[Vec<Vec<Node>>]) -> Option<Columns> {
    let heads: Vec<String> = rows.first()?.iter().map(|cell| plain(cell)).collect();
    let find = |names: &[&str]| {
        heads.iter().position(|h| names.iter().any(|n| h.to_lowercase().contains(n))).filter(|i| *i > 0)
    };
    let source = find(&["source", "reference"]);
    let value = find(&["value", "number", "figure", "statistic"])
        .or((heads.len() >= 2 && source != Some(1)).then_some(1))?;
    // A row without a metric or a value is no figure; the table is kept as a table, then.
    let whole =
        |row: &Vec<Vec<Node>>| [0, value].iter().all(|i| row.get(*i).is_some_and(|c| !plain(c).is_empty()));
    (rows.len() > 1 && rows[1..].iter().all(whole)).then_some(Columns { value, source, heads })
}

fn table(rows: &[Vec<Vec<Node>>]) -> Vec<Statistic> {
    let Some(columns) = columns(rows) else { return Vec::new() };
    let of_row = |row: &Vec<Vec<Node>>| {
        let cell = |i: usize| row.get(i).map(|c| plain(c)).filter(|text| !text.is_empty());
        let mut metric = cell(0).unwrap_or_default();
        for (i, head) in columns.heads.iter().enumerate().skip(1) {
            if i != columns.value
                && Some(i) != columns.source
                && let Some(more) = cell(i)
            {
                metric += &format!(" ({head}: {more})");
            }
        }
        Statistic {
            metric,
            value: cell(columns.value).unwrap_or_default(),
            source: columns.source.and_then(cell),
            mentions: Vec::new(),
        }
    };
    rows[1..].iter().map(of_row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Node {
        let cell = |t: &&str| vec![Node::Text((*t).into())];
        Node::Table { align: vec![], rows: rows.iter().map(|r| r.iter().map(cell).collect()).collect() }
    }

    #[test]
    fn columns_are_found_by_their_heads() {
        let (statistics, rest) = take(vec![
            table(&[&["Metric", "Value", "Source"], &["Tides", "2", "Almanac"]]),
            table(&[&["What", "Then", "Source", "Number"], &["Moons", "old", "", "1"]]),
        ]);
        assert_eq!(rest, []);
        let told: Vec<_> = statistics.iter().map(|s| (&*s.metric, &*s.value, s.source.as_deref())).collect();
        assert_eq!(told, [("Tides", "2", Some("Almanac")), ("Moons (Then: old)", "1", None)]);
    }

    #[test]
    fn a_table_without_values_stays_a_table() {
        let blocks = vec![table(&[&["Metric", "Value"], &["Tides", ""]]), table(&[&["Alone"], &["x"]])];
        assert_eq!(take(blocks.clone()), (vec![], blocks));
    }
}
