// <episode-player>: the one script a page includes. A thin shell: it shows the player's bones at their final
// size, and loads the rest when the player comes near the viewport, the page is idle, or it is asked for something.

const from = (file) => new URL(file, import.meta.url).href;

const sheet = (css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
};

// The size before the style sheet is there: a stage of 16:9, and what stands under it.
const bones = sheet(`:host{display:block;container-type:inline-size}:host([hidden]){display:none}
.shell{min-height:calc(56.25cqi + 44em);border-radius:8px}
@container (min-width:56.25em){.shell{min-height:calc(30.9cqi + 26em)}}`);

// One instance and one style sheet for all players of a page.
let shared;
const load = () => (shared ??= Promise.all([
  import(from("wasm/episode-player.js")).then(async (wasm) => (await wasm.default(), wasm)),
  fetch(from("episode-player.css")).then(async (answer) => {
    if (!answer.ok) throw new Error(`episode-player.css: ${answer.status}`);
    return sheet(await answer.text());
  }),
]).catch((error) => {
  shared = undefined; // Another player, or another try, may have more luck.
  throw error;
}));

// After a fault inside of it, the shared instance can be trusted by none of the page's players.
const players = new Set();
let broken;
addEventListener("error", ({ error }) => {
  const ours = error instanceof WebAssembly.RuntimeError || `${error?.stack}`.includes("episode-player_bg.wasm");
  if (!ours || broken || !shared) return;
  broken = error;
  for (const player of players) player._broke();
});

const seconds = (text) => {
  const parts = /^(?:(\d+):)?(?:(\d+):)?(\d+(?:\.\d+)?)s?$/.exec(text ?? "");
  if (!parts) return 0;
  const [, a, b, c] = parts;
  return b === undefined ? (a ?? 0) * 60 + +c : a * 3600 + b * 60 + +c;
};

// Where the page's address says to start: ?t=210, #t=3:30. The first player of the page takes it.
const addressed = () => {
  const { search, hash } = location;
  return new URLSearchParams(hash.slice(1)).get("t") ?? new URLSearchParams(search).get("t");
};

// A link of the page's own text, #t=3:30, seeks.
addEventListener("hashchange", () => {
  const player = document.querySelector("episode-player");
  if (/^#t=/.test(location.hash) && player) player.currentTime = seconds(addressed());
});

class EpisodePlayer extends HTMLElement {
  static observedAttributes = ["src"];
  #handle;
  #mounting;
  #resume;
  #episode;
  #near;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [bones];
    this.#shell();
  }

  #shell() {
    const shell = document.createElement("div");
    shell.className = "shell";
    this.shadowRoot.replaceChildren(shell);
  }

  connectedCallback() {
    // An element that was written before the script has its properties as plain fields.
    for (const name of ["episode", ...properties]) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    players.add(this);
    this.#near = new IntersectionObserver((entries) => entries.some((e) => e.isIntersecting) && this.#mount(), { rootMargin: "600px" });
    this.#near.observe(this);
    (window.requestIdleCallback ?? setTimeout)(() => this.isConnected && this.#mount());
  }

  disconnectedCallback() {
    players.delete(this);
    this.#near.disconnect();
    if (!this.#handle) return;
    this.#resume = this.#handle.currentTime;
    this.#handle.unmount();
    this.#handle.free();
    this.#handle = this.#mounting = undefined;
    this.#shell();
  }

  // Moved by moveBefore: everything goes on.
  connectedMoveCallback() {}

  attributeChangedCallback(_, before, after) {
    if (before !== after) this.#handle?.setSrc(after ?? undefined);
  }

  #mount() {
    return (this.#mounting ??= load().then(([wasm, style]) => {
      if (!this.isConnected || this.#handle) return;
      if (broken) return this._broke();
      this.shadowRoot.adoptedStyleSheets = [bones, style];
      const root = document.createElement("div");
      this.shadowRoot.replaceChildren(root);
      const first = document.querySelector("episode-player") === this;
      const start = this.#resume ?? seconds((first && addressed()) || this.getAttribute("start"));
      this.#handle = wasm.mount(root, this.getAttribute("src") ?? undefined, start, this.getAttribute("youtube-host") ?? undefined);
      if (this.#episode) this.#handle.setEpisode(this.#episode);
    }).catch((error) => this.#fail(error)));
  }

  #fail(error) {
    this.#mounting = undefined;
    this.#tell(error, `The player could not be loaded: ${error.message}`, "Try again", () => {
      this.#shell();
      this.#mount();
    });
  }

  _broke() {
    this.#handle = undefined;
    this.#tell(broken, "The player met a fault of its own and had to stop.", "Reload the page", () => location.reload());
  }

  // What the page wrote into the element stays readable.
  #tell(error, what, mend, act) {
    const text = document.createElement("p");
    text.textContent = what + " ";
    const button = document.createElement("button");
    button.textContent = mend;
    button.onclick = act;
    text.append(button);
    text.role = "alert";
    this.shadowRoot.replaceChildren(text, document.createElement("slot"));
    this.dispatchEvent(new ErrorEvent("error", { error, message: error.message }));
  }

  get episode() {
    return this.#episode;
  }

  set episode(value) {
    this.#handle?.setEpisode(value);
    this.#episode = value;
  }

  // There is an episode to ask for something.
  async #ready() {
    await this.#mount();
    if (Number.isNaN(this.duration)) await new Promise((done) => this.addEventListener("loadedmetadata", done, { once: true }));
  }

  async play() {
    await this.#ready();
    this.#handle?.play();
  }

  pause() {
    this.#handle?.pause();
  }

  _get(name) {
    return this.#handle?.[name];
  }

  _set(name, value) {
    this.#ready().then(() => this.#handle && (this.#handle[name] = value));
  }
}

// As on HTMLMediaElement. What a player that is not loaded yet answers stands beside each.
const idle = { currentTime: 0, duration: NaN, paused: true, ended: false, playbackRate: 1, volume: 1, muted: false };
const fixed = ["duration", "paused", "ended"];
const properties = Object.keys(idle).filter((name) => !fixed.includes(name));
for (const name in idle) {
  Object.defineProperty(EpisodePlayer.prototype, name, {
    get() {
      return this._get(name) ?? idle[name];
    },
    set: fixed.includes(name) ? undefined : function (value) {
      this._set(name, value);
    },
    enumerable: true,
    configurable: true,
  });
}

customElements.get("episode-player") ?? customElements.define("episode-player", EpisodePlayer);
