// A page at the build of a site: with the player in it, and the JSON of its episode. What Vite, webpack and unified share.
import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, parse, relative, resolve, sep } from "node:path";
import { run } from "./command.js";

// Stands for the address of the JSON until its name is known.
const ADDRESS = "episode-player-address";

/**
 * Puts the player into a page. Captions and `episode.toml` beside the page's file are read, as by the command.
 *
 * `text` is the page's, where it was changed on the way; `address` gives the address of the JSON by its name. Returns
 * `undefined` for a page that is no episode or has a player; throws where it has errors, with their lines and columns.
 */
export function buildPage(path, text, { address, base, warn }) {
  const folder = mkdtempSync(join(tmpdir(), "episode-"));
  const inside = (name) => join(folder, name);
  const read = (name) => (existsSync(inside(name)) ? readFileSync(inside(name), "utf8") : undefined);
  const [stdout, stderr] = [openSync(inside("stdout"), "w"), openSync(inside("stderr"), "w")];
  try {
    writeFileSync(inside("text"), text);
    const file = resolve(path);
    const { root } = parse(file);
    const page = "/" + relative(root, file).replaceAll(sep, "/");
    const args = ["wrap", page, "--text=/.episode/text", "--json=/.episode/json", "--output=/.episode/page"];
    args.push("--format=json", `--src=${ADDRESS}`);
    if (base) args.push(`--base=${base}`);
    const preopens = { "/": root, "/.episode": folder };
    const code = run(args, { preopens, env: { PWD: "/" }, stdout, stderr });
    const problems = read("stdout").split("\n").filter(Boolean).map((line) => JSON.parse(line));
    const told = problems.map(({ severity, line, column, message, help }) => ({
      severity,
      message: `${path}:${line}:${column}: ${message}${help ? ` (${help})` : ""}`,
    }));
    if (code !== 0) {
      const errors = told.filter(({ severity }) => severity === "error").map(({ message }) => message);
      throw new Error(errors.join("\n") || read("stderr").trim());
    }
    const [json, wrapped] = [read("json"), read("page")];
    if (json === undefined) warn?.(`${path}: the page is called an episode, but has neither a recording nor a transcript`);
    if (json === undefined || !wrapped.includes(ADDRESS)) return undefined;
    told.forEach(({ message }) => warn?.(message));
    const hash = createHash("sha256").update(json).digest("hex").slice(0, 8);
    const name = `${parse(path).name}.${hash}.json`;
    const src = address(name);
    return { page: wrapped.replace(ADDRESS, src), name, src, json };
  } finally {
    [stdout, stderr].forEach(closeSync);
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Returns whether a page is an episode, as its site says: by `include`, a function or regular expressions of the path; else by
 * a key of the front matter, `episode: true` or `episode:` with keys of its own.
 */
export function isEpisode(path, text, include) {
  if (!/\.(md|mdx|markdown)$/.test(path)) return false;
  if (typeof include === "function") return include(path);
  if (include) return [include].flat().some((pattern) => pattern.test(path.replaceAll(sep, "/")));
  const front = /^\uFEFF?---\r?\n([^]*?)\r?\n---/.exec(text)?.[1] ?? "";
  return /^episode:(?!\s*(false|no)?\s*$)|^episode:\s*$(?=\r?\n\s+\S)/m.test(front);
}
