//! A mounted player, and what a reader does with it.
#![allow(dead_code, reason = "each test binary uses some of it")]

use std::any::Any;

use episode_player::{EpisodePlayer, Source};
use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, KeyboardEvent, KeyboardEventInit, NodeList};

/// A small episode with something of everything, and no recording.
pub(crate) fn episode() -> Value {
    json!({
        "version": 1, "id": "7", "number": 7, "title": "How tides work", "duration": 60,
        "speakers": [{ "id": "ada", "name": "Ada" }, { "id": "bo", "name": "Bo" }],
        "series": { "name": "The Sea", "part": 2, "of": 4 },
        "chapters": [{ "start": 0, "title": "Ebb" }, { "start": 30, "title": "Flood" }],
        "statistics": [{ "metric": "Tides a day", "value": "2", "mentions": [{ "turn": 0, "word": 2, "start": 0.9 }] }],
        "transcript": { "timing": "captions", "turns": [
            { "speaker": "ada", "start": 0, "end": 9, "text": "There are two.", "words": [0, 500, 900] },
            { "speaker": "bo", "start": 10, "text": "Always?" },
            { "speaker": "ada", "start": 30, "text": "Almost always." }
        ] },
        "sections": [{ "title": "More", "children": [
            { "type": "list", "ordered": true, "children": [{ "type": "listItem", "children": [
                { "type": "paragraph", "children": [{ "type": "text", "value": "One" }] }
            ] }] }
        ] }],
        "related": [{ "title": "Six", "url": "/6", "note": "before" }],
        "resources": [{ "title": "Books", "links": [{ "title": "One", "url": "https://example.org/1" }] }]
    })
}

pub(crate) struct Mounted {
    pub(crate) root: HtmlElement,
    mounted: Option<Box<dyn Any>>,
}

impl Mounted {
    /// Mounts a player of an episode, and waits until it shows something.
    pub(crate) async fn new(episode: &Value) -> Self {
        let json = js_sys::encode_uri_component(&episode.to_string());
        Self::from_address(&format!("data:application/json,{json}")).await
    }

    pub(crate) async fn from_address(address: &str) -> Self {
        Self::from_source(Source::Address(address.into())).await
    }

    pub(crate) async fn from_source(source: Source) -> Self {
        let page = Self::app(move || view! { <EpisodePlayer source /> }).await;
        page.until("the player is there", |page| page.count(".player:not(.skeleton)") == 1).await;
        page
    }

    /// Mounts an app.
    pub(crate) async fn app<V: IntoView + 'static>(app: impl FnOnce() -> V + 'static) -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let root: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        document.body().unwrap().append_child(&root).unwrap();
        let handle = leptos::mount::mount_to(root.clone(), app);
        frame().await;
        Self { root, mounted: Some(Box::new(handle)) }
    }

    /// The elements of a selector, in the app's page and then in the shadow roots of the components.
    pub(crate) fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let in_page = elements(&self.root.query_selector_all(selector).unwrap());
        let hosts = elements(&self.root.query_selector_all("*").unwrap());
        let roots = hosts.iter().filter_map(|host| host.shadow_root());
        in_page
            .into_iter()
            .chain(roots.flat_map(|root| elements(&root.query_selector_all(selector).unwrap())))
            .collect()
    }

    #[track_caller]
    pub(crate) fn one(&self, selector: &str) -> HtmlElement {
        self.all(selector).into_iter().next().unwrap_or_else(|| panic!("there is no {selector}"))
    }

    pub(crate) fn count(&self, selector: &str) -> usize {
        self.all(selector).len()
    }

    /// The text of the first match; empty if there is none.
    pub(crate) fn text(&self, selector: &str) -> String {
        self.texts(selector).into_iter().next().unwrap_or_default()
    }

    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).iter().map(|e| e.text_content().unwrap_or_default()).collect()
    }

    /// An attribute of the first match; empty if there is none.
    pub(crate) fn attr(&self, selector: &str, name: &str) -> String {
        self.all(selector).first().and_then(|e| e.get_attribute(name)).unwrap_or_default()
    }

    /// A computed style of the first match.
    pub(crate) fn style(&self, selector: &str, property: &str) -> String {
        let style = web_sys::window().unwrap().get_computed_style(&self.one(selector)).unwrap().unwrap();
        style.get_property_value(property).unwrap()
    }

    #[track_caller]
    pub(crate) fn click(&self, selector: &str) {
        self.one(selector).click();
    }

    #[track_caller]
    pub(crate) fn focus(&self, selector: &str) {
        self.one(selector).focus().unwrap();
    }

    pub(crate) fn focused(&self) -> Element {
        let active = web_sys::window().unwrap().document().unwrap().active_element().unwrap();
        active.shadow_root().and_then(|root| root.active_element()).unwrap_or(active)
    }

    /// Presses a key on what has the focus.
    pub(crate) fn press(&self, key: &str) {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_cancelable(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        self.focused().dispatch_event(&event).unwrap();
    }

    /// Waits for a condition, a frame at a time; fails after 300 frames.
    pub(crate) async fn until(&self, what: &str, condition: impl Fn(&Self) -> bool) {
        for _ in 0..300 {
            if condition(self) {
                return;
            }
            frame().await;
        }
        panic!("waited in vain until {what}; the page: {}", self.root.inner_html());
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.mounted = None;
        self.root.remove();
    }
}

fn elements(list: &NodeList) -> Vec<HtmlElement> {
    (0..list.length()).map(|i| list.item(i).unwrap().unchecked_into()).collect()
}

async fn frame() {
    let promise = Promise::new(&mut |resolve, _| {
        web_sys::window().unwrap().request_animation_frame(&resolve).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

/// The texts that a custom highlight paints.
pub(crate) fn highlighted(name: &str) -> Vec<String> {
    let get = |object: &JsValue, key: &str| Reflect::get(object, &key.into()).unwrap();
    let registry = get(&get(&js_sys::global(), "CSS"), "highlights");
    let highlight =
        get(&registry, "get").unchecked_into::<Function>().call1(&registry, &name.into()).unwrap();
    if highlight.is_undefined() {
        return Vec::new();
    }
    Array::from(&highlight)
        .iter()
        .map(|range| range.unchecked_into::<web_sys::Range>().to_string().into())
        .collect()
}
