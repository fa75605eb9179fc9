//! The icons: strokes on a grid of 24, drawn for this player.

use crate::dom::{El, svg};

/// An icon's strokes.
#[derive(Clone, Copy)]
pub(super) struct Icon(&'static str);

pub(super) const BACK: Icon = Icon("M12 4a8 8 0 1 1-6.9 4M14.5 1.5 12 4l2.5 2.5");
pub(super) const FORWARD: Icon = Icon("M12 4a8 8 0 1 0 6.9 4M9.5 1.5 12 4 9.5 6.5");
pub(super) const DOWN: Icon = Icon("m6.5 9.5 5.5 5 5.5-5");
pub(super) const UP: Icon = Icon("m6.5 14.5 5.5-5 5.5 5");
pub(super) const CLOSE: Icon = Icon("m7 7 10 10M17 7 7 17");
pub(super) const SEARCH: Icon =
    Icon("M10.8 4.5a6.3 6.3 0 1 0 0 12.6 6.3 6.3 0 0 0 0-12.6zM15.5 15.5l4.5 4.5");
pub(super) const SAVE: Icon = Icon("M12 4v11M7.5 10.5 12 15l4.5-4.5M5 19.5h14");
pub(super) const QUOTE: Icon =
    Icon("M10 7.5H5.5V13H10zm0 0V13c0 2.5-1.5 4-3.5 4.5M18.5 7.5H14V13h4.5zm0 0V13c0 2.5-1.5 4-3.5 4.5");
pub(super) const PREVIOUS: Icon = Icon("m14.5 6.5-5 5.5 5 5.5");
pub(super) const NEXT: Icon = Icon("m9.5 6.5 5 5.5-5 5.5");
pub(super) const SOUND: Icon =
    Icon("M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11");
pub(super) const SILENT: Icon = Icon("M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5");
pub(super) const LINK: Icon = Icon(
    "M10 13.5a4 4 0 0 0 5.9.3l2.7-2.7a4.05 4.05 0 0 0-5.7-5.7l-1.3 1.2M14 10.5a4 4 0 0 0-5.9-.3l-2.7 2.7a4.05 4.05 0 0 0 5.7 5.7l1.3-1.2",
);
pub(super) const KEYS: Icon = Icon(
    "M5 6.5h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2zM7 10.5h.01M10.3 10.5h.01M13.7 10.5h.01M17 10.5h.01M8.5 14h7",
);
pub(super) const FOLLOW: Icon = Icon("M12 5v13M6.5 12.5 12 18l5.5-5.5");
pub(super) const AGAIN: Icon = Icon("M5 12a7 7 0 1 0 2.2-5.1L5 9M5 4.5V9h4.5");
pub(super) const OUT: Icon = Icon("M9 6h9v9M18 6 6.5 17.5");
pub(super) const CHECK: Icon = Icon("m5.5 12.5 4.3 4.5 8.7-10");

/// A disc with the sign cut out: it is visible on any colour of the page.
const PLAY: &str = "M24 0a24 24 0 1 1 0 48 24 24 0 0 1 0-48zm-6 15.6v16.8a1.4 1.4 0 0 0 2.1 1.2l13.4-8.4a1.4 1.4 0 0 0 0-2.4l-13.4-8.4a1.4 1.4 0 0 0-2.1 1.2z";
const PAUSE: &str = "M24 0a24 24 0 1 1 0 48 24 24 0 0 1 0-48zm-8 16.5v15a1.5 1.5 0 0 0 1.5 1.5h2.5a1.5 1.5 0 0 0 1.5-1.5v-15a1.5 1.5 0 0 0-1.5-1.5h-2.5a1.5 1.5 0 0 0-1.5 1.5zm10.5 0v15a1.5 1.5 0 0 0 1.5 1.5h2.5a1.5 1.5 0 0 0 1.5-1.5v-15a1.5 1.5 0 0 0-1.5-1.5H28a1.5 1.5 0 0 0-1.5 1.5z";
const PLAY_OUTLINED: &str = "M24 0a24 24 0 1 1 0 48 24 24 0 0 1 0-48zm0 2.4a21.6 21.6 0 1 0 0 43.2 21.6 21.6 0 0 0 0-43.2zm-6 13.2 c0-1.1 1.2-1.8 2.1-1.2l13.4 8.4a1.4 1.4 0 0 1 0 2.4l-13.4 8.4a1.4 1.4 0 0 1-2.1-1.2z";

/// The signs of the play button.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Disc {
    Play,
    Pause,
    /// Before the first play, when the card holds the one filled button.
    Outlined,
}

/// An icon, hidden from assistive technology: the button around it has the name.
pub(super) fn icon(icon: Icon) -> El {
    drawing("icon", "0 0 24 24").child(svg("path").attr("d", icon.0))
}

/// The sign of the play button.
pub(super) fn disc(disc: impl Fn() -> Disc + 'static) -> El {
    let d = move || match disc() {
        Disc::Play => PLAY,
        Disc::Pause => PAUSE,
        Disc::Outlined => PLAY_OUTLINED,
    };
    drawing("disc", "0 0 48 48").child(svg("path").attr("fill-rule", "evenodd").attr("d", d))
}

/// A drawing that is hidden from assistive technology.
pub(super) fn drawing(class: &str, view_box: &str) -> El {
    svg("svg").attr("class", class).attr("viewBox", view_box).attr("aria-hidden", "true")
}
