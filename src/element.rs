//! The only exports to JavaScript: what `episode-player.js` makes a custom element of.
#![allow(unreachable_pub, reason = "JavaScript is who reaches them")]
#![allow(clippy::needless_pass_by_value, reason = "what comes from JavaScript is owned")]

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use any_spawner::Executor;
use episode::{Millis, Refused};
use js_sys::Promise;
use playback::Request;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ShadowRoot};

use crate::YouTubeHost;
use crate::address;
use crate::events;
use crate::load::{Requested, Source};
use crate::play_promise::PlayPromises;
use crate::reactive::*;
use crate::root::{Options, Shown, root};
use crate::settings::Settings;
use crate::state::Player;

/// The Rust side of one element: what it shows and how it plays, also while the element is out of the page.
///
/// It must not hold the element itself but while that is in the page: JavaScript could never forget both.
/// Each method takes `&self`, since a listener of the page may call one while another is under way.
#[wasm_bindgen]
pub struct Handle {
    requested: RwSignal<Requested>,
    settings: Rc<Settings>,
    plays: PlayPromises,
    mounted: RefCell<Option<Mounted>>,
    /// Owns the signals above.
    owner: Owner,
}

/// What ends with the element's removal.
struct Mounted {
    element: HtmlElement,
    player: Rc<Cell<Option<Player>>>,
    owner: Owner,
}

#[wasm_bindgen]
impl Handle {
    /// Nothing is shown before [`Handle::mount`].
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
        let element = owner.with(|| {
            let (settings, player) = (self.settings.clone(), player.clone());
            crate::dom::on_cleanup_drop(address::listen(&host, move |time| seek(&player, &settings, time)));
            root(options).element()
        });
        // It fails only where a node would contain itself.
        let _ = container.append_child(&element);
        self.mounted.replace(Some(Mounted { element, player, owner }));
    }

    /// Whether it is in the page.
    #[wasm_bindgen(js_name = isMounted)]
    pub fn is_mounted(&self) -> bool {
        self.mounted.borrow().is_some()
    }

    /// Ends what is in the page. Source, settings and time stay for the next [`Handle::mount`].
    pub fn unmount(&self) {
        if let Some(player) = self.player() {
            self.settings.resume.set(Some(player.playback.exact_time()));
        }
        let Some(Mounted { element, owner, .. }) = self.mounted.take() else { return };
        owner.cleanup();
        element.remove();
        self.plays.reject("AbortError", "The player was removed from the page.");
    }

    /// Another episode, by its address; none clears it.
    #[wasm_bindgen(js_name = setSrc)]
    pub fn set_src(&self, src: Option<String>) {
        self.show(Requested::Source(src.map_or(Source::None, Source::Address)));
    }

    /// Another episode, as an object in the form of the JSON.
    ///
    /// # Errors
    /// Everything that is wrong with it, as an `Error` whose `faults` are `{path, found, wanted}`. What is shown stays.
    #[wasm_bindgen(js_name = setEpisode)]
    pub fn set_episode(&self, episode: JsValue) -> Result<(), JsValue> {
        let episode = crate::load::read(&json(&episode)?).map_err(|refused| error(&refused))?;
        self.show(Requested::Source(Source::Episode(episode)));
        Ok(())
    }

    /// The same for an object that was set before the player was loaded: its faults are shown and dispatched, since
    /// there is nobody to throw them to any more.
    #[wasm_bindgen(js_name = setEarlyEpisode)]
    pub fn set_early_episode(&self, episode: JsValue) {
        // It had a text when it was set.
        match crate::load::read(&json(&episode).unwrap_or_default()) {
            Ok(episode) => self.show(Requested::Source(Source::Episode(episode))),
            Err(refused) => self.show(Requested::Refused(Rc::new(refused))),
        }
    }

    /// Asks for play. Fulfilled when it plays; rejected with a `DOMException`, as on a media element, if the browser
    /// refuses (`NotAllowedError`), nothing can be played (`NotSupportedError`), or it was paused, removed or given
    /// another episode before (`AbortError`).
    pub fn play(&self) -> Promise {
        let promise = self.plays.create();
        if let Some(player) = self.player() {
            start(player, &self.plays);
        }
        promise
    }

    /// Asks for a pause.
    pub fn pause(&self) {
        self.plays.reject("AbortError", "It was paused before it played.");
        self.with((), |player| player.playback.pause());
    }

    /// The time that the page shows, in seconds.
    #[wasm_bindgen(getter, js_name = currentTime)]
    pub fn current_time(&self) -> f64 {
        let settings = &self.settings;
        let before = settings.resume.get().or(settings.start.get()).unwrap_or_default();
        self.with(before, |player| player.playback.exact_time()).seconds()
    }

    /// Asks for a time, in seconds. Before an episode is shown it is where that starts.
    #[wasm_bindgen(setter, js_name = currentTime)]
    pub fn set_current_time(&self, seconds: f64) {
        if let Some(time) = Millis::from_seconds(seconds) {
            match self.player() {
                Some(player) => player.playback.seek(time),
                None => self.settings.start_at(time),
            }
        }
    }

    /// The length in seconds; `NaN` while nothing is loaded.
    #[wasm_bindgen(getter)]
    pub fn duration(&self) -> f64 {
        self.with(f64::NAN, |player| player.playback.duration().get_untracked().seconds())
    }

    /// Whether it stands still.
    #[wasm_bindgen(getter)]
    pub fn paused(&self) -> bool {
        self.with(true, |player| !untrack(|| player.playback.is_running()))
    }

    /// Whether it played to its end.
    #[wasm_bindgen(getter)]
    pub fn ended(&self) -> bool {
        self.with(false, |player| {
            player.playback.state().with_untracked(|state| state.status == playback::Status::Ended)
        })
    }

    /// How fast it plays; 1 is as recorded.
    #[wasm_bindgen(getter, js_name = playbackRate)]
    pub fn playback_rate(&self) -> f64 {
        self.settings.rate.get()
    }

    /// Asks for a speed.
    #[wasm_bindgen(setter, js_name = playbackRate)]
    pub fn set_playback_rate(&self, rate: f64) {
        self.request(Request::SetRate(rate));
    }

    /// From 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn volume(&self) -> f64 {
        self.settings.volume.get()
    }

    /// Asks for a volume from 0 to 1.
    #[wasm_bindgen(setter)]
    pub fn set_volume(&self, volume: f64) {
        self.request(Request::SetVolume(volume));
    }

    /// Whether the sound is off.
    #[wasm_bindgen(getter)]
    pub fn muted(&self) -> bool {
        self.settings.muted.get()
    }

    /// Asks for the sound to be off or on.
    #[wasm_bindgen(setter)]
    pub fn set_muted(&self, muted: bool) {
        self.request(Request::SetMuted(muted));
    }
}

impl Handle {
    fn show(&self, requested: Requested) {
        self.plays.reject("AbortError", "Another episode was asked for.");
        self.settings.resume.set(None);
        // What is asked for from now on is for the next one.
        if let Some(mounted) = &*self.mounted.borrow() {
            mounted.player.set(None);
        }
        self.requested.set(requested);
    }

    /// The player of the episode that is shown, if there is one.
    fn player(&self) -> Option<Player> {
        // While the next one is being loaded, that of the one before is gone.
        self.mounted.borrow().as_ref()?.player.get().filter(|player| !player.playback.is_disposed())
    }

    fn with<T>(&self, otherwise: T, ask: impl FnOnce(Player) -> T) -> T {
        self.player().map_or(otherwise, ask)
    }

    fn request(&self, request: Request) {
        match self.player() {
            Some(player) => player.playback.request(request),
            // It holds for the next player.
            None => drop(self.settings.accept(request)),
        }
    }

    /// What the page is told of each state.
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

/// Asks for play, for those who wait.
fn start(player: Player, plays: &PlayPromises) {
    if player.episode.get_untracked().media.is_empty() {
        plays.reject("NotSupportedError", "The episode names no recording.");
        return;
    }
    player.playback.play();
    // Where nothing changes, nothing is told.
    plays.settle(player.playback.state().with_untracked(|state| state.status));
}

/// The text of an object. What is no JSON, such as a function, has none.
fn json(value: &JsValue) -> Result<String, JsValue> {
    Ok(js_sys::JSON::stringify(value)?.as_string().unwrap_or_default())
}

/// A refused episode, as JavaScript throws it.
fn error(refused: &Refused) -> JsValue {
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
