//! The players, each by its page, its files and how the probe sees it.

use serde_json::Value;

use crate::workload::Workload;

/// Where every page finds the same silent sound.
pub(crate) const SOUND: &str = "/sound.wav";
/// Where every player's page is.
pub(crate) const PAGE: &str = "/page.html";

pub(crate) struct Player {
    /// As in the arguments.
    pub(crate) name: &'static str,
    /// As in the table.
    pub(crate) title: &'static str,
    /// Where its own files are served, such as `/peer/`.
    pub(crate) prefix: &'static str,
    /// Its package of npm; nothing where it is of this workspace.
    pub(crate) package: Option<&'static str>,
    /// A script that defines `adapt`, by which the probe sees the player.
    pub(crate) adapter: &'static str,
    /// The page and what belongs to the episode: path and contents.
    pub(crate) files: fn(&Workload) -> Vec<(&'static str, String)>,
    /// The first so many of what it lights (words, or captions), as its adapter needs them; `starts` are
    /// milliseconds.
    pub(crate) units: fn(&Workload, usize) -> Value,
}
