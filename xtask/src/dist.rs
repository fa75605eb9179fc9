//! What is shipped: `dist/episode-player/`, and the demo page around it, built by Trunk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::program::run;
use crate::root;
use crate::tools::{BUILD, Tool, Tools};

/// Builds `dist/` as it is shipped.
pub(crate) fn dist() -> Result {
    let tools = Tools::get(&[&BUILD[..], &[Tool::Packages]].concat())?;
    eprintln!("Building the player for release: some four minutes at first on two cores.");
    let mut trunk = tools.command("trunk");
    trunk.args(["build", "--release", "--offline"]).env_remove("NO_COLOR");
    // Panics name their files: the folders of this machine are nothing to a reader, and cost 1 KB.
    if let Some(folder) = registry() {
        let flags = format!("--remap-path-prefix={}=", folder.display());
        trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    }
    run(&mut trunk).map_err(|failure| failure.mend("what went wrong stands above"))?;
    // Trunk's own minifier does not know all of today's JavaScript.
    let folder = root().join("dist/episode-player");
    ["episode-player.js", "episode-player.css", "wasm/episode-player.js"].into_iter().try_for_each(
        |name| {
            let mut esbuild = tools.command("esbuild");
            esbuild.current_dir(&folder).args(["--minify", "--target=es2022", "--log-level=warning"]);
            run(esbuild.args([name, "--allow-overwrite", &format!("--outfile={name}")]))
        },
    )?;
    let (script, module) =
        (folder.join("wasm/episode-player.js"), folder.join("wasm/episode-player_bg.wasm"));
    // Trunk's own pass of wasm-opt kept the names, to put like functions beside each other: 600 bytes.
    let mut strip = tools.command("wasm-opt");
    run(strip.args(["--strip-debug", "--strip-producers"]).arg(&module).arg("-o").arg(&module))?;
    plain_imports(&script, &module)
}

/// Replaces the hash in the name of each import by a number of the same length, in the module and in its script. No
/// compressor can shorten a hash: 3.9 KB of what a reader downloads.
fn plain_imports(script: &Path, module: &Path) -> Result {
    let read = |file: &Path| std::fs::read(file).map_err(|e| Failure::file(file, &e));
    let (mut text, mut wasm) = (read(script)?, read(module)?);
    let names = String::from_utf8_lossy(&text).into_owned();
    for (before, after) in plain_names(&names) {
        for bytes in [&mut text, &mut wasm] {
            replace(bytes, before.as_bytes(), after.as_bytes());
        }
    }
    let write = |file: &Path, bytes| std::fs::write(file, bytes).map_err(|e| Failure::file(file, &e));
    write(script, text)?;
    write(module, wasm)
}

/// The names of imports that end in a hash of 16 digits, each with its replacement: the lowest number that makes it
/// unique.
fn plain_names(script: &str) -> BTreeMap<&str, String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let words = script.split(|c| !is_name(c)).filter(|word| word.starts_with("__wb"));
    let hashed = words.filter_map(|word| {
        let (name, hash) = word.rsplit_once('_')?;
        (hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit())).then_some((word, name))
    });
    let hashed: BTreeMap<_, _> = hashed.collect();
    let mut counts = BTreeMap::new();
    let plain = hashed.into_iter().map(|(word, name)| {
        let count = counts.entry(name).or_insert(0);
        *count += 1;
        (word, format!("{name}_{:016}", *count - 1))
    });
    plain.collect()
}

/// Replaces each occurrence of some bytes by as many others.
fn replace(bytes: &mut [u8], before: &[u8], after: &[u8]) {
    let mut from = 0;
    while let Some(at) = bytes[from..].windows(before.len()).position(|window| window == before) {
        bytes[from + at..][..after.len()].copy_from_slice(after);
        from += at + after.len();
    }
}

/// Where cargo keeps the sources of dependencies.
fn registry() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))?;
    let mut folders = std::fs::read_dir(home.join("registry/src")).ok()?.flatten();
    folders.next().map(|folder| folder.path())
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
    fn a_hash_in_a_name_becomes_a_number_of_the_same_length() {
        let script = "__wbg_get_0123456789abcdef:a,__wbg_get_fedcba9876543210:b,__wbg_call_0000000000000001:c,__wbg_x_y:d";
        let names = plain_names(script);
        assert_eq!(names["__wbg_get_0123456789abcdef"], "__wbg_get_0000000000000000");
        assert_eq!(names["__wbg_get_fedcba9876543210"], "__wbg_get_0000000000000001");
        assert_eq!(names["__wbg_call_0000000000000001"], "__wbg_call_0000000000000000");
        assert_eq!(names.len(), 3);
        let mut bytes = b"one two one".to_vec();
        replace(&mut bytes, b"one", b"six");
        assert_eq!(bytes, b"six two six");
    }

    #[test]
    fn comments_and_indents_are_left_out() {
        assert_eq!(squeeze("/* a\n b */\n.x {\n  y: z; /* c */\n}\n\n"), ".x {\ny: z;\n}\n");
    }
}
