// "The talk itself" in the panel of statistics. Its figures, and the WebAssembly that computes them, are loaded when a
// reader opens that panel.

import { jsonOf } from "./episode-json.js";
import { addStyle, make, sheetOf } from "./make.js";
import { textOf } from "./texts.js";

let core;
const load = (module_or_path) => (core ??= import("../wasm/episode-talk-panel.js").then(async (wasm) => {
  await wasm.default(module_or_path && { module_or_path });
  return [wasm.TalkPanel, sheetOf(wasm.TalkPanel.style())];
}).catch((error) => {
  core = undefined; // Another try may succeed.
  throw error;
}));

/**
 * Fills the player's panel of statistics whenever it is opened, for as long as the element lives. `file` is the
 * WebAssembly file, where a bundler does not follow its address; `host` the element that shows the panel, until `signal` aborts.
 */
export function attach(player, file, host = player, signal = undefined) {
  const root = host.shadowRoot;
  const text = textOf(player);
  // The panel that is filled or being filled: another one comes with another episode.
  let panel;
  let talk;

  const look = () => {
    const now = root.getElementById("statistics");
    if (!now || now.hidden || now === panel) return;
    panel = now;
    talk = undefined;
    fill();
  };

  // Another length of the recording moves what is estimated.
  const fill = async () => {
    const place = panel;
    const isLatest = () => place === panel && place.isConnected;
    try {
      const [[TalkPanel, sheet], [json]] = await Promise.all([load(file), jsonOf(player)]);
      if (!isLatest()) return;
      const { duration } = player;
      talk = new TalkPanel(json, Number.isFinite(duration) ? duration : undefined, text);
      addStyle(player, sheet);
      talk.setTime(player.currentTime);
      put(place, talk.element ?? (place.querySelector(".figure") ? undefined : note(text("This episode has no figures."), text.language)));
    } catch (error) {
      if (isLatest()) put(place, failed(text, error, () => fill()));
    }
  };

  const observer = new MutationObserver(look);
  observer.observe(root, { childList: true, subtree: true, attributeFilter: ["hidden"] });
  signal?.addEventListener("abort", () => observer.disconnect());
  player.addEventListener("timeupdate", () => talk?.setTime(player.currentTime), { signal });
  player.addEventListener("durationchange", () => talk && panel.isConnected && fill(), { signal });
  root.addEventListener("click", ({ target }) => {
    const to = target.closest?.(".talk [data-seek]");
    if (to) player.currentTime = to.dataset.seek / 1000;
  }, { signal });
  look();
}

/** Puts a section into the panel, in place of the one before. */
function put(panel, section) {
  const before = panel.querySelector(".talk, .talk-note");
  if (!section) return before?.remove();
  // What was open stays open, and what had focus has it.
  const focused = before?.getRootNode().activeElement;
  const at = before ? [...before.querySelectorAll("button, summary")].indexOf(focused) : -1;
  const open = before ? [...before.querySelectorAll("details")].map((details) => details.open) : [];
  section.querySelectorAll("details").forEach((details, index) => (details.open = open[index] ?? false));
  if (before) before.replaceWith(section);
  else panel.append(section);
  section.querySelectorAll("button, summary")[at]?.focus();
}

function failed(text, { message }, again) {
  const alert = note(text("The figures of the talk could not be loaded: {reason}", { reason: message }), text.language);
  alert.setAttribute("role", "alert");
  alert.append(" ", make("button", { type: "button", className: "button", textContent: text("Try again"), onclick: again }));
  return alert;
}

const note = (words, lang) => make("p", { className: "talk-note", lang }, words);
