//! What stands in the element's place while there is no episode to show, or none that can be shown.

use episode::Fault;

use super::button;
use crate::dom::{El, el};

/// The bones of the player, of its final size.
pub(crate) fn loading() -> El {
    let bone = |class: &'static str| el("div").class(class);
    el("div")
        .class("player bones")
        .attr("role", "status")
        .attr("aria-busy", "true")
        .attr("aria-label", "The episode is loading")
        .children(["bone-stage", "bone-transport", "bone-list"].map(bone))
        .child(bone("bone-text").children(["bone-line"; 7].map(bone)))
}

/// A file that cannot be shown: every fault with its place, value and cure.
pub(crate) fn refused(address: &str, faults: &[Fault], retry: impl Fn() + 'static) -> El {
    let code = |text: &str| el("code").text(text);
    let faults = faults.iter().map(|fault| {
        let path = if fault.path.is_empty() { "the file" } else { &fault.path };
        let found = el("p").text("found ").child(code(&fault.found));
        let wanted = el("p").class("wanted").text("wanted: ").text(&fault.wanted);
        el("div").child(el("dt").child(code(path))).child(el("dd").child(found).child(wanted))
    });
    message(
        "This episode cannot be shown",
        retry,
        [
            el("p")
                .text("The file ")
                .child(code(address))
                .text(" was found, but it is not an episode as the format has it. Its author can mend it:"),
            el("dl").class("faults").children(faults),
            el("p")
                .class("hint")
                .text("The command ")
                .child(code(&format!("episode check {address}")))
                .text(" tells the same."),
        ],
    )
}

/// No file at all: why, and another try.
pub(crate) fn failed(address: &str, reason: &str, retry: impl Fn() + 'static) -> El {
    let reason = el("p").text(reason).text(" ").child(el("code").text(address));
    message("This episode could not be loaded", retry, [reason])
}

fn message<const N: usize>(title: &str, retry: impl Fn() + 'static, content: [El; N]) -> El {
    el("div")
        .class("player refused")
        .attr("role", "alert")
        .child(el("h2").text(title))
        .children(content)
        .child(el("p").class("actions").child(button("button primary", retry).text("Try again")))
        // What the page itself wrote into the element.
        .child(el("slot"))
}
