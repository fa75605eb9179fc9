//! Reading values so that a fault knows its path: `chapters[3].start`.
//!
//! An error on its way out of nested values takes each key and index along, in front of its message and
//! behind a sign that no message has.

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::fmt::{self, Display};
use std::marker::PhantomData;

const END_OF_PATH: char = '\u{1}';

/// The path of an error, and what it says.
pub(crate) fn path_and_message(error: &impl Display) -> (String, String) {
    let error = error.to_string();
    let (path, message) = split(&error);
    (path.to_owned(), message.to_owned())
}

fn split(error: &str) -> (&str, &str) {
    error.split_once(END_OF_PATH).unwrap_or(("", error))
}

/// The same error, inside of a place.
fn inside<E: Error>(place: &str, error: &E) -> E {
    let error = error.to_string();
    let (path, message) = split(&error);
    let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
    E::custom(format_args!("{place}{dot}{path}{END_OF_PATH}{message}"))
}

/// The value of a key.
pub(super) fn value<'de, T: Value<'de>, A: MapAccess<'de>>(key: &str, map: &mut A) -> Result<T, A::Error> {
    map.next_value_seed(Seed(PhantomData)).map_err(|error| inside(key, &error))
}

/// What a key may have as its value.
pub(super) trait Value<'de>: Sized {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

impl<'de, T: Deserialize<'de>> Value<'de> for Option<T> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl<'de> Value<'de> for bool {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl<'de, T: Deserialize<'de>> Value<'de> for Vec<T> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Items<T> {
            type Value = Vec<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
                let mut items = Vec::new();
                loop {
                    match list.next_element() {
                        Ok(Some(item)) => items.push(item),
                        Ok(None) => return Ok(items),
                        Err(error) => return Err(inside(&format!("[{}]", items.len()), &error)),
                    }
                }
            }
        }
        deserializer.deserialize_seq(Items(PhantomData))
    }
}

struct Seed<T>(PhantomData<T>);

impl<'de, T: Value<'de>> DeserializeSeed<'de> for Seed<T> {
    type Value = T;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

/// A key, borrowed where the format lends it.
pub(super) struct Key<'a>(pub(super) Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }
            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(key)))
            }
            fn visit_str<E>(self, key: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}
