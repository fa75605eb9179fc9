//! From the page's text to its front matter and its blocks of rich text.

pub(crate) mod builder;
pub(crate) mod embeds;
pub(crate) mod encoding;
pub(crate) mod front_matter;
pub(crate) mod html;
pub(crate) mod markdown;
pub(crate) mod marks;
pub(crate) mod mask;
pub(crate) mod strike;
