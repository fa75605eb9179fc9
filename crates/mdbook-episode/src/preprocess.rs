//! The preprocessor: each page that is an episode gets the player, and its JSON goes where mdBook copies it.

use import::{Problem, Severity};
use pages::WrapOptions;
use pages::addresses::{Served, Site, encoded};
use pages::files::{self, Input};
use serde_json::Value;
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::book::{self, Chapter, Context};
use crate::player;

/// Reads the book from the standard input, and writes it to the standard output.
pub(crate) fn run() -> Result<(), String> {
    let input = serde_json::from_reader(io::stdin().lock());
    let (context, mut book): (Value, Value) = input.map_err(|error| {
        format!("error: this is no book of mdBook's: {error}; `mdbook-episode --help` says more")
    })?;
    let context = Context::read(&context)?;
    player::write(&context.pages().join(player::FOLDER))?;
    put_players(&context, &mut book["items"])?;
    let written = serde_json::to_writer(io::stdout().lock(), &book);
    written
        .map_err(io::Error::from)
        .and_then(|()| io::stdout().flush())
        .map_err(|error| format!("error: {error}"))
}

/// Puts the player into every page that is an episode.
///
/// # Errors
/// Pages have errors: all of them are listed.
fn put_players(context: &Context, items: &mut Value) -> Result<(), String> {
    let include = pages::globs(&context.include)
        .map_err(|error| format!("error: book.toml: preprocessor.episode.include: {error}"))?;
    let mut written = HashSet::new();
    let mut errors = Vec::new();
    book::for_each(items, &mut |chapter| {
        let is_episode = match &include {
            Some(globs) => globs.is_match(chapter.file),
            None => import::is_called_episode(chapter.content),
        };
        if is_episode {
            match put_player(context, chapter) {
                Ok(json) => written.extend(json),
                Err(error) => errors.push(error),
            }
        }
    });
    if !errors.is_empty() {
        return Err(errors.join("\n"));
    }
    player::prune(&context.pages().join(player::FOLDER), &written);
    Ok(())
}

/// Puts the player into a page. Returns the file of its episode, where it has one.
fn put_player(context: &Context, chapter: Chapter<'_>) -> Result<Option<PathBuf>, String> {
    let Chapter { content, path, file } = chapter;
    let shown = context.source.join(file);
    let name = path.with_extension("json");
    let up = "../".repeat(path.components().count() - 1);
    let address = format!("{up}{}/{}", player::FOLDER, encoded(&name));
    // From the JSON's folder to the page's.
    let folder = path.parent().unwrap_or(Path::new("")).to_string_lossy().replace('\\', "/");
    let slash = if folder.is_empty() { "" } else { "/" };
    let from = format!("../{up}{folder}{slash}");
    let site = Site { served: Served::Files, from: &from };
    let input = Input { text: content.clone(), broken: None };
    let wrapped = pages::wrap(
        &context.pages().join(file),
        input,
        &address,
        WrapOptions { site: Some(site), ..WrapOptions::default() },
    )
    .map_err(|failure| format!("error: {failure}"))?;
    let told = |severity| {
        let of = wrapped.problems.iter().filter(move |problem| problem.severity == severity);
        of.map(|problem| line(problem, &shown)).collect::<Vec<_>>()
    };
    if wrapped.has_errors() {
        return Err(told(Severity::Error).join("\n"));
    }
    // A page that has a player says itself what it shows.
    let has_own_player = wrapped.page == *content;
    // mdBook shows front matter as text.
    *content = wrapped.page[import::front_matter(&wrapped.page).end..].to_owned();
    let Some(json) = &wrapped.json else {
        let shown = shown.display();
        eprintln!(
            "warning: {shown}: the page is called an episode, but has neither a recording nor a transcript"
        );
        return Ok(None);
    };
    told(Severity::Warning).iter().for_each(|warning| eprintln!("{warning}"));
    if has_own_player {
        return Ok(None);
    }
    let file = context.pages().join(player::FOLDER).join(name);
    files::write(&file, json.as_bytes()).map_err(|failure| format!("error: {failure}"))?;
    Ok(Some(file))
}

/// `warning: src/tides.md:7:1: …`.
fn line(problem: &Problem, page: &Path) -> String {
    let Problem { severity, line, column, message, help, .. } = problem;
    let help = help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
    format!("{severity}: {}:{line}:{column}: {message}{help}", page.display())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const PAGE: &str = "---\nepisode: true\n---\n\n# Tides\n\n<audio src=\"../ebb.mp3\"></audio>\n\n## Transcript\n\n\
        **Ada**: The moon pulls it.\n\n**Bo**: Twice a day?\n";
    const EPISODE: &str = "src/episode-player/podcast/tides.json";

    /// A book of one page, a part title, and a draft.
    fn book(content: &str) -> Value {
        let tides = json!({ "name": "Tides", "content": content, "path": "podcast/tides.md", "source_path": "podcast/tides.md",
            "sub_items": [{ "Chapter": { "name": "To come", "content": "", "path": null, "sub_items": [] } }], "new": 1 });
        json!([{ "PartTitle": "The coast" }, "Separator", { "Chapter": { "name": "The coast", "content": "# The coast\n",
            "path": "index.md", "source_path": "README.md", "sub_items": [{ "Chapter": tides }] } }])
    }

    fn preprocess(root: &Path, include: &[&str], content: &str) -> Result<Value, String> {
        std::fs::create_dir_all(root.join("src/podcast")).expect("a folder can be made");
        let include = include.iter().map(|&glob| glob.to_owned()).collect();
        let context = Context { root: root.into(), source: "src".into(), include };
        let mut items = book(content);
        put_players(&context, &mut items).map(|()| items)
    }

    fn content(items: &Value) -> &str {
        items[2]["Chapter"]["sub_items"][0]["Chapter"]["content"].as_str().expect("a text")
    }

    #[test]
    fn a_page_has_the_player_and_its_episode_is_among_the_assets() {
        let folder = tempfile::tempdir().expect("a folder");
        let items = preprocess(folder.path(), &[], PAGE).expect("no errors");
        let page = content(&items);
        assert!(page.trim_start().starts_with("# Tides"), "front matter is taken off: {page}");
        assert!(page.contains("<episode-player src=\"../episode-player/podcast/tides.json\">"), "{page}");
        let json = std::fs::read_to_string(folder.path().join(EPISODE)).expect("it is written");
        assert!(json.contains("\"../../podcast/../ebb.mp3\""), "the sound is beside the page: {json}");
        // What is not ours stays.
        assert_eq!(items[2]["Chapter"]["sub_items"][0]["Chapter"]["new"], 1);
        assert_eq!([&items[0], &items[1]], [&json!({ "PartTitle": "The coast" }), &json!("Separator")]);
    }

    #[test]
    fn captions_in_another_language_beside_a_page_are_a_translation() {
        let folder = tempfile::tempdir().expect("a folder");
        let german = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ada>Der Mond zieht es an.\n";
        std::fs::create_dir_all(folder.path().join("src/podcast")).expect("a folder can be made");
        std::fs::write(folder.path().join("src/podcast/tides.de.vtt"), german).expect("it can be written");
        let page = PAGE.replace("episode: true", "episode: true\nlanguage: en");
        preprocess(folder.path(), &[], &page).expect("no errors");
        let json = std::fs::read_to_string(folder.path().join(EPISODE)).expect("it is written");
        let episode: Value = serde_json::from_str(&json).expect("JSON");
        let translation = &episode["translations"][0];
        assert_eq!(
            (&translation["language"], &translation["turns"][0]["speaker"]),
            (&json!("de"), &json!("ada"))
        );
    }

    #[test]
    fn a_page_that_is_no_episode_any_more_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        preprocess(folder.path(), &[], PAGE).expect("no errors");
        let other = PAGE.replace("episode: true", "episode: false");
        let items = preprocess(folder.path(), &[], &other).expect("no errors");
        assert_eq!(content(&items), other);
        assert!(!folder.path().join("src/episode-player/podcast").exists());
    }

    #[test]
    fn globs_say_which_pages_are_episodes() {
        let folder = tempfile::tempdir().expect("a folder");
        let bare = PAGE.replace("episode: true", "title: Tides");
        let items = preprocess(folder.path(), &["podcast/*.md"], &bare).expect("no errors");
        assert!(content(&items).contains("<episode-player"));
        let items = preprocess(folder.path(), &["talks/*.md"], PAGE).expect("no errors");
        assert_eq!(content(&items), PAGE);
    }

    #[test]
    fn a_page_with_a_player_of_its_own_keeps_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let own = PAGE.replace(
            "<audio src=\"../ebb.mp3\"></audio>",
            "<episode-player src=\"/e.json\"></episode-player>",
        );
        let items = preprocess(folder.path(), &[], &own).expect("no errors");
        let (_, page) = own.split_once("---\n\n").expect("it has front matter");
        assert_eq!(content(&items).trim_start(), page);
        assert!(!folder.path().join(EPISODE).exists());
    }

    #[test]
    fn a_name_may_have_what_html_has_another_meaning_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let context = Context { root: folder.path().into(), source: "src".into(), include: Vec::new() };
        std::fs::create_dir_all(folder.path().join("src")).expect("a folder can be made");
        let mut content = PAGE.to_owned();
        let page = Path::new("q&a #1.md");
        let chapter = Chapter { content: &mut content, path: page, file: page };
        let written = put_player(&context, chapter).expect("no errors").expect("an episode");
        assert!(written.ends_with("src/episode-player/q&a #1.json") && written.is_file());
        assert!(content.contains("<episode-player src=\"episode-player/q&amp;a%20%231.json\">"), "{content}");
    }

    #[test]
    fn an_error_names_file_line_and_column() {
        let folder = tempfile::tempdir().expect("a folder");
        let page = PAGE.replace("episode: true", "episode:\n  youtube: aqz");
        let error = preprocess(folder.path(), &[], &page).expect_err("an id has 11 characters");
        assert!(
            error.starts_with("error: src/podcast/tides.md:3:3: \"aqz\" is not a YouTube video id"),
            "{error}"
        );
    }
}
