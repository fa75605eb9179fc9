// <episode-search src="/episodes/">: all episodes of a site, and a search over every transcript. A page includes this script
// alone. The folder is what `episode import FOLDER` writes; the WebAssembly beside this reads the index.

import { make as tag, sheetOf } from "./more/make.js";
import { load, textOf } from "./more/texts.js";
import { Catalog } from "./parts/catalog.js";
import { counted } from "./parts/episode-text.js";
import { alert, focusOn, group, own, quote, row, words } from "./parts/search-view.js";
import css from "./parts/search-style.js";

let wasmFile;
/** Says where the WebAssembly file is, for bundlers that leave it out. Call it before the page has the element. */
export const configure = ({ wasm }) => void (wasmFile = wasm);

let core;
const loadWasm = () => (core ??= import("./wasm/episode-search.js").then(async (wasm) => {
  await wasm.default(wasmFile && { module_or_path: wasmFile });
  return wasm;
}).catch((error) => {
  core = undefined; // Another try may succeed.
  throw error;
}));

// How many episodes are listed at once, unless `page-size` says otherwise; and how many that have hits.
const LISTED = 24;
const FOUND = 10;
// How many hits are enough for a first answer.
const ENOUGH = 20;
// While a reader types, no text is loaded to quote from, in milliseconds.
const PAUSE = 150;
const EVENTS = ["pageshow", "storage"];

let sheet;

// On a server that renders there are no elements, and nothing to define.
class EpisodeSearch extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = ["src"];
  #catalog;
  #wasm;
  #text = textOf(this); // The texts of the interface.
  #parts; // The elements that stay: field, status, results, list, and the buttons below both.
  #early; // A query from before they are there.
  #sections = new Map(); // By the name of the series.
  #listed = 0;
  #search = 0; // The number of the latest.
  #found = FOUND;
  #enough = ENOUGH;
  #observer;
  // A reader comes back from an episode, or plays one in another tab.
  #refresh = () => this.shadowRoot?.querySelectorAll(".row").forEach((item) => item.showProgress());

  connectedCallback() {
    for (const event of EVENTS) addEventListener(event, this.#refresh);
    if (!this.#catalog) this.#open();
  }

  disconnectedCallback() {
    for (const event of EVENTS) removeEventListener(event, this.#refresh);
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#open();
  }

  /** What is searched for. Setting it searches. */
  get query() {
    return this.#parts?.field.value ?? this.#early ?? "";
  }

  set query(query) {
    if (!this.#parts) return void (this.#early = query);
    this.#parts.field.value = query;
    this.#changed();
  }

  get #context() {
    return { folder: this.#folder, lang: this.closest("[lang]")?.lang ?? "", text: this.#text };
  }

  get #folder() {
    const src = this.getAttribute("src");
    const address = src?.endsWith("/") ? src : `${src}/`;
    return src && URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI) : undefined;
  }

  /** Shows the list, in the place of what the page has in the element, once its start is there. */
  async #open(isAsked = false) {
    this.#search++;
    this.#parts = undefined;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [(sheet ??= sheetOf(css))];
    root.replaceChildren(tag("slot"));
    const folder = this.#folder;
    if (!folder) {
      this.#catalog = undefined;
      const found = this.hasAttribute("src") ? `found ${this.getAttribute("src")}` : "it is missing";
      return this.#refuse(new Error(`The attribute src must be the folder of the episodes, such as /episodes/: ${found}.`));
    }
    // The list is asked for while the texts are loaded.
    const texts = load(this).then((text) => (this.#text = text ?? textOf(this)));
    const catalog = (this.#catalog = new Catalog(folder, () => this.#loadWasm(), texts));
    try {
      await Promise.all([catalog.loadEntry(0), texts]);
    } catch (error) {
      if (catalog === this.#catalog) this.#refuse(error, () => this.#open(true), isAsked);
      return;
    }
    if (catalog !== this.#catalog) return;
    this.#build(root);
    if (isAsked) this.#parts.field.focus();
    await this.#list();
    const query = this.#early ?? (this.#isAlone && new URLSearchParams(location.search).get("q"));
    if (query) this.query = query;
    // Before the first key is typed, but not before the page is there. Whether it fails is told when somebody searches.
    const idle = globalThis.requestIdleCallback ?? setTimeout;
    idle(() => catalog.load().catch(() => {}));
  }

  async #loadWasm() {
    try {
      return (this.#wasm = await loadWasm());
    } catch (error) {
      const text = this.#text;
      throw new Error(text("The search could not be loaded: {reason}", { reason: error.message }));
    }
  }

  /** The page's own content stays below. */
  #refuse(error, retry, isAsked) {
    const text = this.#text;
    const message = alert(text("The list of episodes could not be loaded. {reason}", { reason: error.message }), text, retry);
    this.shadowRoot.replaceChildren(message, tag("slot"));
    if (isAsked) message.querySelector("button").focus();
    this.dispatchEvent(new ErrorEvent("error", { error, message: error.message }));
  }

  #build(root) {
    const text = this.#text;
    // With `autocomplete` off, WebKit empties it on the way back to the page.
    const field = tag("input", { type: "search", id: "field", spellcheck: false, enterKeyHint: "search" });
    field.oninput = () => this.#changed();
    field.onkeydown = (event) => {
      if (event.key !== "Escape" || !field.value) return;
      event.preventDefault();
      this.query = "";
    };
    const more = (act) => tag("button", { type: "button", className: "button", textContent: text("Show more"), onclick: act, hidden: true });
    this.#parts = {
      field,
      status: tag("p", { className: "status", role: "status" }),
      results: tag("div", { className: "results", hidden: true }),
      moreResults: more(() => this.#showMoreResults()),
      list: tag("div", { className: "list" }),
      moreList: more(() => this.#list(true)),
      problem: tag("div"),
    };
    const { status, results, moreResults, list, moreList, problem } = this.#parts;
    const bar = tag("div", { className: "search", role: "search" },
      tag("label", { htmlFor: "field", textContent: text("Search all episodes") }), field, status);
    this.#sections.clear();
    this.#listed = 0;
    root.replaceChildren(tag("div", { className: "all", lang: text.language, dir: text.direction }, bar, problem, results, moreResults, list, moreList));
  }

  /** Lists more episodes, each under its series, as far as the list has them. */
  async #list(isAsked = false) {
    const { list, moreList } = this.#parts;
    const text = this.#text;
    const catalog = this.#catalog;
    const pageSize = Math.floor(this.getAttribute("page-size"));
    const end = Math.min(catalog.count, this.#listed + (pageSize > 0 ? pageSize : LISTED));
    try {
      for (let number = this.#listed; number < end; number++) await catalog.loadEntry(number);
    } catch (error) {
      if (catalog === this.#catalog) this.#tell(text("More episodes could not be loaded. {reason}", { reason: error.message }), () => this.#list(true));
      return;
    }
    if (catalog !== this.#catalog || this.#listed >= end) return;
    let first;
    for (; this.#listed < end; this.#listed++) {
      const entry = catalog.entry(this.#listed);
      const item = row(entry, this.#context);
      this.#section(entry.series?.name ?? "").append(item);
      first ??= item;
    }
    if (!catalog.count) list.replaceChildren(tag("p", {}, words(text("There are no episodes yet."))));
    moreList.hidden = !!this.query || end >= catalog.count;
    if (isAsked) focusOn(first);
  }

  /** The list of a series. Headings stand over them where there is one with a name. */
  #section(name) {
    const text = this.#text;
    let items = this.#sections.get(name);
    if (!items) {
      items = tag("ol");
      this.#sections.set(name, items);
      const heading = name ? own(this.#context.lang, name) : words(text("Single episodes"));
      this.#parts.list.append(tag("section", {}, tag("h2", {}, heading), items));
    }
    this.#parts.list.classList.toggle("is-plain", this.#sections.size === 1 && this.#sections.has(""));
    return items;
  }

  /** Another query. */
  #changed() {
    this.#found = FOUND;
    this.#enough = ENOUGH;
    this.#keep();
    this.#run();
  }

  /** Whether the page's address is this element's. */
  get #isAlone() {
    return document.querySelectorAll("episode-search").length === 1;
  }

  /** Keeps the query in the page's address, so that a link or a way back comes to what was found. */
  #keep() {
    if (!this.#isAlone) return;
    const url = new URL(location);
    if (this.query) url.searchParams.set("q", this.query);
    else url.searchParams.delete("q");
    try {
      if (url.href !== location.href) history.replaceState(history.state, "", url);
    } catch {
      // Some browsers limit how often, and some frames have no history.
    }
  }

  /** Searches for what is in the field. */
  async #run() {
    const text = this.#text;
    const search = ++this.#search;
    const isLatest = () => search === this.#search;
    const { results, list, moreList, moreResults, problem } = this.#parts;
    const query = this.query;
    const isSearching = !!query.trim();
    problem.replaceChildren();
    list.hidden = isSearching;
    results.hidden = !isSearching;
    moreList.hidden = isSearching || this.#listed >= this.#catalog.count;
    if (!isSearching) {
      results.replaceChildren();
      this.#say("");
      moreResults.hidden = true;
      return;
    }
    if (!this.#wasm) this.#say(text("Searching…"));
    try {
      const wanted = { query, enough: this.#enough, shown: this.#found };
      await this.#catalog.search(wanted, (step) => isLatest() && this.#show(step, query));
    } catch (error) {
      if (!isLatest()) return;
      this.#say("");
      list.hidden = !!results.childElementCount;
      this.#tell(text("The search cannot go on. {reason}", { reason: error.message }), () => this.#run());
    }
  }

  #say(text) {
    this.#parts.status.replaceChildren(words(text));
  }

  /** Shows what is found so far. */
  #show(step, query) {
    const { results, moreResults } = this.#parts;
    const text = this.#text;
    if (step.isEmpty) {
      results.replaceChildren(tag("p", {}, words(text("Type a word: signs alone are not searched."))));
      this.#say("");
      moreResults.hidden = true;
      return true;
    }
    this.#say(counted(step, text));
    results.ariaBusy = String(!step.isDone);
    // What was found before stays until there is something else.
    if (!step.isDone && !step.episodes.length) return true;
    const shown = step.episodes.slice(0, this.#found);
    moreResults.hidden = !step.isDone || (shown.length === step.episodes.length && !step.mayBeMore);
    const groups = shown.map((found) => group(found, this.#catalog.entry(found.number), this.#context));
    results.replaceChildren(...(groups.length ? groups : [nothing(text)]));
    this.#quote(groups, query);
    return true;
  }

  /** Quotes the turns of groups: of those whose text is there at once, of others when they come into view. */
  #quote(groups, query) {
    this.#observer?.disconnect();
    const { lang } = this.#context;
    const catalog = this.#catalog;
    const fill = (group) => quote(group, catalog.text(group.number), (text) => this.#wasm.quote(text, query), lang);
    const search = this.#search;
    const observer = (this.#observer = new IntersectionObserver((entries) => {
      const seen = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
      seen.forEach((group) => observer.unobserve(group));
      setTimeout(() => search === this.#search && seen.forEach((group) => {
        // Without its words a match still leads to its second.
        catalog.loadText(group.number).then(() => fill(group), () => group.classList.add("is-silent"));
      }), PAUSE);
    }, { rootMargin: "200px" }));
    for (const group of groups) {
      group.addEventListener("more", () => fill(group));
      if (catalog.text(group.number)) fill(group);
      else observer.observe(group);
    }
  }

  async #showMoreResults() {
    const { results } = this.#parts;
    const before = results.children.length;
    const { length } = results.querySelectorAll(".match");
    this.#found += FOUND;
    this.#enough = Math.max(this.#enough * 2, length + ENOUGH);
    await this.#run();
    focusOn(results.children[before] ?? results.lastElementChild);
  }

  #tell(message, retry) {
    const { problem, field } = this.#parts;
    problem.replaceChildren(alert(message, this.#text, () => {
      field.focus();
      problem.replaceChildren();
      retry();
    }));
  }
}

const nothing = (text) => tag("div", { className: "nothing", dir: text.direction || "ltr" }, tag("p", {}, text("Nothing was found. You can try")), tag("ul", {},
  tag("li", {}, text("fewer words: all of them must be said in one turn,")),
  tag("li", {}, text("the start of a word, such as “deploy” for “deployments”,")),
  tag("li", {}, text("figures as they are said: “2025” does not find “twenty twenty-five”."))));

if (globalThis.customElements) customElements.get("episode-search") ?? customElements.define("episode-search", EpisodeSearch);
