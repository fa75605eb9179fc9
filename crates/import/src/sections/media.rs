//! The recordings of an episode: what the author names, what the page embeds, and the one that it links to as its own.

use episode::{Media, Source};
use std::ops::Range;

use crate::diagnostics::{Kind, Log};
use crate::metadata::{Metadata, Named, tell_contradiction};
use crate::options::Options;
use crate::parse::embeds::Embeds;
use crate::values::addresses::{file, is_id, youtube};

/// All recordings of a page, in order of preference.
pub(crate) fn recordings(
    embeds: &Embeds,
    metadata: &Metadata,
    options: &Options,
    base: &str,
    log: &mut Log<'_>,
) -> Vec<Media> {
    let mut named: Vec<Named> = given(options, log).into_iter().collect();
    let is_given = !named.is_empty();
    let is_youtube = |source: &Source| matches!(source, Source::YouTube(_));
    named.extend(metadata.recordings.iter().filter(|n| !(is_given && is_youtube(&n.source))).cloned());
    let of_page = |(source, place): &(Source, Range<usize>)| Named {
        source: source.clone(),
        by: "the page's embed".into(),
        place: place.clone(),
    };
    let (videos, files): (Vec<_>, Vec<_>) =
        embeds.embedded.iter().partition(|(source, _)| is_youtube(source));
    match named.iter().find(|n| is_youtube(&n.source)) {
        // The command line says it on purpose.
        Some(_) if is_given => {}
        Some(first) => videos.iter().for_each(|video| tell_contradiction(first, &of_page(video), log)),
        None => named.splice(0..0, videos.iter().map(|video| of_page(video))).for_each(drop),
    }
    let is_new =
        |named: &[Named], source: &Source| named.iter().all(|n| n.source.address() != source.address());
    for file in files {
        if is_new(&named, &file.0) {
            named.push(of_page(file));
        }
    }
    let mut sources: Vec<(Source, Range<usize>)> = named.into_iter().map(|n| (n.source, n.place)).collect();
    if sources.is_empty() {
        sources.extend(embeds.own_link(log));
    }
    if sources.is_empty() {
        log.warn(
            Kind::NoRecording,
            0..0,
            "no recording was found in the page",
            "add to the front matter: episode: { youtube: ID } or episode: { audio: URL }; or give --youtube ID",
        );
    }
    let mut rooted = |(source, place)| {
        Some(match source {
            Source::Audio(url, mime) => Source::Audio(file(&url, base, place, log)?, mime),
            Source::Video(url, mime) => Source::Video(file(&url, base, place, log)?, mime),
            hosted => hosted,
        })
    };
    let offset = metadata.offset;
    sources.into_iter().filter_map(|s| Some(Media { source: rooted(s)?, offset })).collect()
}

/// The video that the command line names.
fn given(options: &Options, log: &mut Log<'_>) -> Option<Named> {
    let given = options.youtube.as_ref()?;
    let id = youtube(given).and_then(Result::ok).unwrap_or_else(|| given.clone());
    if is_id(&id) {
        let by = "the option --youtube".into();
        return Some(Named { source: Source::YouTube(id), by, place: 0..0 });
    }
    log.error(
        Kind::Recording,
        0..0,
        format!("{given:?} is not a YouTube video id"),
        "write the 11 characters after v= in the video's address, or the address itself",
    );
    None
}
