//! An episode on a site: its page, and the feed that it is in.

use clap::Args;
use episode::{Episode, Source};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use publish::feed::{self, Channel, Item};
use publish::{Addresses, Translation, page as pages};
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use url::Url;

use crate::output::{self, Failure};

#[derive(Args)]
#[command(next_help_heading = "Options of html and rss")]
pub(super) struct Site {
    /// The page's whole address, for search engines and the feed; {id} stands for the episode's id, or its file's name
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// The episode file's address, as the page has it; {id} stands for the episode's id
    #[arg(long, value_name = "ADDRESS")]
    src: Option<String>,
    /// The address of episode-player.js, as the page has it
    #[arg(long, value_name = "ADDRESS", default_value = "/episode-player/episode-player.js")]
    player: String,
    /// Link page.css, beside episode-player.js, where the site's policy forbids styles in the page itself
    #[arg(long)]
    strict: bool,
    /// Write a page of the site anew, between its marks <!-- episode-player --> and <!-- /episode-player -->
    #[arg(long, value_name = "PAGE", conflicts_with = "output")]
    pub(super) into: Option<PathBuf>,
    /// The feed's title
    #[arg(long)]
    title: Option<String>,
    /// What the feed is about
    #[arg(long)]
    description: Option<String>,
    /// The address of the feed's site
    #[arg(long, value_name = "URL")]
    link: Option<String>,
}

/// Returns the page of an episode.
///
/// # Errors
/// An address is none; the page cannot be read. Inside: the page has no place for it.
pub(super) fn page(
    file: &Path,
    episode: &Episode,
    arguments: &Site,
    output: Option<&Path>,
) -> Result<Result<String, String>, Failure> {
    let page = arguments.into.as_deref().or(output);
    let addresses = addresses(file, episode, arguments, page)?;
    let (text, lacks) = match &arguments.into {
        None => pages::whole(episode, &addresses),
        Some(page) => match pages::into(&output::read_whole(page)?, episode, &addresses) {
            Ok(written) => written,
            Err(refused) => return Ok(Err(format!("{}: {refused}", page.display()))),
        },
    };
    for lack in lacks {
        output::message(format_args!("warning: {}: {lack}", file.display()));
    }
    Ok(Ok(text))
}

/// Returns a feed of episodes.
///
/// # Errors
/// What a feed must have is not given, or an address is none.
pub(super) fn feed(episodes: &[(&Path, Episode)], arguments: &Site) -> Result<String, Failure> {
    let wanted = |value: &Option<String>, option: &str| {
        value.clone().ok_or_else(|| Failure::usage(format!("a feed needs {option}")))
    };
    let channel = Channel {
        title: wanted(&arguments.title, "--title: its name")?,
        link: address(&wanted(&arguments.link, "--link: the address of its site")?, "--link")?,
        description: wanted(&arguments.description, "--description: what it is about")?,
    };
    wanted(&arguments.url, "--url: the address of each episode's page, with {id} for its id")?;
    let mut places = Vec::new();
    for (file, episode) in episodes {
        places.push(addresses(file, episode, arguments, None)?);
    }
    let items: Vec<Item<'_>> = episodes
        .iter()
        .zip(&places)
        .map(|((file, episode), addresses)| Item {
            episode,
            addresses,
            bytes: length(file, episode),
            chapters: beside(file, "chapters.json", &addresses.episode),
        })
        .collect();
    let (text, warnings) = feed::feed(&channel, &items);
    for warning in warnings {
        output::message(format_args!("warning: {warning}"));
    }
    Ok(text)
}

/// Where the things of an episode are.
fn addresses(
    file: &Path,
    episode: &Episode,
    arguments: &Site,
    page: Option<&Path>,
) -> Result<Addresses, Failure> {
    // The name that the importer gives an episode is its file's.
    let id = if episode.id.is_empty() {
        file.file_stem().map(encoded).unwrap_or_default()
    } else {
        episode.id.clone()
    };
    let named = |template: &String| template.replace("{id}", &id);
    let url = arguments.url.as_ref().map(|url| address(&named(url), "--url")).transpose()?;
    let src = arguments.src.as_ref().map_or_else(|| from_page(file, page), named);
    let translations = episode.translations.iter().filter_map(|translation| {
        let language = translation.language.clone()?;
        let address = beside(file, &format!("{language}.vtt"), &src)?;
        Some(Translation { language, address })
    });
    Ok(Addresses {
        page: url,
        captions: beside(file, "vtt", &src),
        translations: translations.collect(),
        episode: src,
        player: arguments.player.clone(),
        strict: arguments.strict,
    })
}

fn address(text: &str, option: &str) -> Result<Url, Failure> {
    let whole = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    whole.ok_or_else(|| {
        Failure::usage(format!(
            "{option}: found {text}, wanted a whole address such as https://example.org/tides/"
        ))
    })
}

/// What the name of a file may have in an address as it is.
const NAME: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

fn encoded(name: &OsStr) -> String {
    utf8_percent_encode(&name.to_string_lossy(), NAME).to_string()
}

/// The address of a file, for a page in another folder. Without a page, they are in the same.
fn from_page(file: &Path, page: Option<&Path>) -> String {
    let name = || file.file_name().map(encoded).unwrap_or_default();
    let whole = |path: &Path| std::path::absolute(path).ok();
    let Some((file, folder)) = page.and_then(|page| Some((whole(file)?, whole(page)?.parent()?.to_owned())))
    else {
        return name();
    };
    let (file, folder): (Vec<_>, Vec<_>) = (file.components().collect(), folder.components().collect());
    let shared = file.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    let up = folder[shared..].iter().map(|_| "..".to_owned());
    let down = file[shared..].iter().filter_map(|part| match part {
        Component::Normal(name) => Some(encoded(name)),
        _ => None,
    });
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The address of a file with another ending, if it is there: `tides.vtt` beside `tides.json`.
fn beside(file: &Path, ending: &str, address: &str) -> Option<String> {
    let other = file.with_extension(ending);
    let name = encoded(other.file_name()?);
    other.is_file().then(|| publish::folder(address).to_owned() + &name)
}

/// The length of the episode's sound or video file, if it is beside the JSON.
fn length(file: &Path, episode: &Episode) -> Option<u64> {
    let name = episode.media.iter().find_map(|media| match &media.source {
        Source::Audio(name, _) | Source::Video(name, _) => Some(name),
        Source::YouTube(_) => None,
    })?;
    std::fs::metadata(file.with_file_name(name)).ok().map(|metadata| metadata.len())
}
