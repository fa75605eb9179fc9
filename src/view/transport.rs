//! The controls and the timeline. What opens here opens downwards: nothing can reach the video.

use episode::Millis;
use playback::Request;
use web_sys::Event;

use super::copy::copy;
use super::icon::{self, Disc, disc, icon};
use super::stage::{is_waiting, recordings};
use super::{button, chapters, keys, percent, timeline, tool};
use crate::browser;
use crate::dom::{El, el};
use crate::reactive::*;
use crate::state::Player;

pub(super) fn transport(player: Player) -> El {
    let help = RwSignal::new_local(false);
    el("section")
        .class("transport")
        .attr("part", "transport")
        .attr("aria-label", "Controls")
        .child(controls(player, help))
        .child(timeline::timeline(player))
        .children(now_line(player))
        .child(move || help.get().then(keys::list))
}

fn controls(player: Player, help: RwSignal<bool>) -> El {
    el("div")
        .class("controls")
        .interface_lang()
        .child(play(player))
        .child(tool("control fifteen", "Back 15 seconds", icon::BACK, move || player.seek_by(-15)))
        .child(tool("control fifteen", "Forward 15 seconds", icon::FORWARD, move || player.seek_by(15)))
        .child(clock(player))
        .child(el("p").class("told").attr("role", "status").child(move || match player.told().get() {
            text if text.is_empty() => Vec::new(),
            text => vec![icon(icon::CHECK), el("span").child(&text)],
        }))
        .child(el("span").class("gap"))
        .children(recordings(player))
        .child(speed(player))
        .child(volume(player))
        .child(copy_link(player))
        .child(
            tool("control keys-button", "Keyboard shortcuts", icon::KEYS, move || {
                help.set(!help.get_untracked());
            })
            .attr("aria-expanded", move || help.get().to_string()),
        )
}

fn play(player: Player) -> El {
    let is_unplayable = move || player.media().is_none() || player.failure().is_some();
    let sign = move || match (player.is_running(), player.is_poster()) {
        (true, _) => Disc::Pause,
        (false, true) => Disc::Outlined,
        (false, false) => Disc::Play,
    };
    let toggle = move || {
        if !untrack(is_unplayable) {
            player.toggle();
        }
    };
    button("play", toggle)
        .attr("aria-label", move || if player.is_running() { "Pause" } else { "Play" })
        .attr("aria-busy", move || player.playback().with(|p| is_waiting(p.status)).then_some("true"))
        // Not `disabled`: that would lose the keyboard's focus.
        .attr("aria-disabled", move || is_unplayable().then_some("true"))
        .child(disc(sign))
}

fn clock(player: Player) -> El {
    let now = move || player.second().get().to_string();
    el("p")
        .class("clock")
        .child(el("b").class("now").child(now))
        .child(el("span").class("of").child(move || format!(" / {}", player.end().get())))
}

/// Copies the page's address with the time in it.
fn copy_link(player: Player) -> El {
    let copy = move || {
        let at = player.second().get_untracked();
        copy(player, player.link_to(at), format!("Link to {at}"));
    };
    let name = move || Some(format!("Copy link at {}", player.second().get()));
    button("control", copy).attr("aria-label", name).child(icon(icon::LINK))
}

/// Which recording, where there are several.
fn speed(player: Player) -> El {
    let options = keys::RATES.map(|(_, name)| option(name, &format!("{name}×")));
    let chosen = move |event| {
        let value = browser::value_of(&event);
        if let Some((rate, _)) = keys::RATES.into_iter().find(|(_, name)| *name == value) {
            player.request(Request::SetRate(rate));
        }
    };
    let value = move || {
        let rate = player.playback().with(|p| p.rate);
        let name = keys::RATES.into_iter().find(|(known, _)| *known == rate).map(|(_, name)| name);
        name.unwrap_or_default().to_owned()
    };
    pick("pick speed", "Speed", options, value, chosen)
}

pub(super) fn option(value: &str, text: &str) -> El {
    el("option").attr("value", value).child(text)
}

/// A list to choose one of.
pub(super) fn pick(
    class: &str,
    name: &str,
    options: impl IntoIterator<Item = El>,
    value: impl Fn() -> String + 'static,
    chosen: impl FnMut(Event) + 'static,
) -> El {
    el("label")
        .class(class)
        .child(el("span").class("vh").child(name))
        .child(el("select").on("change", chosen).children(options).prop("value", value))
        .child(icon(icon::DOWN))
}

fn volume(player: Player) -> El {
    let is_muted = move || player.playback().with(|p| p.muted);
    let hundredths =
        move || player.playback().with(|p| if p.muted { 0 } else { (p.volume * 100.0).round() as u32 });
    let toggle = move || player.request(Request::SetMuted(!untrack(is_muted)));
    let slide = move |event: Event| {
        if let Ok(value) = browser::value_of(&event).parse::<u32>() {
            player.request(Request::SetMuted(value == 0));
            player.request(Request::SetVolume(f64::from(value) / 100.0));
        }
    };
    el("span")
        .class("volume")
        .child(
            button("control", toggle)
                .attr("aria-label", "Mute")
                .attr("aria-pressed", move || is_muted().to_string())
                .child(move || Some(icon(if is_muted() { icon::SILENT } else { icon::SOUND }))),
        )
        .child(
            el("input")
                .attr("type", "range")
                .attr("min", "0")
                .attr("max", "100")
                .attr("aria-label", "Volume")
                .style(("--level", move || percent(Millis(hundredths()), Millis(100))))
                .prop("value", move || hundredths().to_string())
                .on("input", slide),
        )
}

/// In one column, the line under the timeline names the chapter and steps through them.
fn now_line(player: Player) -> Option<El> {
    let title = move || {
        let chapter = player.chapter().get()?;
        let number = el("span").class("n").child(&format!("{} ", chapter + 1));
        Some(el("span").child(number).child(&player.episode().chapters.get(chapter)?.title))
    };
    (!player.episode().chapters.is_empty()).then(|| {
        el("p")
            .class("now-line")
            .child(tool("control", "Previous chapter", icon::PREVIOUS, move || player.seek_chapter(false)))
            .child(el("span").class("now-title").dir_auto().child(title))
            .child(el("span").class("left").child(move || chapters::left(player)))
            .child(tool("control", "Next chapter", icon::NEXT, move || player.seek_chapter(true)))
    })
}
