// The live examples of the reference. Each names the members of its `element`, which is the player unless it says otherwise; a
// test compares them with custom-elements.json. All files are of this site, and nothing is requested from elsewhere.
//
// `attributes` are the element's, apart from the controls. A control has one of `attribute`, `property`, `method`,
// `css` (a custom property), `part` or `slot`, and the `input` by which the reader changes it. `value` is what it starts with.
// Where `remounts` is set, the player reads the attribute at its start only.

const DEMO = "/demo/episode.json";
const AUDIO = "/demo/episode.mp3";

const attribute = (name, input, rest) => ({ kind: "attribute", name, input, ...rest });
const toggle = (name, on = "", rest) => attribute(name, "checkbox", { on, ...rest });
const select = (name, options, rest) => attribute(name, "select", { options, ...rest });
const property = (name, input, rest) => ({ kind: "property", name, input, ...rest });
const method = (name) => ({ kind: "method", name, input: "button" });
const css = (name, input, rest) => ({ kind: "css", name, input, ...rest });
const color = (name, value) => css(name, "color", { value });
const pixels = (name, value, max) => css(name, "range", { value, min: 0, max, step: 1, unit: "px" });

const TEXTS = select("texts", ["", "/examples/texts.json"], { remounts: true });

/** Two episodes for the property `episode`: one that can be shown, and one with a fault. */
const EPISODES = {
  tides: {
    version: 1,
    title: "Two tides",
    media: [{ audio: AUDIO }],
    chapters: [{ start: 0, title: "Ebb" }, { start: 12, title: "Flow" }],
  },
  faulty: { version: 1, title: "Two tides", chapters: [{ start: "soon", title: "Ebb" }] },
};

export default {
  sources: {
    title: "Where the episode comes from",
    controls: [
      select("src", ["", DEMO, "/demo/missing.json"]),
      toggle("audio", AUDIO, { value: AUDIO }),
      toggle("video", "/examples/film.webm"),
      toggle("captions", "/examples/captions.vtt", { value: "/examples/captions.vtt" }),
      toggle("chapters", "/examples/chapters.json", { value: "/examples/chapters.json" }),
      attribute("episode-title", "text", { value: "Two voices" }),
    ],
    attributes: { resume: "off" },
    events: ["loadedmetadata", "error"],
    hint: "With src, the other attributes are ignored.",
  },
  menu: {
    title: "Start, place, menu and texts",
    controls: [
      select("start", ["", "47", "1:50", "2m27s"], { remounts: true }),
      toggle("resume", "off", { value: "off", remounts: true }),
      toggle("embed", "/episode-player/embed.html"),
      toggle("download"),
      toggle("find-offset"),
      TEXTS,
    ],
    attributes: { src: DEMO },
    hint: "Open “More” below the controls to see what embed, download and find-offset add.",
  },
  consent: {
    title: "Consent before YouTube",
    controls: [
      select("youtube", ["aaaaaaaaaaa", "bbbbbbbbbbb"], { value: "aaaaaaaaaaa" }),
      select("youtube-host", ["", "www.youtube.com"], { remounts: true }),
      { kind: "slot", name: "consent", input: "text", value: "The video comes from YouTube." },
    ],
    attributes: { captions: "/examples/captions.vtt", chapters: "/examples/chapters.json", "episode-title": "Two voices", resume: "off" },
    events: ["beforeconnect"],
    prevents: ["beforeconnect"],
    hint: "Press play. This page prevents every beforeconnect, so nothing is requested from YouTube.",
  },
  parts: {
    title: "A part of another player",
    controls: [
      select("show", ["chapters", "stage", "transport", "timeline", "transcript", "statistics", "notes"], { value: "chapters", remounts: true }),
      attribute("for", "text", { value: "live-hidden", remounts: true }),
    ],
    hint: "for is the id of the player below.",
  },
  hidden: {
    title: "The player that it belongs to",
    controls: [select("hide", ["", "chapters", "chapters statistics", "transport timeline"], { remounts: true })],
    attributes: { src: DEMO, resume: "off" },
  },
  playback: {
    title: "Properties, methods and events",
    controls: [
      method("play"),
      method("pause"),
      property("currentTime", "range", { min: 0, max: 265, step: 1 }),
      property("playbackRate", "range", { min: 0.25, max: 2, step: 0.25 }),
      property("volume", "range", { min: 0, max: 1, step: 0.1 }),
      property("muted", "checkbox"),
      property("duration", "output"),
      property("paused", "output"),
      property("ended", "output"),
      property("episode", "select", { options: ["", "tides", "faulty"], objects: EPISODES }),
    ],
    attributes: { src: DEMO, resume: "off" },
    events: [
      "loadedmetadata", "durationchange", "timeupdate", "seeking", "seeked", "play", "playing", "pause", "waiting", "ended",
      "ratechange", "volumechange", "chapterchange", "turnchange", "error",
    ],
  },
  style: {
    title: "Theme, custom properties and parts",
    controls: [
      select("theme", ["", "light", "dark"]),
      color("--episode-accent", "#3451b2"),
      color("--episode-text", "#3c3c43"),
      color("--episode-surface", "#ffffff"),
      color("--episode-mark", "#f2b705"),
      color("--episode-speaker-1", "#0f9d94"),
      color("--episode-speaker-2", "#cf6a35"),
      color("--episode-speaker-3", "#8b5fd0"),
      color("--episode-speaker-4", "#5f9a1f"),
      css("--episode-font", "select", { options: ["", "Georgia, serif", "system-ui, sans-serif", "monospace"] }),
      css("--episode-font-mono", "select", { options: ["", "Courier New, monospace"] }),
      pixels("--episode-radius", 8, 24),
      pixels("--episode-panel-height", 320, 800),
      pixels("--episode-sticky-top", 0, 200),
      {
        kind: "part",
        name: "part",
        input: "select",
        options: ["", "player", "stage", "transport", "chapters", "transcript", "statistics", "notes"],
      },
    ],
    attributes: { src: DEMO, resume: "off" },
    hint: "The font of code is that of the notes. The header matters where the player sticks to the top, as on a phone.",
  },
  search: {
    element: "episode-search",
    title: "List and search",
    controls: [
      select("src", ["/episodes/", "/demo/"], { value: "/episodes/" }),
      select("page-size", ["", "1", "2"], { remounts: true }),
      property("query", "text"),
      TEXTS,
      color("--episode-accent", "#3451b2"),
      color("--episode-text", "#3c3c43"),
      color("--episode-mark", "#f2b705"),
      css("--episode-font", "select", { options: ["", "Georgia, serif", "system-ui, sans-serif", "monospace"] }),
      pixels("--episode-radius", 8, 24),
    ],
    events: ["error"],
    hint: "Search for “tide”, and follow a match to its second. In /demo/ there is no list of episodes: choose it to see what readers are told.",
  },
};
