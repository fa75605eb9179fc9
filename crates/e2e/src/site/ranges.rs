//! Answers to requests for a part of a file that are not what was asked for.

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// How a server is wrong about parts of a file.
#[derive(Debug, Clone, Copy)]
pub enum WrongRange {
    /// The status 200 and the whole file, although it says that it knows ranges.
    Whole,
    /// The first part of the file, and called so, whichever is asked for.
    First,
    /// The part is called what was asked for, and is the start of the file.
    Mislabelled,
    /// The part is half as long as it is called.
    Short,
    /// The file is called twice as long as it is.
    LongerFile,
    /// The part is called nothing: a 206 without `Content-Range`.
    Unnamed,
}

/// Answers with a file, or with a part of it.
pub(super) fn respond(wrong: WrongRange, media_type: &str, file: &[u8], headers: &HeaderMap) -> Response {
    let range = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    let asked = range.and_then(|range| range.strip_prefix("bytes=")?.split_once('-'));
    let (start, end) = asked.map_or((0, file.len()), |(start, end)| {
        let end = end.parse().map_or(file.len(), |end: usize| end + 1);
        (start.parse().unwrap_or(0), end.min(file.len()))
    });
    let start = start.min(end);
    let name = |start: usize, end: usize, of: usize| format!("bytes {start}-{}/{of}", end.max(start + 1) - 1);
    let named = name(start, end, file.len());
    let (named, body) = match wrong {
        WrongRange::Whole => (None, file),
        WrongRange::First => (Some(name(0, end - start, file.len())), &file[..end - start]),
        WrongRange::Mislabelled => (Some(named), &file[..end - start]),
        WrongRange::Short => (Some(named), &file[start..start + (end - start) / 2]),
        WrongRange::LongerFile => (Some(name(start, end, file.len() * 2)), &file[start..end]),
        WrongRange::Unnamed => (None, &file[start..end]),
    };
    let status = match wrong {
        WrongRange::Whole => StatusCode::OK,
        _ => StatusCode::PARTIAL_CONTENT,
    };
    let head = [(header::CONTENT_TYPE, media_type), (header::ACCEPT_RANGES, "bytes")];
    let mut response = (status, head, Body::from(body.to_vec())).into_response();
    if let Some(named) = named {
        let named = named.parse().expect("figures are a valid header");
        response.headers_mut().insert(header::CONTENT_RANGE, named);
    }
    response
}
