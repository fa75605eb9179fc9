//! The Leptos component.

#![allow(unreachable_pub, reason = "the crate's root reaches what the macro makes of it")]

use std::rc::Rc;

use episode::Millis;
use leptos::prelude::*;

use crate::YouTubeHost;
use crate::load::Requested;
use crate::load::Source;
use crate::root::{Options, root};
use crate::settings::Settings;

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
