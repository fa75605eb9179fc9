//! What stands in the element's place while there is no episode to show, or none that can be shown.

use episode::Refused;

use super::button;
use crate::dom::{El, el};

/// The bones of the player, of its final size.
pub(crate) fn loading() -> El {
    let bone = |class: &'static str| el("div").class(class);
    el("div")
        .class("player bones")
        .interface_lang()
        .attr("role", "status")
        .attr("aria-busy", "true")
        .attr("aria-label", "The episode is loading")
        .children(["bone-stage", "bone-transport", "bone-list"].map(bone))
        .child(bone("bone-text").children(["bone-line"; 7].map(bone)))
}

/// Nothing was asked for: what the page itself wrote into the element.
pub(crate) fn page_text() -> El {
    el("slot")
}

/// An episode that cannot be shown: each fault with its place, value and what is wanted. An object has no address.
pub(crate) fn refused(address: Option<&str>, refused: &Refused, retry: impl Fn() + 'static) -> El {
    let code = |text: &str| el("code").child(text);
    let faults = refused.faults.iter().map(|fault| {
        let path = if fault.path.is_empty() { "the file" } else { &fault.path };
        let found = el("p").child("found ").child(code(&fault.found));
        let wanted = el("p").class("wanted").child("wanted: ").child(&fault.wanted);
        el("div").child(el("dt").child(code(path))).child(el("dd").child(found).child(wanted))
    });
    let file = match address {
        Some(address) => {
            el("p").child("The file ").child(code(address)).child(" is not a valid episode file.")
        }
        None => el("p").child("The object is not a valid episode."),
    };
    let list = [file.child(" To fix it:"), el("dl").class("faults").children(faults)];
    let omitted = (refused.omitted > 0)
        .then(|| el("p").child(&format!("And {} more errors, which are not listed.", refused.omitted)));
    let hint = address.map(|address| {
        let command = code(&format!("episode check {address}"));
        el("p").class("hint").child("To list these errors, run ").child(command).child(".")
    });
    let content = list.into_iter().chain(omitted).chain(hint);
    message("This episode cannot be shown", address.map(|_| retry), content)
}

/// No file at all: why, and another try.
pub(crate) fn failed(address: &str, reason: &str, retry: impl Fn() + 'static) -> El {
    let reason = el("p").child(reason).child(" ").child(el("code").child(address));
    message("This episode could not be loaded", Some(retry), [reason])
}

fn message(title: &str, retry: Option<impl Fn() + 'static>, content: impl IntoIterator<Item = El>) -> El {
    let retry = retry.map(|retry| button("button primary", retry).child("Try again"));
    el("div")
        .class("player refused")
        .interface_lang()
        .attr("role", "alert")
        .child(el("h2").child(title))
        .children(content)
        .children(retry.map(|retry| el("p").class("actions").child(retry)))
        .child(page_text())
}
