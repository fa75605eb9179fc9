//! The only exports to JavaScript: what `episode-player.js` makes a custom element of.
#![allow(unreachable_pub, reason = "JavaScript is who reaches them")]
#![allow(clippy::needless_pass_by_value, reason = "what comes from JavaScript is owned")]

use any_spawner::Executor;
use episode::Millis;
use playback::Request;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot};

use crate::dom::effect;
use crate::events;
use crate::load::Source;
use crate::reactive::*;
use crate::state::Player;
use crate::{YouTubeHost, root};

/// A mounted player. JavaScript owns it, and ends it with `unmount`.
#[wasm_bindgen]
pub struct Handle {
    source: Live<Source>,
    loaded: Live<Option<Player>>,
    mounted: Option<HtmlElement>,
    /// Cleaned up, everything of the player stops.
    owner: Owner,
}

/// Mounts a player into an element of a shadow root. `start` is in seconds.
#[wasm_bindgen]
pub fn mount(container: HtmlElement, src: Option<String>, start: f64, youtube: Option<String>) -> Handle {
    let owner = Owner::new();
    let (source, loaded) = owner.with(|| {
        let source = src.map_or(Source::None, Source::Address);
        (Live::new(source), Live::new(None))
    });
    let youtube_host = match youtube.as_deref() {
        Some("www.youtube.com") => YouTubeHost::YouTube,
        _ => YouTubeHost::NoCookie,
    };
    let start = Millis::from_seconds(start).unwrap_or_default();
    let host = container.get_root_node().dyn_into::<ShadowRoot>().map(|shadow| shadow.host());
    // An error only says that another player of the page did this before.
    let _ = Executor::init_wasm_bindgen();
    let mounted = owner.with(|| {
        if let Ok(host) = host {
            tell_each(loaded, host);
        }
        root(move || source.get(), start, youtube_host, loaded).html()
    });
    // It fails only where a node would contain itself.
    let _ = container.append_child(&mounted);
    Handle { source, loaded, mounted: Some(mounted), owner }
}

#[wasm_bindgen]
impl Handle {
    /// Ends the player. What is asked of the handle afterwards does nothing.
    pub fn unmount(&mut self) {
        self.owner.cleanup();
        if let Some(mounted) = self.mounted.take() {
            mounted.remove();
        }
    }

    /// Another episode, by its address.
    #[wasm_bindgen(js_name = setSrc)]
    pub fn set_src(&self, src: Option<String>) {
        self.load(src.map_or(Source::None, Source::Address));
    }

    /// Another episode, as an object in the form of the JSON.
    ///
    /// # Errors
    /// Everything that is wrong with it, as an `Error` whose `faults` are `{path, found, wanted}`.
    #[wasm_bindgen(js_name = setEpisode)]
    pub fn set_episode(&self, episode: JsValue) -> Result<(), JsValue> {
        // What is no JSON, such as a function, has no text.
        let json = js_sys::JSON::stringify(&episode)?.as_string().unwrap_or_default();
        let episode = crate::load::read(&json).map_err(|refused| error(&refused))?;
        self.load(Source::Episode(episode));
        Ok(())
    }

    /// Asks for play.
    pub fn play(&self) {
        self.with((), Player::play);
    }

    /// Asks for a pause.
    pub fn pause(&self) {
        self.with((), Player::pause);
    }

    /// The time that the page shows, in seconds.
    #[wasm_bindgen(getter, js_name = currentTime)]
    pub fn current_time(&self) -> f64 {
        self.with(0.0, |player| player.exact_now().seconds())
    }

    /// Asks for a time, in seconds.
    #[wasm_bindgen(setter, js_name = currentTime)]
    pub fn set_current_time(&self, seconds: f64) {
        if let Some(time) = Millis::from_seconds(seconds) {
            self.with((), |player| player.seek(time));
        }
    }

    /// The length in seconds; `NaN` while nothing is loaded.
    #[wasm_bindgen(getter)]
    pub fn duration(&self) -> f64 {
        self.with(f64::NAN, |player| player.end().get_untracked().seconds())
    }

    /// Whether it stands still.
    #[wasm_bindgen(getter)]
    pub fn paused(&self) -> bool {
        self.with(true, |player| !untrack(|| player.is_running()))
    }

    /// Whether it played to its end.
    #[wasm_bindgen(getter)]
    pub fn ended(&self) -> bool {
        self.with(false, |player| player.playback().with_untracked(|p| p.status == playback::Status::Ended))
    }

    /// How fast it plays; 1 is as recorded.
    #[wasm_bindgen(getter, js_name = playbackRate)]
    pub fn playback_rate(&self) -> f64 {
        self.with(1.0, |player| player.playback().with_untracked(|p| p.rate))
    }

    /// Asks for a speed.
    #[wasm_bindgen(setter, js_name = playbackRate)]
    pub fn set_playback_rate(&self, rate: f64) {
        self.with((), |player| player.request(Request::SetRate(rate)));
    }

    /// From 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn volume(&self) -> f64 {
        self.with(1.0, |player| player.playback().with_untracked(|p| p.volume))
    }

    /// Asks for a volume from 0 to 1.
    #[wasm_bindgen(setter)]
    pub fn set_volume(&self, volume: f64) {
        self.with((), |player| player.request(Request::SetVolume(volume)));
    }

    /// Whether the sound is off.
    #[wasm_bindgen(getter)]
    pub fn muted(&self) -> bool {
        self.with(false, |player| player.playback().with_untracked(|p| p.muted))
    }

    /// Asks for the sound to be off or on.
    #[wasm_bindgen(setter)]
    pub fn set_muted(&self, muted: bool) {
        self.with((), |player| player.request(Request::SetMuted(muted)));
    }
}

impl Handle {
    fn load(&self, source: Source) {
        if self.mounted.is_some() {
            self.source.set(source);
        }
    }

    /// Asks the player of the loaded episode, if there is one.
    fn with<T>(&self, otherwise: T, ask: impl FnOnce(Player) -> T) -> T {
        let loaded = self.mounted.is_some().then(|| self.loaded.get_untracked());
        loaded.flatten().map_or(otherwise, ask)
    }
}

/// Tells the page of each loaded episode's player, for as long as that lives.
fn tell_each(loaded: Live<Option<Player>>, host: web_sys::Element) {
    effect(move || {
        // What is made in here ends when the effect runs again.
        if let Some(player) = loaded.get() {
            events::tell(player, &host);
            events::loaded(&host);
        }
    });
}

/// A refused episode, as JavaScript throws it.
fn error(refused: &episode::Refused) -> JsValue {
    let error = js_sys::Error::new(&refused.to_string());
    error.set_name("EpisodeError");
    let faults = refused.faults.iter().map(|fault| {
        let object = js_sys::Object::new();
        for (key, value) in [("path", &fault.path), ("found", &fault.found), ("wanted", &fault.wanted)] {
            // It fails only on what is no object.
            let _ = js_sys::Reflect::set(&object, &key.into(), &value.into());
        }
        object
    });
    let faults: js_sys::Array = faults.collect();
    let _ = js_sys::Reflect::set(&error, &"faults".into(), &faults);
    error.into()
}
