//! `mdbook-episode install`: a book is made to call the preprocessor and to load the player.

use pages::files;
use std::path::Path;
use toml_edit::{Array, DocumentMut, Item, Table, value};

use crate::player;

/// Around what is ours in a file. Handlebars writes no comments of its own to the page.
const MARKS: (&str, &str) = ("{{!-- episode-player --}}", "{{!-- /episode-player --}}");

/// What every page has in its head, but for the page that prints the book: it has all episodes, and reads as text.
const HEAD: &str = "{{#unless is_print}}
<link rel=\"stylesheet\" href=\"{{ path_to_root }}episode-player/kept-space.css\">
<link rel=\"stylesheet\" href=\"{{ path_to_root }}episode-player/mdbook.css\">
<script type=\"module\" src=\"{{ path_to_root }}episode-player/episode-player.js\"></script>
{{/unless}}";

/// Changes the files of the book in a folder, and says what was changed.
pub(crate) fn run(book: &Path) -> Result<(), String> {
    let config = book.join("book.toml");
    let text = std::fs::read_to_string(&config).map_err(|error| {
        format!(
            "error: cannot read {}: {error}; run this in the folder of a book, or name it",
            config.display()
        )
    })?;
    let mut document: DocumentMut =
        text.parse().map_err(|error| format!("error: {} is not valid TOML: {error}", config.display()))?;
    let source = text_at(&document, &["book", "src"]).unwrap_or("src").to_owned();
    let theme = text_at(&document, &["output", "html", "theme"]).unwrap_or("theme");
    let head = book.join(theme).join("head.hbs");
    add_preprocessor(&mut document).map_err(|problem| format!("error: {}: {problem}", config.display()))?;

    change(&config, |_| document.to_string())?;
    change(&head, with_head)?;
    change(&book.join(".gitignore"), |text| with_line(text, &format!("/{source}/{}/", player::FOLDER)))?;
    player::write(&book.join(source).join(player::FOLDER))?;
    println!(
        "Now: put `episode: true` into the front matter of each page that is an episode, and run mdbook serve"
    );
    Ok(())
}

/// The text at a place in `book.toml`.
fn text_at<'d>(document: &'d DocumentMut, keys: &[&str]) -> Option<&'d str> {
    keys.iter().try_fold(document.as_item(), |item, key| item.get(key))?.as_str()
}

/// Adds the preprocessor, after what puts included files into pages.
fn add_preprocessor(document: &mut DocumentMut) -> Result<(), String> {
    let preprocessors = document.entry("preprocessor").or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    let preprocessors = preprocessors
        .as_table_like_mut()
        .ok_or("`preprocessor` is no table; expected [preprocessor.NAME]")?;
    if !preprocessors.contains_key("episode") {
        let mut episode = Table::new();
        episode["after"] = value(Array::from_iter(["links"]));
        preprocessors.insert("episode", Item::Table(episode));
    }
    Ok(())
}

/// With our part of the head: in place of what was between the marks, or at the end.
fn with_head(text: &str) -> String {
    let (open, close) = MARKS;
    let part = format!("{open}\n{HEAD}\n{close}");
    if let Some(start) = text.find(open)
        && let Some(end) = text[start..].find(close)
    {
        return format!("{}{part}{}", &text[..start], &text[start + end + close.len()..]);
    }
    let newline = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    format!("{text}{newline}{part}\n")
}

fn with_line(text: &str, line: &str) -> String {
    if text.lines().any(|other| other.trim() == line) {
        return text.to_owned();
    }
    let newline = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    format!("{text}{newline}{line}\n")
}

/// Changes a file, which may not be there, and says whether it did.
fn change(file: &Path, change: impl FnOnce(&str) -> String) -> Result<(), String> {
    let before = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(format!("error: cannot read {}: {error}", file.display())),
    };
    let written =
        files::write(file, change(&before).as_bytes()).map_err(|failure| format!("error: {failure}"))?;
    println!("{} {}", if written { "changed  " } else { "unchanged" }, file.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_book_has_stays_and_a_second_time_changes_nothing() {
        let before = "<meta name=\"author\" content=\"Ada\">";
        let once = with_head(before);
        assert!(once.starts_with(before) && once.contains("episode-player.js"), "{once}");
        assert_eq!(with_head(&once), once);
        // An older part is replaced where it stands.
        let old = once.replace("type=\"module\" ", "") + "<!-- below -->\n";
        assert_eq!(with_head(&old), once.clone() + "<!-- below -->\n");
        assert_eq!(with_line("book", "/src/episode-player/"), "book\n/src/episode-player/\n");
        assert_eq!(with_line("/src/episode-player/\n", "/src/episode-player/"), "/src/episode-player/\n");
    }

    #[test]
    fn the_preprocessor_is_added_to_a_file_that_keeps_its_comments() {
        let added = |text: &str| {
            let mut document: DocumentMut = text.parse().expect("it is TOML");
            add_preprocessor(&mut document).map(|()| document.to_string())
        };
        let book = "# Ours\n[book]\ntitle = \"The coast\" # a draft\n";
        let with = added(book).expect("it can be added");
        assert_eq!(with, format!("{book}\n[preprocessor.episode]\nafter = [\"links\"]\n"));
        assert_eq!(added(&with).expect("it is there"), with);
        let own = "[preprocessor.episode]\ninclude = [\"podcast/*.md\"]\n";
        assert_eq!(added(own).expect("it is there"), own);
        assert!(added("preprocessor = 1\n").is_err());
    }
}
