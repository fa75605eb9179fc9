//! The Leptos component.

#![allow(unreachable_pub, reason = "the crate's root reaches what the macro makes of it")]

use std::rc::Rc;

use episode::{Millis, Refused};
use leptos::prelude::*;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;

use crate::YouTubeHost;
use crate::load::{Requested, Source, read};
use crate::root::{Options, root};
use crate::settings::Settings;

impl Source {
    /// An episode that an app has as a value of its own, serialized as the JSON format has it: see
    /// `docs/episode-v1.schema.json`.
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

/// A player of one episode.
///
/// It needs its style sheet in the same document or shadow root: `style/*.css`, joined in the order of
/// `style/order.txt`. All its side effects end when it is unmounted.
#[component]
pub fn EpisodePlayer(
    /// The episode, or the address of its JSON. A change loads another one.
    #[prop(into)]
    source: Signal<Source, LocalStorage>,
    /// Where to start, in seconds. Default: 0.
    #[prop(optional)]
    start: f64,
    /// The host of YouTube's embed. Default: [`YouTubeHost::NoCookie`].
    #[prop(optional)]
    youtube_host: YouTubeHost,
) -> impl IntoView {
    let start = Millis::from_seconds(start).unwrap_or_default();
    let place = NodeRef::<leptos::html::Div>::new();
    let owner = Owner::current().unwrap_or_default();
    place.on_load(move |place| {
        let settings = Settings::default();
        settings.start.set(Some(start));
        let options = Options {
            requested: Box::new(move || Requested::Source(source.get())),
            settings: Rc::new(settings),
            youtube_host,
            link_suffix: String::new(),
            on_state: Box::new(|_| ()),
        };
        let player = owner.with(|| root(options));
        // It fails only where a node would contain itself.
        let _ = place.append_child(&player.element());
    });
    leptos::html::div().node_ref(place)
}
