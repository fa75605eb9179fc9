// A worker: the command `episode` turns a page and captions into an episode, in a folder that is in memory alone.
import { File, OpenFile, PreopenDirectory, WASI } from "@bjorn3/browser_wasi_shim";

let command;

/** Returns the episode as JSON, if there is one, the problems, and what else the command said. `address` is the command's. */
async function importEpisode({ address, name, page, captions }) {
  command ??= WebAssembly.compileStreaming(fetch(address));
  const texts = { [name]: page, captions };
  const files = Object.entries(texts).filter(([, text]) => text.trim());
  const folder = new Map(files.map(([name, text]) => [name, new File(new TextEncoder().encode(text))]));
  const [source] = folder.keys();
  const args = ["episode", "import", `./${source}`, "--format=json", "--output=episode.json"];
  if (source !== "captions" && folder.has("captions")) args.push("--captions=captions");

  const [input, output, errors] = [0, 1, 2].map(() => new OpenFile(new File([])));
  const world = new WASI(args, ["PWD=/"], [input, output, errors, new PreopenDirectory("/", folder)], { debug: false });
  const instance = await WebAssembly.instantiate(await command, { wasi_snapshot_preview1: world.wasiImport });
  const code = world.start(instance);
  const text = (file) => file && new TextDecoder().decode(file.data);
  const problems = text(output.file).split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const json = code === 0 ? text(folder.get("episode.json")) : undefined;
  return { json, problems, said: text(errors.file).trim() };
}

onmessage = async ({ data: { id, ...sources } }) => {
  try {
    postMessage({ id, ...(await importEpisode(sources)) });
  } catch (error) {
    // The next attempt fetches the command again.
    command = undefined;
    postMessage({ id, problems: [], said: String(error?.message ?? error) });
  }
};
