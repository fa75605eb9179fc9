//! Elements that a test presses, types into and reads: by role and accessible name, as a reader finds them, else by a
//! selector.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::engine::Engine;
use crate::page::Page;

/// Elements that are found anew at each use.
///
/// A function that needs one element waits until there is one, and fails with the list of them if there are several:
/// [`Locator::nth`] chooses.
#[derive(Clone)]
pub struct Locator<'a> {
    page: Page<'a>,
    /// An expression of JavaScript for the list of elements.
    all: String,
}

impl<'a> Page<'a> {
    /// Elements by a CSS selector, also in open shadow roots: for what no reader perceives by itself, such as where
    /// something is.
    #[must_use]
    pub fn q(self, selector: &str) -> Locator<'a> {
        self.locator("qa", &[selector])
    }

    /// Visible elements of this role and accessible name, such as `by_role("searchbox", "Search the transcript")`.
    ///
    /// The name is compared as a whole. A "…" at its start or its end stands for any text: `"Follow …"` is
    /// "Follow 00:12" too, and `"…"` is every name, and none.
    #[must_use]
    pub fn by_role(self, role: &str, name: &str) -> Locator<'a> {
        self.locator("byRole", &[role, name])
    }

    /// Visible buttons of this name: see [`Page::by_role`].
    #[must_use]
    pub fn button(self, name: &str) -> Locator<'a> {
        self.by_role("button", name)
    }

    /// Visible links of this name: see [`Page::by_role`].
    #[must_use]
    pub fn link(self, name: &str) -> Locator<'a> {
        self.by_role("link", name)
    }

    /// Visible tabs of this name: see [`Page::by_role`].
    #[must_use]
    pub fn tab(self, name: &str) -> Locator<'a> {
        self.by_role("tab", name)
    }

    /// Visible headings of this name: see [`Page::by_role`].
    #[must_use]
    pub fn heading(self, name: &str) -> Locator<'a> {
        self.by_role("heading", name)
    }

    /// The innermost visible elements of this text, which is compared as the names of [`Page::by_role`] are.
    #[must_use]
    pub fn text(self, text: &str) -> Locator<'a> {
        self.locator("byText", &[text])
    }

    /// The accessible name of the element that has the focus.
    #[track_caller]
    #[must_use]
    pub fn focused(self) -> String {
        self.run(
            "let e = document.activeElement;
             while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
             return nameOf(e);",
            vec![],
        )
    }

    fn locator(self, find: &str, arguments: &[&str]) -> Locator<'a> {
        let arguments: Vec<_> = arguments.iter().map(|text| Value::from(*text).to_string()).collect();
        Locator { page: self, all: format!("{find}({})", arguments.join(", ")) }
    }
}

impl Locator<'_> {
    /// The one at this place, from 0, in the order of the document.
    #[must_use]
    pub fn nth(&self, index: usize) -> Self {
        Self { page: self.page, all: format!("{}.slice({index}, {index} + 1)", self.all) }
    }

    /// Presses it as a person does: it must be visible, and it counts as a gesture.
    #[track_caller]
    pub fn click(&self) {
        let element = self.page.element(&self.all);
        if Engine::current() != Engine::WebKit {
            return self.page.block(element.click());
        }
        // WebKit's driver misses some elements in shadow roots.
        let [x, y]: [f64; 2] = self.page.run(
            &format!(
                "const [element] = {};
                 element.scrollIntoView({{ block: 'nearest', behavior: 'instant' }});
                 const box = element.getBoundingClientRect();
                 const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
                 const at = element.getRootNode().elementFromPoint(x, y);
                 if (!element.contains(at)) throw new Error(`it is covered by ${{at?.outerHTML.slice(0, 80)}}`);
                 return [x, y];",
                self.all
            ),
            vec![],
        );
        self.page.click_at(x, y);
    }

    /// Touches the middle of it, in the middle of the screen, once it rests there.
    #[track_caller]
    pub fn tap(&self) {
        let middle = "(element.scrollIntoView({ block: 'center', behavior: 'instant' }), ((box) =>
            [box.x + box.width / 2, box.y + box.height / 2])(element.getBoundingClientRect()))";
        let mut last = None;
        let [x, y] = self.page.wait_until("it rests", || {
            let now: [f64; 2] = self.eval(middle);
            if last.replace(now) == Some(now) { Ok(now) } else { Err(now) }
        });
        self.page.tap(x, y);
    }

    /// Gives it the focus.
    #[track_caller]
    pub fn focus(&self) {
        self.eval::<Value>("(element.focus(), null)");
    }

    /// Waits until it has the focus, also in a window that has none.
    #[track_caller]
    pub fn wait_focused(&self) {
        self.wait_for("it has the focus", "element.getRootNode().activeElement === element");
    }

    /// Types text into it, after what is there.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        let element = self.page.element(&self.all);
        self.page.block(element.send_keys(text));
    }

    /// Replaces the text of a field at once, as by pasting.
    #[track_caller]
    pub fn fill(&self, text: &str) {
        let text = Value::from(text);
        self.eval::<bool>(&format!(
            "(element.focus(), element.value = {text}, element.dispatchEvent(new Event('input', {{ bubbles: true }})))"
        ));
    }

    /// Chooses an option of a list by its text.
    #[track_caller]
    pub fn choose(&self, text: &str) {
        let text = Value::from(text);
        self.eval::<bool>(&format!(
            "(element.value = [...element.options].find((option) => option.text === {text}).value,
             element.dispatchEvent(new Event('change', {{ bubbles: true }})))"
        ));
    }

    /// The text of it, as it is in the document.
    #[track_caller]
    #[must_use]
    pub fn text(&self) -> String {
        self.eval("element.textContent")
    }

    /// An attribute of it.
    #[track_caller]
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.eval(&format!("element.getAttribute({})", json!(name)))
    }

    /// The value of an expression of JavaScript, in which `element` is it.
    #[track_caller]
    #[expect(clippy::must_use_candidate, reason = "an expression may be evaluated for what it does")]
    pub fn eval<T: DeserializeOwned>(&self, expression: &str) -> T {
        self.page.element(&self.all);
        self.page.run(&format!("const [element] = {}; return ({expression});", self.all), vec![])
    }

    /// Waits until an expression of JavaScript is true, in which `element` is it.
    #[track_caller]
    pub fn wait_for(&self, what: &str, expression: &str) {
        self.page.element(&self.all);
        self.page.wait_for(what, &format!("(([element]) => element && ({expression}))({})", self.all));
    }

    /// The accessible names of all that are there now.
    #[track_caller]
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.page.eval(&format!("{}.map(nameOf)", self.all))
    }

    /// How many there are now.
    #[track_caller]
    #[must_use]
    pub fn count(&self) -> usize {
        self.page.eval(&format!("{}.length", self.all))
    }

    /// Waits until there is one.
    #[track_caller]
    pub fn wait(&self) {
        self.page.element(&self.all);
    }

    /// Waits until there are so many.
    #[track_caller]
    pub fn wait_count(&self, count: usize) {
        self.page.wait_for(
            &format!("there are {count} of {}", self.all),
            &format!("{}.length === {count}", self.all),
        );
    }

    /// Waits until there is none.
    #[track_caller]
    pub fn wait_gone(&self) {
        self.wait_count(0);
    }
}
