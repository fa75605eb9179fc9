// A page at the build of a site: with the player in it, and the JSON of its episode. What Vite, webpack and unified share.
import { createHash } from "node:crypto";
import { parse, relative, resolve, sep } from "node:path";
import { runApart } from "./command.js";

// Stands for the address of the JSON until its name is known.
const ADDRESS = "episode-player-address";

// Where the command has a folder of its own, beside the page's.
const APART = "/.episode";

/**
 * Puts the player into a page. Captions and `episode.toml` beside the page's file are read, as by the command.
 *
 * `text` is the page's, where it was changed on the way; `address` gives the address of the JSON by its name. Returns
 * `undefined` for a page that is no episode or has a player; throws where it has errors, with their lines and columns.
 */
export function buildPage(path, text, { address, base, warn }) {
  const file = resolve(path);
  const { root } = parse(file);
  const page = "/" + relative(root, file).replaceAll(sep, "/");
  const args = ["wrap", page, `--text=${APART}/text`, `--json=${APART}/.json`, `--output=${APART}/.output`];
  args.push("--format=json", `--src=${ADDRESS}`);
  if (base) args.push(`--base=${base}`);
  const apart = { mount: APART, preopens: { "/": root }, PWD: "/" };
  const { code, output, json, problems, said } = runApart(args, { text }, apart);
  const told = problems.map(({ severity, line, column, message, help }) => ({
    severity,
    message: `${path}:${line}:${column}: ${message}${help ? ` (${help})` : ""}`,
  }));
  if (code !== 0) {
    const errors = told.filter(({ severity }) => severity === "error").map(({ message }) => message);
    throw new Error(errors.join("\n") || said);
  }
  if (json === undefined) warn?.(`${path}: the page is called an episode, but has neither a recording nor a transcript`);
  if (json === undefined || !output.includes(ADDRESS)) return undefined;
  told.forEach(({ message }) => warn?.(message));
  const hash = createHash("sha256").update(json).digest("hex").slice(0, 8);
  const name = `${parse(path).name}.${hash}.json`;
  const src = address(name);
  return { page: output.replace(ADDRESS, src), name, src, json };
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
