//! The order of the WebAssembly module's functions: similar ones stand next to each other.
//!
//! A compressor finds what it saw a moment ago in fewer bits than what it saw long before, and what follows it as well.
//! For the player this is 3 KB of a reader's download; to order functions by their names, as `wasm-opt` can, saves 0.6.

use std::collections::{BTreeSet, HashMap};

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

use crate::size::brotli_size;

/// The length of the sequences of bytes by which functions are compared: an instruction or two.
const SEQUENCE: usize = 4;

/// Puts the functions of a module into an order in which each is followed by that one of the rest which has the most in
/// common with it. Of so many such orders, each with another first function, it is the one that compresses best: their
/// sizes differ by some 0.2 %.
///
/// # Errors
/// What is not WebAssembly.
pub(super) fn by_similarity(module: &[u8], tries: usize) -> Result<Vec<u8>, Error> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let likeness = Likeness::of(&bodies);
    let firsts: BTreeSet<usize> = (0..tries).map(|part| bodies.len() * part / tries).collect();
    let orders = firsts.into_iter().map(|first| reorder(module, imported, likeness.chain(first)));
    let modules = orders.collect::<Result<Vec<_>, _>>()?;
    Ok(modules.into_iter().min_by_key(|module| brotli_size(module)).unwrap_or_else(|| module.to_vec()))
}

fn reorder(module: &[u8], imported: u32, order: Vec<usize>) -> Result<Vec<u8>, Error> {
    let mut new_indices = vec![0; order.len()];
    for (new, old) in order.iter().enumerate() {
        new_indices[*old] = new as u32;
    }
    let mut out = Module::new();
    Reordering { imported, order, new_indices }.parse_core_module(&mut out, Parser::new(0), module)?;
    Ok(out.finish())
}

/// A new order of the functions that a module defines.
struct Reordering {
    /// How many functions are imported: their indices come first, and stay.
    imported: u32,
    /// The old indices, in the new order.
    order: Vec<usize>,
    /// The new index of each.
    new_indices: Vec<u32>,
}

impl Reencode for Reordering {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, Error> {
        let defined = index.checked_sub(self.imported);
        Ok(defined.map_or(index, |defined| self.imported + self.new_indices[defined as usize]))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for old in &self.order {
            functions.function(types[*old]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for at in 0..self.order.len() {
            utils::parse_function_body(self, code, bodies[self.order[at]].clone())?;
        }
        Ok(())
    }
}

/// What texts have in common.
struct Likeness<'a> {
    texts: &'a [&'a [u8]],
    /// The sequences of each text.
    sequences: Vec<BTreeSet<&'a [u8]>>,
    /// The texts that have a sequence.
    owners: HashMap<&'a [u8], Vec<usize>>,
}

impl<'a> Likeness<'a> {
    fn of(texts: &'a [&'a [u8]]) -> Self {
        let sequences: Vec<BTreeSet<&[u8]>> =
            texts.iter().map(|text| text.windows(SEQUENCE).collect()).collect();
        let mut owners = HashMap::<&[u8], Vec<usize>>::new();
        for (index, sequences) in sequences.iter().enumerate() {
            for sequence in sequences {
                owners.entry(sequence).or_default().push(index);
            }
        }
        Self { texts, sequences, owners }
    }

    /// Returns the indices of all texts, each followed by that one of the rest which shares the most sequences with it
    /// for its length.
    fn chain(&self, first: usize) -> Vec<usize> {
        let texts = self.texts;
        let mut rest: BTreeSet<usize> = (0..texts.len()).collect();
        let mut order = Vec::new();
        let mut next = rest.take(&first);
        while let Some(last) = next {
            order.push(last);
            let mut shared = vec![0_u32; texts.len()];
            for owner in self.sequences[last].iter().flat_map(|sequence| &self.owners[sequence]) {
                shared[*owner] += 1;
            }
            // `>` for fractions, in whole numbers. The first of equals is taken, so that each build gives the same.
            let is_more = |a: usize, b: usize| {
                u64::from(shared[a]) * texts[b].len() as u64 > u64::from(shared[b]) * texts[a].len() as u64
            };
            next = rest.iter().copied().reduce(|best, other| if is_more(other, best) { other } else { best });
            if let Some(next) = next {
                rest.remove(&next);
            }
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_name_means_stays() {
        use wasm_encoder::{ExportKind, ExportSection, Function, TypeSection};
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let (mut functions, mut exports, mut code) =
            (FunctionSection::new(), ExportSection::new(), CodeSection::new());
        // Each calls the one of its name's number; the second is like the fourth.
        for (index, calls) in [0, 1, 2, 1].into_iter().enumerate() {
            functions.function(0);
            exports.export(&format!("calls {calls} from {index}"), ExportKind::Func, index as u32);
            let mut function = Function::new([]);
            for _ in 0..3 {
                function.instructions().call(calls);
            }
            function.instructions().end();
            code.function(&function);
        }
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&exports).section(&code);
        // By the name of each export, the name of the export whose function it calls.
        let calls = |module: &[u8]| {
            let (mut names, mut calls) = (HashMap::new(), Vec::new());
            for payload in Parser::new(0).parse_all(module) {
                match payload.expect("valid") {
                    Payload::ExportSection(exports) => {
                        for export in exports {
                            let export = export.expect("valid");
                            names.insert(export.index, export.name.to_owned());
                        }
                    }
                    Payload::CodeSectionEntry(body) => {
                        let first = body.get_operators_reader().expect("valid").read().expect("there is one");
                        let wasmparser::Operator::Call { function_index } = first else {
                            panic!("{first:?}")
                        };
                        calls.push(function_index);
                    }
                    _ => {}
                }
            }
            let all = calls.iter().enumerate();
            let mut all: Vec<_> =
                all.map(|(at, to)| (names[&(at as u32)].clone(), names[to].clone())).collect();
            let order: Vec<_> = all.iter().map(|(name, _)| name.clone()).collect();
            all.sort();
            (all, order)
        };
        let before = module.finish();
        let after = by_similarity(&before, 2).expect("valid");
        assert_eq!(calls(&after).0, calls(&before).0);
        assert_ne!(calls(&after).1, calls(&before).1, "a new order");
        assert!(by_similarity(b"<!doctype html>", 1).is_err());
    }

    #[test]
    fn each_is_followed_by_what_has_the_most_in_common_with_it() {
        let texts: [&[u8]; 5] = [b"abcdefgh", b"12345678", b"abcdxxxx", b"1234567", b"abcdefgx"];
        assert_eq!(Likeness::of(&texts).chain(0), [0, 4, 2, 1, 3]);
        assert_eq!(Likeness::of(&texts).chain(3), [3, 1, 0, 4, 2]);
        assert_eq!(Likeness::of(&[]).chain(0), [0; 0]);
        assert_eq!(Likeness::of(&[b"", b"ab"]).chain(0), [0, 1], "too short to compare");
    }
}
