//! Elements named by a selector, which a test presses and reads.

use serde_json::Value;

use crate::engine::Engine;
use crate::page::Page;

/// The elements of a selector, found anew at each use. One that acts waits until there is one.
#[derive(Clone)]
pub struct Locator<'a> {
    page: Page<'a>,
    selector: String,
}

impl<'a> Page<'a> {
    /// Elements by a CSS selector, found anew at each use, also in open shadow roots.
    #[must_use]
    pub fn q(self, selector: &str) -> Locator<'a> {
        Locator { page: self, selector: selector.to_owned() }
    }
}

impl Locator<'_> {
    /// Presses the first as a person does: it must be visible, and it counts as a gesture.
    #[track_caller]
    pub fn click(&self) {
        let element = self.page.element(&self.selector);
        if Engine::current() != Engine::WebKit {
            return self.page.block(element.click());
        }
        // WebKit's driver misses some elements in shadow roots.
        let [x, y]: [f64; 2] = self.page.run(
            "const element = q(arguments[0]);
             element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
             const box = element.getBoundingClientRect();
             const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
             const at = element.getRootNode().elementFromPoint(x, y);
             if (!element.contains(at)) throw new Error(`${arguments[0]} is covered by ${at?.outerHTML.slice(0, 80)}`);
             return [x, y];",
            vec![self.selector.clone().into()],
        );
        self.page.click_at(x, y);
    }

    /// Types text into the first.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        let element = self.page.element(&self.selector);
        self.page.block(element.send_keys(text));
    }

    /// The text of the first, as it is in the document.
    #[track_caller]
    #[must_use]
    pub fn text(&self) -> String {
        self.page.element(&self.selector);
        self.page.run("return q(arguments[0]).textContent;", vec![self.selector.as_str().into()])
    }

    /// An attribute of the first.
    #[track_caller]
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.page.element(&self.selector);
        let arguments = vec![self.selector.as_str().into(), name.into()];
        self.page.run("return q(arguments[0]).getAttribute(arguments[1]);", arguments)
    }

    /// How many there are now.
    #[track_caller]
    #[must_use]
    pub fn count(&self) -> usize {
        self.page.run("return qa(arguments[0]).length;", vec![self.selector.as_str().into()])
    }

    /// Waits until there is one.
    #[track_caller]
    pub fn wait(&self) {
        self.page.element(&self.selector);
    }

    /// Waits until there is none.
    #[track_caller]
    pub fn wait_gone(&self) {
        self.page.wait_for(
            &format!("there is no {}", self.selector),
            &format!("!q({})", Value::from(&*self.selector)),
        );
    }
}
