//! Shorter names for what the WebAssembly module imports from its script, and exports to it.
//!
//! `wasm-bindgen` names an import by its function and a hash, and an export by its method or a hash. Nobody reads these
//! names, they stand in both files, and no compressor can shorten a hash: with names of one or two letters a reader
//! downloads 6 KB less. The script is that of `wasm-bindgen`, not yet minified.

use std::collections::BTreeMap;
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{Export, ImportSectionReader, Parser};

use super::script::INDENT;

/// Gives each import and export a short name, in the script and in the module.
///
/// # Errors
/// What is not WebAssembly.
pub(super) fn shorten(script: &str, module: &[u8]) -> Result<(String, Vec<u8>), Error> {
    let (script, twins) = without_twins(script);
    let mut names = ShortNames { twins, names: BTreeMap::new() };
    let mut out = Module::new();
    names.parse_core_module(&mut out, Parser::new(0), module)?;
    Ok((rename(&script, &names.names), out.finish()))
}

struct ShortNames {
    /// Functions that stand in the script under another name.
    twins: BTreeMap<String, String>,
    /// The short name of each.
    names: BTreeMap<String, String>,
}

impl Reencode for ShortNames {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error> {
        for import in section.into_imports() {
            let import = import?;
            let kind = self.entity_type(import.ty)?;
            let name = self.twins.get(import.name).map_or(import.name, String::as_str);
            let next = short_name(self.names.len());
            imports.import(import.module, self.names.entry(name.to_owned()).or_insert(next), kind);
        }
        Ok(())
    }

    fn parse_export(&mut self, exports: &mut ExportSection, export: Export<'_>) -> Result<(), Error> {
        // Imports and exports never meet, so that these begin at `a` again. A word of JavaScript, such as `memory`, stays.
        let is_made_up = export.name.contains('_');
        let name = if is_made_up { short_name(exports.len() as usize) } else { export.name.to_owned() };
        exports.export(
            &name,
            self.export_kind(export.kind)?,
            self.external_index(export.kind, export.index)?,
        );
        self.names.insert(export.name.to_owned(), name);
        Ok(())
    }
}

/// Takes out functions that stand in the script before, under another name: `altKey` of two kinds of events, say. Returns
/// their names, each with that of the first. Each stands on a line.
fn without_twins(script: &str) -> (String, BTreeMap<String, String>) {
    let mut first = BTreeMap::<&str, &str>::new();
    let (mut out, mut twins) = (String::new(), BTreeMap::new());
    for line in script.split_inclusive('\n') {
        let function = line.strip_prefix(INDENT).and_then(|line| line.split_once(": "));
        let function = function.filter(|(name, code)| !name.contains(' ') && code.contains("=>"));
        if let Some((name, code)) = function {
            if let Some(first) = first.get(code) {
                twins.insert(name.to_owned(), (*first).to_owned());
                continue;
            }
            first.insert(code, name);
        }
        out.push_str(line);
    }
    (out, twins)
}

/// The script with new names, wherever a whole word is one of the old.
fn rename(script: &str, names: &BTreeMap<String, String>) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$');
    let words = script.split_inclusive(|c| !is_part(c));
    words
        .flat_map(|word| {
            let (name, end) = word.split_at(word.trim_end_matches(|c| !is_part(c)).len());
            [names.get(name).map_or(name, String::as_str), end]
        })
        .collect()
}

/// `a` to `z`, `aa`, `ba`, …
fn short_name(mut index: usize) -> String {
    let mut name = String::new();
    loop {
        name.push(char::from(b'a' + (index % 26) as u8));
        index /= 26;
        if index == 0 {
            return name;
        }
        index -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CustomSection, EntityType, ExportKind, MemorySection, MemoryType, TypeSection};

    /// A module with types, imports, a memory, exports, and a section that stays as it is.
    fn module(names: [&str; 2], exported: &str) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for name in names {
            imports.import("./script.js", name, EntityType::Function(0));
        }
        let mut memory = MemorySection::new();
        memory.memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut exports = ExportSection::new();
        exports.export("memory", ExportKind::Memory, 0).export(exported, ExportKind::Func, 0);
        let custom = CustomSection { name: "n".into(), data: b"hello"[..].into() };
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&memory).section(&exports).section(&custom);
        module.finish()
    }

    #[test]
    fn names_are_shorter_in_both_and_all_else_stays() {
        let long = module(["__wbg_get_0123456789abcdef", "__wbindgen_throw"], "handle_mount");
        let script = "const i={__wbg_get_0123456789abcdef:(x)=>x.get(),__wbindgen_throw(t){throw t}};\
                      e.__wbindgen_throws(e.memory);e.handle_mount(x)";
        let (script, short) = shorten(script, &long).expect("it is a module");
        assert_eq!(script, "const i={a:(x)=>x.get(),b(t){throw t}};e.__wbindgen_throws(e.memory);e.b(x)");
        assert_eq!(short, module(["a", "b"], "b"));
    }

    #[test]
    fn functions_that_are_the_same_are_one() {
        let long = module(["__wbg_key_0123456789abcdef", "__wbg_key_fedcba9876543210"], "c");
        let function = |name: &str| format!("{INDENT}{name}: (arg0) => arg0.key,\n");
        let [one, other] = ["__wbg_key_0123456789abcdef", "__wbg_key_fedcba9876543210"].map(function);
        let (script, short) = shorten(&format!("x = {{\n{one}{other}}};\n"), &long).expect("it is a module");
        assert_eq!(script, format!("x = {{\n{}}};\n", function("a")));
        assert_eq!(short, module(["a", "a"], "c"));
    }

    #[test]
    fn what_is_no_module_is_left_alone() {
        assert!(shorten("", b"<!doctype html>").is_err());
    }

    #[test]
    fn short_names_are_unique() {
        let names: Vec<_> = (0..2000).map(short_name).collect();
        assert_eq!((&*names[0], &*names[25], &*names[26], &*names[27]), ("a", "z", "aa", "ba"));
        let unique: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(unique.len(), names.len());
    }
}
