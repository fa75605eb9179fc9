//! The stage: the title card, the frame of the recording, or a message. It shows one of them at a time, and nothing
//! on top of a frame.

use std::cell::Cell;

use episode::text::join;
use episode::{Episode, Media, Millis, Source};
use playback::{Failure, Status};
use web_sys::Event;

use super::icon::{self, disc, drawing, icon};
use super::transport::{option, select};
use super::{notice, speaker_class, speaker_names, vanishing_button};
use crate::YouTubeHost;
use crate::browser;
use crate::dom::{El, el, svg};
use crate::language::Localized as _;
use crate::reactive::*;
use crate::state::{EpisodeSignal, PlaybackHandle};
use crate::strings;
use language::{Text, Value};

pub(super) fn stage(episode: EpisodeSignal, playback: PlaybackHandle) -> El {
    let message = move || playback.failure().filter(|_| !playback.keeps_frame());
    let is_card_hidden = move || !(playback.is_audio() || playback.is_poster()) || message().is_some();
    let is_frame_hidden = move || playback.is_audio() || playback.is_poster() || message().is_some();
    let frame = el("div").class("frame").attr("hidden", is_frame_hidden);
    playback.attach_container(frame.element());
    let choice = media_select(&episode.get_untracked(), playback);
    el("section")
        .class("stage")
        .attr("part", "stage")
        .attr("aria-label", strings::RECORDING)
        .class(("is-audio", move || playback.is_audio()))
        .child(card(episode, playback).attr("hidden", is_card_hidden))
        .child(frame)
        .child(move || message().map(|failure| unplayable(episode, playback, failure)))
        .child(notice::notice(episode, playback))
        .child(choice.map(|choice| el("div").class("recordings").interface_lang().child(choice)))
}

/// Title, play button and length; beside them the poster of the site, or a drawing of who speaks when.
fn card(episode: EpisodeSignal, playback: PlaybackHandle) -> El {
    let timed_episode = episode.get_untracked();
    let number = timed_episode.number.map(strings::episode_number);
    let series = timed_episode.series.as_ref().map(strings::series);
    let eyebrow = join([number, series].iter().flatten().map(String::as_str), " · ");
    let byline = (!timed_episode.speakers.is_empty())
        .then(|| speaker_names(el("p").class("byline"), &timed_episode, strings::AND));
    let text = el("div")
        .class("card-text")
        .child(el("p").class("eyebrow").dir_auto().child(&eyebrow))
        .child(el("h2").class("card-title").dir_auto().child(&timed_episode.title))
        .child(byline)
        .child((!timed_episode.media.is_empty()).then(|| start(playback)));
    let card = el("div").class("card").child(text);
    let poster = timed_episode.poster.as_deref().and_then(|url| timed_episode.resolve(url));
    let poster = poster.and_then(|url| poster_image(&card, &url));
    card.child(poster).child(waveform_poster(episode))
}

/// The poster of the site. One on another host is not requested; where it cannot be shown, the drawing stays.
fn poster_image(card: &El, url: &str) -> Option<El> {
    if !browser::is_same_origin(url) {
        return None;
    }
    card.toggle_class("has-poster", true);
    let card = card.clone();
    let poster = el("img").class("poster").attr("alt", "");
    Some(poster.on("error", move |_: Event| card.toggle_class("has-poster", false)).attr("src", url))
}

/// The one filled button, before anything plays.
fn start(playback: PlaybackHandle) -> El {
    // Hidden, it keeps its words: others may need more room, and move what is below.
    let shown = Cell::new(Millis::ZERO);
    let label = move || {
        if playback.is_poster() {
            shown.set(playback.time().get());
        }
        strings::play_from(shown.get())
    };
    let length = move || match playback.duration().get() {
        Millis::ZERO => String::new(),
        duration => format!(" {}", strings::in_minutes(duration)),
    };
    let note = move || playback.is_youtube().then(|| el("small").child(strings::YOUTUBE_NOTE));
    let text = el("span").class("go-text").child(el("b").child(label)).child(length).child(note);
    let button = vanishing_button("go", move || playback.play());
    el("div")
        .class("start")
        .interface_lang()
        .attr("hidden", move || !playback.is_poster())
        .child(button.child(disc(|| icon::Disc::Play)).child(text))
        // The site's own words, where it asks before it connects the reader with YouTube.
        .child(move || playback.is_youtube().then(|| el("slot").attr("name", "consent")))
}

/// A drawing of who speaks when, made from the transcript: no image is requested.
fn waveform_poster(episode: EpisodeSignal) -> El {
    const BARS: u32 = 120;
    let episode = episode.get_untracked();
    let end = u64::from(episode.timeline.end.0.max(1));
    let bars = (0..BARS).filter_map(|bar| {
        let at = Millis((end * u64::from(2 * bar + 1) / u64::from(2 * BARS)) as u32);
        let turn = episode.timeline.turn(at)?;
        let speaker = episode.transcript.turns[turn].speaker.unwrap_or(0);
        // Every other speaker hangs down. The height depends on turn and bar alone, so it is always the same.
        let height = 8 + (turn as u32 * 31 + bar * 17) % 27;
        let y = if speaker.is_multiple_of(2) { 49 - height } else { 51 };
        let bar = svg("rect")
            .class(speaker_class(Some(speaker)))
            .attr("x", (bar * 10 + 2).to_string())
            .attr("width", "5.5");
        Some(bar.attr("y", y.to_string()).attr("height", height.to_string()))
    });
    drawing("waveform", "0 0 1200 100").attr("preserveAspectRatio", "none").children(bars)
}

/// In place of the frame: why the recording cannot be played, and what can be done. Everything else stays usable.
fn unplayable(episode: EpisodeSignal, playback: PlaybackHandle, failure: Failure) -> El {
    // For `more/hls.js`.
    let is_unknown = matches!(failure, Failure::NotMedia | Failure::Unsupported);
    el("div")
        .class(if is_unknown { "failure is-unknown" } else { "failure" })
        .interface_lang()
        .attr("role", "alert")
        .child(el("h2").child(failure_title(playback, failure)))
        .child(el("p").child(strings::failure(failure)).child(" ").child(strings::ELSE_WORKS))
        .child(actions(episode, playback, Some(failure)))
}

/// What failed, as a headline.
pub(super) fn failure_title(playback: PlaybackHandle, failure: Failure) -> Text {
    match (untrack(|| playback.is_youtube()), failure) {
        (true, Failure::Unreachable) => strings::YOUTUBE_UNREACHABLE,
        (true, _) => strings::VIDEO_UNPLAYABLE,
        (false, Failure::Unreachable) => strings::SERVER_UNREACHABLE,
        (false, _) => strings::RECORDING_UNPLAYABLE,
    }
}

/// What the reader can do: try again where that can help, try the other host, open YouTube, play another recording.
pub(super) fn actions(episode: EpisodeSignal, playback: PlaybackHandle, failure: Option<Failure>) -> El {
    let primary = |text: Text, run: fn(PlaybackHandle)| {
        vanishing_button("button primary", move || run(playback)).child(icon(icon::AGAIN)).child(text)
    };
    let again =
        failure.is_none_or(Failure::is_retryable).then(|| primary(strings::TRY_AGAIN, PlaybackHandle::retry));
    let offers_host = failure.is_some_and(Failure::offers_other_host) && playback.is_on_no_cookie_host();
    let other_host = offers_host.then(|| {
        primary(strings::TRY_OTHER_HOST, |playback| playback.use_youtube_host(YouTubeHost::YouTube))
    });
    let on_youtube = untrack(|| playback.media()).and_then(|media| match media.source {
        Source::YouTube(id) => Some(youtube_link(playback, id)),
        _ => None,
    });
    let episode = episode.get_untracked();
    let selected = playback.media_index().get_untracked();
    let others = (0..episode.media.len()).filter(|index| *index != selected).map(|index| {
        let play = move || {
            playback.select_media(index);
            playback.play();
        };
        vanishing_button("button", play).child(strings::play_recording(&media_name(&episode, index)))
    });
    el("p").class("actions").child(again).child(other_host).child(on_youtube).children(others)
}

/// A link to the current time on YouTube.
fn youtube_link(playback: PlaybackHandle, id: String) -> El {
    let address = move || format!("https://youtu.be/{id}?t={}", playback.second().get().whole_seconds());
    el("a")
        .class("button")
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .attr("href", address)
        .child(move || strings::open_on_youtube(playback.second().get()))
        .child(icon(icon::OUT))
}

/// The list of recordings, where there are several.
pub(super) fn media_select(episode: &Episode, playback: PlaybackHandle) -> Option<El> {
    let options =
        (0..episode.media.len()).map(|index| option(&index.to_string(), &media_name(episode, index)));
    let on_change = move |event| playback.select_media(browser::value_of(&event).parse().unwrap_or(0));
    let value = move || playback.media_index().get().to_string();
    (episode.media.len() > 1).then(|| select("pick medium", strings::RECORDING, options, value, on_change))
}

/// The name of a recording: its kind, with a number where there are several of this kind.
fn media_name(episode: &Episode, index: usize) -> String {
    let kind = strings::kind(&episode.media[index].source);
    let count = |media: &[Media]| {
        media.iter().filter(|media| std::ptr::eq(strings::kind(&media.source), kind)).count()
    };
    match count(&episode.media) {
        0 | 1 => kind.name.get(),
        _ => kind.numbered.with(&[("number", Value::Number(count(&episode.media[..=index]) as u32))]),
    }
}

/// Returns whether playback waits for data or for an answer.
pub(super) fn is_waiting(status: Status) -> bool {
    matches!(status, Status::Connecting | Status::Buffering)
}
