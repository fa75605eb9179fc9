//! Pages that are made to be hard, each as long as a page may be.

/// Made pages by what is in them.
pub(crate) fn pages() -> Vec<(&'static str, String)> {
    const SIZE: usize = import::MAX_PAGE - 64;
    let of = |piece: &str| format!("# T\n\n{}\n", piece.repeat(SIZE / piece.len()));
    let turns = |piece: &str| format!("# T\n\n## Transcript\n\n{}\n", piece.repeat(SIZE / piece.len()));
    let front = |piece: &str| format!("---\n{}---\n", piece.repeat(SIZE / piece.len()));
    vec![
        ("2 MB of <", of("<")),
        ("2 MB of <a \"", of("<a \"")),
        ("2 MB of <div {>", of("<div {>\n")),
        ("2 MB of <A", of("<A \n")),
        ("2 MB of <A {>", of("<A {>\n")),
        ("2 MB of *a _", of("*a _")),
        ("2 MB of **a", of("**a ")),
        ("2 MB of [", of("[")),
        ("2 MB of ![a](", of("![a](")),
        ("2 MB of backticks", of("` `` ")),
        ("2 MB of > on a line", of(">")),
        ("2 MB of - on a line", of("- ")),
        ("2 MB of ~", of("~a ")),
        ("2 MB of &", of("&a;")),
        ("2 MB of {/*", of("{/* a */} {/*")),
        ("2 MB of :::", of(":::tip\n")),
        ("2 MB of NUL", of("\0")),
        ("2 MB on one line", of("word ")),
        ("a million headings", of("#\n")),
        ("headings with words", of("# x\n")),
        ("sections", of("## x\n\n")),
        ("paragraphs", of("a\n\n")),
        ("items", of("- a\n")),
        ("rows", of("|a|\n|-|\n")),
        ("figures", format!("# T\n\n|Metric|b|\n|-|-|\n{}", "|a|1|\n".repeat(SIZE / 6))),
        (
            "cells",
            format!("# T\n\n{}\n{}\n{}", "|a".repeat(SIZE / 6), "|-".repeat(SIZE / 6), "|b".repeat(SIZE / 6)),
        ),
        ("lists in lists", (0..1400).map(|i| format!("{}- a\n", "  ".repeat(i))).collect()),
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
                (0..SIZE / 9).map(|i| format!("A{i}, ")).collect::<String>()
            ),
        ),
        ("names in turns", (0..SIZE / 24).map(|i| format!("**A{0}**: b\n\n", i / 2)).collect()),
        ("addresses", of("https://a.b/c ")),
        ("a front matter of keys", front("a: b\n")),
        ("a front matter of one list", format!("---\na: {}\n---\n", "[".repeat(SIZE))),
        ("a front matter of lists in lists", format!("---\na: {}\n---\n# T\n", "[".repeat(30_000))),
        ("a front matter of quotes", format!("---\n{}---\n# T\n", "a: \"\n".repeat(6_000))),
        (
            "a front matter of keys that fits",
            format!("---\n{}---\n# T\n", (0..3_000).map(|i| format!("k{i}: 1\n")).collect::<String>()),
        ),
        ("a front matter that ends late", format!("---\n{}\n", "a: 1\n".repeat(SIZE / 5))),
        ("garbled letters", of("Ã¼ ")),
        ("letters of another script", of("海")),
        ("definitions", (0..SIZE / 16).map(|i| format!("[a{i}]: /b\n")).collect()),
        ("footnotes", (0..SIZE / 24).map(|i| format!("[^a{i}]: b\n\n")).collect()),
        ("a 10 MB line", "word ".repeat(2_000_000)),
    ]
}
