//! The map of the episode: a slider cut into chapters, with a lane per speaker and the figures on top.

use episode::{Millis, timeline::turn_spans};
use leptos::html::{b, div, i, p, span};
use leptos::prelude::*;
use leptos::svg::{rect, svg};
use leptos::{ev, html};
use web_sys::{KeyboardEvent, PointerEvent};

use super::{percent, voice};
use crate::state::Player;

/// How far an arrow key goes.
const STEP: i32 = 5;

pub(super) fn timeline(player: Player) -> AnyView {
    let hover = RwSignal::new(None::<Millis>);
    let slider = NodeRef::<html::Div>::new();
    let time_at = move |event: &PointerEvent| {
        let rect = slider.get_untracked()?.get_bounding_client_rect();
        let fraction = (f64::from(event.client_x()) - rect.left()) / rect.width().max(1.0);
        Some(Millis((f64::from(player.end.get_untracked().0) * fraction.clamp(0.0, 1.0)) as u32))
    };
    let down = move |event: PointerEvent| {
        if let (0, Some(time), Some(element)) = (event.button(), time_at(&event), slider.get_untracked()) {
            let _ = element.set_pointer_capture(event.pointer_id());
            player.seek(time);
        }
    };
    let moved = move |event: PointerEvent| {
        let time = time_at(&event);
        hover.set(time.filter(|_| event.pointer_type() == "mouse"));
        let dragging = slider.get_untracked().is_some_and(|e| e.has_pointer_capture(event.pointer_id()));
        if let Some(time) = time.filter(|_| dragging) {
            player.seek(time);
        }
    };
    let position = move || percent(Millis::from_secs(player.second.get()).fraction_of(player.end.get()));
    let value_text = move || {
        let time = Millis::from_secs(player.second.get());
        let chapter = player.chapter.get().and_then(|c| {
            let title = player.episode().chapters.get(c)?.title.clone();
            Some(format!(", chapter {}, {title}", c + 1))
        });
        format!("{} of {}{}", spoken(time), spoken(player.end.get()), chapter.unwrap_or_default())
    };
    div()
        .class("timeline")
        .attr("role", "slider")
        .attr("tabindex", "0")
        .attr("aria-label", "Timeline")
        .attr("aria-valuemin", "0")
        .attr("aria-valuemax", move || player.end.get().whole_seconds().to_string())
        .attr("aria-valuenow", move || player.second.get().to_string())
        .attr("aria-valuetext", value_text)
        .style(("--now", position))
        .node_ref(slider)
        .on(ev::pointerdown, down)
        .on(ev::pointermove, moved)
        .on(ev::pointerleave, move |_| hover.set(None))
        .on(ev::keydown, move |event| key(player, &event))
        .child((
            marks(player),
            track(player, "track"),
            track(player, "track played"),
            strip(player),
            span().class("needle").attr("aria-hidden", "true"),
            move || hover.get().map(|time| card(player, time)),
        ))
        .into_any()
}

fn key(player: Player, event: &KeyboardEvent) {
    match &*event.key() {
        "ArrowLeft" | "ArrowDown" => player.seek_by(-STEP),
        "ArrowRight" | "ArrowUp" => player.seek_by(STEP),
        "PageUp" => player.seek_chapter(true),
        "PageDown" => player.seek_chapter(false),
        "Home" => player.seek(Millis::ZERO),
        "End" => player.seek(player.end.get_untracked()),
        _ => return,
    }
    event.prevent_default();
}

/// A place on the timeline, as CSS has it.
fn at(player: Player, time: Millis) -> impl Fn() -> String + Send + Sync + Clone + 'static {
    move || percent(time.fraction_of(player.end.get()))
}

/// The chapters, hollow; the same again, filled, cut off where the episode is now.
fn track(player: Player, class: &'static str) -> AnyView {
    let episode = player.episode();
    let count = episode.chapters.len().max(1);
    let segments = (0..count).map(|index| {
        let start = episode.chapters.get(index).map_or(Millis::ZERO, |c| c.start);
        let next = episode.chapters.get(index + 1).map(|c| c.start);
        let length =
            move || percent((next.unwrap_or(player.end.get()) - start).fraction_of(player.end.get()));
        i().class(("is-now", move || player.chapter.get() == Some(index)))
            .style(("--at", at(player, start)))
            .style(("--len", length))
    });
    div().class(class).attr("aria-hidden", "true").child(segments.collect_view()).into_any()
}

/// Where the figures are said.
fn marks(player: Player) -> AnyView {
    let episode = player.episode();
    let marks = episode
        .statistics
        .iter()
        .enumerate()
        .flat_map(|(index, s)| s.mentions.iter().map(move |m| (index, m.start)));
    let marks = marks.map(|(index, start)| {
        i().class("figure-mark")
            .class(("is-now", move || player.figures.with(|f| f.contains(&index))))
            .style(("--at", at(player, start)))
    });
    div().class("marks").attr("aria-hidden", "true").child(marks.collect_view()).into_any()
}

/// A lane per speaker: who speaks when.
fn strip(player: Player) -> AnyView {
    let episode = player.episode();
    let end = player.timeline().end.0.max(1);
    let lanes = episode.speakers.len().clamp(1, 4);
    let turns = turn_spans(&episode, Millis(end)).zip(&episode.transcript.turns);
    let bars = turns.filter(|((start, end), _)| end > start).map(|((start, until), turn)| {
        let lane = turn.speaker.unwrap_or(0) % lanes;
        let x = f64::from(start.0) * 1000.0 / f64::from(end);
        let width = f64::from((until - start).0) * 1000.0 / f64::from(end);
        rect()
            .attr("class", voice(turn.speaker))
            .attr("x", format!("{x:.2}"))
            .attr("y", (lane * 5).to_string())
            .attr("width", format!("{:.2}", (width - 0.8).max(0.4)))
            .attr("height", "4")
    });
    svg()
        .attr("class", "strip")
        .attr("viewBox", format!("0 0 1000 {}", lanes * 5 - 1))
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .child(bars.collect_view())
        .into_any()
}

/// What is at a time under the pointer: chapter, speaker, the first words.
fn card(player: Player, time: Millis) -> AnyView {
    let episode = player.episode();
    let timeline = player.timeline();
    let chapter = timeline.chapter(time).and_then(|c| Some((c + 1, episode.chapters.get(c)?.title.clone())));
    let words = timeline.turn(time).map(|index| {
        let turn = &episode.transcript.turns[index];
        let word = timeline.word(index, time).unwrap_or(0);
        let words: Vec<&str> =
            episode::text::words(&turn.text).skip(word.saturating_sub(2)).take(12).collect();
        let name =
            episode.speaker_of(turn).map(|s| b().class(voice(turn.speaker)).child(format!("{} ", s.name)));
        p().class("card-at-words").child((name, format!("…{}…", words.join(" "))))
    });
    (
        span().class("needle ghost").style(("--now", at(player, time))),
        div().class("card-at").attr("aria-hidden", "true").style(("--at", at(player, time))).child((
            p().class("card-at-head").child((
                b().child(time.to_string()),
                chapter.map(|(n, title)| (span().child(format!(" {n} ")), title)),
            )),
            words,
        )),
    )
        .into_any()
}

/// A time as it is said.
fn spoken(time: Millis) -> String {
    let s = time.whole_seconds();
    let unit = |n: u32, name: &str| match n {
        0 => None,
        1 => Some(format!("1 {name}")),
        n => Some(format!("{n} {name}s")),
    };
    let parts: Vec<String> = [unit(s / 3600, "hour"), unit(s / 60 % 60, "minute"), unit(s % 60, "second")]
        .into_iter()
        .flatten()
        .collect();
    if parts.is_empty() { "0 seconds".into() } else { parts.join(" ") }
}
