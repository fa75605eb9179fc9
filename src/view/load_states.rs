//! The views of an episode that is not loaded: the skeleton, and the errors of loading.

use episode::Refused;

use super::button;
use crate::dom::{El, el};
use crate::language::Language;
use crate::strings;

/// The skeleton of the player, in its final size.
pub(crate) fn skeleton() -> El {
    el("div")
        .class("player skeleton")
        .interface_lang()
        .attr("role", "status")
        .attr("aria-busy", "true")
        .attr("aria-label", strings::LOADING)
        .children(
            ["skeleton-stage", "skeleton-transport", "skeleton-list", "skeleton-text"]
                .iter()
                .map(|class| el("div").class(*class)),
        )
}

/// What the page itself wrote into the element: it is shown while no episode is requested.
pub(crate) fn page_text() -> El {
    el("slot")
}

/// An invalid episode: each error with its place, the value found and what is valid; for its author, in English. An object
/// has no address.
pub(crate) fn refused(address: Option<&str>, refused: &Refused, retry: impl Fn() + 'static) -> El {
    let code = |text: &str| el("code").child(text);
    let faults = refused.faults.iter().map(|fault| {
        let path = if fault.path.is_empty() { strings::THE_FILE } else { &fault.path };
        let found = el("p").child(strings::FOUND).child(code(&fault.found));
        let wanted = el("p").class("wanted").child(strings::WANTED).child(&fault.wanted);
        el("div").child(el("dt").child(code(path))).child(el("dd").child(found).child(wanted))
    });
    let file = match address {
        Some(address) => {
            el("p").child(strings::INVALID_FILE[0]).child(code(address)).child(strings::INVALID_FILE[1])
        }
        None => el("p").child(strings::INVALID_OBJECT),
    };
    let list = [file.child(strings::TO_FIX_IT), el("dl").class("faults").children(faults)];
    let omitted = (refused.omitted > 0).then(|| el("p").child(strings::more_errors(refused.omitted)));
    let hint = address.map(|address| {
        let command = code(&format!("episode check {address}"));
        el("p").class("hint").child(strings::RUN_CHECK[0]).child(command).child(strings::RUN_CHECK[1])
    });
    let content = list.into_iter().chain(omitted).chain(hint);
    message(
        strings::CANNOT_SHOW,
        "en",
        address.map(|_| (strings::TRY_AGAIN_ENGLISH.to_owned(), retry)),
        content,
    )
}

/// A file that could not be loaded: why, and a button to try again.
pub(crate) fn failed(address: &str, reason: &str, retry: impl Fn() + 'static) -> El {
    let reason = el("p").child(reason).child(" ").child(el("code").child(address));
    let language = Language::current();
    let retry = (language.get(strings::TRY_AGAIN), retry);
    message(&language.get(strings::CANNOT_LOAD), &language.tag(), Some(retry), [reason])
}

/// `retry` is what its button says and does.
fn message(
    title: &str,
    language: &str,
    retry: Option<(String, impl Fn() + 'static)>,
    content: impl IntoIterator<Item = El>,
) -> El {
    let retry = retry.map(|(text, retry)| button("button primary", retry).child(text));
    el("div")
        .class("player refused")
        .attr("lang", language)
        .attr("role", "alert")
        .child(el("h2").child(title))
        .children(content)
        .child(retry.map(|retry| el("p").class("actions").child(retry)))
        .child(page_text())
}
