/** Types of `<episode-search>`: `import "episode-player/search"`. */

/** The attributes of the element, under the names that they have in HTML. */
export interface EpisodeSearchAttributes {
  /** The folder that `episode import FOLDER -o …` writes, relative to the page. */
  src: string;
  /** How many episodes are listed at once: 24. */
  "page-size"?: string | number;
  /** The address of the site's own texts of the interface: an object in JSON, whose keys are the texts in English. */
  texts?: string;
}

export interface EpisodeSearchEventMap extends HTMLElementEventMap {
  /** The list of episodes could not be loaded. */
  error: ErrorEvent;
}

export interface EpisodeSearch extends HTMLElement {
  /** What is searched for. Setting it searches. */
  query: string;
  /** The site's own texts of the interface, by what they are in English. Set it before the element is in the page. */
  texts?: Record<string, string | Record<string, string>>;

  addEventListener<K extends keyof EpisodeSearchEventMap>(
    type: K,
    listener: (this: EpisodeSearch, event: EpisodeSearchEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "episode-search": EpisodeSearch;
  }
}

/**
 * Says where the WebAssembly file is: the address that a bundler gives to `episode-player/search.wasm`, where it does not
 * follow `new URL(…, import.meta.url)` by itself. Call it before the page has the element.
 */
export function configure(options: {
  wasm: string | URL | Response | BufferSource | WebAssembly.Module;
}): void;
