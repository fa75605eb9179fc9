//! Values as pages write them: times and lengths, dates, names, addresses, languages.

pub(crate) mod addresses;
pub(crate) mod dates;
pub(crate) mod languages;
pub(crate) mod names;
pub(crate) mod times;
