//! What each engine has its own way for: its protocol, what it pretends to be, and its console.

use fantoccini::wd::PrintConfiguration;
use serde_json::{Value, json};

use super::Page;
use crate::driver::{Extra, LOG};
use crate::engine::Engine;

impl Page<'_> {
    /// Calls a command of the Chrome DevTools Protocol.
    ///
    /// # Panics
    /// In another engine: a test that needs it is Chromium's alone.
    #[track_caller]
    #[expect(clippy::must_use_candidate, reason = "most are called for what they do")]
    #[expect(clippy::needless_pass_by_value, reason = "it is written where it is called")]
    pub fn cdp(self, command: &str, parameters: Value) -> Value {
        assert!(Engine::current() == Engine::Chromium, "{command} is a command of Chromium's own");
        let body = json!({ "cmd": command, "params": parameters });
        self.block(self.client.issue_cmd(Extra { path: "goog/cdp/execute", body }))
    }

    /// Sets media features: `&[("prefers-color-scheme", "dark"), ("prefers-reduced-motion", "reduce")]`.
    #[track_caller]
    pub fn emulate(self, features: &[(&str, &str)]) {
        match Engine::current() {
            Engine::Chromium => {
                let features: Vec<_> =
                    features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
                self.cdp("Emulation.setEmulatedMedia", json!({ "features": features }));
            }
            Engine::Firefox => {
                for (name, value) in features {
                    let property = match *name {
                        "prefers-color-scheme" => "prefersColorSchemeOverride",
                        "prefers-reduced-motion" => "prefersReducedMotionOverride",
                        "forced-colors" => "forcedColorsOverride",
                        _ => panic!("Firefox cannot be told {name}"),
                    };
                    self.chrome(
                        "gBrowser.selectedBrowser.browsingContext[arguments[0]] = arguments[1];",
                        vec![json!(property), json!(value)],
                    );
                }
            }
            Engine::WebKit => {
                for (name, value) in features {
                    self.order(&match *name {
                        "prefers-color-scheme" => json!({ "dark": *value == "dark" }),
                        "prefers-reduced-motion" => json!({ "reduce": *value == "reduce" }),
                        _ => panic!("WebKitGTK cannot be told {name}"),
                    });
                    self.wait_for("it is told", &format!("matchMedia('({name}: {value})').matches"));
                }
            }
        }
    }

    /// Shows the page as it is printed.
    #[track_caller]
    pub fn emulate_print(self) {
        match Engine::current() {
            Engine::Chromium => drop(self.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" }))),
            Engine::Firefox => {
                self.chrome("gBrowser.selectedBrowser.browsingContext.mediumOverride = 'print';", vec![]);
            }
            Engine::WebKit => panic!("WebKitGTK has no print media on its screen"),
        }
    }

    /// Sets the size of the viewport, in CSS pixels, as that of a device.
    #[track_caller]
    pub fn resize(self, width: u32, height: u32) {
        match Engine::current() {
            Engine::Chromium => {
                let metrics =
                    json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                self.cdp("Emulation.setDeviceMetricsOverride", metrics);
                return;
            }
            Engine::Firefox => {
                // Its window cannot be narrower than 500 px, but the page in it can.
                let script = "const { style } = gBrowser.selectedBrowser;
                    for (const [name, value] of [['width', arguments[0]], ['height', arguments[1]]])
                        for (const limit of ['min-', 'max-']) style.setProperty(limit + name, value + 'px');";
                self.chrome(script, vec![json!(width), json!(height)]);
            }
            Engine::WebKit => self.block(self.client.set_window_size(width, height)),
        }
        self.wait_for("it has the size", &format!("innerWidth === {width} && innerHeight === {height}"));
    }

    /// The page as it is printed: a PDF file.
    #[track_caller]
    #[must_use]
    pub fn print(self) -> Vec<u8> {
        if Engine::current() != Engine::WebKit {
            return self.block(self.client.print(PrintConfiguration::default()));
        }
        let file = self.profile.join("print.pdf");
        self.order(&json!({ "print": format!("file://{}", file.display()) }));
        // It grows until its last line is there.
        self.wait_until("the page is printed", || match std::fs::read(&file) {
            Ok(pdf) if pdf.trim_ascii_end().ends_with(b"%%EOF") => Ok(pdf),
            Ok(pdf) => Err(format!("{} bytes", pdf.len())),
            Err(error) => Err(error.to_string()),
        })
    }

    /// What is new in the console and is an error, a breach of a policy, or uncaught; nothing when the browser is gone.
    pub(crate) fn take_console(self) -> Vec<String> {
        match Engine::current() {
            Engine::Chromium => {
                let command = Extra { path: "se/log", body: json!({ "type": "browser" }) };
                let Ok(Value::Array(entries)) = self.answer(self.client.issue_cmd(command)) else {
                    return Vec::new();
                };
                let errors = entries.iter().filter(|entry| entry["level"] == "SEVERE");
                errors.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
            }
            Engine::Firefox => {
                let script = "const all = Services.console.getMessageArray();
                    Services.console.reset();
                    return all.flatMap((message) => {
                        try {
                            message.QueryInterface(Ci.nsIScriptError);
                        } catch {
                            return [];
                        }
                        const ofPage = message.flags === 0 && message.category !== 'chrome javascript';
                        return ofPage ? [`${message.category}: ${message.errorMessage}`] : [];
                    });";
                let messages = self.try_chrome(script, vec![]).and_then(|v| Ok(serde_json::from_value(v)?));
                messages.unwrap_or_default()
            }
            Engine::WebKit => self.webkit_console(),
        }
    }

    /// All that the pages of the WebKit tests held as errors, each time from the first on.
    fn webkit_console(self) -> Vec<String> {
        const ALL_SAID: &str = "all said until ";
        let read = || {
            let text = std::fs::read(self.profile.join(LOG)).unwrap_or_default();
            String::from_utf8_lossy(&text).into_owned()
        };
        // What a page says comes by way of two processes, and a rejection a task later than it happens: this line
        // comes after all of it.
        let last = format!("{ALL_SAID}{}", read().len());
        let say = "return new Promise((done) => setTimeout(() => {
            webkit.messageHandlers.console.postMessage(arguments[0]);
            done(null);
        }));";
        if self.try_run(say, vec![last.clone().into()]).is_ok() {
            self.wait_until("the page's console is read", || read().contains(&last).then_some(()).ok_or(()));
        }
        read()
            .lines()
            .filter_map(|line| line.strip_prefix("CONSOLE "))
            .filter(|line| !line.starts_with(ALL_SAID))
            .map(str::to_owned)
            .collect()
    }

    /// Runs a script with the rights of Firefox itself.
    #[track_caller]
    fn chrome(self, script: &str, arguments: Vec<Value>) {
        self.try_chrome(script, arguments).unwrap_or_else(|error| panic!("{script}: {error}"));
    }

    fn try_chrome(self, script: &str, arguments: Vec<Value>) -> Result<Value, fantoccini::error::CmdError> {
        let context = |name| Extra { path: "moz/context", body: json!({ "context": name }) };
        self.answer(self.client.issue_cmd(context("chrome")))?;
        let value = self.answer(self.client.execute(script, arguments));
        self.answer(self.client.issue_cmd(context("content")))?;
        value
    }

    /// Tells the window of the WebKit tests something.
    #[track_caller]
    fn order(self, order: &Value) {
        let order = vec![order.to_string().into()];
        self.run::<Value>("webkit.messageHandlers.host.postMessage(arguments[0]); return null;", order);
    }
}
