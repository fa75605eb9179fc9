//! Guards over browser APIs: each side effect ends when its guard is dropped.
//!
//! A listener, timer, request or observer lives only as long as its guard, so a player that leaves the page leaves
//! nothing behind.

mod fetch;
mod intl;
#[cfg(feature = "component")]
mod numbers;
#[cfg(feature = "component")]
mod style_sheet;
mod text_range;

use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect};
#[cfg(feature = "component")]
pub(crate) use numbers::{NumberRules, canonical_language, nearest_language};
use playback::Moment;
#[cfg(feature = "component")]
pub(crate) use style_sheet::StyleSheet;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
pub(crate) use wasm_bindgen_futures::spawn_local;
use web_sys::{CustomEvent, CustomEventInit, Element, EventTarget, HtmlElement, Node};

use crate::language::Language;
pub(crate) use fetch::{Answer, Fetch, FetchError, probe, referrer_policy};
pub(crate) use intl::{language_name, page_language, push_languages, word_at};
pub(crate) use text_range::{Highlighted, SelectedRange, range, selection};

// `web_sys::window()` looks for any global object first, of a worker or of Node.js, and asks whether that is a window.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = window, thread_local_v2)]
    static WINDOW: web_sys::Window;
}

/// Returns the window.
pub(crate) fn window() -> web_sys::Window {
    WINDOW.with(Clone::clone)
}

/// Returns the current moment on the page's monotonic clock.
pub(crate) fn now() -> Moment {
    Moment(window().performance().map_or(0.0, |p| p.now()))
}

/// Returns a member of any object.
pub(crate) fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or_default()
}

/// Sets a member of any object.
pub(crate) fn set(object: &JsValue, key: &str, value: &JsValue) {
    // It fails only on what is no object, or may not be changed.
    let _ = Reflect::set(object, &key.into(), value);
}

/// Calls a method without arguments, if the object has it.
pub(crate) fn call(object: &JsValue, method: &str) -> JsValue {
    let method = get(object, method).dyn_into::<Function>();
    method.ok().and_then(|method| method.call0(object).ok()).unwrap_or_default()
}

/// Returns the document.
pub(crate) fn document() -> web_sys::Document {
    window().document().expect("a window has a document")
}

/// Unwraps the result of a call that cannot fail with its arguments. `expect` would link code that prints any
/// JavaScript value.
pub(crate) fn certain<T>(result: Result<T, JsValue>) -> T {
    result.unwrap_or_else(|_| panic!("the browser refused a call with constant arguments"))
}

/// Creates an HTML element, not yet in the page.
pub(crate) fn create<T: JsCast>(tag: &str) -> T {
    certain(document().create_element(tag)).unchecked_into()
}

/// Creates an SVG element, not yet in the page.
pub(crate) fn create_svg(tag: &str) -> Element {
    certain(document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag))
}

/// Creates a text node.
pub(crate) fn text(text: &str) -> web_sys::Text {
    document().create_text_node(text)
}

/// A listener on an event target.
#[must_use = "dropped, it stops listening"]
pub(crate) struct Listener {
    target: EventTarget,
    event: &'static str,
    callback: Closure<dyn FnMut(web_sys::Event)>,
}

impl Listener {
    pub(crate) fn new(
        target: &EventTarget,
        event: &'static str,
        callback: impl FnMut(web_sys::Event) + 'static,
    ) -> Self {
        // Boxed: what follows is compiled once, not once for each.
        Self::boxed(target, event, Box::new(callback))
    }

    #[inline(never)]
    fn boxed(
        target: &EventTarget,
        event: &'static str,
        mut callback: Box<dyn FnMut(web_sys::Event)>,
    ) -> Self {
        let language = Language::current();
        let callback: Box<dyn FnMut(_)> = Box::new(move |event| language.run(|| callback(event)));
        let callback = Closure::wrap(callback);
        // It fails only where the arguments are wrong.
        let _ = target.add_event_listener_with_callback(event, callback.as_ref().unchecked_ref());
        Self { target: target.clone(), event, callback }
    }

    pub(crate) fn on_document(event: &'static str, callback: impl FnMut(web_sys::Event) + 'static) -> Self {
        Self::new(&document(), event, callback)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.callback.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback(self.event, callback);
    }
}

/// Dispatches an event with a detail. Returns whether no listener prevented it, which only a question lets them do: it is
/// asked inside of a shadow root, and heard at its host.
pub(crate) fn dispatch(target: &EventTarget, name: &str, detail: &JsValue, is_question: bool) -> bool {
    let init = CustomEventInit::new();
    init.set_detail(detail);
    init.set_cancelable(is_question);
    init.set_composed(is_question);
    let event = CustomEvent::new_with_event_init_dict(name, &init);
    // It fails only while the same event is being dispatched.
    event.is_ok_and(|event| target.dispatch_event(&event) == Ok(true))
}

/// A call after a delay.
#[must_use = "dropped, it never fires"]
pub(crate) struct Timeout {
    id: i32,
    _callback: Closure<dyn FnMut()>,
}

impl Timeout {
    /// Calls `callback` after so many milliseconds, at most some 24 days, in the language that is current now.
    pub(crate) fn new(after: f64, callback: impl FnOnce() + 'static) -> Self {
        Self::boxed(after, Box::new(callback))
    }

    #[inline(never)]
    fn boxed(after: f64, callback: Box<dyn FnOnce()>) -> Self {
        let language = Language::current();
        let callback = Closure::once(move || language.run(callback));
        let after = after.clamp(0.0, f64::from(i32::MAX)) as i32;
        let function = callback.as_ref().unchecked_ref();
        let id = certain(window().set_timeout_with_callback_and_timeout_and_arguments_0(function, after));
        Self { id, _callback: callback }
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        window().clear_timeout_with_handle(self.id);
    }
}

/// Calls back when an element's size changes, and once at the start.
///
/// The callback must not change that size, nor that of an observed element around it: the page would get an error
/// event ("ResizeObserver loop").
#[must_use = "dropped, it stops observing"]
pub(crate) struct SizeObserver {
    observer: web_sys::ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl SizeObserver {
    pub(crate) fn new(element: &Element, callback: impl FnMut() + 'static) -> Self {
        Self::boxed(element, Box::new(callback))
    }

    /// Calls back in a task of its own, for callbacks that change the layout: in the observer's they would be an error
    /// event ("ResizeObserver loop").
    pub(crate) fn after(element: &Element, callback: impl Fn() + 'static) -> Self {
        Self::after_boxed(element, Rc::new(callback))
    }

    #[inline(never)]
    fn after_boxed(element: &Element, callback: Rc<dyn Fn()>) -> Self {
        let mut next = None;
        let schedule = move || {
            let callback = callback.clone();
            next.replace(Timeout::new(0.0, move || callback()));
        };
        Self::boxed(element, Box::new(schedule))
    }

    #[inline(never)]
    fn boxed(element: &Element, callback: Box<dyn FnMut()>) -> Self {
        let callback = Closure::wrap(callback);
        let observer = certain(web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()));
        observer.observe(element);
        Self { observer, _callback: callback }
    }
}

impl Drop for SizeObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Resolves an address against another, which may itself be relative to the page's base (`<base href>`, else the
/// page's address). An empty `base` is the page's base.
pub(crate) fn resolve(url: &str, base: &str) -> Option<String> {
    let base = web_sys::Url::new_with_base(base, &page_base()).ok()?;
    Some(web_sys::Url::new_with_base(url, &base.href()).ok()?.href())
}

/// Returns the page's address.
pub(crate) fn page_url() -> String {
    window().location().href().unwrap_or_default()
}

/// Returns the address that relative addresses of the page are relative to.
pub(crate) fn page_base() -> String {
    document().base_uri().ok().flatten().unwrap_or_default()
}

/// Returns the page's origin; `null` where it is opaque.
pub(crate) fn page_origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// Returns whether an address has the page's origin.
pub(crate) fn is_same_origin(url: &str) -> bool {
    web_sys::Url::new_with_base(url, &page_url()).is_ok_and(|url| url.origin() == page_origin())
}

/// Copies text to the clipboard. Returns whether that worked.
pub(crate) async fn copy(text: String) -> bool {
    let navigator = window().navigator();
    // Absent on a page that is not secure.
    if get(&navigator, "clipboard").is_undefined() {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(&text)).await.is_ok()
}

/// Returns whether the reader prefers reduced motion.
pub(crate) fn prefers_reduced_motion() -> bool {
    let query =
        Reflect::get(&window(), &"matchMedia".into()).ok().and_then(|f| f.dyn_into::<Function>().ok());
    let list = query.and_then(|f| f.call1(&window(), &"(prefers-reduced-motion: reduce)".into()).ok());
    list.is_some_and(|list| get(&list, "matches").is_truthy())
}

/// The address of a file that was saved. It works until it is dropped.
#[must_use = "dropped, the file may be gone before it is saved"]
pub(crate) struct ObjectUrl(String);

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        // It fails only where the argument is no text.
        let _ = web_sys::Url::revoke_object_url(&self.0);
    }
}

/// Saves a text as a file in the reader's downloads.
pub(crate) fn save(name: &str, text: &str) -> Option<ObjectUrl> {
    let blob = web_sys::Blob::new_with_str_sequence(&Array::of1(&text.into())).ok()?;
    let url = ObjectUrl(web_sys::Url::create_object_url_with_blob(&blob).ok()?);
    let link: HtmlElement = create("a");
    set(&link, "href", &url.0.as_str().into());
    set(&link, "download", &name.into());
    link.click();
    Some(url)
}

/// Scrolls a scroll area; never the page. `is_animated`: smoothly, unless the reader prefers reduced motion.
pub(crate) fn scroll_to(area: &HtmlElement, top: f64, is_animated: bool) {
    let options = web_sys::ScrollToOptions::new();
    options.set_top(top);
    if is_animated && !prefers_reduced_motion() {
        set(&options, "behavior", &"smooth".into());
    }
    area.scroll_to_with_scroll_to_options(&options);
}

/// Returns where the visible part of the page ends, in CSS pixels of the viewport: above a keyboard on the screen.
pub(crate) fn visible_bottom() -> f64 {
    let visual = get(&window(), "visualViewport");
    let number = |key| get(&visual, key).as_f64();
    number("offsetTop").zip(number("height")).map_or(f64::INFINITY, |(top, height)| top + height)
}

/// Focuses an element, and scrolls it into view.
pub(crate) fn focus(element: &JsValue) {
    call(element, "focus");
}

/// Focuses an element. The page does not scroll.
pub(crate) fn focus_in_place(element: &JsValue) {
    let options = Object::new();
    set(&options, "preventScroll", &true.into());
    if let Ok(focus) = get(element, "focus").dyn_into::<Function>() {
        // It never fails: the specification has no error for it.
        let _ = focus.call1(element, &options);
    }
}

/// Focuses the first element in the area that matches the selector, else the area itself. The page does not scroll.
pub(crate) fn focus_first(area: &Element, selector: &str) {
    let first = area.query_selector(selector).ok().flatten();
    focus_in_place(first.as_ref().unwrap_or(area));
}

/// Returns whether an element, or something in it, has the focus.
pub(crate) fn has_focus(element: &Node) -> bool {
    let active = get(&element.get_root_node(), "activeElement").dyn_into::<Node>();
    active.is_ok_and(|active| element.contains(Some(&active)))
}

/// Returns the font size of an element in CSS pixels, at least 1.
pub(crate) fn font_size(element: &Element) -> f64 {
    let style = window().get_computed_style(element).ok().flatten();
    let size = style.and_then(|style| style.get_property_value("font-size").ok()).unwrap_or_default();
    js_sys::parse_float(&size).max(1.0) // `max` replaces NaN.
}

/// Returns the value of the field or list that an event comes from.
pub(crate) fn value_of(event: &web_sys::Event) -> String {
    event.target().map(|target| value(&target)).unwrap_or_default()
}

/// Returns the value of a field.
pub(crate) fn value(field: &JsValue) -> String {
    get(field, "value").as_string().unwrap_or_default()
}
