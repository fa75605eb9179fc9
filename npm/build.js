// A page at the build of a site: with the player in it, and the JSON of its episode. What Vite, webpack and unified share.
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { dirname, join, parse, relative, resolve, sep } from "node:path";
import { runApart } from "./command.js";

// Stands for the address of the JSON until its name is known.
const ADDRESS = "episode-player-address";

// Where the command has a folder of its own, beside the page's.
const APART = "/.episode";

/**
 * Puts the player into a page. Captions and `episode.toml` beside the page's file are read, as by the command.
 *
 * `text` is the page's, where it was changed on the way; `address` gives the address of the JSON by its name, and `route` that
 * of what the page names. Returns the page, the JSON and the `files` that were read; or `undefined` for a page that is no
 * episode or has a player. Throws where it has errors, with their lines and columns.
 */
export function buildPage(path, text, { address, route, base, warn }) {
  const { told, code, said, output, json: written, files } = wrapped(resolve(path), text, base);
  const message = ({ line, column, message, help }) => `${path}:${line}:${column}: ${message}${help ? ` (${help})` : ""}`;
  if (code !== 0) {
    const errors = told.filter(({ severity }) => severity === "error").map(message);
    throw new Error(errors.join("\n") || said);
  }
  if (written === undefined) warn?.(`${path}: the page is called an episode, but has neither a recording nor a transcript`);
  if (written === undefined || !output.includes(ADDRESS)) return undefined;
  told.forEach((problem) => warn?.(message(problem)));
  const json = route ? routed(written, route) : written;
  const name = hashed(path, "json", json);
  const src = address(name);
  return { page: output.replace(ADDRESS, src), name, src, json, files };
}

// What became of a page, until it is asked for again: most sites build each twice, for browsers and for their own server.
const done = new Map();

/** Runs the command on a page, unless it did just now and nothing changed that it reads. */
function wrapped(file, text, base) {
  const changed = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  const before = done.get(file);
  done.delete(file);
  const isSame = before?.text === text && before.base === base && before.times.every(([file, time]) => changed(file) === time);
  if (isSame) return before.result;
  const { root } = parse(file);
  const page = "/" + relative(root, file).replaceAll(sep, "/");
  const args = ["wrap", page, `--text=${APART}/text`, `--json=${APART}/.json`, `--output=${APART}/.output`];
  args.push("--format=json", `--src=${ADDRESS}`);
  if (base) args.push(`--base=${base}`);
  const apart = { mount: APART, preopens: { "/": root }, PWD: "/" };
  const { code, output, json, problems, said, opened } = runApart(args, { text }, apart);
  const files = [...opened].map((path) => join(root, path)).filter((path) => isFile(path) && path !== file);
  const result = { told: problems, code, said, output, json, files };
  done.set(file, { text, base, times: files.map((file) => [file, changed(file)]), result });
  return result;
}

/** The JSON of an episode, with the address that `route` gives for each of its addresses, if any. */
function routed(json, route) {
  const keys = ["url", "audio", "video", "poster"];
  const isAddress = (key, value) => keys.includes(key) && typeof value === "string";
  return JSON.stringify(JSON.parse(json, (key, value) => (isAddress(key, value) ? (route(value) ?? value) : value)));
}

/** A name for a file of the site that changes with its content. */
export function hashed(path, ending, content) {
  return `${parse(path).name}.${createHash("sha256").update(content).digest("hex").slice(0, 8)}.${ending}`;
}

const isFile = (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** The file that a relative address in a page leads to, if there is one. */
export function fileBeside(page, url) {
  if (/^([a-z][a-z\d+.-]*:|\/|#|\?|$)/i.test(url)) return undefined;
  const [path] = url.split(/[?#]/);
  return [decoded(path), path].map((path) => join(dirname(page), path)).find(isFile);
}

/** The path with its `%20` as they are meant; as it is where it has a `%` of its own. */
function decoded(path) {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/**
 * Returns whether a page is an episode, as its site says: by `include`, a function, or globs and regular expressions of the
 * path; else by a key of the front matter, `episode: true` or `episode:` with keys of its own.
 */
export function isEpisode(path, text, include) {
  if (!/\.(md|mdx|markdown)$/.test(path)) return false;
  if (typeof include === "function") return include(path);
  if (include) return [include].flat().some((pattern) => toRegExp(pattern).test(path.replaceAll(sep, "/")));
  const front = /^\uFEFF?---\r?\n([^]*?)\r?\n---/.exec(text)?.[1] ?? "";
  return /^episode:(?!\s*(false|no)?\s*$)|^episode:\s*$(?=\r?\n\s+\S)/m.test(front);
}

/** A glob, `podcast/**` or `talks/*.mdx`, is one of the end of a path. */
function toRegExp(pattern) {
  if (typeof pattern !== "string") return pattern;
  const parts = { "**/": "(.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]" };
  const glob = pattern.replace(/^(\.?\/)/, "").replace(/\*\*\/|\*\*|[*?]|[.+^${}()|[\]\\]/g, (part) => parts[part] ?? `\\${part}`);
  return new RegExp(`(^|/)${glob}$`);
}
