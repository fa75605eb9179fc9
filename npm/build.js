// A page at the build of a site: with the player in it, and the JSON of its episode. What Vite, webpack and unified share.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, extname, join, parse, relative, resolve, sep } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { runApart } from "./command.js";

// Stands for the address of the JSON until its name is known.
const ADDRESS = "episode-player-address";

const PAGE = /\.(md|mdx|markdown)$/;

// Where the command has a folder of its own, beside the page's.
const APART = "/.episode";

/**
 * Puts the player into a page. Captions and `episode.toml` beside the page's file are read, as by the command.
 *
 * `text` is the page's, where it was changed on the way; `address` gives the address of the JSON by its name, and `route` that
 * of what the page names; `include` says which pages are episodes, in place of their front matter; `anchors` gives each turn an anchor with its time. Returns the page, the JSON, the `files` that were
 * read, and `states`: of these files, and of the folder in which others may appear. Returns `undefined` for a page that is no
 * episode or has a player. Throws where it has errors, with their lines and columns.
 */
export function buildPage(path, text, { include, address, route, base, anchors = false, warn }) {
  if (!mayBeEpisode(resolve(path), text, include)) return undefined;
  const options = { base, anchors, called: !include };
  const { told, code, said, output, json: written, files, states } = wrapped(resolve(path), text, options);
  const message = ({ line, column, message, help }) => `${path}:${line}:${column}: ${message}${help ? ` (${help})` : ""}`;
  if (code !== 0) {
    const errors = told.filter(({ severity }) => severity === "error").map(message);
    throw new Error(errors.join("\n") || said);
  }
  // Its front matter does not call it an episode.
  if (output === undefined) return undefined;
  if (written === undefined) warn?.(`${path}: the page is called an episode, but has neither a recording nor a transcript`);
  if (written === undefined || !output.includes(ADDRESS)) return undefined;
  told.forEach((problem) => warn?.(message(problem)));
  const json = route ? routed(written, route) : written;
  const name = hashed(path, "json", json);
  const src = address(name);
  return { page: output.replace(ADDRESS, src), name, src, json, files, states };
}

/**
 * Does so for what a processor of Markdown is given of an episode's page, which may lack the front matter; `page` is then the
 * same part.
 */
export function buildPart(path, inside, options) {
  const whole = readFileSync(path, "utf8");
  const front = whole.slice(0, Math.max(whole.lastIndexOf(inside.trim()), 0));
  const text = front + inside.trimStart();
  const built = buildPage(path, text, options);
  return built && { ...built, page: built.page.slice(front.length) };
}

// What became of a page, until it is asked for again: most sites build each twice, for browsers and for their own server.
const done = new Map();

/** Runs the command on a page, unless it did just now and nothing changed that it reads. */
function wrapped(file, text, options) {
  const before = done.get(file);
  done.delete(file);
  const isSame = before?.text === text && isDeepStrictEqual(before.options, options) && isCurrent(before.result.states);
  if (isSame) return before.result;
  const { root } = parse(file);
  const page = "/" + relative(root, file).replaceAll(sep, "/");
  const args = ["wrap", page, `--text=${APART}/text`, `--json=${APART}/.json`, `--output=${APART}/.output`];
  args.push("--format=json", `--src=${ADDRESS}`);
  if (options.base) args.push(`--base=${options.base}`);
  if (options.anchors) args.push("--anchors");
  if (options.called) args.push("--called");
  const apart = { mount: APART, preopens: { "/": root }, PWD: "/" };
  const { code, output, json, problems, said, opened } = runApart(args, { text }, apart);
  const files = [...opened].map((path) => join(root, path)).filter((path) => isFile(path) && path !== file);
  const states = Object.fromEntries([dirname(file), ...files].map((path) => [path, state(path)]));
  const result = { told: problems, code, said, output, json, files, states };
  done.set(file, { text, options, result });
  return result;
}

/** Whether nothing changed of what had these states. */
export const isCurrent = (states) => Object.entries(states).every(([path, before]) => state(path) === before);

/** What changes with a file, and for a folder with what stands in it beside pages. */
export function state(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found?.mtimeMs;
  return readdirSync(path).filter((name) => !PAGE.test(name)).join("/");
}

// In the JSON of an episode. Within a text, the quotation marks have a backslash before them.
const ADDRESSES = /("(?:url|audio|video|poster)": *)("(?:[^"\\]|\\.)*")/g;

/** The JSON of an episode, with the address that `route` gives for each of its addresses, if any. */
function routed(json, route) {
  const replace = (_, key, value) => key + JSON.stringify(route(JSON.parse(value)) ?? JSON.parse(value));
  return JSON.stringify(JSON.parse(json.replace(ADDRESSES, replace)));
}

/** A name for a file of the site that changes with its content. */
export function hashed(path, ending, content) {
  return `${parse(path).name}.${createHash("sha256").update(content).digest("hex").slice(0, 8)}.${ending}`;
}

const isFile = (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** An address without its query and fragment, and these. */
export function parts(url) {
  const end = url.search(/[?#]|$/);
  return [url.slice(0, end), url.slice(end)];
}

/** The file that a relative address in a page leads to, if there is one. */
export function fileBeside(page, url) {
  if (/^([a-z][a-z\d+.-]*:|\/|#|\?|$)/i.test(url)) return undefined;
  const [path] = parts(url);
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

/** Returns the address of a file beside the page, if `url` is one; it becomes an asset, too, since the JSON is elsewhere. */
export function assetBeside(page, url, { address, write }) {
  const file = fileBeside(page, url);
  if (!file) return undefined;
  const content = readFileSync(file);
  const name = hashed(file, extname(file).slice(1), content);
  write(name, content, file);
  return address(name) + parts(url)[1];
}

/**
 * Returns whether a page may be an episode: as its site says by `include`, a function, or globs and regular expressions of the
 * path; else whether it has the name of the key by which its front matter says so. What that says, the command reads.
 */
function mayBeEpisode(path, text, include) {
  if (!PAGE.test(path)) return false;
  if (typeof include === "function") return include(path);
  if (include) return [include].flat().some((pattern) => toRegExp(pattern).test(path.replaceAll(sep, "/")));
  return /\bepisode\b/.test(text);
}

/** A glob, `podcast/**` or `talks/*.mdx`, is one of the end of a path. */
function toRegExp(pattern) {
  if (typeof pattern !== "string") return pattern;
  const parts = { "**/": "(.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]" };
  const glob = pattern.replace(/^(\.?\/)/, "").replace(/\*\*\/|\*\*|[*?]|[.+^${}()|[\]\\]/g, (part) => parts[part] ?? `\\${part}`);
  return new RegExp(`(^|/)${glob}$`);
}
