// What is kept on the reader's own device: the place in each episode, where the player starts the next time, and the language
// of the transcript.

import { textOf } from "./texts.js";

const PREFIX = "episode-player ";
// No path and no id of an episode begins like it.
const LANGUAGE = "episode-player: language";
/** What is kept of an episode that was played to its end; of another, a number of seconds. */
export const FINISHED = "finished";
// In seconds: what is nearer to the start or the end is not worth a return; and how often the place is written down.
const NEAR = 15;
const EACH = 5;

/** Under which key it is kept: by the path of the episode's file, without what a site's build adds to it, or by its id. */
export const keyOf = (name) => PREFIX + name.replace(/(\.[\da-f]{8})?\.json$/, "");
const keyOfPlayer = (player) => {
  if (player.getAttribute("resume") === "off") return undefined;
  const src = player.getAttribute("src");
  const name = src ? new URL(src, document.baseURI).pathname : player.episode?.id;
  return name && keyOf(name);
};

// A page, or a reader, may forbid the storage.
const attempt = (action) => {
  try {
    return action();
  } catch {
    return undefined;
  }
};
const forget = (key) => attempt(() => localStorage.removeItem(key));

/** Goes to where the reader was, unless the page or its address says where to start, or it plays. `stage` has its card. */
export function restore(player, stage) {
  const key = keyOfPlayer(player);
  const place = Number(key && attempt(() => localStorage.getItem(key)));
  if (!(place > NEAR) || player.currentTime > 0 || !player.paused) return;
  player.currentTime = place;
  const text = textOf(player);
  const button = document.createElement("button");
  Object.assign(button, { className: "button", textContent: text("From the start"), type: "button", lang: text.language });
  // Above the large button, which is the whole card.
  button.style.position = "relative";
  button.onclick = () => {
    forget(key);
    player.currentTime = 0;
    player.shadowRoot.querySelector(".transport .play")?.focus();
    player.play().catch(() => {});
  };
  stage.querySelector(".start")?.append(button);
}

/**
 * Selects the language of the transcript that the reader selected the last time, and keeps the next one. `root` is the shadow root
 * with the transcript.
 */
export function restoreLanguage(root) {
  const list = root.querySelector(".language select");
  if (!list) return;
  list.onchange = () => attempt(() => localStorage.setItem(LANGUAGE, list.selectedOptions[0].lang));
  const language = attempt(() => localStorage.getItem(LANGUAGE));
  const kept = language && [...list.options].find(({ lang }) => lang === language);
  if (!kept || kept.selected) return;
  kept.selected = true;
  list.dispatchEvent(new Event("change"));
}

function write(player, key) {
  const { currentTime, duration } = player;
  if (player.paused && !(currentTime > 0)) return;
  if (currentTime < NEAR) forget(key);
  else attempt(() => localStorage.setItem(key, currentTime > duration - NEAR ? FINISHED : Math.floor(currentTime)));
}

/** Keeps the place of a player from now on. */
export function keep(player) {
  let written = -EACH;
  const on = (name, action) => player.addEventListener(name, () => {
    const key = keyOfPlayer(player);
    if (key) action(player, key);
  });
  on("timeupdate", (player, key) => {
    if (player.paused || Math.abs(player.currentTime - written) < EACH) return;
    written = player.currentTime;
    write(player, key);
  });
  on("pause", write);
  on("ended", write);
}
