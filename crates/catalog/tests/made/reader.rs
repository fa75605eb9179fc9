//! A reader of the files, who counts what is loaded.
#![allow(dead_code, reason = "no test uses all of it")]

use episode_catalog::{Catalog, FOLDER, Hit, LIST, List, Part, Query, ROOT, Root, Step, part_file, search};
use std::collections::HashMap;

pub(crate) struct Reader {
    files: HashMap<String, Vec<u8>>,
    pub(crate) root: Root,
    parts: HashMap<u32, Part>,
    /// Bytes of the parts that were loaded.
    pub(crate) bytes: usize,
    /// How many times the reader waited for parts.
    pub(crate) waits: usize,
}

impl Reader {
    pub(crate) fn new(catalog: Catalog) -> Self {
        let files: HashMap<String, Vec<u8>> = catalog.files.into_iter().collect();
        let root = Root::read(&files[&format!("{FOLDER}/{ROOT}")]).expect("a root");
        Self { files, root, parts: HashMap::new(), bytes: 0, waits: 0 }
    }

    pub(crate) fn file(&self, name: &str) -> &[u8] {
        &self.files[name]
    }

    pub(crate) fn list(&self) -> List {
        serde_json::from_slice(self.file(LIST)).expect("the list is JSON")
    }

    /// Forgets what is loaded.
    pub(crate) fn forget(&mut self) {
        self.parts.clear();
        (self.bytes, self.waits) = (0, 0);
    }

    pub(crate) fn search(&mut self, query: &str, enough: usize) -> Vec<Hit> {
        let query = Query::new(query);
        loop {
            match search(&self.root, &self.parts, &query, enough) {
                Step::Found { hits, .. } => return hits,
                Step::Needs { parts, .. } => {
                    assert!(!parts.is_empty(), "it would wait for ever");
                    self.waits += 1;
                    for number in parts {
                        let bytes = &self.files[&format!("{FOLDER}/{}", part_file(number))];
                        self.bytes += bytes.len();
                        let part = Part::read(bytes, &self.root).expect("a part");
                        assert!(self.parts.insert(number, part).is_none(), "it has part {number}");
                    }
                }
            }
        }
    }
}
