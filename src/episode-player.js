// <episode-player>: the one script a page includes. A thin shell: it shows the player's skeleton at its final
// size, and loads the rest when the player comes near the viewport, the page is idle, or it is asked for something.

const sheet = (css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
};

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

// The space that is kept for the player, from the start to its end: `style/layout.css` and `tokens.css` have the same.
const skeleton = sheet(`:host{display:block;container-type:inline-size}:host([hidden]){display:none}:host([theme]){padding:16px}
.place{min-height:calc(max(200px,56.25cqi) + 200px + var(--episode-panel-height,clamp(17em,68svh,34em)))}
@container (min-width:37.5em){.place{min-height:calc(max(200px,56.25cqi) + 180px + var(--episode-panel-height,544px))}}
@container (min-width:56.25em){.place{min-height:max(640px,30.9cqi + 26em)}}
.shell{contain:size;overflow:auto}
:host([for]) .place{min-height:0;contain:none}
@media print{.place{min-height:0;contain:none}}`);

// The other files. In the package of npm, npm/episode-player.js has its own way to them.
// The browser remembers by its address a module that failed or never arrived.
const from = (file) => new URL(failures ? `${file}?${failures}` : file, import.meta.url).href;
const module = (file) => import(from(file));
// The instance, the style sheet, and more.
const files = () => {
  return Promise.all([
    module("wasm/episode-player.js").then(async (wasm) => (await wasm.default(), wasm)),
    fetch(from("episode-player.css")).then(async (answer) => {
      if (!answer.ok) throw new Error(`episode-player.css: ${answer.status}`);
      return sheet(await answer.text());
    }),
    // What a player has beyond playing: it does without where that cannot be loaded.
    module("more/more.js").catch(() => {}),
  ]).catch((error) => {
    const { origin } = new URL(import.meta.url);
    if (origin !== location.origin) error.message += `. ${origin} must send Access-Control-Allow-Origin.`;
    throw error;
  });
};

// All players of a page share one instance and one style sheet.
let shared;
let failures = 0;
const load = () => (shared ??= new Promise((done, fail) => {
  setTimeout(fail, 30000, new Error("a timeout"));
  files().then(done, fail);
}).catch((error) => {
  shared = undefined; // Another player, or another try, may succeed.
  failures++;
  throw error;
}));

// After a crash of the shared instance, no player of the page can use it any more.
const players = new Set();
let crash;
const watch = (error) => {
  // WebKit names no file of WebAssembly, but the script beside it.
  const ours = error instanceof WebAssembly.RuntimeError
    || /player_bg.wasm|^(?=[^]*wasm-function)[^]*wasm.episode-player.js/.test(error?.stack);
  if (!ours || crash || !shared) return;
  crash = error;
  for (const player of players) player._onCrash();
};
addEventListener("error", (event) => watch(event.error));
addEventListener("unhandledrejection", (event) => watch(event.reason));

// The properties of HTMLMediaElement, with their values before the player is loaded: those that can be set, and all.
const settable = { currentTime: 0, playbackRate: 1, volume: 1, muted: false };
const idle = { ...settable, duration: NaN, paused: true, ended: false };

class EpisodePlayer extends HTMLElement {
  // Those after `src` make an episode where there is none of a file.
  static observedAttributes = ["src", "youtube", "video", "audio", "captions", "chapters", "episode-title"];
  // The Rust side, once it is loaded. It keeps source, settings and time while the element is out of the page.
  #handle;
  // Calls to the handle and values of properties from before it is loaded, in their order.
  #calls = [];
  #early = {};
  #episode;
  // An object for the present attributes, where they make an episode: another one after each change. And the one whose
  // episode is shown.
  #wanted;
  #made;
  #making;
  #mounting;
  #hasAlert;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [skeleton];
    this.#showSkeleton();
    new IntersectionObserver((entries) => entries.pop().isIntersecting && this.#mount(), { rootMargin: "600px" }).observe(this);
  }

  // Moves focus that was inside to the new content.
  #replaceContent(...nodes) {
    const { activeElement } = this.shadowRoot;
    this.#hasAlert = false;
    this.shadowRoot.replaceChildren(...nodes);
    if (activeElement) nodes[0].focus();
  }

  #showSkeleton() {
    const shell = make("div", { className: "place shell", tabIndex: -1 });
    shell.append(make("slot"));
    this.#replaceContent(shell);
  }

  connectedCallback() {
    // An element that was written before the script has its properties as plain fields.
    for (const name in { episode: 0, ...settable }) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    players.add(this);
    (window.requestIdleCallback ?? setTimeout)(() => this.#mount());
  }

  disconnectedCallback() {
    players.delete(this);
    if (!crash) this.#handle?.unmount();
    this.#showSkeleton();
  }

  // Moved by moveBefore: everything goes on.
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, after) {
    if (before !== after && (name === "src" || !this.hasAttribute("src"))) this.#setSource();
  }

  // The latest of the attributes and `episode` wins.
  #setSource(episode) {
    this.#episode = episode;
    const src = this.getAttribute("src");
    this.#wanted = src === null && EpisodePlayer.observedAttributes.some((name) => this.hasAttribute(name)) ? {} : undefined;
    if (!this.#wanted) this.#whenLoaded((handle) => handle.setSrc(src ?? undefined));
    if (this.#handle) this.#mount();
  }

  // Makes an episode of the attributes.
  async #make() {
    if (!this.#wanted || this.#wanted === this.#made) return;
    const { make } = await module("quick-start.js");
    const episode = await make(this, () => this.#wanted);
    if (!episode) return;
    this.#handle.setEarlyEpisode((this.#episode = episode));
    this.#made = this.#wanted;
  }

  #whenLoaded(call) {
    if (this.#handle) call(this.#handle);
    else this.#calls.push(call);
  }

  async #load() {
    const [wasm, style, more] = await load();
    if (crash) throw crash;
    if (!this.#handle) {
      this.shadowRoot.adoptedStyleSheets = [skeleton, style];
      this.#handle = new wasm.Handle();
      for (const call of this.#calls) call(this.#handle);
      await more?.attach(this, this.#handle);
    }
    await (this.#making ??= this.#make().finally(() => (this.#making = undefined)));
    return this.#handle;
  }

  // Mounts the player once it is loaded, unless the element has left the page by then.
  #mount() {
    // What could not be loaded is loaded again where the reader asks for it: by another address, which no page has pinned.
    if (this.#hasAlert && !this.#handle) return;
    this.#mounting ??= Promise.all([this.#load(), this.textContent.trim() && module("text.js")]).then(([handle, text]) => {
      if (!this.isConnected || handle.isMounted()) return;
      const root = make("div", { className: "place" });
      if (text && !this.#hasAlert) text.mount(this, handle, root);
      else {
        this.#replaceContent(root);
        handle.mount(root);
      }
    }).catch((error) => this.#fail(error)).finally(() => (this.#mounting = undefined));
  }

  #fail(error) {
    if (crash) return this._onCrash();
    this.#handle?.unmount();
    this.#alert(error, error.view?.() ?? `The player could not be loaded: ${error.message}`, "Try again", () => {
      this.#showSkeleton();
      this.#mount();
    });
  }

  _onCrash() {
    this.#handle = undefined;
    this.#alert(crash, "The player crashed.", "Reload the page", () => location.reload());
  }

  // Shows a message with a button, once. The content that the page wrote into the element stays visible.
  #alert(error, message, action, act) {
    if (!this.isConnected || this.#hasAlert) return;
    const text = make("div", { className: "player refused", role: "alert", lang: "en", tabIndex: -1 });
    text.append(message, " ", make("button", { className: "button primary", textContent: action, onclick: act }));
    this.#replaceContent(text, make("slot"));
    this.#hasAlert = true;
    this.dispatchEvent(new ErrorEvent("error", { error, message: error.message }));
  }

  get episode() {
    return this.#episode;
  }

  set episode(value) {
    if (value == null) {
      if (this.#episode != null) this.#setSource(value);
      return;
    }
    if (this.#handle) {
      this.#handle.setEpisode(value);
      this.#mount();
    } else {
      JSON.stringify(value); // Throws where that has no text; more is not known yet.
      this.#calls.push((handle) => handle.setEarlyEpisode(value));
    }
    this.#episode = value;
    this.#wanted = undefined;
  }

  async play() {
    let played;
    this.#whenLoaded((handle) => (played = handle.play()).catch(() => {}));
    this.#mount();
    await this.#load();
    return played;
  }

  pause() {
    this.#whenLoaded((handle) => handle.pause());
  }

  static {
    for (const name in idle) {
      const set = function (value) {
        value = typeof idle[name] === "boolean" ? !!value : +value;
        if (Number.isNaN(value)) return;
        this.#early[name] = value;
        this.#whenLoaded((handle) => (handle[name] = value));
        this.#mount();
      };
      Object.defineProperty(this.prototype, name, {
        get() {
          return (this.#handle ?? this.#early)[name] ?? idle[name];
        },
        set: name in settable ? set : undefined,
        enumerable: true,
        configurable: true,
      });
    }
  }
}

customElements.get("episode-player") ?? customElements.define("episode-player", EpisodePlayer);
