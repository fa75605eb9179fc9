//! Pages that are made to be hard.

/// Made pages of a size in bytes, by what is in them.
pub(crate) fn pages(size: usize) -> Vec<(&'static str, String)> {
    let of = |piece: &str| format!("# T\n\n{}\n", piece.repeat(size / piece.len()));
    let turns = |piece: &str| format!("# T\n\n## Transcript\n\n{}\n", piece.repeat(size / piece.len()));
    let front = |piece: &str| format!("---\n{}---\n", piece.repeat(size / piece.len()));
    vec![
        ("<", of("<")),
        ("<a \"", of("<a \"")),
        ("<div {>", of("<div {>\n")),
        ("<A", of("<A \n")),
        ("<A {>", of("<A {>\n")),
        ("*a _", of("*a _")),
        ("**a", of("**a ")),
        ("[", of("[")),
        ("![a](", of("![a](")),
        ("backticks", of("` `` ")),
        ("> on a line", of(">")),
        ("- on a line", of("- ")),
        ("~", of("~a ")),
        ("&", of("&a;")),
        ("{/*", of("{/* a */} {/*")),
        (":::", of(":::tip\n")),
        ("NUL", of("\0")),
        ("one line", of("word ")),
        ("empty headings", of("#\n")),
        ("headings with words", of("# x\n")),
        ("sections", of("## x\n\n")),
        ("paragraphs", of("a\n\n")),
        ("items", of("- a\n")),
        ("rows", of("|a|\n|-|\n")),
        ("figures", format!("# T\n\n|Metric|b|\n|-|-|\n{}", "|a|1|\n".repeat(size / 6))),
        (
            "cells",
            format!("# T\n\n{}\n{}\n{}", "|a".repeat(size / 6), "|-".repeat(size / 6), "|b".repeat(size / 6)),
        ),
        ("lists in lists", (0..size.isqrt().min(1400)).map(|i| format!("{}- a\n", "  ".repeat(i))).collect()),
        ("links in one another", of("[a](b [")),
        ("chapters", of("- 00:01 a\n")),
        ("times on a line", turns("(00:01) ")),
        ("times on lines", turns("00:01\n\n")),
        ("names", turns("**A**: b\n")),
        ("labels with bars", of("**A**: b | ")),
        (
            "speakers",
            format!(
                "# T\n\n**Speakers**: {}\n",
                (0..size / 9).map(|i| format!("A{i}, ")).collect::<String>()
            ),
        ),
        ("names in turns", (0..size / 24).map(|i| format!("**A{0}**: b\n\n", i / 2)).collect()),
        ("recordings", (0..size / 24).map(|i| format!("<audio src=\"{i}\" />\n\n")).collect()),
        ("addresses", of("https://a.b/c ")),
        ("a front matter of keys", front("a: b\n")),
        ("a front matter of one list", format!("---\na: {}\n---\n", "[".repeat(size))),
        ("a front matter of lists in lists", format!("---\na: {}\n---\n# T\n", "[".repeat(30_000))),
        ("a front matter of quotes", format!("---\n{}---\n# T\n", "a: \"\n".repeat(6_000))),
        (
            "a front matter of keys that fits",
            format!("---\n{}---\n# T\n", (0..3_000).map(|i| format!("k{i}: 1\n")).collect::<String>()),
        ),
        ("a front matter that ends late", format!("---\n{}\n", "a: 1\n".repeat(size / 5))),
        ("garbled letters", of("Ã¼ ")),
        ("letters of another script", of("海")),
        ("definitions", (0..size / 16).map(|i| format!("[a{i}]: /b\n")).collect()),
        ("footnotes", (0..size / 24).map(|i| format!("[^a{i}]: b\n\n")).collect()),
    ]
}
