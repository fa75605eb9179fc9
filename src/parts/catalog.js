// The files that `episode import FOLDER` writes: the list of all episodes, and the search index. Each is fetched when it is
// needed, once; one that failed is fetched again when it is asked for again.

import { fetchFile, textOf } from "./files.js";

export class Catalog {
  #folder;
  #loadWasm;
  #interfaceTexts;
  #index;
  #lists = new Map();
  #texts = new Map();
  #parts = new Map();

  /**
   * `folder` is the address of the episodes' files; `loadWasm` loads the WebAssembly that reads the index; `texts` is a promise of
   * the function that gives the texts of the interface.
   */
  constructor(folder, loadWasm, texts) {
    this.#folder = folder;
    this.#loadWasm = loadWasm;
    this.#interfaceTexts = texts;
  }

  /** How many episodes there are, once the first of the list are there. */
  get count() {
    return this.#lists.get(0)?.count;
  }

  /** An episode's entry in the list, if it is loaded. */
  entry(number) {
    const size = this.#lists.get(0)?.episodes?.length;
    return size && this.#lists.get(Math.floor(number / size))?.episodes?.[number % size];
  }

  /** Loads the part of the list that has an episode's entry. All parts but the last have the same length. */
  async loadEntry(number) {
    const { episodes, count } = await this.#once(this.#lists, 0, () => this.#list(0));
    if (!(number < count)) return;
    const part = Math.floor(number / episodes.length);
    await this.#once(this.#lists, part, () => this.#list(part));
  }

  /** Who says what in an episode, if that is loaded. */
  text(number) {
    const text = this.#texts.get(number);
    return text?.turns && text;
  }

  /** Loads that. */
  loadText(number) {
    return this.#once(this.#texts, number, () => this.#json(`search/text/${number}.json`, "the text of an episode", "turns"));
  }

  /** Loads what every search needs. */
  load() {
    return (this.#index ??= this.#root().catch((error) => {
      this.#index = undefined;
      throw error;
    }));
  }

  /**
   * Searches for enough hits, as far as it can with the parts that are loaded, loads those that it needs, and goes on. After
   * each step it calls `show` with what is found so far, and returns once that says that it is not wanted any more. The
   * entries of the first `shown` episodes are loaded then.
   */
  async search({ query, enough, shown }, show) {
    for (let tries = 0; ; tries++) {
      const { wasm, index } = await this.load();
      if (!wasm.isQuery(query)) return void show({ isEmpty: true, isDone: true, episodes: [] });
      if (await this.#steps(index, { query, enough, shown }, show)) return;
      // The site was built anew since the root was loaded, or a cache has files of both states.
      if (tries) {
        const text = await this.#interfaceTexts;
        throw new Error(text("The files of the search are of different versions. The site may be in the middle of an update."));
      }
      await this.#forget();
    }
  }

  /** Returns `false` where the files do not belong together. */
  async #steps(index, { query, enough, shown }, show) {
    for (;;) {
      const step = read(index.find(query, enough));
      await Promise.all(step.episodes.slice(0, shown).map(({ number }) => this.loadEntry(number)));
      if (this.count !== undefined && this.count !== index.episodes()) return false;
      if (!show(step) || step.isDone) return true;
      const parts = step.parts.map((part) => this.#once(this.#parts, part, () => this.#part(index, part)));
      if ((await Promise.all(parts)).includes(false)) return false;
    }
  }

  /** Starts anew, with files that no cache had. */
  async #forget() {
    this.#lists.clear();
    this.#texts.clear();
    this.#parts.clear();
    const fresh = await this.#root("reload");
    this.#lists.set(0, await this.#list(0, "reload"));
    this.#index = Promise.resolve(fresh);
  }

  async #root(cache = "no-cache") {
    const [wasm, { bytes, url }] = await Promise.all([this.#loadWasm(), this.#file("search/root.bin", { cache })]);
    const index = await this.#attempt(url, () => new wasm.Index(bytes));
    this.version = index.stamp();
    return { wasm, index };
  }

  async #part(index, part) {
    const { bytes, url } = await this.#file(`search/words/${part}.bin`);
    return this.#attempt(url, () => index.add(part, bytes));
  }

  #list(part, cache = "no-cache") {
    // The first may be loaded before the version is known.
    return this.#json(`search/list/${part}.json`, "a list of episodes", "episodes", part ? undefined : { cache });
  }

  async #json(path, name, key, options) {
    const file = await this.#file(path, options);
    return this.#attempt(file.url, () => {
      const text = textOf(file, name);
      let value;
      try {
        value = JSON.parse(text);
      } catch (error) {
        throw new Error(`The file is not JSON: ${error.message}.`);
      }
      if (!Array.isArray(value?.[key])) throw new Error(`The file is not ${name}: it has no ${key}.`);
      return value;
    });
  }

  /** A file, by its version where it is known: a browser may have stored one of another. */
  async #file(path, options) {
    const url = new URL(path, this.#folder);
    if (!options && this.version !== undefined) url.searchParams.set("v", this.version);
    try {
      return { ...(await fetchFile(url, options, this.#interfaceTexts)), url };
    } catch (error) {
      throw await this.#error(error.message, url);
    }
  }

  /** WebAssembly throws a text. What is wrong in a file is for the site's author, and in English. */
  async #attempt(url, read) {
    try {
      return read();
    } catch (error) {
      throw await this.#error(error.message ?? `The file cannot be used: ${error}. Write it anew with "episode import".`, url);
    }
  }

  /** An error with the file's address. */
  async #error(problem, { pathname }) {
    const text = await this.#interfaceTexts;
    return new Error(text("{problem} The file is {file}.", { problem, file: pathname }));
  }

  /** What a map has by this key: loaded once, unless it fails. */
  async #once(map, key, load) {
    if (!map.has(key)) {
      map.set(key, load().then((value) => (map.set(key, value), value), (error) => {
        map.delete(key);
        throw error;
      }));
    }
    return map.get(key);
  }
}

/** Reads the numbers of `step_to_numbers` in crates/search-element. */
function read(numbers) {
  let at = 2 + numbers[1];
  const parts = [...numbers.subarray(2, at)];
  const episodes = [];
  while (at < numbers.length) {
    const [number, count] = numbers.subarray(at, (at += 2));
    const hits = Array.from({ length: count }, (_, i) => ({ turn: numbers[at + 2 * i], second: numbers[at + 2 * i + 1] - 1 }));
    at += 2 * count;
    episodes.push({ number, hits });
  }
  return { mayBeMore: !!numbers[0], isDone: !parts.length, parts, episodes };
}
