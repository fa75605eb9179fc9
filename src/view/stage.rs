//! The stage: a title card, the recording's own frame, or a plain message. One at a time, and nothing ever
//! on top of a frame.

use episode::text::{append, join};
use episode::{Millis, Source};
use playback::{Failure, Status};

use super::icon::{self, disc, drawing, icon};
use super::{button, series, voice};
use crate::dom::{El, el, svg};
use crate::reactive::*;
use crate::state::Player;

pub(super) fn stage(player: Player) -> El {
    let card_is_hidden = move || !(player.is_audio() || player.is_poster()) || player.failure().is_some();
    let frame_is_hidden = move || player.is_audio() || player.is_poster() || player.failure().is_some();
    let frame = el("div").class("frame").flag("hidden", frame_is_hidden);
    player.enter(frame.html());
    el("section")
        .class("stage")
        .attr("part", "stage")
        .attr("aria-label", "Recording")
        .class_when("is-audio", move || player.is_audio())
        .child(card(player).flag("hidden", card_is_hidden))
        .child(frame)
        .child_of(move || player.failure().map(|failure| unreachable(player, failure)))
}

/// Title, play, length, and the score of who speaks when.
fn card(player: Player) -> El {
    let episode = player.episode();
    let number = episode.number.map(|n| format!("Episode {n}"));
    let eyebrow = join([number, series(&episode)].iter().flatten().map(String::as_str), " · ");
    let names = episode.speakers.iter().map(|s| s.name.as_str());
    let byline = episode.speakers.split_last().map(|(last, others)| {
        let mut names = join(names.take(others.len()), ", ");
        append(&mut names, " and ", &last.name);
        names
    });
    el("div")
        .class("card")
        .child(el("p").class("eyebrow").text(&eyebrow))
        .child(el("h2").class("card-title").text(&episode.title))
        .children(byline.map(|names| el("p").class("byline").text(&names)))
        .children((!episode.media.is_empty()).then(|| start(player)))
        .child(score(player))
}

/// The one filled button, before anything plays.
fn start(player: Player) -> El {
    let label = move || match player.now().get() {
        Millis::ZERO => "Play".to_owned(),
        now => format!("Play from {now}"),
    };
    let length = move || match player.end().get() {
        Millis::ZERO => String::new(),
        end => format!(" {}", in_minutes(end)),
    };
    let is_youtube = move || player.media().is_some_and(|m| matches!(m.source, Source::YouTube(_)));
    let note = move || is_youtube().then(|| el("small").text("YouTube loads when you press play"));
    let text = el("span").class("go-text").child(el("b").text_of(label)).text_of(length).child_of(note);
    el("div")
        .class("start")
        .flag("hidden", move || !player.is_poster())
        .child(button("go", move || player.play()).child(disc(|| icon::Disc::Play)).child(text))
}

fn in_minutes(length: Millis) -> String {
    match (length.whole_seconds() + 30) / 60 {
        0 => format!("{} s", length.whole_seconds()),
        minutes => format!("{minutes} min"),
    }
}

/// Who speaks when, up and down: the poster is drawn from the transcript, no image is fetched.
fn score(player: Player) -> El {
    const BARS: u32 = 120;
    let episode = player.episode();
    let timeline = player.timeline();
    let end = u64::from(timeline.end.0.max(1));
    let bars = (0..BARS).filter_map(|bar| {
        let at = Millis((end * u64::from(2 * bar + 1) / u64::from(2 * BARS)) as u32);
        let turn = timeline.turn(at)?;
        let speaker = episode.transcript.turns[turn].speaker.unwrap_or(0);
        // Every other voice hangs down. The height is the turn's and the bar's own, always the same.
        let height = 8 + (turn as u32 * 31 + bar * 17) % 27;
        let y = if speaker.is_multiple_of(2) { 49 - height } else { 51 };
        let bar = svg("rect")
            .class(voice(Some(speaker)))
            .attr("x", &(bar * 10 + 2).to_string())
            .attr("width", "5.5");
        Some(bar.attr("y", &y.to_string()).attr("height", &height.to_string()))
    });
    drawing("score", "0 0 1200 100").attr("preserveAspectRatio", "none").children(bars)
}

/// The recording cannot be played: why, and what can be done. Everything else stays usable.
fn unreachable(player: Player, failure: Failure) -> El {
    let youtube = match untrack(|| player.media()).map(|m| m.source) {
        Some(Source::YouTube(id)) => Some(id),
        _ => None,
    };
    let who = if youtube.is_some() { "YouTube" } else { "The recording" };
    let title = match failure {
        Failure::Unreachable => format!("{who} did not answer"),
        _ => format!("{who} cannot play this"),
    };
    let advice = format!("{failure} Everything else here works: chapters, transcript and statistics.");
    let again = move || {
        player.open();
        player.play();
    };
    let outside = youtube.map(|id| {
        el("a")
            .class("button")
            .attr("target", "_blank")
            .attr("rel", "noopener")
            .bind("href", move || {
                Some(format!("https://youtu.be/{id}?t={}", player.second().get().whole_seconds()))
            })
            .text_of(move || format!("Open at {} on YouTube", player.second().get()))
            .child(icon(icon::OUT))
    });
    let chosen = player.chosen().get_untracked();
    let episode = player.episode();
    let others =
        episode.media.iter().enumerate().filter(|(index, _)| *index != chosen).map(|(index, media)| {
            let choose = move || {
                player.choose(index);
                player.play();
            };
            button("button", choose).text(&format!("Play the {}", kind(&media.source)))
        });
    el("div")
        .class("failure")
        .attr("role", "alert")
        .child(el("h2").text(&title))
        .child(el("p").text(&advice))
        .child(
            el("p")
                .class("actions")
                .child(button("button primary", again).child(icon(icon::AGAIN)).text("Try again"))
                .children(outside)
                .children(others),
        )
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
