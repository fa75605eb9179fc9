//! What axe-core says of a page that has loaded it.

use serde_json::Value;

use super::Page;

impl Page<'_> {
    /// Everything that axe-core objects to, light and dark: "light: […]". The page has axe-core, and a ground and a text
    /// colour of both schemes: axe-core takes the browser's own dark background for white.
    pub fn objections(self) -> Vec<String> {
        let mut all = Vec::new();
        for scheme in ["light", "dark"] {
            self.emulate(&[("prefers-color-scheme", scheme)]);
            let found: Vec<Value> = self.run(
                "return axe.run(document, { iframes: false, resultTypes: ['violations'] }).then((result) =>
                     result.violations.map((v) => [v.id, v.nodes.map((n) => [n.target.flat().join(' '), n.failureSummary])]))",
                vec![],
            );
            all.extend(found.into_iter().map(|violation| format!("{scheme}: {violation}")));
        }
        all
    }
}
