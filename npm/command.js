// The command `episode`, as WebAssembly: compiled once for each process.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// Without `await`, so that a configuration in CommonJS may name what imports this.
const load = createRequire(import.meta.url);

/** The module `node:wasi`, which Node.js calls an experiment on the standard error, where the command's own messages are. */
function wasi() {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return load("node:wasi");
  } finally {
    process.emitWarning = emitWarning;
  }
}

let command;

/** Runs the command in a world of these folders, descriptors and variables. Returns its exit code. */
export function run(args, options) {
  command ??= new WebAssembly.Module(readFileSync(new URL("./episode.wasm", import.meta.url)));
  const { WASI } = wasi();
  const instance = new WASI({ version: "preview1", args: ["episode", ...args], returnOnExit: true, ...options });
  return instance.start(new WebAssembly.Instance(command, instance.getImportObject()));
}
