//! Puts the player's files into the program: the folder `player`, which is a part of the published package, and in a checkout
//! what `cargo xtask dist` made. Without it, the program says so when it is used.

use std::path::{Path, PathBuf};

fn main() {
    let root =
        PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where the package is"));
    let folder = root.join("player");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut list = String::new();
    if folder.is_dir() {
        for file in files(&folder) {
            let name = file.strip_prefix(&folder).expect("it is in the folder");
            let name = name.to_string_lossy().replace('\\', "/");
            // Types are for editors.
            if !name.ends_with(".d.ts") && !name.ends_with(".json") {
                list.push_str(&format!("({name:?}, include_bytes!({:?})),\n", file.display().to_string()));
            }
        }
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo says where to write"));
    std::fs::write(out.join("player.rs"), format!("&[{list}]")).expect("the list can be written");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        std::fs::read_dir(folder).expect("the folder can be read").flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect();
    files.sort();
    files
}
