//! The controls and the timeline. What opens here opens downwards: nothing can reach the video.

use episode::Millis;
use leptos::ev;
use leptos::html::{b, button, div, input, label, option, p, section, select, span};
use leptos::prelude::*;
use playback::Request;

use super::icon::{self, Disc, disc, icon};
use super::stage::{is_waiting, kind};
use super::{keys, timeline, tool};
use crate::browser::{self, Timeout};
use crate::state::Player;

pub(super) fn transport(player: Player) -> AnyView {
    let help = RwSignal::new(false);
    section()
        .class("transport")
        .attr("aria-label", "Controls")
        .child((controls(player, help), timeline::timeline(player), now_line(player), move || {
            help.get().then(keys::list)
        }))
        .into_any()
}

fn controls(player: Player, help: RwSignal<bool>) -> AnyView {
    let running = move || player.is_running();
    let unplayable = move || player.media().is_none() || player.failure().is_some();
    let sign = move || match (running(), player.is_poster()) {
        (true, _) => Disc::Pause,
        (false, true) => Disc::Outlined,
        (false, false) => Disc::Play,
    };
    div()
        .class("controls")
        .child((
            button()
                .class("play")
                .attr("type", "button")
                .attr("aria-label", move || if running() { "Pause" } else { "Play" })
                .attr("aria-busy", move || player.playback.with(|p| is_waiting(p.status)).then_some("true"))
                .attr("disabled", move || unplayable().then_some(""))
                .on(ev::click, move |_| player.toggle())
                .child(disc(sign)),
            fifteen(player, "Back 15 seconds", -15, icon::BACK),
            fifteen(player, "Forward 15 seconds", 15, icon::FORWARD),
            clock(player),
            copy_link(player),
            medium(player),
            speed(player),
            volume(player),
            button()
                .class("control keys-button")
                .attr("type", "button")
                .attr("aria-label", "Keyboard shortcuts")
                .attr("aria-expanded", move || help.get().to_string())
                .on(ev::click, move |_| help.update(|h| *h = !*h))
                .child(icon(icon::KEYS)),
        ))
        .into_any()
}

fn fifteen(player: Player, name: &'static str, seconds: i32, sign: icon::Icon) -> AnyView {
    tool("control fifteen", name, sign, move || player.seek_by(seconds))
}

fn clock(player: Player) -> AnyView {
    let now = move || Millis::from_secs(player.second.get()).to_string();
    p().class("clock")
        .child((
            b().class("now").child(now),
            span().class("of").child(move || format!(" / {}", player.end.get())),
        ))
        .into_any()
}

/// Copies the page's address with the time in it, and says so.
fn copy_link(player: Player) -> AnyView {
    let told = RwSignal::new(String::new());
    let timer = StoredValue::new_local(None);
    let copy = move || {
        let at = Millis::from_secs(player.second.get_untracked());
        let page = browser::page_url();
        let page = page.split('#').next().unwrap_or_default();
        let link = format!("{page}#t={}", at.whole_seconds());
        leptos::task::spawn_local(async move {
            let worked = browser::copy(link).await;
            let text = if worked {
                format!("Link to {at} copied")
            } else {
                "The browser did not let it copy".into()
            };
            if told.try_set(text).is_none() {
                timer.set_value(Some(Timeout::new(2500.0, move || told.set(String::new()))));
            }
        });
    };
    let name = Signal::derive(move || format!("Copy link at {}", Millis::from_secs(player.second.get())));
    (
        p().class("told")
            .attr("role", "status")
            .child(move || Some(told.get()).filter(|t| !t.is_empty()).map(|text| (icon(icon::CHECK), text))),
        span().class("gap"),
        tool("control link", name, icon::LINK, copy),
    )
        .into_any()
}

/// Which recording, where there are several.
fn medium(player: Player) -> AnyView {
    let episode = player.episode();
    if episode.media.len() < 2 {
        return ().into_any();
    }
    let options = episode.media.iter().enumerate().map(|(i, m)| {
        let name = kind(&m.source);
        option().attr("value", i.to_string()).child(name[..1].to_uppercase() + &name[1..])
    });
    let chosen = move |event| player.choose(event_target_value(&event).parse().unwrap_or(0));
    pick(
        "medium",
        "Recording",
        select()
            .on(ev::change, chosen)
            .prop("value", move || player.chosen.get().to_string())
            .child(options.collect_view())
            .into_any(),
    )
}

fn speed(player: Player) -> AnyView {
    let mut rates = keys::RATES;
    rates.sort_by(f64::total_cmp);
    let options =
        rates.map(|rate| option().attr("value", rate.to_string()).child(format!("{rate}×"))).to_vec();
    let chosen = move |event: web_sys::Event| {
        if let Ok(rate) = event_target_value(&event).parse() {
            player.request(Request::SetRate(rate));
        }
    };
    let value = move || player.playback.with(|p| p.rate).to_string();
    pick("speed", "Speed", select().on(ev::change, chosen).child(options).prop("value", value).into_any())
}

fn pick(class: &'static str, name: &'static str, select: AnyView) -> AnyView {
    label()
        .class(format!("pick {class}"))
        .child((span().class("vh").child(name), select, icon(icon::DOWN)))
        .into_any()
}

fn volume(player: Player) -> AnyView {
    let muted = move || player.playback.with(|p| p.muted);
    let shown = move || player.playback.with(|p| if p.muted { 0.0 } else { p.volume });
    let slide = move |event: web_sys::Event| {
        if let Ok(value) = event_target_value(&event).parse::<f64>() {
            player.request(Request::SetMuted(value == 0.0));
            player.request(Request::SetVolume(value / 100.0));
        }
    };
    span()
        .class("volume")
        .child((
            button()
                .class("control")
                .attr("type", "button")
                .attr("aria-label", "Mute")
                .attr("aria-pressed", move || muted().to_string())
                .on(ev::click, move |_| {
                    player.request(Request::SetMuted(!player.playback.with_untracked(|p| p.muted)))
                })
                .child(move || icon(if muted() { icon::SILENT } else { icon::SOUND })),
            input()
                .attr("type", "range")
                .attr("min", "0")
                .attr("max", "100")
                .attr("aria-label", "Volume")
                .style(("--level", move || super::percent(shown())))
                .prop("value", move || (shown() * 100.0).round().to_string())
                .on(ev::input, slide),
        ))
        .into_any()
}

/// In one column, the line under the timeline names the chapter and steps through them.
fn now_line(player: Player) -> AnyView {
    let episode = player.episode();
    if episode.chapters.is_empty() {
        return ().into_any();
    }
    let title = move || {
        let chapter = player.chapter.get()?;
        let title = player.episode().chapters.get(chapter)?.title.clone();
        Some((span().class("n").child(chapter + 1), " ", title))
    };
    p().class("now-line")
        .child((
            tool("control", "Previous chapter", icon::PREVIOUS, move || player.seek_chapter(false)),
            span().class("now-title").child(title),
            span().class("left").child(move || super::chapters::left(player)),
            tool("control", "Next chapter", icon::NEXT, move || player.seek_chapter(true)),
        ))
        .into_any()
}
