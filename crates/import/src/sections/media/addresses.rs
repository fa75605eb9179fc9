//! Addresses of recordings, and the arguments of what embeds them.

/// Endings of files of sound, by how many players know them, and of video.
pub(crate) const SOUNDS: [&str; 9] = ["mp3", "m4a", "aac", "ogg", "oga", "opus", "flac", "wav", "weba"];
pub(crate) const VIDEOS: [&str; 5] = ["mp4", "webm", "m4v", "mov", "ogv"];

/// The ending of the file that an address names, in lower case; empty if it has none.
pub(crate) fn ending(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase())
}

/// The video that an address of YouTube's names. `Some(Err)` if it names none that can be.
pub(crate) fn youtube(url: &str) -> Option<Result<&str, &str>> {
    let url = url.trim();
    let rest = url.strip_prefix("https:").or(url.strip_prefix("http:")).unwrap_or(url);
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let (host, path) = rest.split_once('/')?;
    let host = ["www.", "m.", "music."].iter().fold(host, |host, part| host.trim_start_matches(part));
    let of_query = || path.split(['?', '&', '#']).skip(1).find_map(|p| p.strip_prefix("v="));
    let id = match host {
        // Also youtu.be/watch?v=ID, which YouTube itself follows.
        "youtu.be" => of_query().unwrap_or(path),
        "youtube.com" | "youtube-nocookie.com" => {
            let of_path =
                ["embed/", "live/", "shorts/", "v/", "e/"].iter().find_map(|p| path.strip_prefix(p));
            of_path.or_else(of_query)?
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

/// The words of a template's tag: its name, and arguments with their keys, which may be empty.
pub(super) fn arguments(text: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let key_end = rest.find(['=', ':']).filter(|end| {
            rest[..*end].trim_end().bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
                && !rest[*end..].starts_with("://")
        });
        let (key, value) =
            key_end.map_or(("", rest), |end| (rest[..end].trim(), rest[end + 1..].trim_start()));
        let quote = value.chars().next().filter(|q| matches!(q, '"' | '\'' | '`'));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_at(
                value
                    .find(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')'))
                    .unwrap_or(value.len()),
            ),
        };
        let skipped = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')'));
        if skipped.len() == rest.len() {
            break;
        }
        if !(key.is_empty() && value.is_empty()) {
            out.push((key.to_owned(), value.to_owned()));
        }
        rest = skipped;
    }
    out
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
