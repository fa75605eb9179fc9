//! The map of the episode: a slider cut into chapters, with a lane per speaker and the figures on top.

use std::cell::RefCell;
use std::fmt::Write;
use std::rc::Rc;

use episode::search::Hit;
use episode::text::{join, word_at_utf16, word_ranges_utf16, words};
use episode::timeline::turn_spans;
use episode::{Episode, Millis, Timeline};
use web_sys::{KeyboardEvent, PointerEvent};

use super::icon::drawing;
use super::transcript::is_dim;
use super::{percent, voice};
use crate::dom::{El, effect, el, slot, svg};
use crate::reactive::*;
use crate::state::Player;

/// How far an arrow key goes, in seconds.
const STEP: i32 = 5;

pub(super) fn timeline(player: Player) -> El {
    let hover = Live::new(None::<Millis>);
    let slider = slot();
    let time_at = move |event: &PointerEvent| {
        let rect = slider.get_value()?.get_bounding_client_rect();
        let fraction = (f64::from(event.client_x()) - rect.left()) / rect.width().max(1.0);
        Some(Millis((f64::from(player.end().get_untracked().0) * fraction.clamp(0.0, 1.0)) as u32))
    };
    let down = move |event: PointerEvent| {
        if let (0, Some(time), Some(element)) = (event.button(), time_at(&event), slider.get_value()) {
            // It fails only where the pointer is gone.
            let _ = element.set_pointer_capture(event.pointer_id());
            player.seek(time);
        }
    };
    let moved = move |event: PointerEvent| {
        let time = time_at(&event);
        hover.set(time.filter(|_| event.pointer_type() == "mouse"));
        let is_dragged = slider.get_value().is_some_and(|e| e.has_pointer_capture(event.pointer_id()));
        if let Some(time) = time.filter(|_| is_dragged) {
            player.seek(time);
        }
    };
    let value = move || Some(player.second().get().whole_seconds().to_string());
    let value_text = move || {
        let time = spoken(player.second().get());
        let chapter = player.chapter().get().and_then(|chapter| {
            Some(format!(", chapter {}, {}", chapter + 1, player.episode().chapters.get(chapter)?.title))
        });
        Some(format!("{time} of {}{}", spoken(player.end().get()), chapter.unwrap_or_default()))
    };
    el("div")
        .class("timeline")
        .attr("role", "slider")
        .attr("tabindex", "0")
        .attr("aria-label", "Timeline")
        .in_english()
        .attr("aria-valuemin", "0")
        .bind("aria-valuemax", move || Some(player.end().get().whole_seconds().to_string()))
        .bind("aria-valuenow", value)
        .bind("aria-valuetext", value_text)
        .style("--now", move || percent(player.second().get(), player.end().get()))
        .keep(slider)
        .on("pointerdown", down)
        .on("pointermove", moved)
        .on("pointerleave", move |_: PointerEvent| hover.set(None))
        .on("keydown", move |event: KeyboardEvent| key(player, &event))
        .child(marks(player))
        .children(matches(player))
        .child(track(player, "track"))
        .child(track(player, "track played"))
        .child(strip(player))
        .child(el("span").class("needle").attr("aria-hidden", "true"))
        .children_of(move || hover.get().map(|time| card(player, time)).into_iter().flatten().collect())
}

fn key(player: Player, event: &KeyboardEvent) {
    match &*event.key() {
        "ArrowLeft" | "ArrowDown" => player.seek_by(-STEP),
        "ArrowRight" | "ArrowUp" => player.seek_by(STEP),
        "PageUp" => player.seek_chapter(true),
        "PageDown" => player.seek_chapter(false),
        "Home" => player.seek(Millis::ZERO),
        "End" => player.seek(player.end().get_untracked()),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// An element at a place of the timeline.
fn placed(element: El, name: &'static str, player: Player, time: Millis) -> El {
    element.style(name, move || percent(time, player.end().get()))
}

/// As many chapters as the bar can show apart. It is whole where there are more.
const SEGMENTS: usize = 100;

/// The chapters, hollow; the same again, filled, cut off where the episode is now. They are made anew when the length
/// changes, and what is now is moved.
fn track(player: Player, class: &str) -> El {
    let segments: Rc<RefCell<Vec<El>>> = Rc::default();
    let made = segments.clone();
    let make = move || {
        let (episode, end) = (player.episode(), player.end().get());
        let chapters = if episode.chapters.len() > SEGMENTS { &[] } else { &episode.chapters[..] };
        let segment = |index: usize| {
            let start = chapters.get(index).map_or(Millis::ZERO, |chapter| chapter.start);
            let next = chapters.get(index + 1).map_or(end, |chapter| chapter.start);
            el("i").styled("--at", &percent(start, end)).styled("--len", &percent(next - start, end))
        };
        made.replace((0..chapters.len().max(1)).map(segment).collect());
        // What comes before the first chapter is a piece of its own, in none.
        let lead = chapters.first().filter(|chapter| chapter.start > Millis::ZERO);
        let lead =
            lead.map(|chapter| el("i").styled("--at", "0%").styled("--len", &percent(chapter.start, end)));
        made.borrow().iter().cloned().chain(lead).collect()
    };
    let track = el("div").class(class).attr("aria-hidden", "true").children_of(make);
    let mut before = None;
    effect(move || {
        player.end().track();
        let now = player.chapter().get();
        for (index, is_now) in [(before, false), (now, true)] {
            if let Some(segment) = index.and_then(|index: usize| segments.borrow().get(index).cloned()) {
                segment.toggle("is-now", is_now);
            }
        }
        before = now;
    });
    track
}

/// Where the figures are said.
fn marks(player: Player) -> El {
    el("div").class("marks").attr("aria-hidden", "true").children_of(move || {
        player.edition().track();
        let episode = player.episode();
        let statistics = episode.statistics.iter().enumerate();
        let mentions = statistics.flat_map(|(i, s)| s.mentions.iter().map(move |m| (i, m.start)));
        let mark = |(index, start)| {
            placed(el("i").class("figure-mark"), "--at", player, start)
                .class_when("is-now", move || player.is_said(index))
        };
        mentions.map(mark).collect()
    })
}

/// How finely the strip and the matches are drawn, across: enough for any screen.
const WIDTH: u32 = 4_000;

/// What is nearer than this is one: less than a pixel.
const FINEST: u32 = 6;

/// A time's place across.
fn across(time: Millis, end: Millis) -> u32 {
    (u64::from(time.min(end).0) * u64::from(WIDTH) / u64::from(end.0.max(1))) as u32
}

/// A lane per speaker: who speaks when. One path for all turns of a speaker: an element for each would make the page
/// slow at length.
fn strip(player: Player) -> El {
    let lanes = player.episode().speakers.len().clamp(1, 4);
    let lines = move || {
        player.edition().track();
        let (episode, end) = (player.episode(), player.end().get());
        // The last is of those whom nobody named. With each path goes how far it is drawn.
        let mut paths = vec![(String::new(), 0); episode.speakers.len() + 1];
        for ((start, until), turn) in turn_spans(&episode, end).zip(&episode.transcript.turns) {
            let (path, drawn) = &mut paths[turn.speaker.unwrap_or(episode.speakers.len())];
            // A little air between two turns of one speaker, but none where no screen could show it; and a short turn
            // is seen.
            let x = across(start, end);
            let to = across(until, end).saturating_sub(4).max(x + 2);
            let x = x.max(*drawn);
            if until > start && to > x {
                let near = !path.is_empty() && x < *drawn + FINEST;
                // Writing to a string does not fail.
                let _ = if near { write!(path, "H{to}") } else { write!(path, "M{x} 0H{to}") };
                *drawn = to;
            }
        }
        let line = |(index, (path, _)): (usize, (String, u32))| {
            let speaker = (index < episode.speakers.len()).then_some(index);
            let y = speaker.unwrap_or(0) % lanes * 5 + 2;
            let line = svg("path").attr("class", voice(speaker)).attr("d", &path);
            line.attr("transform", &format!("translate(0 {y})"))
                .class_when("is-dim", move || is_dim(player.only().get(), speaker))
        };
        paths.into_iter().enumerate().filter(|(_, (path, _))| !path.is_empty()).map(line).collect()
    };
    drawing("strip", &format!("0 0 {WIDTH} {}", lanes * 5 - 1))
        .attr("preserveAspectRatio", "none")
        .children_of(lines)
}

/// Where in the episode the search found something. One path: there may be many thousand.
fn matches(player: Player) -> [El; 2] {
    let ticks = move || {
        player.settled().track();
        let (episode, timeline, end) = (player.episode(), player.timeline(), player.end().get());
        let (mut path, mut before) = (String::new(), None);
        player.hits().with_untracked(|hits| {
            for time in
                hits.chunk_by(|a, b| a.turn == b.turn).flat_map(|hits| times(&episode, &timeline, hits))
            {
                // No two in one place.
                let x = across(time, end) / FINEST * FINEST;
                if before != Some(x) {
                    before = Some(x);
                    let _ = write!(path, "M{x} 0v11");
                }
            }
        });
        Some(path)
    };
    let current = move || {
        let hit = player.hits().with(|hits| hits.get(player.hit().get()).copied())?;
        let time = times(&player.episode(), &player.timeline(), &[hit]).into_iter().next()?;
        Some(placed(el("i").class("hit-mark").attr("aria-hidden", "true"), "--at", player, time))
    };
    let drawing = drawing("hit-marks", &format!("0 0 {WIDTH} 11")).attr("preserveAspectRatio", "none");
    [drawing.child(svg("path").bind("d", ticks)), el("div").child_of(current)]
}

/// When the words are said that these hits of one turn start in.
fn times(episode: &Episode, timeline: &Timeline, hits: &[Hit]) -> Vec<Millis> {
    let Some(turn) = hits.first().map(|hit| hit.turn as usize) else { return Vec::new() };
    let words = word_ranges_utf16(&episode.transcript.turns[turn].text);
    let time = |hit: &Hit| timeline.word_start(episode, turn, word_at_utf16(&words, hit.start)?);
    hits.iter().filter_map(time).collect()
}

/// What is at a time under the pointer: chapter, speaker, the words.
fn card(player: Player, time: Millis) -> [El; 2] {
    let episode = player.episode();
    let timeline = player.timeline();
    let mut head = el("p").class("card-at-head").child(el("b").text(&time.to_string()));
    if let Some((index, chapter)) = timeline.chapter(time).and_then(|c| Some((c, episode.chapters.get(c)?))) {
        let number = el("span").text(&format!(" {} ", index + 1));
        head = head.child(number).child(el("bdi").text(&chapter.title));
    }
    let words = timeline.turn(time).map(|index| {
        let turn = &episode.transcript.turns[index];
        let word = timeline.word(index, time).unwrap_or(0);
        let words = join(words(&turn.text).skip(word.saturating_sub(2)).take(12), " ");
        let name = episode.speaker_of(turn).map(|s| el("bdi").class(voice(turn.speaker)).text(&s.name));
        el("p").class("card-at-words").in_own_direction().children(name).text(&format!(" …{words}…"))
    });
    let card = el("div")
        .class("card-at")
        .attr("aria-hidden", "true")
        .attr_some("lang", episode.language.as_deref())
        .child(head)
        .children(words);
    [
        placed(el("span").class("needle ghost").attr("aria-hidden", "true"), "--now", player, time),
        placed(card, "--at", player, time),
    ]
}

/// A time as it is said.
fn spoken(time: Millis) -> String {
    let s = time.whole_seconds();
    let unit = |n: u32, name: &str| match n {
        0 => None,
        1 => Some(format!("1 {name}")),
        n => Some(format!("{n} {name}s")),
    };
    let parts = [unit(s / 3600, "hour"), unit(s / 60 % 60, "minute"), unit(s % 60, "second")];
    let spoken = join(parts.iter().flatten().map(String::as_str), " ");
    if spoken.is_empty() { "0 seconds".into() } else { spoken }
}
