//! On paper the episode is whole, whatever panel was open on the screen.

use e2e::Stage;
use serde_json::{Value, json};

use crate::support::{episode, open_with_sound};

const CHAPTERS: usize = 26;

/// More chapters than a screen holds, a figure, and notes.
fn long() -> Value {
    let mut json = episode(&json!([{ "audio": "sound.wav" }]));
    let chapter = |n: usize| json!({ "start": n * 2, "title": format!("Chapter {n} with a title that takes its line") });
    json["chapters"] = (0..CHAPTERS).map(chapter).collect();
    json["synopsis"] =
        json!([{ "type": "paragraph", "children": [{ "type": "text", "value": "A word of thanks." }] }]);
    json
}

/// How many of these are on paper: seen, and cut off by nothing around them.
fn whole(selector: &str) -> String {
    format!(
        "qa('{selector}').filter((e) => {{
            const box = e.getBoundingClientRect();
            if (!e.checkVisibility({{ opacityProperty: true }}) || box.height < 8) return false;
            for (let around = e.parentElement; around; around = around.parentElement) {{
                const style = getComputedStyle(around), outer = around.getBoundingClientRect();
                if (style.overflowY !== 'visible' && (box.bottom > outer.bottom + 1 || box.top < outer.top - 1)) return false;
            }}
            return true;
        }}).length"
    )
}

#[test]
fn print_has_everything_that_is_read() {
    let stage = Stage::new();
    let page = open_with_sound(&stage, &long());
    page.wait_for("the whole is there", "q('#turn-11')");
    let visible = ["search-bar", "speakers", "transport"];
    let is_visible = |class: &str| page.eval::<bool>(&format!("q('.{class}').checkVisibility()"));
    assert_eq!(visible.map(is_visible), [true; 3], "on the screen");
    page.tab("Notes").click();
    page.tab("Notes").wait_for("another panel is open", "element.ariaSelected === 'true'");
    page.emulate_print();
    for (selector, count) in [
        (".turn", 12),
        (".turn > p", 12),
        (".chapter", CHAPTERS),
        (".byline", 1),
        (".card h2", 1),
        (".figure", 1),
        (".prose p", 1),
    ] {
        page.wait_for(&format!("each {selector} is there"), &format!("{} === {count}", whole(selector)));
    }
    assert_eq!(visible.map(is_visible), [false; 3], "nothing to press");
}

#[test]
fn paper_has_every_word() {
    let stage = Stage::new();
    let page = open_with_sound(&stage, &long());
    page.wait_for("the whole is there", "q('#turn-11')");
    let text = pdf_extract::extract_text_from_mem(&page.print()).expect("the browser prints a PDF");
    // Where a PDF has spaces differs by engine.
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    let paper = squeeze(&text);
    for turn in 0..12 {
        let words: String = (0..20).map(|word| format!("word{turn}x{word}")).collect();
        assert!(paper.contains(&words), "turn {turn} in {text}");
    }
    for part in ["Counting", "Ada and Bo", "Chapter 25 with a title", "240", "A word of thanks."] {
        assert!(paper.contains(&squeeze(part)), "{part} in {text}");
    }
}
