//! The parts of the player under a provider, for a layout of the app's own.

#![allow(clippy::needless_pass_by_value, reason = "props are owned")]

use std::rc::Rc;

use episode::Millis;
use episode::text::join;
use leptos::html;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::texts::LanguageProps;
use super::{EpisodeHandle, Texts, article, host};
use crate::YouTubeHost;
use crate::browser;
use crate::dom::{El, el, render_effect};
use crate::load::{LoadState, Loader, Requested, Source};
use crate::reactive::RwSignal as LocalSignal;
use crate::root::without_episode;
use crate::settings::Settings;
use crate::state::{Links, Player};
use crate::view::{self, initial_panel};

/// A part of the player.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Stage,
    Transport,
    Timeline,
    Chapters,
    Transcript,
    Statistics,
    Notes,
}

impl Part {
    /// The name of its view, and after `episode-` the class of its element in the app's page.
    fn name(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Transport => "transport",
            Self::Timeline => "timeline",
            Self::Chapters => "chapters",
            Self::Transcript => "transcript",
            Self::Statistics => "statistics",
            Self::Notes => "notes",
        }
    }
}

/// What the parts take from their provider.
#[derive(Clone, Copy)]
struct Provided {
    source: Signal<Source>,
    handle: EpisodeHandle,
    language: LanguageProps,
    /// In the browser only, once the provider is mounted.
    shown: RwSignal<Option<SendWrapper<Shown>>>,
}

/// The loader and its player, which all parts show.
#[derive(Clone, Copy)]
struct Shown {
    loader: Loader,
    player: LocalSignal<Option<Player>>,
}

/// Provides an episode to the parts below it, which are on one clock: [`Stage`], [`Transport`], [`Timeline`],
/// [`Chapters`], [`Transcript`], [`Statistics`] and [`Notes`], each once, several times or not at all, in any order.
/// Where there is no stage, sound and video files play unseen.
#[component]
pub fn EpisodeProvider(
    /// The episode, or the address of its JSON. A change shows another one.
    #[prop(into)]
    source: Signal<Source>,
    /// Where to start, in seconds. Default: 0.
    #[prop(optional, into)]
    start: f64,
    /// The language of the parts' interface, as a BCP 47 tag: one of the features `lang-…`, else it is English. Default: the
    /// nearest `lang` of each part when it is mounted; on a server English.
    #[prop(optional, into)]
    language: MaybeProp<String>,
    /// Texts of the interface of the app's own, which go before those of the language. Default: none.
    #[prop(optional, into)]
    texts: MaybeProp<Texts>,
    /// The host of YouTube's embed. Default: [`YouTubeHost::NoCookie`].
    #[prop(optional)]
    youtube_host: YouTubeHost,
    /// Reads and controls the player from outside of the provider. Default: none.
    #[prop(optional)]
    handle: Option<EpisodeHandle>,
    /// The app's layout, with the parts in it.
    children: Children,
) -> impl IntoView {
    let handle = handle.unwrap_or_default();
    let shown = RwSignal::new(None);
    let language = LanguageProps::new(language, texts);
    provide_context(Provided { source, handle, language, shown });
    let owner = Owner::current().unwrap_or_default();
    Effect::new(move |_| {
        let settings = Rc::new(Settings::default());
        settings.start.set(handle.take_start().or(Millis::from_seconds(start)));
        owner.with(|| {
            untrack(|| shown.set(Some(SendWrapper::new(show(source, settings, youtube_host, handle)))));
        });
    });
    children()
}

/// Reads and controls the player of the provider above.
///
/// # Panics
/// Where there is no [`EpisodeProvider`] above.
#[must_use]
pub fn use_episode() -> EpisodeHandle {
    provided().handle
}

fn provided() -> Provided {
    use_context().expect("the parts of a player stand below an <EpisodeProvider>")
}

/// Loads what the source names, and makes a player of each episode.
fn show(
    source: Signal<Source>,
    settings: Rc<Settings>,
    youtube_host: YouTubeHost,
    handle: EpisodeHandle,
) -> Shown {
    let loader = Loader::new(move || Requested::Source(source.get()));
    let player = LocalSignal::new_local(None);
    render_effect(move || match loader.state.get() {
        LoadState::Ready(episode, base) => untrack(|| {
            let panel = initial_panel(&episode);
            let links = Links { base, suffix: String::new() };
            let new = Player::new(episode, links, youtube_host, settings.clone(), panel);
            handle.follow(new);
            player.set(Some(new));
            // The parts are there by then, and a stage if there is one.
            browser::spawn_local(async move {
                if !new.playback.is_disposed() {
                    new.playback.open_unseen();
                }
            });
        }),
        _ => {
            player.set(None);
            handle.release();
        }
    });
    Shown { loader, player }
}

/// Renders a part: an element of the app with a shadow root, in which the part is built anew for each episode.
fn part(part: Part, class: &str, children: Option<Children>) -> impl IntoView + use<> {
    let Provided { source, language, shown, .. } = provided();
    let element = NodeRef::<html::Div>::new();
    let is_mounted = RwSignal::new(false);
    let has_children = children.is_some();
    host::on_mount(element, move |element| {
        let host = element.clone();
        let leave = || {};
        language.each(element, leave, move || {
            let place = el("div");
            let slot = has_children.then(|| el("slot"));
            host::fill(&host, &[Some(place.clone()), slot].into_iter().flatten().collect::<Vec<_>>());
            let current = std::cell::Cell::new(None::<El>);
            render_effect(move || {
                let shown = shown.get();
                let view = shown.and_then(|shown| view_of(part, *shown));
                if let Some(old) = current.replace(view.clone()) {
                    old.remove();
                }
                if let Some(view) = view {
                    place.append(&view);
                }
            });
        });
        is_mounted.set(true);
    });
    let text = move || match source.get() {
        Source::Episode(episode) if !is_mounted.get() => {
            language.run_for_text(|| article::part(part, &episode))
        }
        _ => None,
    };
    html::div()
        .class(join([&format!("episode-{}", part.name()), class], " "))
        .node_ref(element)
        .child((!cfg!(feature = "csr")).then_some(text))
        .child(children.map(|children| children()))
}

/// The view of a part. The stage also says what is wrong where there is no episode.
fn view_of(part: Part, shown: Shown) -> Option<El> {
    match shown.player.get() {
        Some(player) => untrack(|| view::part_view(part.name(), player)),
        None if part == Part::Stage => Some(without_episode(shown.loader.state.get(), shown.loader).0),
        None => None,
    }
}

/// Declares the component of each part.
macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[component]
        pub fn $name(
            /// Classes of its element, beside that of the part. Default: none.
            #[prop(optional, into)]
            class: String,
            /// What stands below the part, in its element. Default: nothing.
            #[prop(optional)]
            children: Option<Children>,
        ) -> impl IntoView {
            part(Part::$name, &class, children)
        }
    )*};
}

parts! {
    /// The recording, or its title card; while there is no episode, why.
    Stage
    /// The controls: play, seek, rate, volume, link, keyboard shortcuts.
    Transport
    /// The seek bar, with chapters, speakers and figures.
    Timeline
    /// The list of chapters.
    Chapters
    /// The transcript with its search.
    Transcript
    /// The key figures.
    Statistics
    /// The notes: synopsis, sections, related episodes, resources.
    Notes
}
