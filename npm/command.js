// The command `episode`, as WebAssembly: compiled once for each process.
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

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

/**
 * Runs the command in a world of these folders, descriptors and variables. Returns its exit code. `onOpen` is told each file
 * that it opens: the descriptor of its folder (3 is the first of `preopens`), and the path in it. Without `syncs` nothing waits
 * until what is written is on the disk.
 */
export function run(args, { onOpen, syncs = true, ...options }) {
  command ??= new WebAssembly.Module(readFileSync(new URL("./episode.wasm", import.meta.url)));
  const { WASI } = wasi();
  const world = new WASI({ version: "preview1", args: ["episode", ...args], returnOnExit: true, ...options });
  const { wasi_snapshot_preview1: system } = world.getImportObject();
  // Each call goes through JavaScript: what WebAssembly calls by itself may collect garbage where V8 permits none, and crash the
  // process (nodejs/node#46777).
  const calls = {};
  for (const name in system) calls[name] = (...args) => system[name](...args);
  calls.path_open = (folder, flags, start, length, ...rest) => {
    const code = system.path_open(folder, flags, start, length, ...rest);
    if (code === 0) onOpen?.(folder, Buffer.from(instance.exports.memory.buffer, start, length).toString());
    return code;
  };
  if (!syncs) calls.fd_sync = () => 0;
  const instance = new WebAssembly.Instance(command, { wasi_snapshot_preview1: calls });
  return world.start(instance);
}

/**
 * Runs the command with a folder of its own at `mount`, which has the given texts and is deleted afterwards; it is called
 * there, unless `PWD` says otherwise. Returns the exit code, the texts that it wrote as
 * `.output` and `.json`, the JSON on each line of its output, what it said, and the paths that it opened in the first of
 * `preopens`.
 */
export function runApart(args, files, { mount = "/", preopens = {}, PWD = mount } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "episode-"));
  const path = (name) => join(folder, name);
  const [stdout, stderr] = [openSync(path(".stdout"), "w"), openSync(path(".stderr"), "w")];
  const text = (name) => (existsSync(path(name)) ? readFileSync(path(name), "utf8") : undefined);
  const opened = new Set();
  const onOpen = (folder, path) => folder === 3 && opened.add(path);
  try {
    for (const name in files) writeFileSync(path(name), files[name]);
    // Its files are read and deleted at once: on a page of average length, two syncs take a fifth of the time.
    const world = { preopens: { ...preopens, [mount]: folder }, env: { PWD }, stdout, stderr, onOpen, syncs: false };
    const code = run(args, world);
    const problems = text(".stdout").split("\n").filter(Boolean).map((line) => JSON.parse(line));
    return { code, output: text(".output"), json: text(".json"), problems, said: text(".stderr").trim(), opened };
  } finally {
    [stdout, stderr].forEach(closeSync);
    rmSync(folder, { recursive: true, force: true });
  }
}
