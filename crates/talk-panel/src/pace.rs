//! How fast the talk is: a stepped line over time, with the average and the pace now.

use dom::{El, el, svg};
use episode::{Episode, Millis};
use language::Value;
use talk::{Pace, Step};

use crate::section::figure;
use crate::table::{cell, link, table};
use crate::text::{hundredths, part, percent};
use crate::texts::{Counted, Texts, number, text};

/// The coordinates of the drawing, which is stretched to its place.
const WIDTH: u32 = 10_000;
const HEIGHT: usize = 1000;
/// A chapter narrower than this has no number below it.
const NARROW: u32 = WIDTH / 25;

/// The figure, and what changes in it.
pub(crate) struct PaceChart {
    pub(crate) element: El,
    pace: Pace,
    end: Millis,
    needle: El,
    label: El,
    current: Option<usize>,
}

impl PaceChart {
    pub(crate) fn new(episode: &Episode, pace: Pace, end: Millis, counted: &Counted, texts: &Texts) -> Self {
        let end = pace.steps.last().map_or(end, |step| step.end);
        let top = ceiling(pace.steps.iter().filter_map(|step| step.pace).max().unwrap_or(0));
        let scale = |value: usize| HEIGHT - value * HEIGHT / top;
        let average = scale(pace.average).to_string();
        let line = |class: &str, y: &str| {
            let line = svg("line").class(class).attr("x1", "0").attr("x2", &WIDTH.to_string());
            line.attr("y1", y).attr("y2", y)
        };
        let step = |step: &Step| {
            let (x, width) = (part(step.start, end, WIDTH), part(step.end - step.start, end, WIDTH));
            // All of the height is pressed, not the line alone.
            let area = svg("rect").class("talk-step").attr("data-seek", &step.start.0.to_string());
            let area = area.attr("x", &x.to_string()).attr("width", &width.to_string());
            area.attr("y", "0").attr("height", &HEIGHT.to_string())
        };
        let drawing = svg("svg")
            .attr("viewBox", &format!("0 0 {WIDTH} {HEIGHT}"))
            .attr("preserveAspectRatio", "none")
            .attr("aria-hidden", "true")
            .child(svg("path").class("talk-area").attr("d", &outline(&pace.steps, end, scale, true)))
            .children([0, top / 2, top].map(|value| line("talk-grid", &scale(value).to_string())))
            .child(line("talk-average", &average))
            .child(svg("path").class("talk-line").attr("d", &outline(&pace.steps, end, scale, false)))
            .children(pace.steps.iter().map(step));
        let values = [0, top / 2, top].map(|value| {
            let label = el("span")
                .class("talk-value")
                .style("--at", &hundredths((scale(value) * 10_000 / HEIGHT) as u32));
            label.text(&texts.number(value))
        });
        // Its place is in the direction of the chart, its text in that of the language.
        let label = el("bdi");
        let now = el("span").class("talk-now").child(label.clone());
        let needle = el("span").class("talk-needle").attr("hidden", "").child(now);
        let chart = el("div")
            .class("talk-pace")
            .attr("role", "img")
            .attr("aria-label", &description(&pace, counted, texts))
            // In the direction of the timeline.
            .attr("dir", "ltr")
            .child(el("div").class("talk-values").attr("aria-hidden", "true").children(values))
            .child(
                el("div").class("talk-plot").attr("aria-hidden", "true").child(drawing).child(needle.clone()),
            )
            .child(el("div").class("talk-times").attr("aria-hidden", "true").children(below(episode, end)));
        let row = |step: &Step| {
            let pace = step.pace.map_or_else(|| texts.get(text("not known")), |pace| texts.number(pace));
            let words = texts.number(step.words);
            vec![link(step.start.to_string(), Some(step.start)), cell(words), cell(pace)]
        };
        let (name, head) = (text("Pace"), [text("From"), counted.title, counted.per_minute]);
        let table = table(texts, name, &head, pace.steps.iter().map(row));
        let about = texts.with(counted.average, &[("average", number(pace.average))]);
        let element = figure(texts, name, &about).child(chart).child(table);
        Self { element, pace, end, needle, label, current: None }
    }

    pub(crate) fn set_time(&mut self, time: Millis, texts: &Texts) {
        self.needle.set_attr("hidden", (time == Millis::ZERO).then_some(""));
        self.needle.set_style("--at", &percent(time.min(self.end), self.end));
        self.needle.toggle_class("is-late", part(time, self.end, 10) > 6);
        let step = self.pace.step_at(time);
        if self.current != Some(step) {
            self.current = Some(step);
            let pace = self.pace.steps[step].pace;
            self.label
                .node()
                .set_text_content(pace.map(|pace| texts.counted(text("{n} now"), pace)).as_deref());
        }
    }
}

/// The least round number that is no less than the greatest pace, with a round half.
fn ceiling(most: usize) -> usize {
    let unit = if most > 400 { 200 } else { 100 };
    most.max(1).next_multiple_of(unit)
}

/// The path of the steps, closed down to the ground where it is an `area`. Steps without a pace are gaps in it.
fn outline(steps: &[Step], end: Millis, scale: impl Fn(usize) -> usize, area: bool) -> String {
    let mut path = String::new();
    let x = |time: Millis| part(time, end, WIDTH);
    for known in steps.chunk_by(|a, b| a.pace.is_some() == b.pace.is_some()) {
        let [first, .., last] = [&known[0], &known[known.len() - 1]];
        for (index, step) in known.iter().enumerate() {
            let Some(pace) = step.pace else { continue };
            let y = scale(pace);
            path += &match (index, area) {
                (0, true) => format!("M{},{HEIGHT}V{y}", x(first.start)),
                (0, false) => format!("M{},{y}", x(first.start)),
                _ => format!("V{y}"),
            };
            path += &format!("H{}", x(step.end));
        }
        if area && last.pace.is_some() {
            path += &format!("V{HEIGHT}Z");
        }
    }
    path
}

/// What stands below the chart: the numbers of the chapters, or else the start and the end.
fn below(episode: &Episode, end: Millis) -> Vec<El> {
    // The width is hundredths of a per cent.
    let label = |at: u32, class: &str, text: String| {
        el("span").class(class).style("--at", &hundredths(at)).text(&text)
    };
    let starts: Vec<u32> = episode.chapters.iter().map(|chapter| part(chapter.start, end, WIDTH)).collect();
    if starts.len() < 2 {
        return vec![label(0, "first", Millis::ZERO.to_string()), label(WIDTH, "last", end.to_string())];
    }
    let ends = starts.iter().skip(1).copied().chain([WIDTH]);
    let mut labels: Vec<El> = starts.iter().map(|start| label(*start, "tick", String::new())).collect();
    for (index, (start, end)) in starts.iter().zip(ends).enumerate() {
        if end.saturating_sub(*start) >= NARROW {
            labels.push(label(start.midpoint(end), "", (index + 1).to_string()));
        }
    }
    labels
}

fn description(pace: &Pace, counted: &Counted, texts: &Texts) -> String {
    let average = ("average", number(pace.average));
    let Some((least, most)) = pace.extremes() else { return texts.with(counted.chart, &[average]) };
    let [least_at, most_at] = [least, most].map(|step| step.start.to_string());
    texts.with(
        counted.chart_with_extremes,
        &[
            average,
            ("least", number(least.pace.unwrap_or_default())),
            ("least_at", Value::Text(&least_at)),
            ("most", number(most.pace.unwrap_or_default())),
            ("most_at", Value::Text(&most_at)),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_ends_at_a_round_number() {
        assert_eq!([0, 1, 100, 101, 181, 400, 401].map(ceiling), [100, 100, 100, 200, 200, 400, 600]);
    }

    #[test]
    fn what_is_not_known_is_a_gap() {
        let step = |index: u32, pace| {
            let (start, end) = (Millis(index * 10), Millis(index * 10 + 10));
            Step { start, end, words: 0, pace }
        };
        let steps = [step(0, Some(10)), step(1, Some(30)), step(2, None), step(3, Some(20))];
        let scale = |value| HEIGHT - value;
        assert_eq!(outline(&steps, Millis(40), scale, false), "M0,990H2500V970H5000M7500,980H10000");
        assert_eq!(
            outline(&steps, Millis(40), scale, true),
            "M0,1000V990H2500V970H5000V1000ZM7500,1000V980H10000V1000Z"
        );
    }
}
