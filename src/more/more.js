// What a player has beyond playing, loaded once it is there. Each part is a file of its own, loaded when it is used.

import { keep, restore, restoreLanguage } from "./resume.js";
import { load, preload, textOf } from "./texts.js";

// The players, each with what adds its figures.
const attached = new WeakMap();
const handles = new WeakMap();
/** Where the stage of a player is, if not in the player itself. */
export const stages = new WeakMap();
onAddress(attached);
preload("episode-player");

/**
 * Adds all of it to a player, and to each view that the player shows later. The promise is fulfilled when the player can be
 * shown in the page's language.
 * `handle` is the player's side in Rust; `talkFile` the WebAssembly file of the talk's figures, where a bundler does not follow its
 * address.
 */
export async function attach(player, handle, talkFile) {
  if (attached.has(player)) return;
  attached.set(player, undefined);
  if (player.hasAttribute("for")) return (await import("./parts.js")).attach(player, talkFile);
  handles.set(player, handle);
  if (player.hasAttribute("hide")) (await import("./parts.js")).hide(player);
  const text = await load(player);
  if (text) handle.setLanguage(text);
  keep(player);
  let hasFigures = false;
  const addParts = () => {
    const root = player.shadowRoot;
    const controls = root.querySelector(".controls");
    if (!controls) return;
    restore(player, stageOf(player));
    restoreLanguage(root);
    explain();
    if (!controls.querySelector(".more-button")) controls.append(moreButton(player));
    const panel = root.getElementById("statistics");
    if (panel && !hasFigures) new MutationObserver(addFigures).observe(panel, { attributeFilter: ["hidden"] });
    addFigures();
  };
  const explain = () => {
    if (/\.m3u8([?#]|$)/.test(mediaOf(player)?.src)) import("./hls.js").then((hls) => hls.explain(player), () => {});
  };
  // Once the panel of statistics is open, or the page's address leads to a figure in it.
  const addFigures = () => {
    const panel = player.shadowRoot.getElementById("statistics");
    if (hasFigures || !panel || (panel.hidden && !location.hash.startsWith("#figure-"))) return;
    hasFigures = true;
    // The player does without where they cannot be loaded.
    import("./figures.js").then((figures) => figures.attach(player), () => {});
    import("./talk.js").then((talk) => talk.attach(player, talkFile), () => {});
  };
  attached.set(player, addFigures);
  const on = (name, action) => player.addEventListener(name, action);
  on("loadedmetadata", addParts);
  on("play", () => {
    player.shadowRoot.querySelector(".after")?.remove();
    // YouTube's frame has a session of its own.
    if (mediaOf(player)) import("./session.js").then((session) => session.claim(player), () => {});
  });
  // After what says so.
  on("error", () => setTimeout(explain));
  on("ended", () => import("./next.js").then((next) => next.offer(player), () => {}));
  addParts();
}

/** Calls what each player of the page has here whenever the page's address leads elsewhere in it. It keeps no player alive. */
export function onAddress(actions) {
  addEventListener("hashchange", () => {
    for (const player of document.querySelectorAll("episode-player")) actions.get(player)?.();
  });
}

/** The element that plays a file; none where YouTube plays. */
export const mediaOf = (player) => stageOf(player).querySelector(".frame > audio, .frame > video");

/** The shadow root that has the recording and its card. */
export const stageOf = (player) => stages.get(player) ?? player.shadowRoot;

/** The button that opens the menu, below the controls: nothing may cover the video. */
export function moreButton(player) {
  const text = textOf(player);
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "control more-button", ariaLabel: text("More"), ariaExpanded: "false" });
  const svg = (tag, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    return element;
  };
  const icon = svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" });
  icon.append(svg("path", { d: "M5.5 12h.01M12 12h.01M18.5 12h.01", "stroke-width": 3 }));
  button.append(icon);
  let menu;
  button.onclick = async () => {
    button.ariaExpanded = menu ? "false" : "true";
    if (menu) menu = void menu.then((menu) => menu.remove());
    else {
      menu = import("./menu.js").then(({ menuOf }) => menuOf(player, handles.get(player)));
      button.closest(".transport").append(await menu);
    }
  };
  return button;
}
