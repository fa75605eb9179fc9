//! The Leptos components: the whole player, and its parts for a layout of the app's own.
//!
//! Each of them is an element of the app with a shadow root of its own, as the custom element has one: its styles and
//! class names meet nothing of the app. What is asked of the browser happens in effects, which a server does not run:
//! there the components are the episode's text.

#![allow(unreachable_pub, reason = "the crate's root reaches what the macro makes of it")]
#![allow(clippy::needless_pass_by_value, reason = "props are owned")]

mod article;
mod callbacks;
mod handle;
mod host;
mod parts;
mod texts;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use episode::text::join;
use episode::{Episode, Millis, Refused};
use leptos::html;
use leptos::prelude::*;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use web_sys::HtmlElement;

use self::callbacks::Callbacks;
pub use self::handle::EpisodeHandle;
pub use self::parts::{
    Chapters, ChaptersProps, EpisodeProvider, EpisodeProviderProps, Notes, NotesProps, Stage, StageProps,
    Statistics, StatisticsProps, Timeline, TimelineProps, Transcript, TranscriptProps, Transport,
    TransportProps, use_episode,
};
use self::texts::LanguageProps;
pub use self::texts::Texts;
use crate::YouTubeHost;
use crate::events;
use crate::load::{Requested, Source, read};
use crate::root::{Options, Shown, root};
use crate::settings::Settings;

/// The style sheet of the player and its parts. The components put it into place themselves, by the object model, which
/// a strict policy allows.
pub const STYLE: &str = concat!(
    include_str!("../style/tokens.css"),
    include_str!("../style/layout.css"),
    include_str!("../style/stage.css"),
    include_str!("../style/transport.css"),
    include_str!("../style/timeline.css"),
    include_str!("../style/chapters.css"),
    include_str!("../style/tabs.css"),
    include_str!("../style/transcript.css"),
    include_str!("../style/search.css"),
    include_str!("../style/statistics.css"),
    include_str!("../style/notes.css"),
    include_str!("../style/failure.css"),
    include_str!("../style/preferences.css"),
    include_str!("../style/parts.css"),
);

/// What the player is about to connect the reader with: `on_beforeconnect` of [`EpisodePlayer`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// The host of the embed, such as `www.youtube-nocookie.com`.
    pub host: String,
    /// The id of the video.
    pub youtube: String,
}

/// The style sheet of the server's text, for the page: the text takes the space of the player and of each part, so that
/// nothing moves when these are there. `<style>{SERVER_STYLE}</style>` in the `<head>` of the shell, or a file of the
/// site.
pub const SERVER_STYLE: &str = include_str!("../style/server.css");

/// The ground of the player: `theme` of [`EpisodePlayer`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// None of its own: the page's colours are used.
    #[default]
    Page,
    /// A light surface of the player's own, whatever the page has.
    Light,
    /// A dark one.
    Dark,
}

impl Theme {
    /// Returns the value of the attribute `theme`.
    fn name(self) -> Option<&'static str> {
        match self {
            Self::Page => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

impl Source {
    /// An episode as JSON: on a server from a file, in the browser from a resource.
    ///
    /// # Errors
    /// The faults of an episode that is not valid, each with its place.
    pub fn from_json(json: &str) -> Result<Self, Refused> {
        Ok(Self::Episode(Arc::new(episode::read(json)?.episode)))
    }

    /// An episode that an app has as a value of its own, serialized as the JSON format has it: see
    /// `docs/episode-v1.schema.json`. In the browser only.
    ///
    /// # Errors
    /// The faults of an episode that is not valid, each with its place.
    pub fn from_value(value: &impl Serialize) -> Result<Self, Refused> {
        // What is no JSON at all is reported as an empty text is.
        let object = value.serialize(&Serializer::json_compatible()).unwrap_or_default();
        let json = js_sys::JSON::stringify(&object).ok().and_then(|text| text.as_string());
        read(&json.unwrap_or_default()).map(Self::Episode)
    }
}

impl From<Arc<Episode>> for Source {
    fn from(episode: Arc<Episode>) -> Self {
        Self::Episode(episode)
    }
}

impl From<String> for Source {
    fn from(address: String) -> Self {
        Self::Address(address)
    }
}

impl From<&str> for Source {
    fn from(address: &str) -> Self {
        Self::Address(address.into())
    }
}

/// The player of one episode.
///
/// It is a `<div>` of the app, which takes attributes, classes and listeners as every component does, and a shadow root
/// in it. On a server it is the episode's text, which the player replaces in place. All its side effects end when it is
/// unmounted.
#[component]
pub fn EpisodePlayer(
    /// The episode, or the address of its JSON. A change shows another one.
    #[prop(into)]
    source: Signal<Source>,
    /// Classes of its element, beside `episode-player`. Default: none.
    #[prop(optional, into)]
    class: String,
    /// Where to start, in seconds. Default: 0.
    #[prop(optional, into)]
    start: f64,
    /// A light or dark surface of its own. Default: [`Theme::Page`].
    #[prop(optional, into)]
    theme: Signal<Theme>,
    /// The language of the interface, as a BCP 47 tag: one of the features `lang-…`, else it is English. A change shows the
    /// player anew, at the same time. Default: the nearest `lang` of its place when it is mounted; on a server English.
    #[prop(optional, into)]
    language: MaybeProp<String>,
    /// Texts of the interface of the app's own, which go before those of the language. Default: none.
    #[prop(optional, into)]
    texts: MaybeProp<Texts>,
    /// The host of YouTube's embed. Default: [`YouTubeHost::NoCookie`].
    #[prop(optional)]
    youtube_host: YouTubeHost,
    /// Reads and controls the player from the app. Default: none.
    #[prop(optional)]
    handle: Option<EpisodeHandle>,
    /// It was requested to play. Default: none.
    #[prop(optional, into)]
    on_play: Option<Callback<()>>,
    /// It plays. Default: none.
    #[prop(optional, into)]
    on_playing: Option<Callback<()>>,
    /// It waits for data. Default: none.
    #[prop(optional, into)]
    on_waiting: Option<Callback<()>>,
    /// It is paused. Default: none.
    #[prop(optional, into)]
    on_pause: Option<Callback<()>>,
    /// It played to its end. Default: none.
    #[prop(optional, into)]
    on_ended: Option<Callback<()>>,
    /// A seek was requested. Default: none.
    #[prop(optional, into)]
    on_seeking: Option<Callback<()>>,
    /// A seek took place. Default: none.
    #[prop(optional, into)]
    on_seeked: Option<Callback<()>>,
    /// The time changed, in seconds. Default: none.
    #[prop(optional, into)]
    on_timeupdate: Option<Callback<f64>>,
    /// The length is known better, in seconds. Default: none.
    #[prop(optional, into)]
    on_durationchange: Option<Callback<f64>>,
    /// The playback rate changed. Default: none.
    #[prop(optional, into)]
    on_ratechange: Option<Callback<()>>,
    /// The volume changed. Default: none.
    #[prop(optional, into)]
    on_volumechange: Option<Callback<()>>,
    /// The episode is shown. Default: none.
    #[prop(optional, into)]
    on_loadedmetadata: Option<Callback<()>>,
    /// Another chapter is active; its index. Default: none.
    #[prop(optional, into)]
    on_chapterchange: Option<Callback<Option<usize>>>,
    /// Another turn is active; its index. Default: none.
    #[prop(optional, into)]
    on_turnchange: Option<Callback<Option<usize>>>,
    /// The episode cannot be shown or played; why. Default: none.
    #[prop(optional, into)]
    on_error: Option<Callback<String>>,
    /// A YouTube video is about to be loaded, and nothing of it was requested. `false` leaves it out, until the reader
    /// presses play again. Default: none.
    #[prop(optional, into)]
    on_beforeconnect: Option<Callback<Connection, bool>>,
) -> impl IntoView {
    let handle = handle.unwrap_or_default();
    let callbacks = Callbacks {
        simple: [
            ("play", on_play),
            ("playing", on_playing),
            ("waiting", on_waiting),
            ("pause", on_pause),
            ("ended", on_ended),
            ("seeking", on_seeking),
            ("seeked", on_seeked),
            ("ratechange", on_ratechange),
            ("volumechange", on_volumechange),
            ("loadedmetadata", on_loadedmetadata),
        ],
        timeupdate: on_timeupdate,
        durationchange: on_durationchange,
        chapterchange: on_chapterchange,
        turnchange: on_turnchange,
        error: on_error,
        beforeconnect: on_beforeconnect,
    };
    let language = LanguageProps::new(language, texts);
    let is_mounted = RwSignal::new(false);
    let element = NodeRef::<html::Div>::new();
    host::on_mount(element, move |element| {
        let settings = Rc::new(Settings::default());
        settings.start.set(handle.take_start().or(Millis::from_seconds(start)));
        callbacks.listen(element, handle);
        // What is shown, or loaded to be.
        let shown = Rc::new(RefCell::new(Source::None));
        let leave = {
            let (settings, shown) = (settings.clone(), shown.clone());
            move || {
                if *shown.borrow() == source.get_untracked() {
                    handle.keep_place(&settings);
                }
            }
        };
        let host = element.clone();
        language.each(element, leave, move || {
            // An episode that is there at once waits for its place in the page, whose width its layout follows from.
            let has_place = RwSignal::new(false);
            let (shown, host_of_events) = (shown.clone(), host.clone());
            let options = Options {
                requested: Box::new(move || {
                    let source = if has_place.get() { source.get() } else { Source::None };
                    shown.replace(source.clone());
                    Requested::Source(source)
                }),
                settings: settings.clone(),
                youtube_host,
                link_suffix: String::new(),
                on_state: Box::new(move |shown| on_state(shown, handle, &host_of_events)),
            };
            host::fill(&host, &[root(options)]);
            has_place.set(true);
        });
        is_mounted.set(true);
    });
    let text = move || match source.get() {
        Source::Episode(episode) if !is_mounted.get() => {
            Some(language.run_for_text(|| article::article(&episode)))
        }
        _ => None,
    };
    html::div()
        .class(join(["episode-player", &*class], " "))
        .attr("theme", move || theme.get().name())
        .node_ref(element)
        // An app that renders in the browser alone has no text to replace.
        .child((!cfg!(feature = "csr")).then_some(text))
}

/// Lets the handle follow what is shown, and dispatches the events of it.
fn on_state(shown: &Shown, handle: EpisodeHandle, host: &HtmlElement) {
    match shown {
        Shown::Nothing => handle.release(),
        Shown::Message(message, _) => {
            handle.release();
            events::failed(host, message, None);
        }
        Shown::Player(player) => {
            handle.follow(*player);
            events::dispatch(*player, host);
        }
    }
}
