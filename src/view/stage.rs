//! The stage: a title card, the recording's own frame, or a plain message. One at a time, and nothing ever
//! on top of a frame.

use episode::{Millis, Source};
use leptos::html::{a, b, button, div, h2, h3, p, section, small, span};
use leptos::prelude::*;
use leptos::svg::{rect, svg};
use leptos::{ev, html};
use playback::{Failure, Status};

use super::icon::{self, disc, icon};
use super::voice;
use crate::state::Player;

pub(super) fn stage(player: Player) -> AnyView {
    let container = NodeRef::<html::Div>::new();
    container.on_load(move |element| player.enter(element.into()));
    let failed = Memo::new(move |_| player.failure());
    let card_hidden = move || !(player.is_audio() || player.is_poster()) || failed.get().is_some();
    let frame_hidden = move || player.is_audio() || player.is_poster() || failed.get().is_some();
    let hidden = |hidden: bool| hidden.then_some("");
    section()
        .class("stage")
        .class(("is-audio", move || player.is_audio()))
        .attr("aria-label", "Recording")
        .child((
            div().class("card").attr("hidden", move || hidden(card_hidden())).child(card(player)),
            div().class("frame").attr("hidden", move || hidden(frame_hidden())).node_ref(container),
            move || failed.get().map(|failure| unreachable(player, failure)),
        ))
        .into_any()
}

/// Title, play, length, and the score of who speaks when.
fn card(player: Player) -> AnyView {
    let episode = player.episode();
    let number = episode.number.map(|n| format!("Episode {n}"));
    let series = episode.series.as_ref().map(|s| match (s.part, s.of) {
        (Some(part), Some(of)) => format!("{}, part {part} of {of}", s.name),
        (Some(part), None) => format!("{}, part {part}", s.name),
        _ => s.name.clone(),
    });
    let eyebrow: Vec<String> = number.into_iter().chain(series).collect();
    let names: Vec<&str> = episode.speakers.iter().map(|s| s.name.as_str()).collect();
    let byline = match names[..] {
        [] => None,
        [one] => Some(one.to_owned()),
        [ref all @ .., last] => Some(format!("{} and {last}", all.join(", "))),
    };
    (
        p().class("eyebrow").child(eyebrow.join(" · ")),
        h2().class("card-title").child(episode.title.clone()),
        byline.map(|names| p().class("byline").child(names)),
        (!episode.media.is_empty()).then(|| start(player)),
        score(player),
    )
        .into_any()
}

/// The one filled button, before anything plays.
fn start(player: Player) -> AnyView {
    let label = move || {
        let now = player.now.get();
        if now > Millis::ZERO { format!("Play from {now}") } else { "Play".to_owned() }
    };
    let length = move || Some(player.end.get()).filter(|end| *end > Millis::ZERO).map(|end| minutes(end));
    let host = move || match player.media().map(|m| m.source) {
        Some(Source::YouTube(_)) => Some("YouTube loads when you press play"),
        _ => None,
    };
    let is_poster = move || player.is_poster();
    div()
        .class("start")
        .attr("hidden", move || (!is_poster()).then_some(""))
        .child(
            button().class("go").attr("type", "button").on(ev::click, move |_| player.play()).child((
                disc(|| icon::Disc::Play),
                span()
                    .class("go-text")
                    .child((b().child(label), " ", length, move || host().map(|host| small().child(host)))),
            )),
        )
        .into_any()
}

fn minutes(length: Millis) -> String {
    match (length.whole_seconds() + 30) / 60 {
        0 => format!("{} s", length.whole_seconds()),
        minutes => format!("{minutes} min"),
    }
}

/// Who speaks when, up and down: the poster is drawn from the transcript, no image is fetched.
fn score(player: Player) -> AnyView {
    const BARS: u32 = 120;
    let episode = player.episode();
    let timeline = player.timeline();
    let end = timeline.end.0.max(1);
    let bars = (0..BARS).filter_map(|bar| {
        let at = Millis((u64::from(end) * u64::from(2 * bar + 1) / u64::from(2 * BARS)) as u32);
        let turn = timeline.turn(at)?;
        let speaker = episode.transcript.turns[turn].speaker.unwrap_or(0);
        // Every other voice hangs down. The height is the turn's and the bar's own, always the same.
        let height = 8 + (turn as u32 * 31 + bar * 17) % 27;
        let y = if speaker % 2 == 0 { 49 - height } else { 51 };
        Some(
            rect()
                .attr("class", voice(Some(speaker)))
                .attr("x", (bar * 10 + 2).to_string())
                .attr("y", y.to_string())
                .attr("width", "5.5")
                .attr("height", height.to_string()),
        )
    });
    svg()
        .attr("class", "score")
        .attr("viewBox", "0 0 1200 100")
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .child(bars.collect_view())
        .into_any()
}

/// The recording cannot be played: why, and what can be done. Everything else stays usable.
fn unreachable(player: Player, failure: Failure) -> AnyView {
    let media = player.media();
    let youtube = media.and_then(|m| match m.source {
        Source::YouTube(id) => Some(id),
        _ => None,
    });
    let who = if youtube.is_some() { "YouTube" } else { "The recording" };
    let title = match failure {
        Failure::Unreachable => format!("{who} did not answer"),
        _ => format!("{who} cannot play this"),
    };
    let outside = youtube.map(|id| {
        let href = move || format!("https://youtu.be/{id}?t={}", player.second.get());
        a().class("button")
            .attr("href", href)
            .attr("target", "_blank")
            .attr("rel", "noopener")
            .child((move || format!("Open at {} on YouTube", player.now.get()), icon(icon::OUT)))
    });
    let others = player.episode().media.clone().into_iter().enumerate().filter_map(move |(index, media)| {
        if index == player.chosen.get_untracked() {
            return None;
        }
        let name = format!("Play the {}", kind(&media.source));
        let choose = move |_| {
            player.choose(index);
            player.play();
        };
        Some(button().class("button").attr("type", "button").on(ev::click, choose).child(name))
    });
    let again = move |_| {
        player.open();
        player.play();
    };
    div()
        .class("failure")
        .attr("role", "alert")
        .child((
            h3().child(title),
            p().child(format!("{failure} Everything else here works: chapters, transcript and statistics.")),
            p().class("actions").child((
                button()
                    .class("button primary")
                    .attr("type", "button")
                    .on(ev::click, again)
                    .child((icon(icon::AGAIN), "Try again")),
                outside,
                others.collect_view(),
            )),
        ))
        .into_any()
}

/// What a recording is called in a list.
pub(super) fn kind(source: &Source) -> &'static str {
    match source {
        Source::YouTube(_) => "YouTube video",
        Source::Audio(..) => "audio file",
        Source::Video(..) => "video file",
    }
}

/// Whether a state is one of waiting for the medium.
pub(super) fn is_waiting(status: Status) -> bool {
    matches!(status, Status::Connecting | Status::Buffering)
}
