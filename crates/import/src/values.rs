//! Values as pages write them: times and lengths, dates, names, addresses.

pub(crate) mod addresses;
pub(crate) mod dates;
pub(crate) mod names;
pub(crate) mod times;
