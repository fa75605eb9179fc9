//! The controls and the seek bar. What opens here opens downwards, so it never covers the video.

use episode::Millis;
use playback::Request;
use web_sys::Event;

use super::clipboard::copy;
use super::icon::{self, Disc, disc, icon};
use super::stage::{is_waiting, media_select};
use super::{button, chapters, icon_button, percent, seek_bar, shortcuts};
use crate::browser;
use crate::dom::{El, el};
use crate::reactive::*;
use crate::state::{EpisodeSignal, PlaybackHandle, Player, Toast};
use crate::strings;
use language::Text;

pub(super) fn transport(player: Player, has_timeline: bool) -> El {
    let is_help_open = RwSignal::new_local(false);
    let section = section(strings::CONTROLS).child(controls(player, is_help_open));
    let section = if has_timeline { timeline(player, section) } else { section };
    section.child(move || is_help_open.get().then(|| shortcuts::list(player)))
}

pub(super) fn section(label: Text) -> El {
    el("section").class("transport").attr("part", "transport").attr("aria-label", label)
}

/// Adds the seek bar, and the line of the active chapter.
pub(super) fn timeline(player: Player, section: El) -> El {
    section.child(seek_bar::seek_bar(player)).child(chapter_line(player.episode, player.playback))
}

fn controls(player: Player, is_help_open: RwSignal<bool>) -> El {
    let Player { episode, playback, .. } = player;
    let toast = player.interface.toast();
    el("div")
        .class("controls")
        .interface_lang()
        .child(play(playback))
        .child(icon_button("control fifteen", strings::BACK_15, icon::BACK, move || playback.seek_by(-15)))
        .child(icon_button("control fifteen", strings::FORWARD_15, icon::FORWARD, move || {
            playback.seek_by(15);
        }))
        .child(clock(playback))
        .child(el("p").class("toast").attr("role", "status").child(move || match toast.text().get() {
            text if text.is_empty() => Vec::new(),
            text => vec![icon(icon::CHECK), el("span").child(&text)],
        }))
        .child(el("span").class("gap"))
        .child(media_select(&episode.get_untracked(), playback))
        .child(speed(playback))
        .child(volume(playback))
        .child(copy_link(episode, playback, toast))
        .child(
            icon_button("control keys-button", strings::SHORTCUTS, icon::KEYS, move || {
                is_help_open.update(|is_open| *is_open = !*is_open);
            })
            .attr("aria-expanded", move || is_help_open.get().to_string()),
        )
}

fn play(playback: PlaybackHandle) -> El {
    let is_unplayable = move || playback.media().is_none() || playback.failure().is_some();
    let sign = move || match (playback.is_running(), playback.is_poster()) {
        (true, _) => Disc::Pause,
        (false, true) => Disc::Outlined,
        (false, false) => Disc::Play,
    };
    let toggle = move || {
        if !untrack(is_unplayable) {
            playback.toggle();
        }
    };
    button("play", toggle)
        .attr("aria-label", move || if playback.is_running() { strings::PAUSE } else { strings::PLAY })
        .attr("aria-busy", move || is_waiting(playback.status()).then_some("true"))
        // Not `disabled`, which would lose the keyboard focus.
        .attr("aria-disabled", move || is_unplayable().then_some("true"))
        .child(disc(sign))
}

fn clock(playback: PlaybackHandle) -> El {
    el("p")
        .class("clock")
        .child(el("b").class("now").child(move || playback.second().get().to_string()))
        .child(el("span").class("of").child(move || format!(" / {}", playback.duration().get())))
}

/// Copies the address of the page with the current time.
fn copy_link(episode: EpisodeSignal, playback: PlaybackHandle, toast: Toast) -> El {
    let copy = move || {
        let time = playback.second().get_untracked();
        copy(toast, episode.get_untracked().link_to(time), strings::link_copied(time));
    };
    button("control", copy)
        // Without the time: a name that changes each second would be read aloud each second.
        .attr("aria-label", strings::COPY_LINK)
        .child(icon(icon::LINK))
}

fn speed(playback: PlaybackHandle) -> El {
    let options = shortcuts::RATES.iter().map(|(_, name)| option(name, &format!("{name}×")));
    let on_change = move |event| {
        let value = browser::value_of(&event);
        if let Some((rate, _)) = shortcuts::RATES.into_iter().find(|(_, name)| *name == value) {
            playback.request(Request::SetRate(rate));
        }
    };
    let value = move || {
        let rate = playback.state().with(|state| state.rate);
        let name = shortcuts::RATES.into_iter().find(|(known, _)| *known == rate).map(|(_, name)| name);
        name.unwrap_or_default().to_owned()
    };
    select("pick speed", strings::SPEED, options, value, on_change)
}

pub(super) fn option(value: &str, text: &str) -> El {
    el("option").attr("value", value).child(text)
}

/// A drop-down list.
pub(super) fn select(
    class: &str,
    name: Text,
    options: impl IntoIterator<Item = El>,
    value: impl Fn() -> String + 'static,
    on_change: impl FnMut(Event) + 'static,
) -> El {
    el("label")
        .class(class)
        .child(el("span").class("vh").child(name))
        .child(el("select").on("change", on_change).children(options).prop("value", value))
        .child(icon(icon::DOWN))
}

fn volume(playback: PlaybackHandle) -> El {
    let is_muted = move || playback.state().with(|state| state.muted);
    let percentage = move || {
        playback.state().with(|state| if state.muted { 0 } else { (state.volume * 100.0).round() as u32 })
    };
    let on_input = move |event: Event| {
        if let Ok(value) = browser::value_of(&event).parse::<u32>() {
            playback.request(Request::SetMuted(value == 0));
            playback.request(Request::SetVolume(f64::from(value) / 100.0));
        }
    };
    el("span")
        .class("volume")
        .child(
            button("control", move || shortcuts::toggle_muted(playback))
                .attr("aria-label", strings::MUTE)
                .attr("aria-pressed", move || is_muted().to_string())
                .child(move || Some(icon(if is_muted() { icon::SILENT } else { icon::SOUND }))),
        )
        .child(
            el("input")
                .attr("type", "range")
                .attr("min", "0")
                .attr("max", "100")
                .attr("aria-label", strings::VOLUME)
                .style(("--level", move || percent(Millis(percentage()), Millis(100))))
                .prop("value", move || percentage().to_string())
                .on("input", on_input),
        )
}

/// In one column, the line below the seek bar: the active chapter, and buttons to the previous and the next one.
fn chapter_line(episode: EpisodeSignal, playback: PlaybackHandle) -> Option<El> {
    let title = move || {
        let chapter = playback.chapter().get()?;
        let number = el("span").class("n").child(format!("{} ", chapter + 1));
        Some(el("span").child(number).child(&episode.get_untracked().chapters.get(chapter)?.title))
    };
    (!episode.get_untracked().chapters.is_empty()).then(|| {
        el("p")
            .class("now-line")
            .child(icon_button("control", strings::PREVIOUS_CHAPTER, icon::PREVIOUS, move || {
                playback.seek_previous_chapter();
            }))
            .child(el("span").class("now-title").dir_auto().child(title))
            .child(el("span").class("left").child(move || chapters::time_left(episode, playback)))
            .child(icon_button("control", strings::NEXT_CHAPTER, icon::NEXT, move || {
                playback.seek_next_chapter();
            }))
    })
}
