//! A page of a real show, from the author's Markdown to the screen, with YouTube's embed.

use e2e::{Knobs, Page, Stage};
use episode::{Episode, Source};
use serde_json::Value;

use crate::support::{LIT_TURN, start};

/// The page that this player was first made for.
const PAGE: &str = "episodes/00050-aws-reinvent-2025-infrastructure-developer-experience.md";

fn imported() -> Episode {
    let corpus = corpus::folder().expect("EPISODE_CORPUS names the folder");
    let page = std::fs::read_to_string(corpus.join(PAGE)).expect("the page is there");
    import::import(&page, &import::Options { id: "00050".into(), ..import::Options::default() }).episode
}

fn open<'a>(stage: &'a Stage, episode: &Episode) -> Page<'a> {
    let Source::YouTube(video) = &episode.media[0].source else { panic!("it is on YouTube") };
    let duration = episode.end().seconds() + 20.0;
    stage.embed.knobs(video, Knobs { duration, ..Knobs::default() });
    let page = stage.open_episode(&serde_json::to_value(episode).expect("an episode can be written"), "");
    start(page).wait();
    page
}

/// The texts in rich text, in their order.
fn texts(node: &Value, out: &mut Vec<String>) {
    out.extend(node["value"].as_str().map(str::to_owned));
    node["children"].as_array().into_iter().flatten().for_each(|child| texts(child, out));
}

fn without_space(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn everything_on_the_page_is_on_the_screen() {
    let episode = imported();
    let stage = Stage::new();
    let page = open(&stage, &episode);
    for (selector, count) in [
        (".chapter", episode.chapters.len()),
        (".turn", episode.transcript.turns.len()),
        (".figure", episode.statistics.len()),
    ] {
        assert_eq!(page.eval::<usize>(&format!("qa('{selector}').length")), count, "{selector}");
    }
    let mut wanted = vec![episode.title.clone()];
    wanted.extend(episode.speakers.iter().map(|s| s.name.clone()));
    wanted.extend(episode.series.iter().map(|s| s.name.clone()));
    wanted.extend(episode.audience.clone());
    wanted.extend(episode.chapters.iter().map(|c| c.title.clone()));
    wanted.extend(episode.transcript.turns.iter().map(|t| t.text.clone()));
    for statistic in &episode.statistics {
        wanted.extend([statistic.metric.clone(), statistic.value.clone()]);
        wanted.extend(statistic.source.clone());
    }
    let json = serde_json::to_value(&episode).expect("an episode can be written");
    json["synopsis"].as_array().into_iter().flatten().for_each(|node| texts(node, &mut wanted));
    wanted.extend(episode.sections.iter().map(|section| section.title.clone()));
    json["sections"].as_array().into_iter().flatten().for_each(|section| texts(section, &mut wanted));
    for related in &episode.related {
        wanted.push(related.title.clone());
        wanted.extend(related.note.clone());
    }
    for group in &episode.resources {
        wanted.extend(group.title.clone());
        wanted.extend(group.links.iter().map(|link| link.title.clone()));
    }
    let shown = without_space(&page.eval::<String>("q('.player').textContent"));
    let missing: Vec<_> = wanted.iter().filter(|text| !shown.contains(&without_space(text))).collect();
    assert!(missing.is_empty(), "{} of {} are not on the screen: {missing:#?}", missing.len(), wanted.len());
    let links: Vec<String> = page.eval("[...q('.notes').querySelectorAll('a[href]')].map(a => a.href)");
    let resources = episode.resources.iter().flat_map(|g| &g.links);
    let urls: Vec<_> = resources.filter_map(|link| link.url.as_deref()).collect();
    assert!(!urls.is_empty(), "the page has resources");
    for url in urls {
        assert!(links.iter().any(|link| link.trim_end_matches('/') == url.trim_end_matches('/')), "{url}");
    }
}

#[test]
fn each_chapter_seeks_and_the_highlight_follows_the_embeds_own_clock() {
    let episode = imported();
    let stage = Stage::new();
    let page = open(&stage, &episode);
    start(page).click();
    page.wait_for("it plays", "q('iframe') && q('episode-player').currentTime > 0");
    let timeline = episode::Timeline::new(&episode);
    for (index, chapter) in episode.chapters.iter().enumerate() {
        page.link(&format!("{} …", chapter.title)).click();
        let start = chapter.start.seconds();
        page.wait_for(
            "the chapter is current and it plays",
            &format!(
                "qa('.chapter').findIndex(c => c.ariaCurrent) === {index} && q('episode-player').currentTime > {start} + .1"
            ),
        );
        let now = |page: Page<'_>| page.embed(|frame| frame.eval::<f64>("__now()"));
        let there = now(page);
        assert!((start..start + 5.0).contains(&there), "chapter {index} at {start}: the embed is at {there}");
        let turn = |seconds: f64| timeline.turn(episode::Millis::from_seconds(seconds).expect("a time"));
        let (lit, turn) = page.wait_until("a moment in which nothing changes", || {
            let before = now(page);
            let lit: Option<String> = page.eval(LIT_TURN);
            let after = now(page);
            let quiet = turn(before - 0.05) == turn(after + 0.05);
            if quiet { Ok((lit, turn(before))) } else { Err((before, after)) }
        });
        assert_eq!(lit, turn.map(|turn| format!("turn-{turn}")), "chapter {index}");
    }
}
