//! Takes functions out of the WebAssembly module's table that nobody calls through it.
//!
//! `wasm-bindgen` tells a closure's kind by the address of the function that calls it, which puts that function into the
//! table; its script calls the exported ones by name. So an optimizer has to keep what nothing can reach: some forty
//! functions, 700 bytes of a reader's download.

use std::collections::BTreeSet;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{Elements, Module};
use wasmparser::{ElementItems, KnownCustom, Name, Parser, Payload};

/// How the functions that call a closure are named in the module.
const CALLS_CLOSURE: &str = "wasm_bindgen::convert::closures::_::invoke";

/// Puts another function of the table in the place of each that calls a closure: what is left is reached by its export, or
/// is for the optimizer to take out. The module has the names of its functions.
///
/// # Errors
/// What is not WebAssembly.
pub(super) fn remove_callers(module: &[u8]) -> Result<Vec<u8>, Error> {
    let mut without = WithoutCallers(callers(module)?);
    let mut out = Module::new();
    without.parse_core_module(&mut out, Parser::new(0), module)?;
    Ok(out.finish())
}

/// The functions that call a closure.
struct WithoutCallers(BTreeSet<u32>);

impl Reencode for WithoutCallers {
    type Error = std::convert::Infallible;

    fn element_items<'a>(&mut self, items: ElementItems<'a>) -> Result<Elements<'a>, Error> {
        let ElementItems::Functions(functions) = items else {
            return wasm_encoder::reencode::utils::element_items(self, items);
        };
        let mut functions = functions.into_iter().collect::<Result<Vec<u32>, _>>()?;
        if let Some(&other) = functions.iter().find(|function| !self.0.contains(function)) {
            for function in functions.iter_mut().filter(|function| self.0.contains(function)) {
                *function = other;
            }
        }
        Ok(Elements::Functions(functions.into()))
    }
}

/// Returns the indices of the functions that call a closure.
fn callers(module: &[u8]) -> Result<BTreeSet<u32>, Error> {
    let mut found = BTreeSet::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CustomSection(section) = payload? else { continue };
        let KnownCustom::Name(names) = section.as_known() else { continue };
        for names in names {
            let Name::Function(names) = names? else { continue };
            for naming in names {
                let naming = naming?;
                if naming.name.starts_with(CALLS_CLOSURE) {
                    found.insert(naming.index);
                }
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_functions_that_call_closures_leave_the_table() {
        use wasm_encoder::{
            CodeSection, ConstExpr, ElementSection, Function, FunctionSection, NameMap, NameSection, RefType,
            TableSection, TableType, TypeSection,
        };
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let (mut functions, mut code, mut names) =
            (FunctionSection::new(), CodeSection::new(), NameMap::new());
        for (index, name) in
            [(0, "wasm_bindgen::convert::closures::_::invoke::h0"), (1, "core::fmt"), (2, "c")]
        {
            functions.function(0);
            let mut function = Function::new([]);
            function.instructions().end();
            code.function(&function);
            names.append(index, name);
        }
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            minimum: 4,
            maximum: None,
            table64: false,
            shared: false,
        });
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(1), Elements::Functions(vec![0, 1, 2].into()));
        let mut name_section = NameSection::new();
        name_section.functions(&names);
        module.section(&types).section(&functions).section(&tables).section(&elements).section(&code);
        module.section(&name_section);
        let table = |module: &[u8]| -> Vec<u32> {
            let mut payloads = Parser::new(0).parse_all(module).map(|payload| payload.expect("valid"));
            let elements = payloads.find_map(|payload| match payload {
                Payload::ElementSection(elements) => Some(elements),
                _ => None,
            });
            let element = elements.and_then(|elements| elements.into_iter().next()).expect("there is one");
            match element.expect("valid").items {
                ElementItems::Functions(functions) => {
                    functions.into_iter().map(|f| f.expect("valid")).collect()
                }
                ElementItems::Expressions(..) => panic!("no functions"),
            }
        };
        let before = module.finish();
        assert_eq!(table(&before), [0, 1, 2]);
        assert_eq!(table(&remove_callers(&before).expect("valid")), [1, 1, 2]);
        assert!(remove_callers(b"<!doctype html>").is_err());
    }
}
