// An episode made of the element's attributes, where it has no `src`: loaded only then. It fetches the files that the
// attributes name; the WebAssembly beside it reads them.

let core;
const load = (module_or_path) => (core ??= import("./wasm/episode-quick-start.js").then(async (wasm) => {
  await wasm.default(module_or_path && { module_or_path });
  return wasm;
}).catch((error) => {
  core = undefined; // Another try may succeed.
  throw error;
}));

const SILENCE = 20000;
const FILES = ["captions", "chapters"];

/**
 * Makes the episode of an element's attributes, and another if they change meanwhile, which `wanted` tells: it returns
 * another object for each change, and none where no episode is wanted any more. Throws an error with a `view` where that
 * cannot be done. `file` is the WebAssembly file, where a bundler does not follow its address.
 */
export async function make(element, wanted, file) {
  for (let now; (now = wanted()); ) {
    const isLatest = () => wanted() === now;
    try {
      const episode = await makeOnce(element, file);
      if (isLatest()) return episode;
    } catch (error) {
      if (isLatest()) throw error;
    }
  }
}

async function makeOnce(element, file) {
  const attribute = (name) => element.getAttribute(name) ?? undefined;
  const files = FILES.map((name) => read(name, attribute(name)));
  const [wasm, captions, chapters] = await Promise.all([load(file), ...files]);
  const title = attribute("episode-title") ?? document.title;
  const media = ["youtube", "video", "audio"].map(attribute);
  const { episode, warnings, faults } = JSON.parse(wasm.quickStart(title, ...media, captions, chapters));
  if (faults) throw refused(faults, attribute);
  for (const fault of warnings) console.warn(`<episode-player> ${place(fault, attribute)}: found ${fault.found}, wanted ${fault.wanted}`);
  return episode;
}

/** The text of the file that an attribute names. */
async function read(name, address) {
  if (address === undefined) return undefined;
  const because = (reason) => failed(name, address, reason);
  if (!URL.canParse(address, document.baseURI)) throw because("This is not a valid address.");
  const url = new URL(address, document.baseURI);
  let answer, bytes;
  try {
    answer = await fetch(url, { signal: AbortSignal.timeout(SILENCE) });
    bytes = await answer.arrayBuffer();
  } catch (error) {
    throw because(await reason(url, error));
  }
  if (!answer.ok) throw because(`${status(answer.status)} (${answer.status}).`);
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw because("The file is not in UTF-8.");
  }
  if (answer.headers.get("content-type")?.startsWith("text/html") || text.trimStart().startsWith("<")) {
    throw because(`The server sent a web page (HTML) instead of ${name}: perhaps a sign-in, or the address is wrong.`);
  }
  return text;
}

function status(code) {
  if (code === 404 || code === 410) return "There is no file at this address";
  if (code === 401 || code === 403) return "The server refuses to send this file; it may want a sign-in";
  return "The server had an error";
}

/** Why no answer came, as far as a page may know. */
async function reason(url, error) {
  if (error.name === "TimeoutError") return "The server took too long to send the file.";
  if (location.protocol === "file:") return "A page that is opened as a file may not read other files: open it by a web server.";
  const init = { mode: "no-cors", signal: AbortSignal.timeout(SILENCE) };
  const isThere = url.origin !== location.origin && (await fetch(url, init).catch(() => undefined));
  if (isThere) return `The file is on another origin, which does not let this page read it (CORS: ${url.origin} must send it with the header Access-Control-Allow-Origin).`;
  return "The server did not answer. Check the network connection.";
}

/** Where a fault is, for people: the file and its line, or the attribute. */
const place = ({ attribute: name, line }, attribute) => (line ? `${attribute(name)}, line ${line}` : `the attribute ${name}`);

function failed(name, address, text) {
  const error = new Error(`${text} (${name}: ${address})`);
  error.view = () => view("This episode could not be loaded", tag("p", text, " ", tag("code", address)));
  return error;
}

function refused(faults, attribute) {
  const all = faults.map((fault) => ({ path: place(fault, attribute), found: fault.found, wanted: fault.wanted }));
  const [first] = all;
  const error = new Error(`${first.path}: found ${first.found}, wanted ${first.wanted}`);
  error.name = "EpisodeError";
  error.faults = all;
  const row = ({ path, found, wanted }) => {
    const is = tag("p", "wanted: ", wanted);
    is.className = "wanted";
    return tag("div", tag("dt", tag("code", path)), tag("dd", tag("p", "found ", tag("code", found)), is));
  };
  error.view = () => {
    const list = tag("dl", ...all.map(row));
    list.className = "faults";
    return view("This episode cannot be shown", tag("p", "To fix it:"), list);
  };
  return error;
}

function view(title, ...content) {
  const fragment = new DocumentFragment();
  fragment.append(tag("h2", title), ...content);
  return fragment;
}

function tag(name, ...content) {
  const element = document.createElement(name);
  element.append(...content);
  return element;
}
