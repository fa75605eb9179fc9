//! Shorter names for what the WebAssembly module imports from its script, and exports to it.
//!
//! `wasm-bindgen` names an import by its function and a hash, and an export by its method or a hash. Nobody reads these
//! names, they stand in both files, and no compressor can shorten a hash: with names of one or two letters a reader
//! downloads 6 KB less. The script is that of `wasm-bindgen`, not yet minified.

use std::collections::BTreeMap;

/// The numbers of the sections of imports and of exports.
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
/// The kind of an import that is a function; `wasm-bindgen` makes no others.
const FUNCTION: u8 = 0;

/// Gives each import and export a short name, in the script and in the module. `None` if the module is not one, or
/// imports something that is not a function.
pub(super) fn shorten(script: &str, module: &[u8]) -> Option<(String, Vec<u8>)> {
    const HEADER: usize = 8;
    let (mut out, mut rest) = (module.get(..HEADER)?.to_vec(), module.get(HEADER..)?);
    let (script, twins) = without_twins(script);
    let mut names = BTreeMap::new();
    while let Some((&id, after)) = rest.split_first() {
        let (section, after) = bytes(after)?;
        out.push(id);
        match id {
            IMPORTS => write_bytes(&mut out, &imports(section, &twins, &mut names)?),
            EXPORTS => write_bytes(&mut out, &exports(section, &mut names)?),
            _ => write_bytes(&mut out, section),
        }
        rest = after;
    }
    Some((rename(&script, &names), out))
}

/// Takes out functions that stand in the script before, under another name: `altKey` of two kinds of events, say. Returns
/// their names, each with that of the first.
fn without_twins(script: &str) -> (String, BTreeMap<String, String>) {
    const INDENT: &str = "        ";
    let (mut out, mut first, mut twins) = (String::new(), BTreeMap::new(), BTreeMap::new());
    let mut lines = script.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let function = line.strip_prefix(INDENT).and_then(|line| line.split_once(": function"));
        let Some((name, head)) = function.filter(|(name, _)| !name.contains(' ')) else {
            out.push_str(line);
            continue;
        };
        let mut body = head.to_owned();
        for line in lines.by_ref() {
            body.push_str(line);
            if line.strip_prefix(INDENT).is_some_and(|line| line.starts_with('}')) {
                break;
            }
        }
        match first.get(&body) {
            Some(first) => _ = twins.insert(name.to_owned(), String::clone(first)),
            None => {
                out.extend([INDENT, name, ": function", &body]);
                first.insert(body, name.to_owned());
            }
        }
    }
    (out, twins)
}

/// The section with new names.
fn imports(
    section: &[u8],
    twins: &BTreeMap<String, String>,
    names: &mut BTreeMap<String, String>,
) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let (count, mut rest) = number(section)?;
    write_number(&mut out, count);
    for _ in 0..count {
        let (module, after) = bytes(rest)?;
        let (name, after) = bytes(after)?;
        let after = after.strip_prefix(&[FUNCTION])?;
        let (kind, after) = number(after)?;
        let next = short_name(names.len());
        let name = String::from_utf8(name.to_vec()).ok()?;
        let name = names.entry(twins.get(&name).cloned().unwrap_or(name)).or_insert(next);
        write_bytes(&mut out, module);
        write_bytes(&mut out, name.as_bytes());
        out.push(FUNCTION);
        write_number(&mut out, kind);
        rest = after;
    }
    rest.is_empty().then_some(out)
}

/// The section with new names, but for those that are a word of JavaScript as well, such as `memory`.
fn exports(section: &[u8], names: &mut BTreeMap<String, String>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let (count, mut rest) = number(section)?;
    write_number(&mut out, count);
    for index in 0..count {
        let (name, after) = bytes(rest)?;
        let (&kind, after) = after.split_first()?;
        let (item, after) = number(after)?;
        let name = String::from_utf8(name.to_vec()).ok()?;
        // Imports and exports never meet, so that these begin at `a` again.
        let new = if name.contains('_') { short_name(index as usize) } else { name.clone() };
        write_bytes(&mut out, new.as_bytes());
        names.insert(name, new);
        out.push(kind);
        write_number(&mut out, item);
        rest = after;
    }
    rest.is_empty().then_some(out)
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

/// A number in LEB128, and what follows it.
fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let mut value = 0;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= u32::from(byte & 127) << (7 * index);
        if *byte < 128 {
            return Some((value, &bytes[index + 1..]));
        }
    }
    None
}

/// As many bytes as the number before them says, and what follows them.
fn bytes(from: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = number(from)?;
    rest.split_at_checked(length as usize)
}

fn write_number(out: &mut Vec<u8>, mut value: u32) {
    while value >= 128 {
        out.push((value % 128) as u8 | 128);
        value /= 128;
    }
    out.push(value as u8);
}

fn write_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    write_number(out, bytes.len() as u32);
    out.extend(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with a section of types, one of imports, one of exports, and one that stays as it is.
    fn module(names: [&str; 2], exported: &str) -> Vec<u8> {
        let mut imports = vec![2];
        for name in names {
            write_bytes(&mut imports, b"./script.js");
            write_bytes(&mut imports, name.as_bytes());
            imports.extend([FUNCTION, 0]);
        }
        let mut exports = vec![2];
        for (name, kind) in [("memory", 2), (exported, FUNCTION)] {
            write_bytes(&mut exports, name.as_bytes());
            exports.extend([kind, 0]);
        }
        let mut out = b"\0asm\x01\0\0\0".to_vec();
        let types = &[1, 0x60, 0, 0][..];
        for (id, section) in [(1, types), (IMPORTS, &imports), (EXPORTS, &exports), (0, b"\x01nhello")] {
            out.push(id);
            write_bytes(&mut out, section);
        }
        out
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
        let function = |name: &str| {
            format!("        {name}: function(arg0) {{\n            return arg0;\n        }},\n")
        };
        let [one, other] = ["__wbg_key_0123456789abcdef", "__wbg_key_fedcba9876543210"].map(function);
        let (script, short) = shorten(&format!("x = {{\n{one}{other}}};\n"), &long).expect("it is a module");
        assert_eq!(script, format!("x = {{\n{}}};\n", function("a")));
        assert_eq!(short, module(["a", "a"], "c"));
    }

    #[test]
    fn what_is_no_module_and_what_imports_more_than_functions_is_left_alone() {
        assert!(shorten("", b"<!doctype html>").is_none());
        let mut memory = module(["a", "b"], "c");
        // The kind of the first import: after the header, the types, and its two names.
        let kind = 8 + 6 + 3 + 12 + 2;
        assert_eq!(memory[kind], FUNCTION);
        memory[kind] = 2;
        assert!(shorten("", &memory).is_none());
    }

    #[test]
    fn short_names_are_unique() {
        let names: Vec<_> = (0..2000).map(short_name).collect();
        assert_eq!((&*names[0], &*names[25], &*names[26], &*names[27]), ("a", "z", "aa", "ba"));
        let unique: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(unique.len(), names.len());
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for value in [0, 1, 127, 128, 300, 1 << 20, u32::MAX] {
            let mut out = Vec::new();
            write_number(&mut out, value);
            assert_eq!(number(&out), Some((value, &[][..])));
        }
    }
}
