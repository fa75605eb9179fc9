//! All episodes of a site: their list, and a search over every transcript.
//!
//! [`Catalog`] makes the files: `episodes.json`, the list; and under `search/` an index in parts, of which a reader loads
//! those that a query needs, and the [`Text`] of each episode. [`search()`] is the reader's side: given the [`Root`] and the
//! [`Part`]s that are loaded, it returns the hits, or which parts it needs to go on. [`excerpt()`] quotes a hit.
//!
//! What only a whole site tells of an episode: its [`keywords()`], and the next part of its series, [`next_parts`].
//!
//! **The index** is one sequence of rows: in which turns of which episode a word is said, and at which second. Rows are
//! ordered by segment, word and episode, and cut into parts of similar size. The root has the first row of each part. A
//! segment holds the words of some episodes, the newest first; each is [`GROWTH`] times as large as the one before. Hits
//! are newest first, so a frequent word is found in the first segment, whatever the number of episodes; and of a rare one
//! there is a part to load in each segment, of which there are as many as the logarithm of that number.
//!
//! No I/O, no web, no clock.

mod build;
mod bytes;
mod excerpt;
mod keywords;
mod list;
mod next;
mod part;
mod root;
mod search;
mod text;
mod words;

pub use build::{Catalog, FIRST_SEGMENT, GROWTH, LISTED, Page};
pub use bytes::Damaged;
pub use excerpt::{Excerpt, excerpt};
pub use keywords::{MOST_KEYWORDS, Segmenter, is_broken, keywords};
pub use list::{Entry, List, Series};
pub use next::next_parts;
pub use part::{Part, Place};
pub use root::Root;
pub use search::{Hit, Step, search};
pub use text::Text;
pub use words::{Query, words};

/// The file of the list, in the folder of the episodes.
pub const LIST: &str = "episodes.json";
/// The folder of the index there.
pub const FOLDER: &str = "search";
/// The root's file, in [`FOLDER`].
pub const ROOT: &str = "root.bin";

/// Returns the name of a part's file, in [`FOLDER`].
pub fn part_file(part: u32) -> String {
    format!("words/{part}.bin")
}

/// Returns the name of a file of [`LISTED`] episodes of the list, in [`FOLDER`].
pub fn list_file(index: u32) -> String {
    format!("list/{index}.json")
}

/// Returns the name of the file of an episode's [`Text`], in [`FOLDER`]; `episode` is its number in the list, from 0.
pub fn text_file(episode: u32) -> String {
    format!("text/{episode}.json")
}

/// Returns whether a file is a root or a part of an index, of whatever state.
pub fn is_index(bytes: &[u8]) -> bool {
    bytes.starts_with(&root::MARK) || bytes.starts_with(&part::MARK)
}

/// Returns whether a file is the list of a site's episodes, or some of it.
pub fn is_list(bytes: &[u8]) -> bool {
    serde_json::from_slice::<List>(bytes).is_ok()
}

/// Returns whether a file is the text of an episode, as the search quotes it.
pub fn is_text(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Text>(bytes).is_ok()
}
