// An episode made of the element's attributes, where it has no `src`: loaded only then. It fetches the files that the
// attributes name; the WebAssembly beside it reads them.

import { fetchFile, textOf } from "./parts/files.js";

let core;
const load = (module_or_path) => (core ??= import("./wasm/episode-quick-start.js").then(async (wasm) => {
  await wasm.default(module_or_path && { module_or_path });
  return wasm;
}).catch((error) => {
  core = undefined; // Another try may succeed.
  throw error;
}));

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
  try {
    return textOf(await fetchFile(new URL(address, document.baseURI)), name);
  } catch (error) {
    throw because(error.message);
  }
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
