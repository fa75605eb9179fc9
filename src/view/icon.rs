//! The icons: strokes on a grid of 24, drawn for this player.

use crate::dom::{El, svg};

/// An icon's strokes.
#[derive(Clone, Copy)]
pub(super) struct Icon(&'static str);

pub(super) const BACK: Icon = Icon("M12 4a8 8 0 1 1-6.900 4M14.500 1.500 12 4l2.500 2.500");
pub(super) const FORWARD: Icon = Icon("M12 4a8 8 0 1 0 6.900 4M9.500 1.500 12 4 9.500 6.500");
pub(super) const DOWN: Icon = Icon("m6.500 9.500 5.500 5 5.500-5");
pub(super) const UP: Icon = Icon("m6.500 14.500 5.500-5 5.500 5");
pub(super) const CLOSE: Icon = Icon("m7 7 10 10M17 7 7 17");
pub(super) const SEARCH: Icon =
    Icon("M10.800 4.500a6.300 6.300 0 1 0 0 12.600 6.300 6.300 0 0 0 0-12.600zM15.500 15.500l4.500 4.500");
pub(super) const SAVE: Icon = Icon("M12 4v11M7.500 10.500 12 15l4.500-4.500M5 19.500h14");
pub(super) const QUOTE: Icon = Icon(
    "M10 7.500H5.500V13H10zm0 0V13c0 2.500-1.500 4-3.500 4.500M18.500 7.500H14V13h4.500zm0 0V13c0 2.500-1.500 4-3.500 4.500",
);
pub(super) const PREVIOUS: Icon = Icon("m14.500 6.500-5 5.500 5 5.500");
pub(super) const NEXT: Icon = Icon("m9.500 6.500 5 5.500-5 5.500");
pub(super) const SOUND: Icon = Icon(
    "M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM15.500 9a4 4 0 0 1 0 6M18 6.500a7.800 7.800 0 0 1 0 11",
);
pub(super) const SILENT: Icon =
    Icon("M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM16 9.500l5 5M21 9.500l-5 5");
pub(super) const LINK: Icon = Icon(
    "M10 13.500a4 4 0 0 0 5.900.3l2.700-2.700a4.050 4.050 0 0 0-5.700-5.700l-1.300 1.200M14 10.500a4 4 0 0 0-5.900-.3l-2.700 2.700a4.050 4.050 0 0 0 5.700 5.700l1.300-1.200",
);
pub(super) const KEYS: Icon = Icon(
    "M5 6.500h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2zM7 10.500h.01M10.300 10.500h.01M13.700 10.500h.01M17 10.500h.01M8.500 14h7",
);
pub(super) const FOLLOW: Icon = Icon("M12 5v13M6.500 12.500 12 18l5.500-5.500");
pub(super) const AGAIN: Icon = Icon("M5 12a7 7 0 1 0 2.200-5.100L5 9M5 4.500V9h4.500");
pub(super) const OUT: Icon = Icon("M9 6h9v9M18 6 6.500 17.500");
pub(super) const CHECK: Icon = Icon("m5.500 12.500 4.300 4.500 8.700-10");

/// A disc with the sign cut out, so that any colour of the page is safe behind it.
const PLAY: &str = "M24 0a24 24 0 1 1 0 48 24 24 0 0 1 0-48zm-6 15.600v16.800a1.400 1.400 0 0 0 2.100 1.200l13.400-8.400a1.400 1.400 0 0 0 0-2.400l-13.400-8.400a1.400 1.400 0 0 0-2.100 1.200z";
const PAUSE: &str = "M24 0a24 24 0 1 1 0 48 24 24 0 0 1 0-48zm-8 16.500v15a1.500 1.500 0 0 0 1.500 1.500h2.500a1.500 1.500 0 0 0 1.500-1.500v-15a1.500 1.500 0 0 0-1.500-1.500h-2.500a1.500 1.500 0 0 0-1.500 1.500zm10.500 0v15a1.500 1.500 0 0 0 1.500 1.500h2.500a1.500 1.500 0 0 0 1.500-1.500v-15a1.500 1.500 0 0 0-1.500-1.500H28a1.500 1.500 0 0 0-1.500 1.500z";
const PLAY_OUTLINED: &str = "M24 0a24 24 0 1 1 0 48 24 24 0 0 1 0-48zm0 2.400a21.600 21.600 0 1 0 0 43.200 21.600 21.600 0 0 0 0-43.200zm-6 13.200 c0-1.100 1.200-1.800 2.100-1.200l13.400 8.400a1.400 1.400 0 0 1 0 2.400l-13.400 8.400a1.400 1.400 0 0 1-2.100-1.200z";

/// How the play button looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Disc {
    Play,
    Pause,
    /// Before the first play, when the card holds the one filled button.
    Outlined,
}

/// An icon, for the eye only: the button around it has the name.
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
    drawing("disc", "0 0 48 48").child(svg("path").attr("fill-rule", "evenodd").bind("d", move || Some(d())))
}

/// A drawing that says nothing which words do not.
pub(super) fn drawing(class: &str, view_box: &str) -> El {
    svg("svg").attr("class", class).attr("viewBox", view_box).attr("aria-hidden", "true")
}
