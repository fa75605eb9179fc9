//! The only exports to JavaScript: the handle that `episode-player.js` makes a custom element of.
#![allow(unreachable_pub, reason = "JavaScript is who reaches them")]
#![allow(clippy::needless_pass_by_value, reason = "what comes from JavaScript is owned")]

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use any_spawner::Executor;
use episode::captions::Captions;
use episode::{Millis, Refused, formats};
use js_sys::{Function, Object, Promise};
use playback::Request;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ShadowRoot};

use crate::YouTubeHost;
use crate::address;
use crate::browser;
use crate::events;
use crate::language::Language;
use crate::load::{Requested, Source};
use crate::play_promise::PlayPromises;
use crate::reactive::*;
use crate::root::{Options, Shown, root};
use crate::settings::Settings;
use crate::state::Player;
use crate::strings;

/// The Rust side of one element. It keeps source, settings and time while the element is out of the page.
///
/// It holds the element itself only while that is in the page: otherwise neither could be garbage collected. Each method
/// takes `&self`, since a listener of the page may call one during another.
#[wasm_bindgen]
pub struct Handle {
    requested: RwSignal<Requested>,
    settings: Rc<Settings>,
    plays: PlayPromises,
    mounted: RefCell<Option<Mounted>>,
    language: Cell<Language>,
    /// Owns the signals above.
    owner: Owner,
}

/// The mounted player, which ends when the element is removed.
struct Mounted {
    element: HtmlElement,
    player: Rc<Cell<Option<Player>>>,
    owner: Owner,
}

#[wasm_bindgen]
impl Handle {
    /// Creates a handle. It shows nothing before [`Handle::mount`].
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        // An error only says that another player of the page did this before.
        let _ = Executor::init_wasm_bindgen();
        let owner = Owner::new();
        let requested = owner.with(|| RwSignal::new_local(Requested::Source(Source::None)));
        Self {
            requested,
            settings: Rc::default(),
            plays: PlayPromises::default(),
            mounted: RefCell::default(),
            language: Cell::default(),
            owner,
        }
    }

    /// Mounts the player into an element of the host's shadow root, with the host's attributes as they are now.
    pub fn mount(&self, container: HtmlElement) {
        self.unmount();
        let Ok(shadow) = container.get_root_node().dyn_into::<ShadowRoot>() else { return };
        let host = shadow.host();
        let attribute = |name| host.get_attribute(name);
        // The page's address and the attribute are for the first episode that is shown.
        if self.settings.is_new.take() && self.settings.start.get().is_none() {
            let start = address::requested_start(&host);
            let start = start.or_else(|| Millis::parse_address(&attribute("start")?));
            self.settings.start.set(start);
        }
        let owner = Owner::new();
        let player = Rc::new(Cell::new(None));
        let requested = self.requested;
        let options = Options {
            requested: Box::new(move || requested.get()),
            settings: self.settings.clone(),
            youtube_host: match attribute("youtube-host").as_deref() {
                Some("www.youtube.com") => YouTubeHost::YouTube,
                _ => YouTubeHost::NoCookie,
            },
            link_suffix: address::link_suffix(&host),
            on_state: self.on_state(host.clone(), player.clone()),
        };
        let build = || {
            let (settings, player) = (self.settings.clone(), player.clone());
            crate::dom::on_cleanup_drop(address::listen(&host, move |time| seek(&player, &settings, time)));
            root(options).element()
        };
        let element = self.language.get().run(|| owner.with(build));
        // It fails only where a node would contain itself.
        let _ = container.append_child(&element);
        self.mounted.replace(Some(Mounted { element, player, owner }));
    }

    /// Returns whether the player is mounted.
    #[wasm_bindgen(js_name = isMounted)]
    pub fn is_mounted(&self) -> bool {
        self.mounted.borrow().is_some()
    }

    /// Removes the player from the page. Source, settings and time stay for the next [`Handle::mount`].
    pub fn unmount(&self) {
        if let Some(player) = self.player() {
            self.settings.resume.set(Some(player.playback.exact_time()));
        }
        let Some(Mounted { element, owner, .. }) = self.mounted.take() else { return };
        owner.cleanup();
        element.remove();
        self.plays.reject("AbortError", strings::REMOVED_BEFORE);
    }

    /// Sets the language of the interface for the next [`Handle::mount`], by the function of `more/texts.js`.
    #[wasm_bindgen(js_name = setLanguage)]
    pub fn set_language(&self, text: Function) {
        let (tag, translate) = language::from_js(text);
        self.language.set(self.owner.with(|| Language::new(tag, translate)));
    }

    /// Requests the episode at an address; none clears it.
    #[wasm_bindgen(js_name = setSrc)]
    pub fn set_src(&self, src: Option<String>) {
        self.show(Requested::Source(src.map_or(Source::None, Source::Address)));
    }

    /// Shows an episode, given as an object in the form of the JSON.
    ///
    /// # Errors
    /// An `Error` whose `faults` are `{path, found, wanted}`. The episode before stays.
    #[wasm_bindgen(js_name = setEpisode)]
    pub fn set_episode(&self, episode: JsValue) -> Result<(), JsValue> {
        let episode = crate::load::read(&json(&episode)?).map_err(|refused| error(&refused))?;
        self.show(Requested::Source(Source::Episode(episode)));
        Ok(())
    }

    /// Does the same for an object that was set before the player was loaded. Its faults are shown and dispatched, since
    /// the setter that could throw them has returned.
    #[wasm_bindgen(js_name = setEarlyEpisode)]
    pub fn set_early_episode(&self, episode: JsValue) {
        // The setter checked that it can be serialized.
        match crate::load::read(&json(&episode).unwrap_or_default()) {
            Ok(episode) => self.show(Requested::Source(Source::Episode(episode))),
            Err(refused) => self.show(Requested::Refused(Rc::new(refused))),
        }
    }

    /// Requests to play. The promise is fulfilled when it plays, and rejected with a `DOMException`, as on a
    /// media element, if the browser refuses (`NotAllowedError`), nothing can be played (`NotSupportedError`), or it was paused, removed or given
    /// another episode before (`AbortError`).
    pub fn play(&self) -> Promise {
        let promise = self.plays.create();
        if let Some(player) = self.player() {
            start(player, &self.plays);
        }
        promise
    }

    /// Requests to pause.
    pub fn pause(&self) {
        self.plays.reject("AbortError", strings::PAUSED_BEFORE);
        self.with((), |player| player.playback.pause());
    }

    /// Returns the current time in seconds.
    #[wasm_bindgen(getter, js_name = currentTime)]
    pub fn current_time(&self) -> f64 {
        let settings = &self.settings;
        let before = settings.resume.get().or(settings.start.get()).unwrap_or_default();
        self.with(before, |player| player.playback.exact_time()).seconds()
    }

    /// Requests a seek to a time in seconds. Before an episode is shown, it sets where that starts.
    #[wasm_bindgen(setter, js_name = currentTime)]
    pub fn set_current_time(&self, seconds: f64) {
        if let Some(time) = Millis::from_seconds(seconds) {
            match self.player() {
                Some(player) => player.playback.seek(time),
                None => self.settings.start_at(time),
            }
        }
    }

    /// Returns the length in seconds; `NaN` while nothing is loaded.
    #[wasm_bindgen(getter)]
    pub fn duration(&self) -> f64 {
        self.with(f64::NAN, |player| player.playback.duration().get_untracked().seconds())
    }

    /// Returns whether it is paused.
    #[wasm_bindgen(getter)]
    pub fn paused(&self) -> bool {
        self.with(true, |player| !untrack(|| player.playback.is_running()))
    }

    /// Returns whether it played to its end.
    #[wasm_bindgen(getter)]
    pub fn ended(&self) -> bool {
        self.with(false, |player| untrack(|| player.playback.status()) == playback::Status::Ended)
    }

    /// Returns the transcript as captions, in WebVTT and on its own clock; empty before an episode is shown.
    pub fn captions(&self) -> String {
        self.with(String::new(), |player| {
            formats::write_vtt(&Captions::from(&**player.episode.get_untracked()))
        })
    }

    /// Returns the playback rate.
    #[wasm_bindgen(getter, js_name = playbackRate)]
    pub fn playback_rate(&self) -> f64 {
        self.settings.rate.get()
    }

    /// Requests a playback rate from 0.25 to 2.
    #[wasm_bindgen(setter, js_name = playbackRate)]
    pub fn set_playback_rate(&self, rate: f64) {
        self.request(Request::SetRate(rate));
    }

    /// Returns the volume, from 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn volume(&self) -> f64 {
        self.settings.volume.get()
    }

    /// Requests a volume from 0 to 1.
    #[wasm_bindgen(setter)]
    pub fn set_volume(&self, volume: f64) {
        self.request(Request::SetVolume(volume));
    }

    /// Returns whether the sound is off.
    #[wasm_bindgen(getter)]
    pub fn muted(&self) -> bool {
        self.settings.muted.get()
    }

    /// Requests the sound off or on.
    #[wasm_bindgen(setter)]
    pub fn set_muted(&self, muted: bool) {
        self.request(Request::SetMuted(muted));
    }
}

impl Handle {
    fn show(&self, requested: Requested) {
        self.plays.reject("AbortError", strings::REPLACED_BEFORE);
        self.settings.resume.set(None);
        // Requests from now on are for the next episode.
        if let Some(mounted) = &*self.mounted.borrow() {
            mounted.player.set(None);
        }
        self.requested.set(requested);
    }

    /// Returns the player of the episode that is shown.
    fn player(&self) -> Option<Player> {
        // While the next episode is loading, the player of the one before is disposed.
        self.mounted.borrow().as_ref()?.player.get().filter(|player| !player.playback.is_disposed())
    }

    fn with<T>(&self, otherwise: T, ask: impl FnOnce(Player) -> T) -> T {
        self.player().map_or(otherwise, ask)
    }

    fn request(&self, request: Request) {
        match self.player() {
            Some(player) => player.playback.request(request),
            // The settings are for the next player.
            None => drop(self.settings.accept(request)),
        }
    }

    /// Dispatches events and settles promises after each change of the state.
    fn on_state(&self, host: Element, current: Rc<Cell<Option<Player>>>) -> Box<dyn Fn(&Shown)> {
        let plays = self.plays.clone();
        Box::new(move |shown| match shown {
            Shown::Nothing => current.set(None),
            Shown::Message(message, error) => {
                current.set(None);
                plays.reject("NotSupportedError", message);
                events::failed(&host, message, error.as_deref().map(self::error));
            }
            Shown::Player(player) => {
                current.set(Some(*player));
                events::dispatch(*player, &host);
                plays.follow(player.playback);
                if !plays.is_empty() {
                    start(*player, &plays);
                }
            }
        })
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.unmount();
        self.owner.cleanup();
    }
}

fn seek(player: &Cell<Option<Player>>, settings: &Settings, time: Millis) {
    match player.get().filter(|player| !player.playback.is_disposed()) {
        Some(player) => player.playback.seek(time),
        None => settings.start_at(time),
    }
}

/// Requests to play, for the pending promises.
fn start(player: Player, plays: &PlayPromises) {
    if player.episode.get_untracked().media.is_empty() {
        plays.reject("NotSupportedError", strings::NO_RECORDING);
        return;
    }
    player.playback.play();
    // Where nothing changes, no signal notifies.
    let status = untrack(|| player.playback.status());
    plays.settle(status);
    if matches!(status, playback::Status::Idle | playback::Status::Ready) {
        plays.reject("NotAllowedError", strings::NO_CONSENT);
    }
}

/// Serializes an object; what has no JSON, such as a function, becomes an empty text.
fn json(value: &JsValue) -> Result<String, JsValue> {
    Ok(js_sys::JSON::stringify(value)?.as_string().unwrap_or_default())
}

/// Converts a refused episode to an error of JavaScript.
fn error(refused: &Refused) -> JsValue {
    let error = js_sys::Error::new(&refused.to_string());
    error.set_name("EpisodeError");
    let faults = refused.faults.iter().map(|fault| {
        let object = Object::new();
        for (key, value) in [("path", &fault.path), ("found", &fault.found), ("wanted", &fault.wanted)] {
            browser::set(&object, key, &value.into());
        }
        object
    });
    let faults: js_sys::Array = faults.collect();
    browser::set(&error, "faults", &faults);
    error.into()
}
