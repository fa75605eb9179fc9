//! Recordings: YouTube's frames and links, sound and video elements.

use episode::{Media, Source};
use markdown::mdast;
use std::ops::Range;

use crate::html::{Token, tokens};
use crate::nodes::span;
use crate::problem::Log;

/// The video that an address of YouTube's names. `Some(Err)` if it names none that can be.
pub(crate) fn youtube(url: &str) -> Option<Result<&str, &str>> {
    let rest = url.strip_prefix("https:").or(url.strip_prefix("http:")).unwrap_or(url);
    let rest = rest.strip_prefix("//")?;
    let (host, path) = rest.split_once('/')?;
    let host = host.trim_start_matches("www.").trim_start_matches("m.");
    let id = match host {
        "youtu.be" => path,
        "youtube.com" | "youtube-nocookie.com" => {
            let of_path = ["embed/", "live/", "shorts/", "v/"].iter().find_map(|p| path.strip_prefix(p));
            of_path.or_else(|| path.split(['?', '&']).find_map(|p| p.strip_prefix("v=")))?
        }
        _ => return None,
    };
    let id = id.split(['?', '&', '#', '/']).next().unwrap_or("");
    Some(if is_id(id) { Ok(id) } else { Err(id) })
}

/// 11 of `A-Z`, `a-z`, `0-9`, `_` and `-`.
pub(crate) fn is_id(id: &str) -> bool {
    id.len() == 11 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// Finds the recordings that a page embeds, in its order, each once.
pub(crate) fn embedded(nodes: &[mdast::Node], log: &mut Log<'_>) -> Vec<Media> {
    let mut out: Vec<Media> = Vec::new();
    for_each(nodes, &mut |node| {
        let mdast::Node::Html(html) = node else { return };
        for token in tokens(&html.value) {
            let Token::Tag(tag, at) = token else { continue };
            let place = span(node).start + at..span(node).start + at + tag.source.len();
            let source = match tag.name {
                "iframe" if !tag.closing => frame(tag.attribute("src").unwrap_or(""), place, log),
                "audio" => tag.attribute("src").map(|url| Source::Audio(url.into(), None)),
                "video" => tag.attribute("src").map(|url| Source::Video(url.into(), None)),
                _ => None,
            };
            let source = source.filter(|s| out.iter().all(|m| m.source != *s));
            out.extend(source.map(|source| Media { source, offset: 0 }));
        }
    });
    out
}

fn frame(url: &str, place: Range<usize>, log: &mut Log<'_>) -> Option<Source> {
    match youtube(url) {
        Some(Ok(id)) => return Some(Source::YouTube(id.into())),
        Some(Err(id)) => log.warn(
            place,
            format!("{id:?} is not a YouTube id"),
            "an id has 11 of A-Z, a-z, 0-9, _ and -; mend the address or give --youtube ID",
        ),
        None => log.warn(
            place,
            format!("a frame of {url:?}, which the player cannot show"),
            "only YouTube's frames are recordings; name a file in the front matter: episode: { audio: … }",
        ),
    }
    None
}

/// The one YouTube video that a page without a frame links to.
pub(crate) fn linked(nodes: &[mdast::Node], log: &mut Log<'_>) -> Option<Media> {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    for_each(nodes, &mut |node| {
        if let mdast::Node::Link(link) = node
            && let Some(Ok(id)) = youtube(&link.url)
            && found.iter().all(|(other, _)| other != id)
        {
            found.push((id.to_owned(), span(node)));
        }
    });
    let [(id, place)] = &found[..] else { return None };
    log.note(place.clone(), "no recording is embedded; the one video that is linked is taken for it");
    Some(Media { source: Source::YouTube(id.clone()), offset: 0 })
}

/// Every node of a tree, in order.
pub(crate) fn for_each<'n>(nodes: &'n [mdast::Node], f: &mut impl FnMut(&'n mdast::Node)) {
    for node in nodes {
        f(node);
        if let Some(children) = node.children() {
            for_each(children, f);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_found_in_every_kind_of_address() {
        for url in [
            "https://www.youtube.com/embed/abc-DEF_123",
            "https://www.youtube-nocookie.com/embed/abc-DEF_123?rel=0",
            "//youtube.com/watch?v=abc-DEF_123&t=5",
            "https://youtu.be/abc-DEF_123?t=5",
            "https://www.youtube.com/live/abc-DEF_123",
        ] {
            assert_eq!(youtube(url), Some(Ok("abc-DEF_123")), "{url}");
        }
        assert_eq!(youtube("https://youtu.be/TODO"), Some(Err("TODO")));
        assert_eq!(youtube("https://www.youtube.com/embed/abc-DEF_1234"), Some(Err("abc-DEF_1234")));
        for url in ["", "https://www.youtube.com/@tides", "https://example.org/embed/abc-DEF_123"] {
            assert_eq!(youtube(url), None, "{url}");
        }
    }
}
