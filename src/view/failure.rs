//! What stands in the element's place while there is no episode to show, or none that can be shown.

use episode::Fault;
use leptos::html::{button, code, dd, div, dl, dt, h2, p};
use leptos::prelude::*;
use leptos::{ev, html};

/// The bones of the player, of its final size.
pub(crate) fn loading() -> AnyView {
    let bone = |class: &'static str| div().class(class);
    div()
        .class("player bones")
        .attr("role", "status")
        .attr("aria-busy", "true")
        .attr("aria-label", "The episode is loading")
        .child((
            bone("bone-stage"),
            bone("bone-transport"),
            bone("bone-list"),
            div().class("bone-text").child((0..7).map(|_| bone("bone-line")).collect_view()),
        ))
        .into_any()
}

/// A file that cannot be shown: every fault with its place, value and cure.
pub(crate) fn refused(address: &str, faults: &[Fault], retry: impl Fn() + 'static) -> AnyView {
    let faults = faults.iter().map(|fault| {
        let path = if fault.path.is_empty() { "the file" } else { &fault.path };
        div().child((
            dt().child(code().child(path.to_owned())),
            dd().child((
                p().child(("found ", code().child(fault.found.clone()))),
                p().class("wanted").child(format!("wanted: {}", fault.wanted)),
            )),
        ))
    });
    let content = (
        p().child((
            "The file ",
            code().child(address.to_owned()),
            " was found, but it is not an episode as the format has it. Its author can mend it:",
        )),
        dl().class("faults").child(faults.collect_view()),
        p().class("hint").child((
            "The command ",
            code().child(format!("episode check {address}")),
            " tells the same.",
        )),
    );
    message("This episode cannot be shown", content.into_any(), retry)
}

/// No file at all: why, and another try.
pub(crate) fn failed(address: &str, reason: &str, retry: impl Fn() + 'static) -> AnyView {
    let content = p().child((format!("{reason} "), code().child(address.to_owned())));
    message("This episode could not be loaded", content.into_any(), retry)
}

fn message(title: &'static str, content: AnyView, retry: impl Fn() + 'static) -> AnyView {
    let again = button().class("button primary").attr("type", "button").on(ev::click, move |_| retry());
    div()
        .class("player refused")
        .attr("role", "alert")
        .child((
            h2().child(title),
            content,
            p().class("actions").child(again.child("Try again")),
            html::slot(),
        ))
        .into_any()
}
