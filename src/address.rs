//! Times in addresses: the start that the page's address requests, and links to a time.
//!
//! `#t=3:30` is for the first player of the page, `#t=3:30&player=ID` for the one with this `id`, or with this number in
//! the order of the page, from 1.

use episode::Millis;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement, MouseEvent, UrlSearchParams};

use crate::browser::{self, Listener};
use crate::view::is_modified;

/// Returns the start of this player in the page's address. The fragment takes precedence over the query.
pub(crate) fn requested_start(host: &Element) -> Option<Millis> {
    let location = browser::window().location();
    let fragment = location.hash().unwrap_or_default();
    let query = location.search().unwrap_or_default();
    time_for(host, &fragment).or_else(|| time_for(host, &query))
}

/// Calls `seek` whenever a link of the page to a time of this player is followed, even if the page's address does not
/// change.
pub(crate) fn listen(host: &Element, seek: impl Fn(Millis) + Clone + 'static) -> [Listener; 2] {
    let (element, again) = (host.clone(), seek.clone());
    let changed = Listener::new(&browser::window(), "hashchange", move |_| {
        let fragment = browser::window().location().hash().unwrap_or_default();
        if let Some(time) = time_for(&element, &fragment) {
            seek(time);
        }
    });
    let element = host.clone();
    // There is no `hashchange` where the fragment is the same.
    let clicked = Listener::on_document("click", move |event| {
        let event: MouseEvent = event.unchecked_into();
        let target = event.composed_path().get(0).dyn_into::<Element>().ok();
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return };
        if event.default_prevented() || is_modified(&event) || link.href() != browser::page_url() {
            return;
        }
        if let Some(time) = time_for(&element, &link.hash()) {
            again(time);
        }
    });
    [changed, clicked]
}

/// Returns the page's address with a time.
pub(crate) fn link_to(time: Millis, suffix: &str) -> String {
    let page = browser::page_url();
    let page = page.split('#').next().unwrap_or_default();
    format!("{page}#t={}{suffix}", time.for_address())
}

/// Returns what a link to a time of this player has after the time: nothing for the first player of the page.
pub(crate) fn link_suffix(host: &Element) -> String {
    match (position(host), host.id()) {
        (0, _) => String::new(),
        (index, id) if id.is_empty() => format!("&player={}", index + 1),
        (_, id) => format!("&player={}", String::from(js_sys::encode_uri_component(&id))),
    }
}

/// Returns the time in a fragment or a query, if it is for this player.
fn time_for(host: &Element, address: &str) -> Option<Millis> {
    let parameters = UrlSearchParams::new_with_str(address.trim_start_matches(['#', '?'])).ok()?;
    let time = Millis::parse_address(&parameters.get("t")?)?;
    let is_meant = match parameters.get("player") {
        None => position(host) == 0,
        Some(name) => name == host.id() || name == (position(host) + 1).to_string(),
    };
    is_meant.then_some(time)
}

/// Returns the index of this player in the order of the page. An element with `for` shows a part of another.
fn position(host: &Element) -> u32 {
    let all = browser::document().get_elements_by_tag_name("episode-player");
    let mut position = 0;
    for player in (0..all.length()).filter_map(|index| all.item(index)) {
        if player == *host {
            return position;
        }
        position += u32::from(player.get_attribute("for").is_none());
    }
    0
}
