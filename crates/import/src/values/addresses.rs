//! Addresses: of files, and of videos.

use episode::Millis;
pub(crate) use episode::is_youtube_id as is_id;
use episode::node::is_safe_url;
use std::ops::Range;
use url::Url;

use crate::diagnostics::{Kind, Log};

/// Endings of files of sound, by how many players know them, and of video.
pub(crate) const SOUNDS: [&str; 9] = ["mp3", "m4a", "aac", "ogg", "oga", "opus", "flac", "wav", "weba"];
pub(crate) const VIDEOS: [&str; 5] = ["mp4", "webm", "m4v", "mov", "ogv"];
/// Endings of pictures.
pub(crate) const PICTURES: [&str; 7] = ["png", "jpg", "jpeg", "webp", "avif", "gif", "svg"];

/// The name of the file that an address names; empty if it names a folder.
pub(crate) fn file_name(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

/// The ending of that name, in lower case; empty if it has none.
pub(crate) fn ending(url: &str) -> String {
    file_name(url).rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase())
}

/// The video that an address of YouTube's names. `Some(Err)` if it names none that can be.
pub(crate) fn youtube(url: &str) -> Option<Result<String, String>> {
    let url = url.trim();
    // The scheme may be left out.
    let url =
        Url::parse(url).or_else(|_| Url::parse(&format!("https://{}", url.trim_start_matches('/')))).ok()?;
    let host =
        ["www.", "m.", "music."].iter().fold(url.host_str()?, |host, part| host.trim_start_matches(part));
    let of_query = || url.query_pairs().find(|(key, _)| key == "v").map(|(_, id)| id.into_owned());
    let path: Vec<&str> = url.path_segments()?.collect();
    let id = match (host, &path[..]) {
        // Also youtu.be/watch?v=ID, which YouTube itself follows.
        ("youtu.be", [first, ..]) => of_query().unwrap_or_else(|| (*first).to_owned()),
        ("youtube.com" | "youtube-nocookie.com", ["embed" | "live" | "shorts" | "v" | "e", id, ..]) => {
            (*id).to_owned()
        }
        ("youtube.com" | "youtube-nocookie.com", _) => of_query()?,
        _ => return None,
    };
    Some(if is_id(&id) { Ok(id) } else { Err(id) })
}

/// The time that an address starts a recording at: `?t=75`, `&t=1m15s`, `#t=1:15`.
pub(crate) fn time(url: &str) -> Option<Millis> {
    let parts = url.split(['?', '#']).skip(1);
    let mut pairs = parts.flat_map(|part| url::form_urlencoded::parse(part.as_bytes()));
    let (_, time) = pairs.find(|(key, _)| key == "t" || key == "start")?;
    Millis::parse_address(&time)
}

/// An address without spaces, and with the site's base before it where it starts at the site's root; `None`
/// if it is not one that may be followed.
pub(crate) fn rooted(url: &str, base: &str) -> Option<String> {
    let url = url.trim().replace(' ', "%20");
    let of_site = url.starts_with('/') && !url.starts_with("//");
    let url = if of_site { format!("{}{url}", base.trim_end_matches('/')) } else { url };
    is_safe_url(&url).then_some(url)
}

/// The address of a file of the site; `None`, with a warning, if it may not be fetched.
pub(crate) fn file(url: &str, base: &str, place: Range<usize>, log: &mut Log<'_>) -> Option<String> {
    let address = rooted(url, base);
    if address.is_none() {
        log.warn(
            Kind::Address,
            place,
            format!("{url:?} is not the address of a file and is left out"),
            "use an http, https or relative address",
        );
    }
    address
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
            "https://youtu.be/watch?v=abc-DEF_123",
            "youtube.com/watch?app=desktop&v=abc-DEF_123",
            "HTTPS://WWW.YouTube.com:443/watch?v=abc%2DDEF_123",
        ] {
            assert_eq!(youtube(url), Some(Ok("abc-DEF_123".into())), "{url}");
        }
        assert_eq!(youtube("https://youtu.be/TODO"), Some(Err("TODO".into())));
        assert_eq!(youtube("https://www.youtube.com/embed/abc-DEF_1234"), Some(Err("abc-DEF_1234".into())));
        for url in ["", "https://www.youtube.com/@tides", "https://example.org/embed/abc-DEF_123"] {
            assert_eq!(youtube(url), None, "{url}");
        }
    }

    #[test]
    fn an_address_may_start_at_a_time() {
        for url in [
            "https://youtu.be/x?t=75",
            "/a.mp3#t=1:15",
            "x?v=y&t=1m15s",
            "x?start=75",
            "x#t=1%3A15",
            "/x?v=a&t=75s",
        ] {
            assert_eq!(time(url), Some(Millis(75_000)), "{url}");
        }
        for url in
            ["", "https://youtu.be/x", "x?t=soon", "t=75", "/t=75", "x?at=75", "x?t=", "x?t=99999999999h"]
        {
            assert_eq!(time(url), None, "{url}");
        }
    }
}
