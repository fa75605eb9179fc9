//! The stage: a title card, the recording's own frame, or a plain message. One at a time, and nothing ever
//! on top of a frame.

use episode::text::join;
use episode::{Episode, Media, Millis, Source};
use playback::{Failure, Status};
use web_sys::{Event, MouseEvent};

use super::icon::{self, disc, drawing, icon};
use super::transport::{option, pick};
use super::{focus_play, names, notice, play_button, series, voice};
use crate::YouTubeHost;
use crate::browser;
use crate::dom::{El, el, svg};
use crate::reactive::*;
use crate::state::Player;

pub(super) fn stage(player: Player) -> El {
    let message = move || player.failure().filter(|_| !player.keeps_frame());
    let card_is_hidden = move || !(player.is_audio() || player.is_poster()) || message().is_some();
    let frame_is_hidden = move || player.is_audio() || player.is_poster() || message().is_some();
    let frame = el("div").class("frame").attr("hidden", frame_is_hidden);
    player.enter(frame.element());
    el("section")
        .class("stage")
        .attr("part", "stage")
        .attr("aria-label", "Recording")
        .class(("is-audio", move || player.is_audio()))
        .child(card(player).attr("hidden", card_is_hidden))
        .child(frame)
        .child(move || message().map(|failure| unplayable(player, failure)))
        .child(notice::notice(player))
        .children(
            recordings(player).map(|choice| el("div").class("recordings").interface_lang().child(choice)),
        )
}

/// Title, play and length; with them the site's own picture, or the score of who speaks when.
fn card(player: Player) -> El {
    let episode = player.episode();
    let number = episode.number.map(|n| format!("Episode {n}"));
    let eyebrow = join([number, series(&episode)].iter().flatten().map(String::as_str), " · ");
    let byline = (!episode.speakers.is_empty()).then(|| names(el("p").class("byline"), &episode, " and "));
    let text = el("div")
        .class("card-text")
        .child(el("p").class("eyebrow").dir_auto().child(&eyebrow))
        .child(el("h2").class("card-title").dir_auto().child(&episode.title))
        .children(byline)
        .children((!episode.media.is_empty()).then(|| start(player)));
    let card = el("div").class("card").child(text);
    match episode.poster.as_deref().and_then(|url| poster(player, &card, url)) {
        Some(poster) => card.child(poster),
        None => card,
    }
    .child(score(player))
}

/// The site's own picture. One on another host is not asked for, and one that cannot be shown leaves the drawn card.
fn poster(player: Player, card: &El, url: &str) -> Option<El> {
    let url = player.resolve(url).filter(|url| browser::is_same_origin(url))?;
    card.toggle_class("has-poster", true);
    let card = card.clone();
    let poster = el("img").class("poster").attr("alt", "");
    Some(poster.on("error", move |_: Event| card.toggle_class("has-poster", false)).attr("src", &url))
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
    let note = move || is_youtube(player).then(|| el("small").child("YouTube loads when you press play"));
    let text = el("span").class("go-text").child(el("b").child(label)).child(length).child(note);
    el("div")
        .class("start")
        .interface_lang()
        .attr("hidden", move || !player.is_poster())
        .child(play_button(player, "go").child(disc(|| icon::Disc::Play)).child(text))
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
            .attr("x", (bar * 10 + 2).to_string())
            .attr("width", "5.5");
        Some(bar.attr("y", y.to_string()).attr("height", height.to_string()))
    });
    drawing("score", "0 0 1200 100").attr("preserveAspectRatio", "none").children(bars)
}

/// In the frame's place: why the recording cannot be played, and what can be done. Everything else stays usable.
fn unplayable(player: Player, failure: Failure) -> El {
    let advice = format!("{failure} Everything else here works: chapters, transcript and statistics.");
    el("div")
        .class("failure")
        .interface_lang()
        .attr("role", "alert")
        .child(el("h2").child(title_of(player, failure)))
        .child(el("p").child(&advice))
        .child(actions(player, Some(failure)))
}

/// What failed, as a headline.
pub(super) fn title_of(player: Player, failure: Failure) -> &'static str {
    match (untrack(|| is_youtube(player)), failure) {
        (true, Failure::Unreachable) => "YouTube did not answer",
        (true, _) => "The video cannot be played here",
        (false, Failure::Unreachable) => "The recording's server did not answer",
        (false, _) => "The recording cannot be played here",
    }
}

/// The ways on: another try where it can help, the other host, YouTube itself, the other recordings.
pub(super) fn actions(player: Player, failure: Option<Failure>) -> El {
    let primary = |text: &str, act: fn(Player)| {
        let act = move |event: MouseEvent| {
            act(player);
            focus_play(&event);
        };
        el("button")
            .attr("type", "button")
            .class("button primary")
            .on("click", act)
            .child(icon(icon::AGAIN))
            .child(text)
    };
    let again = failure.is_none_or(Failure::is_retryable).then(|| primary("Try again", Player::try_again));
    let offers_host = failure.is_some_and(Failure::offers_other_host) && player.is_without_cookies();
    let other_host = offers_host
        .then(|| primary("Try www.youtube.com", |player| player.use_youtube_host(YouTubeHost::YouTube)));
    let outside = untrack(|| player.media()).and_then(|media| match media.source {
        Source::YouTube(id) => Some(on_youtube(player, id)),
        _ => None,
    });
    let chosen = player.chosen().get_untracked();
    let others = (0..player.episode().media.len()).filter(|index| *index != chosen).map(|index| {
        let choose = move |event: MouseEvent| {
            player.choose(index);
            player.play();
            focus_play(&event);
        };
        let name = format!("Play the {}", label(&player.episode(), index));
        el("button").attr("type", "button").class("button").on("click", choose).child(&name)
    });
    el("p").class("actions").children(again).children(other_host).children(outside).children(others)
}

/// A link to this time on YouTube.
fn on_youtube(player: Player, id: String) -> El {
    let address = move || Some(format!("https://youtu.be/{id}?t={}", player.second().get().whole_seconds()));
    el("a")
        .class("button")
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .attr("href", address)
        .child(move || format!("Open at {} on YouTube", player.second().get()))
        .child(icon(icon::OUT))
}

/// The choice of a recording, where there is one.
pub(super) fn recordings(player: Player) -> Option<El> {
    let episode = player.episode();
    let options = (0..episode.media.len()).map(|index| {
        let name = label(&episode, index);
        option(&index.to_string(), &(name[..1].to_ascii_uppercase() + &name[1..]))
    });
    let chosen = move |event| player.choose(browser::value_of(&event).parse().unwrap_or(0));
    let value = move || player.chosen().get().to_string();
    (episode.media.len() > 1).then(|| pick("pick medium", "Recording", options, value, chosen))
}

/// What a recording of an episode is called: with its number where there are more of its kind.
fn label(episode: &Episode, index: usize) -> String {
    let name = kind(&episode.media[index].source);
    let same = |media: &[Media]| media.iter().filter(|media| kind(&media.source) == name).count();
    match same(&episode.media) {
        0 | 1 => name.to_owned(),
        _ => format!("{name} {}", same(&episode.media[..=index])),
    }
}

pub(super) fn is_youtube(player: Player) -> bool {
    player.media().is_some_and(|media| matches!(media.source, Source::YouTube(_)))
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
