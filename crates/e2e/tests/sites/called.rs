//! Which pages are episodes, in the plugins for JavaScript, Python and mdBook: all ask the same code in Rust.

use crate::support::Example;

/// What the front matter says, in forms that are easily misread, and whether it calls the page an episode. All that it can say
/// is in the tests of `import::is_called_episode`.
const SAID: [(&str, &str, bool); 5] = [
    ("quoted", "\"episode\": true # recorded", true),
    ("off", "episode: Off", false),
    ("empty", "episode: {}", false),
    ("null", "episode: ~ # not recorded", false),
    ("inner", "series:\n  episode: true", false),
];

/// The names of the pages, without an ending.
pub(crate) fn names() -> impl Iterator<Item = String> {
    SAID.iter().map(|(name, ..)| format!("called-{name}"))
}

/// Puts a page for each into a folder of the example.
pub(crate) fn put_pages(example: &Example, folder: &str) {
    for (name, (_, said, _)) in names().zip(SAID) {
        let page = format!(
            "---\n{said}\n---\n\n# Ebb\n\n<iframe src=\"https://www.youtube.com/embed/aqz-KE-bpKQ\"></iframe>\n\n\
             ## Transcript\n\n**Ada** [00:00]: The sea goes.\n\n**Bo** [00:10]: It comes again.\n"
        );
        example.put(&format!("{folder}/{name}.md"), &page);
    }
}

/// Those that are called episodes have the player, once they are built to `path`, in which `*` stands for the name.
#[track_caller]
pub(crate) fn have_players(example: &Example, path: &str) {
    for (name, (_, said, is_episode)) in names().zip(SAID) {
        let page = std::fs::read_to_string(example.path(&path.replace('*', &name))).expect("it is built");
        assert_eq!(page.contains("<episode-player"), is_episode, "{said}");
    }
}
