// The command `episode`, as WebAssembly: compiled once for each process.
import { readFileSync } from "node:fs";

// Node.js calls WASI an experiment on the standard error, where the command's own messages are.
const { emitWarning } = process;
process.emitWarning = () => {};
const { WASI } = await import("node:wasi");
process.emitWarning = emitWarning;

let command;

/** Runs the command in a world of these folders, descriptors and variables. Returns its exit code. */
export function run(args, options) {
  command ??= new WebAssembly.Module(readFileSync(new URL("./episode.wasm", import.meta.url)));
  const wasi = new WASI({ version: "preview1", args: ["episode", ...args], returnOnExit: true, ...options });
  return wasi.start(new WebAssembly.Instance(command, wasi.getImportObject()));
}
