//! The seek bar: a slider divided into chapters, with a lane for each speaker, marks for figures and for hits.

use std::cell::RefCell;
use std::fmt::Write;
use std::rc::Rc;

use episode::Millis;
use episode::search::Hit;
use episode::text::{part_utf16, unit_at_utf16, unit_ranges_utf16};
use episode::timeline::turn_spans;
use web_sys::{KeyboardEvent, PointerEvent};

use super::icon::drawing;
use super::transcript::is_dimmed;
use super::{percent, speaker_class};
use crate::dom::{El, NodeRef, el, render_effect, svg};
use crate::reactive::*;
use crate::state::{EpisodeSignal, PlaybackHandle, Player, SearchHandle, TimedEpisode};
use crate::strings;

/// How far an arrow key seeks, in seconds.
const STEP: i32 = 5;

pub(super) fn seek_bar(player: Player) -> El {
    let Player { episode, playback, search, interface } = player;
    let hovered = RwSignal::new_local(None::<Millis>);
    let slider = NodeRef::new();
    let time_at = move |event: &PointerEvent| {
        let rect = slider.get_untracked()?.get_bounding_client_rect();
        let fraction = (f64::from(event.client_x()) - rect.left()) / rect.width().max(1.0);
        let duration = playback.duration().get_untracked();
        Some(Millis((f64::from(duration.0) * fraction.clamp(0.0, 1.0)) as u32))
    };
    let on_down = move |event: PointerEvent| {
        if let (0, Some(time), Some(element)) = (event.button(), time_at(&event), slider.get_untracked()) {
            // It fails only where the pointer is gone.
            let _ = element.set_pointer_capture(event.pointer_id());
            playback.seek(time);
        }
    };
    let on_move = move |event: PointerEvent| {
        let time = time_at(&event);
        hovered.set(time.filter(|_| event.pointer_type() == "mouse"));
        let is_dragged = slider.get_untracked().is_some_and(|e| e.has_pointer_capture(event.pointer_id()));
        if let Some(time) = time.filter(|_| is_dragged) {
            playback.seek(time);
        }
    };
    let value_text = move || {
        let episode = episode.get_untracked();
        let chapter = playback.chapter().get();
        let chapter = chapter.and_then(|index| Some((index + 1, &*episode.chapters.get(index)?.title)));
        strings::position(playback.second().get(), playback.duration().get(), chapter)
    };
    let hover_card = move || {
        let card = hovered.get().map(|time| hover_card(episode, playback, time));
        card.into_iter().flatten().collect::<Vec<_>>()
    };
    el("div")
        .class("timeline")
        .attr("role", "slider")
        .attr("tabindex", "0")
        .attr("aria-label", strings::SEEK_BAR)
        .interface_lang()
        .attr("aria-valuemin", "0")
        .attr("aria-valuemax", move || playback.duration().get().whole_seconds().to_string())
        .attr("aria-valuenow", move || playback.second().get().whole_seconds().to_string())
        .attr("aria-valuetext", value_text)
        .style(("--now", move || percent(playback.second().get(), playback.duration().get())))
        .node_ref(slider)
        .on("pointerdown", on_down)
        .on("pointermove", on_move)
        .on("pointerleave", move |_: PointerEvent| hovered.set(None))
        .on("keydown", move |event: KeyboardEvent| on_keydown(playback, &event))
        .child(figure_marks(episode, playback))
        .child(hit_marks(episode, playback, search))
        .child(track(episode, playback, "track"))
        .child(track(episode, playback, "track played"))
        .child(speaker_lanes(episode, playback, interface.speaker_filter().read_only()))
        .child(el("span").class("needle").attr("aria-hidden", "true"))
        .child(hover_card)
}

fn on_keydown(playback: PlaybackHandle, event: &KeyboardEvent) {
    match &*event.key() {
        "ArrowLeft" | "ArrowDown" => playback.seek_by(-STEP),
        "ArrowRight" | "ArrowUp" => playback.seek_by(STEP),
        "PageUp" => playback.seek_next_chapter(),
        "PageDown" => playback.seek_previous_chapter(),
        "Home" => playback.seek(Millis::ZERO),
        "End" => playback.seek(playback.duration().get_untracked()),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// Places an element at a time.
fn place(element: El, property: &'static str, playback: PlaybackHandle, time: Millis) -> El {
    element.style((property, move || percent(time, playback.duration().get())))
}

/// As many chapters as the bar can show apart. With more it is one segment.
const MAX_SEGMENTS: usize = 100;

/// The chapters, hollow; the filled ones are drawn by a second track, which ends at the current time. The segments are
/// built anew when the duration changes; only their class changes with the active chapter.
fn track(episode: EpisodeSignal, playback: PlaybackHandle, class: &str) -> El {
    let segments: Rc<RefCell<Vec<El>>> = Rc::default();
    let built = segments.clone();
    let build = move || {
        let (episode, end) = (episode.get_untracked(), playback.duration().get());
        let chapters = if episode.chapters.len() > MAX_SEGMENTS { &[] } else { &episode.chapters[..] };
        let segment = |index: usize| {
            let start = chapters.get(index).map_or(Millis::ZERO, |chapter| chapter.start);
            let next = chapters.get(index + 1).map_or(end, |chapter| chapter.start);
            el("i").style(("--at", &percent(start, end))).style(("--len", &percent(next - start, end)))
        };
        built.replace((0..chapters.len().max(1)).map(segment).collect());
        // What comes before the first chapter is a segment of its own, in no chapter.
        let mut all = built.borrow().clone();
        if let Some(first) = chapters.first().filter(|chapter| chapter.start > Millis::ZERO) {
            all.push(el("i").style(("--at", "0%")).style(("--len", &percent(first.start, end))));
        }
        all
    };
    let track = el("div").class(class).attr("aria-hidden", "true").child(build);
    let mut previous = None;
    render_effect(move || {
        playback.duration().track();
        let active = playback.chapter().get();
        for (index, is_active) in [(previous, false), (active, true)] {
            if let Some(segment) = index.and_then(|index: usize| segments.borrow().get(index).cloned()) {
                segment.toggle_class("is-now", is_active);
            }
        }
        previous = active;
    });
    track
}

/// Marks where figures are said.
fn figure_marks(episode: EpisodeSignal, playback: PlaybackHandle) -> El {
    el("div").class("marks").attr("aria-hidden", "true").child(move || {
        let episode = episode.get();
        let statistics = episode.statistics.iter().enumerate();
        let mentions = statistics.flat_map(|(i, s)| s.mentions.iter().map(move |m| (i, m.start)));
        let mark = |(index, start)| {
            place(el("i").class("figure-mark"), "--at", playback, start)
                .class(("is-now", move || playback.is_said(index)))
        };
        mentions.map(mark).collect::<Vec<_>>()
    })
}

/// The width of the drawings of lanes and hits, in their own units: finer than any screen.
const WIDTH: u32 = 4_000;

/// What is nearer than this becomes one line: it is less than a pixel.
const MIN_GAP: u32 = 6;

/// The horizontal place of a time.
fn x_of(time: Millis, end: Millis) -> u32 {
    (u64::from(time.min(end).0) * u64::from(WIDTH) / u64::from(end.0.max(1))) as u32
}

/// A lane for each speaker, which shows who speaks when. All turns of a speaker are one path: an element for each would
/// make the page slow in long episodes.
fn speaker_lanes(episode: EpisodeSignal, playback: PlaybackHandle, filter: ReadSignal<Option<usize>>) -> El {
    let lanes = episode.get_untracked().speakers.len().clamp(1, 4);
    let lines = move || {
        let (episode, end) = (episode.get(), playback.duration().get());
        // The last path is of the turns without a speaker. With each path goes how far it is drawn.
        let mut paths = vec![(String::new(), 0); episode.speakers.len() + 1];
        for ((start, until), turn) in turn_spans(&episode, end).zip(&episode.transcript.turns) {
            let (path, drawn) = &mut paths[turn.speaker.unwrap_or(episode.speakers.len())];
            // A small gap between two turns of one speaker, but none where no screen could show it; and a minimum
            // width for short turns.
            let x = x_of(start, end);
            let to = x_of(until, end).saturating_sub(4).max(x + 2);
            let x = x.max(*drawn);
            if until > start && to > x {
                let is_near = !path.is_empty() && x < *drawn + MIN_GAP;
                // Writing to a string does not fail.
                let _ = if is_near { write!(path, "H{to}") } else { write!(path, "M{x} 0H{to}") };
                *drawn = to;
            }
        }
        let line = |(index, (path, _)): (usize, (String, u32))| {
            let speaker = (index < episode.speakers.len()).then_some(index);
            let y = speaker.unwrap_or(0) % lanes * 5 + 2;
            let line = svg("path").attr("class", speaker_class(speaker)).attr("d", path);
            line.attr("transform", format!("translate(0 {y})"))
                .class(("is-dim", move || is_dimmed(filter.get(), speaker)))
        };
        let lines = paths.into_iter().enumerate().filter(|(_, (path, _))| !path.is_empty());
        lines.map(line).collect::<Vec<_>>()
    };
    drawing("speaker-lanes", &format!("0 0 {WIDTH} {}", lanes * 5 - 1))
        .attr("preserveAspectRatio", "none")
        .child(lines)
}

/// Marks the hits of the search: all of them as one path, since there may be thousands, and the current one.
fn hit_marks(episode: EpisodeSignal, playback: PlaybackHandle, search: SearchHandle) -> [El; 2] {
    let path = move || {
        search.debounced().track();
        let (episode, end) = (episode.get_untracked(), playback.duration().get());
        let (mut path, mut previous) = (String::new(), None);
        search.hits().with_untracked(|hits| {
            let of_turns = hits.chunk_by(|a, b| a.turn == b.turn);
            for time in of_turns.flat_map(|hits| hit_times(&episode, hits)) {
                // One mark for hits at the same place.
                let x = x_of(time, end) / MIN_GAP * MIN_GAP;
                if previous != Some(x) {
                    previous = Some(x);
                    let _ = write!(path, "M{x} 0v11");
                }
            }
        });
        path
    };
    let current = move || {
        let hit = search.current_hit()?;
        let time = hit_times(&episode.get_untracked(), &[hit]).into_iter().next()?;
        Some(place(el("i").class("hit-mark").attr("aria-hidden", "true"), "--at", playback, time))
    };
    let drawing = drawing("hit-marks", &format!("0 0 {WIDTH} 11")).attr("preserveAspectRatio", "none");
    [drawing.child(svg("path").attr("d", path)), el("div").child(current)]
}

/// Returns when the first words of these hits, all in one turn, are said.
fn hit_times(episode: &TimedEpisode, hits: &[Hit]) -> Vec<Millis> {
    let turn = hits.first().map_or(0, |hit| hit.turn as usize);
    // The hits may still be those of another transcript.
    let Some(said) = episode.transcript.turns.get(turn) else { return Vec::new() };
    let units = unit_ranges_utf16(&said.text);
    let time = |hit: &Hit| episode.timeline.unit_start(episode, turn, unit_at_utf16(&units, hit.start)?);
    hits.iter().filter_map(time).collect()
}

/// What is at the time under the pointer: chapter, speaker and some words, or characters, around it.
fn hover_card(episode: EpisodeSignal, playback: PlaybackHandle, time: Millis) -> [El; 2] {
    let episode = episode.get_untracked();
    let mut head = el("p").class("card-at-head").child(el("b").child(time.to_string()));
    let chapter =
        episode.timeline.chapter(time).and_then(|index| Some((index, episode.chapters.get(index)?)));
    if let Some((index, chapter)) = chapter {
        let number = el("span").child(format!(" {} ", index + 1));
        head = head.child(number).child(el("bdi").child(&chapter.title));
    }
    let words = episode.timeline.turn(time).map(|index| {
        let turn = &episode.transcript.turns[index];
        let units = unit_ranges_utf16(&turn.text);
        let unit = episode.timeline.unit(index, time).unwrap_or(0);
        // Twelve of them, from two before.
        let first = unit.saturating_sub(2);
        let start = units.get(first).map_or(0, |unit| unit.start);
        let end = units.get(first + 11).or(units.last()).map_or(0, |unit| unit.end);
        let words = part_utf16(&turn.text, start..end);
        let speaker = episode.speaker_of(turn);
        let name = speaker.map(|s| el("bdi").class(speaker_class(turn.speaker)).child(&s.name));
        el("p").class("card-at-words").dir_auto().child(name).child(format!(" …{words}…"))
    });
    let card = el("div")
        .class("card-at")
        .attr("aria-hidden", "true")
        .attr("lang", episode.language.as_deref())
        .child(head)
        .child(words);
    [
        place(el("span").class("needle ghost").attr("aria-hidden", "true"), "--now", playback, time),
        place(card, "--at", playback, time),
    ]
}
