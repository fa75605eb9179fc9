//! Answers as faulty servers send them.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};

use super::ranges::{self, WrongRange};

/// How a path is answered in place of its file.
#[derive(Debug, Clone)]
pub enum Answer {
    /// This status, with a short text.
    Status(u16),
    /// The status 200, this media type and these bytes.
    Typed(&'static str, Vec<u8>),
    /// The head and these bytes, and then nothing more, with the connection open.
    Unfinished(&'static str, Vec<u8>),
    /// The head, these bytes, and the connection is closed although more was announced.
    BrokenOff(&'static str, Vec<u8>),
    /// The head says that there are so many bytes, which is fewer than these.
    Shorter(&'static str, usize, Vec<u8>),
    /// The head and these bytes, and then a space now and then without end: it is never silent.
    Dripping(&'static str, Vec<u8>),
    /// A media file, whose parts are not what is asked for.
    Ranges(WrongRange, &'static str, Vec<u8>),
    /// So many bytes of white space, as JSON. Their number is not announced.
    Huge(u64),
    /// A redirection to this address.
    Redirect(String),
    /// The whole file, slowly: what was sent before cannot be asked for again, for the server knows no ranges.
    WithoutRanges(&'static str, Vec<u8>),
}

impl Answer {
    pub(super) fn respond(self, request: &HeaderMap) -> Response {
        match self {
            Self::Status(status) => {
                let status = StatusCode::from_u16(status).expect("a test gives a valid status");
                (status, "An error.").into_response()
            }
            Self::Typed(media_type, bytes) => ([(header::CONTENT_TYPE, media_type)], bytes).into_response(),
            Self::Unfinished(media_type, bytes) => {
                let body = stream::iter([ok(bytes)]).chain(stream::pending());
                ([(header::CONTENT_TYPE, media_type)], Body::from_stream(body)).into_response()
            }
            Self::BrokenOff(media_type, bytes) => {
                let length = (bytes.len() * 2).to_string();
                let end = stream::once(async {
                    tokio::time::sleep(Duration::from_millis(200)).await;
                    Err(std::io::Error::other("the test breaks it off"))
                });
                let body = Body::from_stream(stream::iter([ok(bytes)]).chain(end));
                ([(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_LENGTH, length)], body)
                    .into_response()
            }
            Self::Shorter(media_type, length, bytes) => {
                let head =
                    [(header::CONTENT_TYPE, media_type), (header::CONTENT_LENGTH, &length.to_string())];
                (head, Body::from_stream(stream::iter([ok(bytes)]))).into_response()
            }
            Self::Dripping(media_type, bytes) => {
                let drops = stream::repeat(()).then(|()| async {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    ok(vec![b' '])
                });
                let body = stream::iter([ok(bytes)]).chain(drops);
                ([(header::CONTENT_TYPE, media_type)], Body::from_stream(body)).into_response()
            }
            Self::Ranges(wrong, media_type, bytes) => ranges::respond(wrong, media_type, &bytes, request),
            Self::Huge(length) => {
                const PART: Bytes = Bytes::from_static(&[b' '; 1 << 16]);
                let body =
                    stream::iter((0..length / PART.len() as u64).map(|_| Ok::<_, std::io::Error>(PART)));
                ([(header::CONTENT_TYPE, "application/json")], Body::from_stream(body)).into_response()
            }
            Self::Redirect(to) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
            Self::WithoutRanges(media_type, bytes) => {
                let length = bytes.len().to_string();
                let parts: Vec<_> = bytes.chunks(16_000).map(<[u8]>::to_vec).collect();
                let body = stream::iter(parts).then(|part| async {
                    tokio::time::sleep(Duration::from_millis(250)).await;
                    ok(part)
                });
                let head = [(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_LENGTH, length)];
                (head, Body::from_stream(body)).into_response()
            }
        }
    }
}

fn ok(bytes: Vec<u8>) -> Result<Bytes, std::io::Error> {
    Ok(bytes.into())
}
