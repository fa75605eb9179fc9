//! What is shorter in the script that `wasm-bindgen` writes for a module.

use crate::failure::{Failure, Result};

/// Makes the script of a module shorter, and that of the player more so.
///
/// # Errors
/// A script of another version of `wasm-bindgen`, in which what is replaced does not stand.
pub(super) fn shorter(script: &str, is_player: bool) -> Result<String> {
    let player: &[_] = if is_player { SHORTER_PLAYER } else { &[] };
    let mut script = script.to_owned();
    for (long, short) in player.iter().chain(&SHORTER) {
        script = replace(&script, long, short)?;
    }
    if script.contains("handleError(function") {
        script = replace(&script, HANDLE_ERROR, HANDLE_ERROR_ARROW)?;
    }
    if script.contains(EXTERNREF) {
        script = replace(&script, "function isLikeNone(", EXTERNREF_OR_NONE)?;
    }
    Ok(arrows(&script))
}

fn replace(script: &str, long: &str, short: &str) -> Result<String> {
    if !script.contains(long) {
        return Err(Failure::new(format!("the script of a module has no longer: {long}"))
            .mend("adapt xtask/src/dist/script.rs to this version of wasm-bindgen"));
    }
    Ok(script.replace(long, short))
}

/// How far what a module imports is indented.
pub(super) const INDENT: &str = "        ";

/// What catches the errors of a function, and the same for arrow functions.
const HANDLE_ERROR: &str = "function handleError(f, args) {
    try {
        return f.apply(this, args);
    } catch (e) {
        const idx = addToExternrefTable0(e);
        wasm.__wbindgen_exn_store(idx);
    }
}
";
const HANDLE_ERROR_ARROW: &str = "const handleError = (f) => (...args) => {
    try {
        return f(...args);
    } catch (e) {
        wasm.__wbindgen_exn_store(addToExternrefTable0(e));
    }
};
";

/// How a value that may be none is returned, and a function for it.
const EXTERNREF: &str = "return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);";
const EXTERNREF_OR_NONE: &str =
    "const externref = (value) => isLikeNone(value) ? 0 : addToExternrefTable0(value);
function isLikeNone(";

/// Writes each function that a module imports as an arrow function, on a line of its own. There are some two hundred, most of
/// them an expression.
fn arrows(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut lines = script.lines();
    while let Some(line) = lines.next() {
        let Some((name, arguments, is_caught)) = head(line) else {
            out.extend([line, "\n"]);
            continue;
        };
        let body = lines
            .by_ref()
            .take_while(|line| !line.strip_prefix(INDENT).is_some_and(|end| end.starts_with('}')));
        let body: Vec<&str> = body.map(str::trim).filter(|line| !line.starts_with("//")).collect();
        let body = expression(&body).unwrap_or_else(|| format!("{{ {} }}", body.join(" ")));
        let function = format!("({arguments}) => {body}");
        let function = if is_caught { format!("handleError({function})") } else { function };
        out.extend([INDENT, name, ": ", &function, ",\n"]);
    }
    out
}

/// The name of a function that begins here, its arguments, and whether its errors are caught.
fn head(line: &str) -> Option<(&str, &str, bool)> {
    let (name, function) = line.strip_prefix(INDENT)?.split_once(": function(")?;
    let caught = function.strip_prefix(") { return handleError(function (");
    let arguments = caught.unwrap_or(function).strip_suffix(") {")?;
    (!name.contains(' ')).then_some((name, arguments, caught.is_some()))
}

/// A function's body as an expression, if it is one.
fn expression(body: &[&str]) -> Option<String> {
    let value = |line: &str| Some(line.strip_prefix("const ret = ")?.strip_suffix(';')?.to_owned());
    match body {
        [ret, "return ret;"] => value(ret),
        [ret, line] if *line == EXTERNREF => Some(format!("externref({})", value(ret)?)),
        [ret, "returnText(arg0, ret);"] => Some(format!("returnText(arg0, {})", value(ret)?)),
        [line] => {
            let line = line.strip_suffix(';')?;
            let line = line.strip_prefix("return ").unwrap_or(line);
            (!line.starts_with("throw ")).then(|| line.to_owned())
        }
        _ => None,
    }
}

/// What no module needs: a start that nothing calls, and long sentences.
const SHORTER: [(&str, &str); 8] = [
    ("export { initSync, __wbg_init as default }", "export { __wbg_init as default }"),
    (
        "\"`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` \
         MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\\n\", e",
        "\"Serve .wasm as application/wasm: it starts sooner\"",
    ),
    (
        "        if (Object.getPrototypeOf(module_or_path) === Object.prototype) {
            ({module_or_path} = module_or_path)
        } else {
            console.warn('using deprecated parameters for the initialization function; pass a single object instead')
        }
",
        "({module_or_path} = module_or_path)",
    ),
    // Every supported browser has what is asked for here.
    ("typeof Response === 'function' && module instanceof", "module instanceof"),
    (
        "(typeof Request === 'function' && module_or_path instanceof Request)",
        "module_or_path instanceof Request",
    ),
    ("(typeof URL === 'function' && module_or_path instanceof URL)", "module_or_path instanceof URL"),
    ("if (typeof WebAssembly.instantiateStreaming === 'function') {", "{"),
    (
        "if (!('encodeInto' in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function (arg, view) {
        const buf = cachedTextEncoder.encode(arg);
        view.set(buf);
        return {
            read: arg.length,
            written: buf.length
        };
    };
}",
        "",
    ),
];

/// The same in the script of the player alone: what every supported browser has, methods that nothing calls, a way to pass texts
/// that it does not use, and a question about answers of which those that would be refused were refused before. What returns a text
/// is said once.
const SHORTER_PLAYER: &[(&str, &str)] = &[
    (
        "            const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
            const len1 = WASM_VECTOR_LEN;
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
",
        "            returnText(arg0, ret);\n",
    ),
    (
        "            var ptr1 = isLikeNone(ret) ? 0 : passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
            var len1 = WASM_VECTOR_LEN;
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
",
        "            returnText(arg0, ret);\n",
    ),
    (
        "let WASM_VECTOR_LEN = 0;",
        "let WASM_VECTOR_LEN = 0;

function returnText(at, text) {
    at >>>= 0;
    const ptr = isLikeNone(text) ? 0 : passStringToWasm0(text, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
    getDataViewMemory0().setInt32(at + 4, WASM_VECTOR_LEN, true);
    getDataViewMemory0().setInt32(at, ptr, true);
}",
    ),
    // Every browser has the first of the names that `js-sys` tries: four functions become one.
    ("typeof globalThis === 'undefined' ? undefined : globalThis", "globalThis"),
    ("typeof global === 'undefined' ? undefined : global", "globalThis"),
    ("typeof self === 'undefined' ? undefined : self", "globalThis"),
    ("typeof window === 'undefined' ? undefined : window", "globalThis"),
    // A memory that grew has another buffer.
    (
        "cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || (cachedDataViewMemory0.buffer.detached === undefined && cachedDataViewMemory0.buffer !== wasm.memory.buffer)",
        "cachedDataViewMemory0?.buffer !== wasm.memory.buffer",
    ),
    (
        "            let result;
            try {
                result = arg0 instanceof",
        "            return arg0 instanceof",
    ),
    (
        ";
            } catch (_) {
                result = false;
            }
            const ret = result;
            return ret;
",
        ";\n",
    ),
    (
        "    if (realloc === undefined) {
        const buf = cachedTextEncoder.encode(arg);
        const ptr = malloc(buf.length, 1) >>> 0;
        getUint8ArrayMemory0().subarray(ptr, ptr + buf.length).set(buf);
        WASM_VECTOR_LEN = buf.length;
        return ptr;
    }
",
        "",
    ),
    ("const validResponse = expectedResponseType(module.type);", ""),
    ("if (validResponse && module.headers", "if (module.headers"),
    (
        "

    function expectedResponseType(type) {
        switch (type) {
            case 'basic': case 'cors': case 'default': return true;
        }
        return false;
    }",
        "",
    ),
    (
        "const HandleFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new",
        "const HandleFinalization = new",
    ),
    (
        "const CLOSURE_DTORS = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new",
        "const CLOSURE_DTORS = new",
    ),
    ("if (Symbol.dispose) Handle.prototype[Symbol.dispose] = Handle.prototype.free;", ""),
    (
        "    free() {
        const ptr = this.__destroy_into_raw();
        wasm.__wbg_handle_free(ptr, 0);
    }
",
        "",
    ),
    (
        "    __destroy_into_raw() {
        const ptr = this.__wbg_ptr;
        this.__wbg_ptr = 0;
        HandleFinalization.unregister(this);
        return ptr;
    }
",
        "",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_arrows_on_a_line_of_their_own() {
        let script = "    const import0 = {
        __wbg_key_0: function(arg0) {
            const ret = arg0.key;
            return ret;
        },
        __wbg_body_0: function(arg0) {
            const ret = arg0.body;
            return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
        },
        __wbg_add_0: function() { return handleError(function (arg0, arg1) {
            arg0.add(arg1);
        }, arguments); },
        __wbindgen_throw_0: function(arg0) {
            throw new Error(arg0);
        },
        __wbindgen_number: function(arg0) {
            // A number.
            const ret = arg0;
            const number = typeof(ret);
            return number;
        },
    };
";
        let short = "    const import0 = {
        __wbg_key_0: (arg0) => arg0.key,
        __wbg_body_0: (arg0) => externref(arg0.body),
        __wbg_add_0: handleError((arg0, arg1) => arg0.add(arg1)),
        __wbindgen_throw_0: (arg0) => { throw new Error(arg0); },
        __wbindgen_number: (arg0) => { const ret = arg0; const number = typeof(ret); return number; },
    };
";
        assert_eq!(arrows(script), short);
    }

    #[test]
    fn a_script_of_another_version_is_told() {
        let failure = shorter("export { init };", false).expect_err("nothing stands in it");
        assert!(failure.to_string().contains("initSync"), "{failure}");
    }
}
