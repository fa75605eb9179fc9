//! When each word is said: by captions, or by an estimate; and where each figure is said.

pub(crate) mod align;
pub(crate) mod estimate;
pub(crate) mod mentions;
pub(crate) mod numbers;
pub(crate) mod speech;
