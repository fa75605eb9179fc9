//! Key figures: tables of a metric, its value, and who says so.

use episode::{Node, Statistic};

use crate::sections::fields::plain;

/// How many figures a page has at most; each is looked for in all that is said. A longer table stays a table.
const MAX: usize = 500;

/// Reads the tables among blocks, and gives back what is none. `promised`: a heading says that there are
/// figures; else only a table of metrics is one.
///
/// The first column is the metric, a column headed `Source` the source, one headed `Value` the value; what
/// other columns say goes with the metric, under their own headings. Without a `Value` every other column is a
/// figure of its own: `Boats, then` and `Boats, now`.
pub(crate) fn take(blocks: Vec<Node>, promised: bool) -> (Vec<Statistic>, Vec<Node>) {
    let mut statistics = Vec::new();
    let mut rest = Vec::new();
    for block in blocks {
        match table(&block, promised).filter(|found| found.len() + statistics.len() <= MAX) {
            Some(found) => statistics.extend(found),
            None => rest.push(block),
        }
    }
    (statistics, rest)
}

/// The figures of a table; `None` if a row lacks its metric or a figure: it stays a table, then.
fn table(block: &Node, promised: bool) -> Option<Vec<Statistic>> {
    let Node::Table { rows, .. } = block else { return None };
    let (heads, rows) = rows.split_first()?;
    let heads: Vec<String> = heads.iter().map(|cell| plain(cell)).collect();
    let find = |names: &[&str]| {
        let is = |h: &String| names.iter().any(|n| h.to_lowercase().contains(n));
        (1..heads.len()).find(|i| is(&heads[*i]))
    };
    if !promised && !heads.first()?.eq_ignore_ascii_case("metric") {
        return None;
    }
    let source = find(&["source", "reference"]);
    let others: Vec<usize> = (1..heads.len()).filter(|i| Some(*i) != source).collect();
    let value =
        find(&["value", "number", "figure", "statistic", "data point"]).filter(|v| Some(*v) != source);
    // What a head says beyond its column's kind goes with the words of its cells.
    let says = |i: usize, kinds: &[&str]| {
        let head = &heads[i];
        let plain = head.is_empty() || kinds.iter().any(|kind| head.eq_ignore_ascii_case(kind));
        (!plain).then_some(head)
    };
    let mut out = Vec::new();
    for row in rows {
        let cell = |i: usize| row.get(i).map(|nodes| plain(nodes)).filter(|text| !text.is_empty());
        let mut metric = cell(0)?;
        if let Some(head) = says(0, &["metric", "statistic", "stat", "figure", "what"]) {
            metric = format!("{head}: {metric}");
        }
        let said = source.and_then(|i| Some((says(i, &["source", "sources", "reference"]), cell(i)?)));
        let source = said.map(|(head, text)| head.map_or(text.clone(), |head| format!("{head}: {text}")));
        let figure =
            |metric, value| Statistic { metric, value, source: source.clone(), mentions: Vec::new() };
        match value {
            Some(value) => {
                if let Some(head) = says(value, &["value", "number", "figure", "statistic", "data point"]) {
                    metric = format!("{metric}, {head}");
                }
                let more =
                    others.iter().filter(|i| **i != value).filter_map(|i| Some((&heads[*i], cell(*i)?)));
                let more: String = more.map(|(head, text)| format!(" ({head}: {text})")).collect();
                out.push(figure(metric + &more, cell(value)?));
            }
            None => {
                for i in &others {
                    out.push(figure(format!("{metric}, {}", heads[*i]), cell(*i)?));
                }
            }
        }
    }
    (!out.is_empty()).then_some(out)
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
        let (statistics, rest) = take(
            vec![
                table(&[&["Metric", "Value", "Source"], &["Tides", "2", "Almanac"]]),
                table(&[&["What", "Then", "Source", "Number"], &["Moons", "old", "", "1"]]),
            ],
            true,
        );
        assert_eq!(rest, []);
        let told: Vec<_> = statistics.iter().map(|s| (&*s.metric, &*s.value, s.source.as_deref())).collect();
        assert_eq!(told, [("Tides", "2", Some("Almanac")), ("Moons (Then: old)", "1", None)]);
    }

    #[test]
    fn without_a_column_of_values_each_is_a_figure() {
        let (statistics, _) = take(vec![table(&[&["What", "Then", "Now"], &["Boats", "1", "2"]])], true);
        let told: Vec<_> = statistics.iter().map(|s| (&*s.metric, &*s.value)).collect();
        assert_eq!(told, [("Boats, Then", "1"), ("Boats, Now", "2")]);
    }

    #[test]
    fn a_table_without_values_stays_a_table() {
        let blocks = vec![table(&[&["Metric", "Value"], &["Tides", ""]]), table(&[&["Alone"], &["x"]])];
        assert_eq!(take(blocks.clone(), true), (vec![], blocks));
    }

    #[test]
    fn without_a_promise_only_metrics_are_figures() {
        let metrics = table(&[&["Metric", "Data Point"], &["Tides", "2"]]);
        let other = table(&[&["Boat", "Number"], &["Ebb", "7"]]);
        let (statistics, rest) = take(vec![metrics, other.clone()], false);
        assert_eq!((statistics.len(), rest), (1, vec![other]));
    }
}
