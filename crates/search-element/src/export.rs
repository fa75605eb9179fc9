//! The only exports to JavaScript. An error is a text.
#![allow(unreachable_pub, reason = "JavaScript is who reaches it")]

use catalog::{Damaged, Part, Query, Root, excerpt, search};
use std::collections::HashMap;
use wasm_bindgen::prelude::*;

use crate::{excerpt_to_numbers, step_to_numbers};

/// The index, as far as it is loaded.
#[wasm_bindgen]
pub struct Index {
    root: Root,
    parts: HashMap<u32, Part>,
}

#[wasm_bindgen]
impl Index {
    /// Reads the root's file.
    #[wasm_bindgen(constructor)]
    pub fn new(root: &[u8]) -> Result<Self, String> {
        let root = Root::read(root).map_err(|damaged| damaged.to_string())?;
        Ok(Self { root, parts: HashMap::new() })
    }

    /// How many episodes there are.
    pub fn episodes(&self) -> u32 {
        self.root.episodes()
    }

    /// What tells this state of the index from others.
    pub fn stamp(&self) -> u32 {
        self.root.stamp()
    }

    /// Reads a part's file. Returns `false` where it belongs to another state of the index.
    pub fn add(&mut self, number: u32, part: &[u8]) -> Result<bool, String> {
        match Part::read(part, &self.root) {
            Ok(part) => {
                self.parts.insert(number, part);
                Ok(true)
            }
            Err(Damaged::Stale) => Ok(false),
            Err(damaged) => Err(damaged.to_string()),
        }
    }

    /// Searches: the numbers of [`step_to_numbers`].
    pub fn find(&self, query: &str, enough: u32) -> Vec<u32> {
        step_to_numbers(&search(&self.root, &self.parts, &Query::new(query), enough as usize))
    }
}

/// Returns whether there is something to search for.
#[wasm_bindgen(js_name = isQuery)]
pub fn is_query(query: &str) -> bool {
    !Query::new(query).is_empty()
}

/// Quotes a turn: the numbers of [`excerpt_to_numbers`], none where it has none of the words.
#[wasm_bindgen]
pub fn quote(text: &str, query: &str) -> Vec<u32> {
    excerpt(text, &Query::new(query)).as_ref().map(excerpt_to_numbers).unwrap_or_default()
}
