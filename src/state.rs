//! The state of one player, as handles that are `Copy`: each view takes those that it needs.
//!
//! Data flows in one direction: the provider confirms, the clock gives the time, the timeline what is active then, and
//! the views show it. Views read signals and send requests; no view can set a playback signal.

mod episode;
mod interface;
mod playback;
mod search;

use std::rc::Rc;
use std::sync::Arc;

use ::episode::Episode;

use crate::YouTubeHost;
use crate::browser;
use crate::reactive::*;
use crate::settings::Settings;
pub(crate) use episode::{EpisodeSignal, Links, TimedEpisode};
pub(crate) use interface::{InterfaceHandle, PanelId, Toast};
pub(crate) use playback::{PlaybackHandle, Replaced};
pub(crate) use search::SearchHandle;

/// All handles of one player. Views that are made of others take it; the others take what they need.
#[derive(Clone, Copy)]
pub(crate) struct Player {
    /// The episode. It changes only when estimated times are rescaled, and with the language of the transcript.
    pub(crate) episode: EpisodeSignal,
    pub(crate) playback: PlaybackHandle,
    pub(crate) search: SearchHandle,
    pub(crate) interface: InterfaceHandle,
}

impl Player {
    /// Creates the state under the current reactive owner. `panel` is open at first.
    pub(crate) fn new(
        episode: Arc<Episode>,
        links: Links,
        youtube_host: YouTubeHost,
        settings: Rc<Settings>,
        panel: PanelId,
    ) -> Self {
        let page = browser::page_language();
        let selected = episode.preferred_transcript(page.as_deref(), &settings.languages());
        let episode = RwSignal::new_local(TimedEpisode::new(episode, selected, Rc::new(links)));
        Self {
            episode: episode.read_only(),
            playback: PlaybackHandle::new(episode, youtube_host, settings),
            search: SearchHandle::new(episode.read_only()),
            interface: InterfaceHandle::new(panel),
        }
    }
}
