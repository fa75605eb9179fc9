//! Sites that Python-Markdown renders: our wheel in them, and what holds of each.

use std::path::PathBuf;

use e2e::apps::said;

use crate::reader::Built;
use crate::support::{Example, root, variable};

/// A site of Python's with our wheel.
pub(crate) struct Site {
    pub(crate) example: Example,
    /// The generator's call.
    build: &'static str,
}

impl Site {
    /// The example of this name, which this line builds.
    pub(crate) fn new(name: &'static str, build: &'static str) -> Self {
        let example = Example::new(name);
        // As it is built for tests: a release is the same, and takes minutes.
        let wheels = example.path(".wheels");
        let manifest = root().join("python/pyproject.toml");
        example.run(&format!(
            "cd {} && maturin build --quiet --profile dev --target-dir {} --out {}",
            manifest.parent().expect("it is in a folder").display(),
            target().display(),
            wheels.display()
        ));
        // Beside what the generator needs, which is shared.
        example.run("python -m pip install --quiet --no-deps --no-index --target .python .wheels/*.whl");
        Self { example, build }
    }

    /// The line of the shell that builds it.
    pub(crate) fn line(&self) -> String {
        format!("PYTHONPATH=.python PATH=$PWD/.python/bin:$PATH {}", self.build)
    }

    /// Builds it; returns what it says.
    #[track_caller]
    pub(crate) fn build(&self) -> String {
        said(&self.example.run(&self.line()))
    }

    /// Builds it, which fails; returns what it says.
    #[track_caller]
    pub(crate) fn fails(&self) -> String {
        let output = self.example.command(&self.line()).output().expect("it starts");
        let said = said(&output);
        assert!(!output.status.success(), "{said}");
        said
    }

    /// What readers find, under a folder.
    #[track_caller]
    pub(crate) fn is_good_for_readers(&self, name: &'static str) {
        let site = self.built(name);
        site.is_good_for_readers();
        let stage = site.stage();
        site.contents_lead_into_the_player(&stage, ".md-nav--secondary a[href$='#transcript']");
        site.keeps_the_space(&stage, "*/episode-player.js");
    }

    pub(crate) fn built(&self, name: &'static str) -> Built {
        Built {
            name,
            output: self.example.path("site"),
            base: "/guide/",
            video: "/guide/podcast/tides/",
            sound: "/guide/podcast/harbours/",
            sentence: "The moon pulls the sea, and the sea follows it around the earth.",
            dark: "document.querySelector('[data-md-component=palette] label:not([hidden])').click()",
        }
    }

    /// Pages without an episode stay as they were, the site's search finds the transcript, and problems have their places.
    #[track_caller]
    pub(crate) fn is_good_for_authors(&self, search: &str) {
        let read = |name: &str| std::fs::read_to_string(self.example.path(name)).expect("it is built");
        assert!(
            !read("site/index.html").contains("episode-player"),
            "a page without an episode loads nothing"
        );
        assert!(
            read("site/podcast/tides/index.html").contains("Ada</strong> [00:00]: The moon"),
            "it is Markdown"
        );
        assert!(read(search).contains("The moon pulls the sea"), "the search finds it");
        let page = read("docs/podcast/tides.md");
        self.example.put("docs/podcast/tides.md", &page.replace("aqz-KE-bpKQ", "aqz"));
        let said = self.fails();
        assert!(said.contains("podcast/tides.md:4:3: \"aqz\" is not a YouTube video id"), "{said}");
        // A warning ends the build where the generator counts it; it is told by each.
        self.example.put("docs/podcast/tides.md", &page.replace("12 metres |", "12 metres | high |"));
        let output = self.example.command(&self.line()).output().expect("it starts");
        let said = e2e::apps::said(&output);
        assert!(said.contains("podcast/tides.md:24:39: cells beyond the table's last column"), "{said}");
        self.example.put("docs/podcast/tides.md", &page);
    }
}

/// Where cargo builds.
fn target() -> PathBuf {
    variable("E2E_COMMAND").ancestors().nth(2).expect("it is in target/debug").to_owned()
}
