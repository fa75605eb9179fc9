//! Ranges of text: painted, selected.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Node, Range, ShadowRoot};

use super::{call, get, set, window};

// The CSS Custom Highlight API: web-sys counts it as unstable.
#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Highlight;
    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<Highlight, JsValue>;
    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &Range);
    #[wasm_bindgen(method)]
    fn delete(this: &Highlight, range: &Range) -> bool;

    type HighlightRegistry;
    #[wasm_bindgen(js_namespace = CSS, js_name = highlights, thread_local_v2)]
    static HIGHLIGHTS: Option<HighlightRegistry>;
    #[wasm_bindgen(method, js_name = get)]
    fn get_highlight(this: &HighlightRegistry, name: &str) -> Option<Highlight>;
    #[wasm_bindgen(method, js_name = set)]
    fn set_highlight(this: &HighlightRegistry, name: &str, highlight: &Highlight);
}

/// Creates a range in a text node, by offsets in UTF-16 code units.
pub(crate) fn range(text: &Node, start: u32, end: u32) -> Option<Range> {
    let range = Range::new().ok()?;
    range.set_start(text, start).ok()?;
    range.set_end(text, end).ok()?;
    Some(range)
}

/// A range of text that is painted as `::highlight(name)` while the guard lives. The registry belongs to the document:
/// all players of a page add their ranges to one highlight.
#[must_use = "dropped, the text is plain again"]
pub(crate) struct Highlighted {
    highlight: Highlight,
    range: Range,
}

impl Highlighted {
    /// Returns `None` where the browser has no highlights. Measure the range before: after this call the browser has to
    /// restyle the page.
    pub(crate) fn new(name: &str, range: Range) -> Option<Self> {
        let highlight = HIGHLIGHTS.with(|registry| {
            let registry = registry.as_ref()?;
            registry.get_highlight(name).or_else(|| {
                let highlight = Highlight::new().ok()?;
                registry.set_highlight(name, &highlight);
                Some(highlight)
            })
        })?;
        highlight.add(&range);
        Some(Self { highlight, range })
    }
}

impl Drop for Highlighted {
    fn drop(&mut self) {
        self.highlight.delete(&self.range);
    }
}

/// The start and the end of a selection: nodes, and offsets in them.
pub(crate) type SelectedRange = [(Node, u32); 2];

/// Returns the selection in the shadow root of a node, in the order of the text.
pub(crate) fn selection(root: &Node) -> Option<SelectedRange> {
    let range = selected(root)?;
    if get(&range, "collapsed").is_truthy() {
        return None;
    }
    Some([boundary(&range, "start")?, boundary(&range, "end")?])
}

/// Returns one boundary of a range, `start` or `end`.
fn boundary(range: &JsValue, which: &str) -> Option<(Node, u32)> {
    let container = get(range, &format!("{which}Container")).dyn_into().ok()?;
    Some((container, get(range, &format!("{which}Offset")).as_f64()? as u32))
}

/// Returns the range of the selection in the shadow root of a node; collapsed, it is the caret.
fn selected(root: &Node) -> Option<JsValue> {
    let shadow = root.get_root_node().dyn_into::<ShadowRoot>().ok();
    let selection = call(&window(), "getSelection");
    // The standard function takes the shadow roots. Without it, Chrome's shadow roots have a selection of
    // their own; elsewhere the document's reaches in.
    let range = match get(&selection, "getComposedRanges").dyn_into::<Function>() {
        Ok(composed) => {
            let options = Object::new();
            set(&options, "shadowRoots", &shadow.into_iter().collect::<Array>());
            Reflect::get_u32(&composed.call1(&selection, &options).ok()?, 0).ok()?
        }
        Err(_) => {
            let own = shadow.map(|shadow| call(&shadow, "getSelection")).filter(JsValue::is_object);
            let selection = own.unwrap_or(selection);
            get(&selection, "getRangeAt").dyn_into::<Function>().ok()?.call1(&selection, &0.into()).ok()?
        }
    };
    range.is_object().then_some(range)
}
