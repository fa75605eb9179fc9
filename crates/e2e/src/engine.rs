//! Whose browser the tests are run in.

use std::fmt;

/// An engine, by the browser that stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// WebKitGTK, by WebKitWebDriver, in a window of our own: `webkit-host/host.py`.
    WebKit,
}

impl Engine {
    /// All of them, Chromium first.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The one that `E2E_ENGINE` names; else Chromium.
    ///
    /// # Panics
    /// If it names none.
    #[must_use]
    pub fn current() -> Self {
        let Ok(name) = std::env::var("E2E_ENGINE") else { return Self::Chromium };
        let named = Self::ALL.into_iter().find(|engine| engine.to_string() == name);
        named.unwrap_or_else(|| panic!("E2E_ENGINE is {name:?}: it can be chromium, firefox or webkit"))
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        })
    }
}
