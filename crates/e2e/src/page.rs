//! What a test does with the open page: look, wait, press, and change what the browser pretends to be.

mod accessible;
mod axe;
mod emulation;
mod picture;

use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::Client;
use fantoccini::actions::{
    Actions, InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::CmdError;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

pub use self::picture::Picture;
use crate::driver::Extra;
use crate::engine::Engine;

/// How long a condition may take to come true: long, so that a slow machine fails no test.
const PATIENCE: Duration = Duration::from_secs(40);
const PAUSE: Duration = Duration::from_millis(15);

/// In scope of every script: `q`, `qa`, `byRole`, `byText` and `nameOf`.
const PRELUDE: &str = include_str!("page/prelude.js");

/// The page that is open, or a frame of it.
///
/// Its functions panic, with what they saw, when the browser cannot do what was asked.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    pub(crate) client: &'a Client,
    pub(crate) runtime: &'a Runtime,
    /// The browser's folder.
    pub(crate) profile: &'a Path,
    /// Where the frame's viewport begins in what the driver takes for the viewport, in CSS pixels.
    pub(crate) corner: [f64; 2],
}

impl<'a> Page<'a> {
    /// The value of a JavaScript expression, in which `q(selector)`, `qa(selector)`, `byRole(role, name)` and
    /// `byText(text)` find elements. A promise is waited for.
    #[track_caller]
    #[must_use]
    pub fn eval<T: DeserializeOwned>(self, expression: &str) -> T {
        self.run(&format!("return ({expression});"), vec![])
    }

    /// Runs a body of JavaScript; `arguments` are the given values, and what it returns is the result.
    #[track_caller]
    #[expect(clippy::must_use_candidate, reason = "a script may be run for what it does")]
    pub fn run<T: DeserializeOwned>(self, body: &str, arguments: Vec<Value>) -> T {
        let value = self.try_run(body, arguments).unwrap_or_else(|error| panic!("{body}: {error}"));
        serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{body} gave {value}: {error}"))
    }

    /// Waits until the expression is true (in JavaScript's sense), and returns its value.
    #[track_caller]
    #[expect(clippy::must_use_candidate, reason = "the waiting is the point")]
    pub fn wait_for(self, what: &str, expression: &str) -> Value {
        let body = format!("return ({expression});");
        self.wait_until(what, || match self.try_run(&body, vec![]) {
            Ok(value) if is_true(&value) => Ok(value),
            Ok(value) => Err(format!("{expression} is {value}")),
            Err(error) => Err(format!("{expression}: {error}")),
        })
    }

    /// Waits until the condition gives a value; the last error is shown when it never does.
    #[track_caller]
    pub fn wait_until<T, E: Debug>(self, what: &str, mut condition: impl FnMut() -> Result<T, E>) -> T {
        let start = Instant::now();
        loop {
            match condition() {
                Ok(value) => return value,
                Err(last) if start.elapsed() > PATIENCE => {
                    panic!("waited {PATIENCE:?} until {what}; in the end: {last:?}")
                }
                Err(_) => std::thread::sleep(PAUSE),
            }
        }
    }

    /// Does something inside the frame of this selector, and comes back.
    #[track_caller]
    pub fn in_frame<T>(self, selector: &str, action: impl FnOnce(Page<'a>) -> T) -> T {
        let frame = self.element(&format!("qa({})", Value::from(selector)));
        // WebKit's driver counts from the corner of the page, whatever frame it is in.
        let corner = match Engine::current() {
            Engine::WebKit => self.run(
                "const { x, y } = q(arguments[0]).getBoundingClientRect(); return [x, y];",
                vec![selector.into()],
            ),
            Engine::Chromium | Engine::Firefox => [0.0, 0.0],
        };
        self.block(frame.enter_frame());
        let result = action(Page { corner, ..self });
        self.block(self.client.enter_parent_frame());
        result
    }

    /// Does something in a new tab, which covers this one, and closes it.
    #[track_caller]
    pub fn in_new_tab<T>(self, action: impl FnOnce(Page<'a>) -> T) -> T {
        let this = self.block(self.client.window());
        let other = self.block(self.client.new_window(true)).handle;
        self.block(self.client.switch_to_window(other));
        let result = action(self);
        self.block(self.client.close_window());
        self.block(self.client.switch_to_window(this));
        result
    }

    /// Does something inside the fake embed: `embed(|frame| frame.eval::<f64>("__now()"))`.
    #[track_caller]
    pub fn embed<T>(self, action: impl FnOnce(Page<'a>) -> T) -> T {
        self.in_frame("iframe[src*='/embed/']", action)
    }

    /// Goes to an address, and waits for its `load` event.
    #[track_caller]
    #[must_use]
    pub fn go(self, url: &str) -> Self {
        self.block(self.client.goto(url));
        self
    }

    /// Loads the page anew.
    #[track_caller]
    pub fn reload(self) {
        self.block(self.client.refresh());
    }

    /// Presses keys where the focus is; special keys are the characters of `fantoccini::key::Key`.
    #[track_caller]
    pub fn press(self, keys: &str) {
        let actions = keys.chars().fold(KeyActions::new("keyboard".into()), |actions, value| {
            actions.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        self.block(self.client.perform_actions(Actions::from(actions)));
    }

    /// Presses one key while Shift is held.
    #[track_caller]
    pub fn press_with_shift(self, value: char) {
        const SHIFT: char = '\u{e008}';
        let keys = KeyActions::new("keyboard".into())
            .then(KeyAction::Down { value: SHIFT })
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value })
            .then(KeyAction::Up { value: SHIFT });
        self.block(self.client.perform_actions(Actions::from(keys)));
    }

    /// Moves the mouse to a place of the viewport, in CSS pixels.
    #[track_caller]
    pub fn point_at(self, x: f64, y: f64) {
        let to = MouseActions::new("mouse".into()).then(self.move_to([x, y]));
        self.block(self.client.perform_actions(Actions::from(to)));
    }

    /// Clicks at a place of the viewport, in CSS pixels, whatever is there.
    #[track_caller]
    pub fn click_at(self, x: f64, y: f64) {
        let click = MouseActions::new("mouse".into())
            .then(self.move_to([x, y]))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.block(self.client.perform_actions(Actions::from(click)));
    }

    /// Touches a place of the viewport, in CSS pixels; in WebKit, whose driver knows no fingers, by the mouse.
    #[track_caller]
    pub fn tap(self, x: f64, y: f64) {
        if Engine::current() == Engine::WebKit {
            return self.click_at(x, y);
        }
        let body = json!({ "actions": [{
            "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" },
            "actions": [
                { "type": "pointerMove", "duration": 0, "x": x.round(), "y": y.round() },
                { "type": "pointerDown", "button": 0 },
                { "type": "pointerUp", "button": 0 },
            ],
        }] });
        self.block(self.client.issue_cmd(Extra { path: "actions", body }));
    }

    /// Presses at one place of the viewport, moves to another, and lets go.
    #[track_caller]
    pub fn drag(self, from: [f64; 2], to: [f64; 2]) {
        let drag = MouseActions::new("mouse".into())
            .then(self.move_to(from))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(self.move_to([f64::midpoint(from[0], to[0]), f64::midpoint(from[1], to[1])]))
            .then(self.move_to(to))
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.block(self.client.perform_actions(Actions::from(drag)));
    }

    fn move_to(self, [x, y]: [f64; 2]) -> PointerAction {
        PointerAction::MoveTo { duration: None, x: x + self.corner[0], y: y + self.corner[1] }
    }

    /// Makes the processor this many times slower.
    #[track_caller]
    pub fn slow_down(self, times: f64) {
        self.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": times }));
    }

    /// Bytes that JavaScript holds after a collection of garbage.
    #[track_caller]
    #[must_use]
    pub fn heap(self) -> u64 {
        self.cdp("HeapProfiler.collectGarbage", json!({}));
        let usage = self.cdp("Runtime.getHeapUsage", json!({}));
        usage["usedSize"].as_f64().expect("the protocol gives a number") as u64
    }

    /// Saves a picture of the page as `NAME.png` in `target/e2e`, and returns its path.
    #[track_caller]
    #[expect(clippy::must_use_candidate, reason = "the file is the point")]
    pub fn screenshot(self, name: &str) -> PathBuf {
        self.try_screenshot(name).unwrap_or_else(|error| panic!("no picture of the page: {error}"))
    }

    pub(crate) fn try_screenshot(self, name: &str) -> Result<PathBuf, String> {
        let picture = self.answer(self.client.screenshot()).map_err(|error| error.to_string())?;
        let file = pictures().join(format!("{name}.png"));
        let written = std::fs::create_dir_all(pictures()).and_then(|()| std::fs::write(&file, picture));
        written.map(|()| file).map_err(|error| error.to_string())
    }

    pub(crate) fn try_run(self, body: &str, arguments: Vec<Value>) -> Result<Value, CmdError> {
        self.answer(self.client.execute(&format!("{PRELUDE}\n{body}"), arguments))
    }

    /// The element of a list, which an expression of JavaScript gives, once there is one.
    ///
    /// # Panics
    /// If there are several: which one is meant is not said.
    #[track_caller]
    pub(crate) fn element(self, list: &str) -> Element {
        let body = format!("const all = {list}; return all.length > 1 ? all.map(outline) : all[0] ?? null;");
        let found = self.wait_until(&format!("there is one of {list}"), || {
            match self.try_run(&body, vec![]) {
                // A reference is an object with one key, of which only the value counts.
                Ok(Value::Object(reference)) => {
                    reference.values().next().cloned().ok_or("an empty reference".to_owned())
                }
                Ok(Value::Array(all)) => {
                    panic!("{} elements are {list}, and one is wanted: {all:#?}", all.len())
                }
                Ok(value) => Err(format!("there is {value}")),
                Err(error) => Err(error.to_string()),
            }
        });
        let id = found.as_str().expect("a reference is a string").to_owned();
        Element::from_element_id(self.client.clone(), ElementRef::from(id))
    }

    #[track_caller]
    pub(crate) fn block<T>(self, command: impl Future<Output = Result<T, CmdError>>) -> T {
        self.answer(command).unwrap_or_else(|error| panic!("the browser: {error}"))
    }

    /// Waits for the driver's answer; some never give one when the page is left meanwhile.
    #[track_caller]
    fn answer<T>(self, command: impl Future<Output = T>) -> T {
        let in_time = async { tokio::time::timeout(3 * PATIENCE, command).await };
        self.runtime.block_on(in_time).unwrap_or_else(|_| panic!("the driver does not answer"))
    }
}

/// Where pictures go.
fn pictures() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| crate::workspace().join("target"), PathBuf::from)
        .join("e2e")
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}
