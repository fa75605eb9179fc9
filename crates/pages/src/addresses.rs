//! Relative addresses of a page, as its episode has them on the built site.
//!
//! A page names another one by its file (`../tides.md`), and a picture by its place beside it; the site serves pages at
//! other addresses, and the episode's JSON may be in another folder.

use episode::wire::{Episode, Node};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::path::Path;

use crate::is_page;

/// Where a site serves the page `tides.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Served {
    /// At `tides.html`, as mdBook does.
    Files,
    /// At `tides/`, as MkDocs does.
    Folders,
}

/// What of a site its addresses depend on.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// Where pages are served.
    pub served: Served,
    /// The way from the JSON's folder to that of the built page, with a slash at its end: `../../podcast/`. Empty: they are in
    /// one folder.
    pub from: &'a str,
}

/// What stands for something else in the path of an address.
const RESERVED: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?');

/// Returns a relative path as an address has it.
pub fn encoded(path: &Path) -> String {
    let parts = path.iter().map(|part| utf8_percent_encode(&part.to_string_lossy(), RESERVED).to_string());
    parts.collect::<Vec<_>>().join("/")
}

/// Changes every relative address of a page's episode.
pub(crate) fn change(episode: &mut Episode, page: &Path, site: Site<'_>) {
    let change = |address: &mut Option<String>| {
        if let Some(address) = address
            && let Some(changed) = changed(address, page, site)
        {
            *address = changed;
        }
    };
    change(&mut episode.poster);
    episode.media.iter_mut().for_each(|media| {
        change(&mut media.audio);
        change(&mut media.video);
    });
    episode.chapters.iter_mut().for_each(|chapter| change(&mut chapter.url));
    episode.next.iter_mut().for_each(|next| change(&mut next.url));
    episode.related.iter_mut().for_each(|related| change(&mut related.url));
    episode.resources.iter_mut().flat_map(|group| &mut group.links).for_each(|link| change(&mut link.url));
    let mut nodes: Vec<&mut Node> = episode.synopsis.iter_mut().collect();
    nodes.extend(episode.sections.iter_mut().flat_map(|section| &mut section.children));
    while let Some(node) = nodes.pop() {
        change(&mut node.url);
        nodes.extend(&mut node.children);
    }
}

/// The address on the built site; `None` where it is the same.
fn changed(address: &str, page: &Path, site: Site<'_>) -> Option<String> {
    let path = address.split(['?', '#']).next().filter(|path| !path.is_empty())?;
    let rest = &address[path.len()..];
    // From the site's root, or of another host.
    if path.starts_with('/') || path.split('/').next().is_some_and(|first| first.contains(':')) {
        return None;
    }
    let file = page.parent()?.join(path.replace("%20", " "));
    // What names no file beside the page is meant for the built site already, as authors write addresses in HTML.
    let is_source = file.is_file();
    let up = if is_source && site.served == Served::Folders && !is_index(page) { "../" } else { "" };
    let path = if is_source && is_page(&file) { served(path, &file, site.served) } else { path.to_owned() };
    Some(format!("{}{up}{path}{rest}", site.from))
}

/// The address of another page.
fn served(path: &str, file: &Path, served: Served) -> String {
    let ending = file.extension().map_or(0, |ending| ending.len() + 1);
    let stem = &path[..path.len() - ending];
    let folder = path.rfind('/').map_or("", |slash| &path[..=slash]);
    match (served, is_index(file)) {
        (Served::Files, true) => format!("{folder}index.html"),
        (Served::Files, false) => format!("{stem}.html"),
        (Served::Folders, true) if folder.is_empty() => "./".to_owned(),
        (Served::Folders, true) => folder.to_owned(),
        (Served::Folders, false) => format!("{stem}/"),
    }
}

/// Whether a page is served at its folder's own address.
fn is_index(page: &Path) -> bool {
    page.file_stem()
        .is_some_and(|stem| stem.eq_ignore_ascii_case("index") || stem.eq_ignore_ascii_case("readme"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_are_those_of_the_built_site() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        for name in ["podcast/a.md", "podcast/b.md", "podcast/index.md", "README.md", "pic.png"] {
            let file = folder.path().join(name);
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("it can be made");
            std::fs::write(file, "").expect("it can be written");
        }
        let page = folder.path().join("podcast/a.md");
        let of = |served, from, address: &str| {
            changed(address, &page, Site { served, from }).unwrap_or_else(|| address.to_owned())
        };
        let (files, folders) = (Served::Files, Served::Folders);
        for (address, as_file, as_folder) in [
            ("b.md#t=3", "../../podcast/b.html#t=3", "../b/#t=3"),
            ("./b.md", "../../podcast/./b.html", ".././b/"),
            ("../README.md", "../../podcast/../index.html", "../../"),
            ("index.md", "../../podcast/index.html", ".././"),
            ("../pic.png", "../../podcast/../pic.png", "../../pic.png"),
            // For the built site.
            ("../../pic.png", "../../podcast/../../pic.png", "../../pic.png"),
            ("/a.mp3", "/a.mp3", "/a.mp3"),
            ("https://example.org/b.md", "https://example.org/b.md", "https://example.org/b.md"),
            ("mailto:a@example.org", "mailto:a@example.org", "mailto:a@example.org"),
            ("#t=3", "#t=3", "#t=3"),
        ] {
            assert_eq!(of(files, "../../podcast/", address), as_file);
            assert_eq!(of(folders, "", address), as_folder);
        }
        let index = folder.path().join("podcast/index.md");
        let site = Site { served: folders, from: "" };
        assert_eq!(changed("b.md", &index, site).as_deref(), Some("b/"));
        assert_eq!(changed("./x", &index, site).as_deref(), Some("./x"));
    }
}
