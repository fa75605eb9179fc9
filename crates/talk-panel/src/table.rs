//! The numbers of a figure as a table, behind a disclosure.

use dom::{El, el};
use episode::Millis;

use crate::section::seeks;

/// A cell: its text, and where it leads.
pub(crate) struct Cell {
    text: String,
    seek: Option<Millis>,
}

/// A cell that is a text.
pub(crate) fn cell(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), seek: None }
}

/// A cell that seeks where the time is known.
pub(crate) fn link(text: impl Into<String>, seek: Option<Millis>) -> Cell {
    Cell { text: text.into(), seek }
}

/// The table. The first cell of a row is its heading.
pub(crate) fn table(name: &str, head: &[&str], rows: impl IntoIterator<Item = Vec<Cell>>) -> El {
    let head = head.iter().map(|title| el("th").attr("scope", "col").text(title));
    let row = |cells: Vec<Cell>| {
        let cells = cells.into_iter().enumerate().map(|(index, Cell { text, seek })| {
            // Only a name may run from right to left.
            let (cell, dir) =
                if index == 0 { (el("th").attr("scope", "row"), "auto") } else { (el("td"), "ltr") };
            let content = if seek.is_some() { seeks("talk-link", seek) } else { el("bdi") };
            cell.child(content.attr("dir", dir).text(&text))
        });
        el("tr").children(cells)
    };
    let table = el("table")
        .attr("aria-label", name)
        .child(el("thead").child(el("tr").children(head)))
        .child(el("tbody").children(rows.into_iter().map(row)));
    el("details")
        .class("talk-table")
        .child(el("summary").text("As a table").child(el("span").class("vh").text(": ").text(name)))
        .child(table)
}
