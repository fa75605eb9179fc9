//! The player in a browser while it is worked on: the demo, or a page of one's own.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::program::run;
use crate::root;
use crate::tools::{BUILD, Tools};

const PORT: u16 = 8080;
/// The app that shows the component beside the element.
const BESIDE: &str = "examples/leptos-beside";

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A page in Markdown, or an episode in JSON; else the demo
    #[arg(value_name = "PAGE or JSON")]
    file: Option<PathBuf>,
    /// The Leptos component beside the element, with the demo's episode
    #[arg(long, conflicts_with_all = ["file", "of_import"])]
    leptos: bool,
    /// The port, in place of the first free one from 8080
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    port: Option<u16>,
    /// Options of `episode import`
    #[arg(last = true, value_name = "OPTION")]
    of_import: Vec<String>,
}

pub(crate) fn serve(Arguments { file, leptos, port, of_import }: &Arguments) -> Result {
    let absolute = |path: &PathBuf| std::path::absolute(path).map_err(|e| Failure::file(path, &e));
    let file = file.as_ref().map(absolute).transpose()?;
    let served = root().join("demo/served");
    let _ = std::fs::remove_dir_all(&served);
    if let Some(file) = &file {
        std::fs::create_dir_all(&served).map_err(|e| Failure::file(&served, &e))?;
        prepare(file, &served, of_import)?;
    }
    let tools = Tools::get(&BUILD)?;
    let port = port.map_or_else(free_port, Ok)?;
    let page = if file.is_some() { "demo/served/" } else { "" };
    let (what, takes) = if *leptos {
        ("the component and the element", "some six minutes")
    } else {
        ("the player", "some two minutes")
    };
    println!("Building {what}: {takes} at first. Then it is at http://127.0.0.1:{port}/{page}");
    println!("It is built anew after each change; Ctrl-C ends it.");
    let mut trunk = tools.command("trunk");
    trunk.args(["serve", "--port", &port.to_string()]).env_remove("NO_COLOR");
    if *leptos {
        // The app's dependencies may have to be fetched yet: it is a workspace of its own.
        trunk.current_dir(root().join(BESIDE));
    } else {
        trunk.arg("--offline");
    }
    run(&mut trunk)
}

/// Puts the episode, the files that it names and a page that shows it where Trunk finds them.
fn prepare(file: &Path, served: &Path, of_import: &[String]) -> Result {
    let episode = served.join("episode.json");
    if file.extension().is_some_and(|extension| extension == "json") {
        std::fs::copy(file, &episode).map_err(|e| Failure::file(file, &e))?;
    } else {
        if !file.is_file() {
            return Err(Failure::new(format!("{} is not there", file.display())));
        }
        println!("Importing {}", file.display());
        let mut import = Command::new("cargo");
        import.current_dir(root()).args(["run", "--quiet", "--package", "episode-cli", "--", "import"]);
        import.arg(file).arg("--output").arg(&episode).args(of_import);
        run(&mut import).map_err(|failure| failure.mend("what is wrong with the page stands above"))?;
    }
    let folder = file.parent().unwrap_or(Path::new("."));
    let text = std::fs::read_to_string(&episode).map_err(|e| Failure::file(&episode, &e))?;
    for name in local_files(&text) {
        let from = folder.join(&name);
        if from.is_file() {
            let to = served.join(&name);
            let parent = to.parent().expect("it was joined");
            std::fs::create_dir_all(parent).map_err(|e| Failure::file(parent, &e))?;
            std::fs::copy(&from, &to).map_err(|e| Failure::file(&from, &e))?;
        }
    }
    let page = served.join("index.html");
    std::fs::write(&page, PAGE).map_err(|e| Failure::file(&page, &e))
}

/// What a docs site writes.
const PAGE: &str = r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>An episode</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="../icon.svg">
<link rel="stylesheet" href="../page.css">
<script type="module" src="../../episode-player/episode-player.js"></script>
<main>
  <episode-player src="episode.json">This is where the player goes.</episode-player>
</main>
</html>
"#;

/// The recordings and the poster that lie beside the file: addresses that stay in its folder.
fn local_files(json: &str) -> Vec<PathBuf> {
    let Ok(json) = serde_json::from_str::<serde_json::Value>(json) else { return Vec::new() };
    let media = json["media"].as_array().into_iter().flatten();
    let names = media.flat_map(|m| [&m["audio"], &m["video"]]).chain([&json["poster"]]);
    names
        .filter_map(serde_json::Value::as_str)
        .filter(|name| {
            !name.contains(':') && !name.starts_with('/') && !name.split('/').any(|part| part == "..")
        })
        .map(PathBuf::from)
        .collect()
}

/// 8080, or the next one that nothing listens on.
fn free_port() -> Result<u16> {
    (PORT..PORT + 100)
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .ok_or_else(|| Failure::new("no port from 8080 to 8179 is free").mend("choose one by `--port`"))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Serve {
        #[command(flatten)]
        arguments: Arguments,
    }

    #[test]
    fn the_component_is_served_with_the_episode_of_the_demo_alone() {
        let beside = Serve::try_parse_from(["serve", "--leptos", "--port", "9000"]).expect("it is valid");
        assert!(beside.arguments.leptos);
        let with_page =
            Serve::try_parse_from(["serve", "--leptos", "page.md"]).expect_err("one or the other");
        assert!(with_page.to_string().contains("'--leptos' cannot be used with"), "{with_page}");
        assert!(root().join(BESIDE).join("Trunk.toml").is_file());
    }

    #[test]
    fn only_files_in_the_folder_of_the_episode_are_taken_along() {
        let json = r#"{ "poster": "a/p.jpg", "media": [
            { "audio": "x.mp3" }, { "video": "https://example.org/v.mp4" }, { "audio": "../up.mp3" }, { "video": "/root.mp4" }
        ] }"#;
        assert_eq!(local_files(json), [PathBuf::from("x.mp3"), PathBuf::from("a/p.jpg")]);
    }
}
