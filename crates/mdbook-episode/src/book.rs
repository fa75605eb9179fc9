//! A book, as mdBook gives it to its preprocessors: <https://rust-lang.github.io/mdBook/for_developers/preprocessors.html>.
//!
//! It stays JSON, so that what another version of mdBook says of a chapter is given back as it came.

use serde_json::Value;
use std::path::{Path, PathBuf};

/// What mdBook says of a book.
pub(crate) struct Context {
    /// The folder of `book.toml`.
    pub(crate) root: PathBuf,
    /// The folder of its pages, within.
    pub(crate) source: PathBuf,
    /// Which pages are episodes, by their paths in that folder.
    pub(crate) include: Vec<String>,
}

impl Context {
    /// Reads what is used of it.
    pub(crate) fn read(context: &Value) -> Result<Self, String> {
        let root = context["root"].as_str().ok_or("error: mdBook does not say where the book is")?;
        let source = context["config"]["book"]["src"].as_str().unwrap_or("src");
        let include = match &context["config"]["preprocessor"]["episode"]["include"] {
            Value::Null => Vec::new(),
            Value::String(glob) => vec![glob.clone()],
            list => serde_json::from_value(list.clone()).map_err(|_| {
                format!("error: book.toml: preprocessor.episode.include is {list}; expected globs: [\"podcast/*.md\"]")
            })?,
        };
        Ok(Self { root: root.into(), source: source.into(), include })
    }

    /// The folder of the book's pages.
    pub(crate) fn pages(&self) -> PathBuf {
        self.root.join(&self.source)
    }
}

/// A chapter with a page of its own.
pub(crate) struct Chapter<'b> {
    pub(crate) content: &'b mut String,
    /// Where the built page will be, with `.md` as its ending.
    pub(crate) path: &'b Path,
    /// Its file, in the folder of pages.
    pub(crate) file: &'b Path,
}

/// Visits every chapter that has a page, in the book's order.
pub(crate) fn for_each(items: &mut Value, visit: &mut impl FnMut(Chapter<'_>)) {
    for item in items.as_array_mut().into_iter().flatten() {
        let Some(chapter) = item.get_mut("Chapter").and_then(Value::as_object_mut) else { continue };
        let path = |key: &str| chapter.get(key).and_then(Value::as_str).map(PathBuf::from);
        if let (Some(path), Some(file)) = (path("path"), path("source_path"))
            && let Some(Value::String(content)) = chapter.get_mut("content")
        {
            visit(Chapter { content, path: &path, file: &file });
        }
        if let Some(items) = chapter.get_mut("sub_items") {
            for_each(items, visit);
        }
    }
}
