//! What is shipped: `dist/episode-player/`, and the demo page around it, built by Trunk.

use std::path::PathBuf;

use crate::failure::{Failure, Result};
use crate::program::run;
use crate::root;
use crate::tools::{BUILD, Tool, Tools};

/// Builds `dist/` as it is shipped.
pub(crate) fn dist() -> Result {
    let tools = Tools::get(&[&BUILD[..], &[Tool::Packages]].concat())?;
    eprintln!("Building the player for release: some four minutes at first on two cores.");
    run(tools.command("trunk").args(["build", "--release", "--offline"]).env_remove("NO_COLOR"))
        .map_err(|failure| failure.mend("what went wrong stands above"))?;
    // Trunk's own minifier does not know all of today's JavaScript.
    let folder = root().join("dist/episode-player");
    ["episode-player.js", "episode-player.css", "wasm/episode-player.js"].into_iter().try_for_each(|name| {
        let mut esbuild = tools.command("esbuild");
        esbuild.current_dir(&folder).args(["--minify", "--target=es2022", "--log-level=warning"]);
        run(esbuild.args([name, "--allow-overwrite", &format!("--outfile={name}")]))
    })
}

/// Joins the style sheets in their order into one: the player constructs one sheet per document, and a constructed
/// sheet may not import.
pub(crate) fn style() -> Result {
    let read = |file: PathBuf| std::fs::read_to_string(&file).map_err(|e| Failure::file(&file, &e));
    let folder = root().join("style");
    let mut all = String::new();
    for name in read(folder.join("order.txt"))?.lines() {
        all.push_str(&squeeze(&read(folder.join(name))?));
    }
    // Trunk says where it gathers the page.
    let dist = std::env::var_os("TRUNK_STAGING_DIR").map_or_else(|| root().join("dist"), PathBuf::from);
    let file = dist.join("episode-player/episode-player.css");
    std::fs::write(&file, all).map_err(|e| Failure::file(&file, &e))
}

/// Leaves out comments and the white space at line starts: no string of the sheets holds either.
fn squeeze(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = rest[start..].split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indents_are_left_out() {
        assert_eq!(squeeze("/* a\n b */\n.x {\n  y: z; /* c */\n}\n\n"), ".x {\ny: z;\n}\n");
    }
}
