// What the device shows and offers while a file plays: on its lock screen, its keys, a headset.

import { mediaOf, stageOf } from "./more.js";

// In seconds, where the device names no step of its own.
const STEP = 15;

/** The player that plays, whose the session is. */
let owner;
const followed = new WeakSet();

/** Takes the device's session for a player that plays a file. */
export function claim(player) {
  const { mediaSession } = navigator;
  if (!mediaSession) return;
  owner = player;
  describe(player, player.shadowRoot.querySelector(".now-title > span")?.lastChild.textContent);
  const handlers = {
    play: () => player.play().catch(() => {}),
    pause: () => player.pause(),
    seekbackward: ({ seekOffset }) => (player.currentTime = Math.max(0, player.currentTime - (seekOffset ?? STEP))),
    seekforward: ({ seekOffset }) => (player.currentTime += seekOffset ?? STEP),
    seekto: ({ seekTime }) => (player.currentTime = seekTime),
    previoustrack: chapterButton(player, ":first-child"),
    nexttrack: chapterButton(player, ":last-child"),
  };
  for (const action in handlers) {
    try {
      mediaSession.setActionHandler(action, handlers[action]);
    } catch {
      // A browser need not know every action.
    }
  }
  if (followed.has(player)) return;
  followed.add(player);
  const on = (names, action) => {
    for (const name of names) player.addEventListener(name, (event) => owner === player && mediaOf(player) && action(event));
  };
  on(["chapterchange"], ({ detail }) => describe(player, detail.title));
  on(["durationchange", "seeked", "ratechange", "playing", "pause"], () => place(player));
}

function describe(player, chapter) {
  const root = stageOf(player);
  const part = (selector) => root.querySelector(selector)?.textContent ?? "";
  const poster = root.querySelector(".poster")?.src;
  navigator.mediaSession.metadata = new MediaMetadata({
    title: part(".card-title"),
    artist: chapter || part(".byline"),
    album: part(".card .eyebrow"),
    artwork: poster ? [{ src: poster }] : [],
  });
}

function place({ currentTime, duration, playbackRate }) {
  if (!(duration > 0)) return;
  navigator.mediaSession.setPositionState?.({ duration, playbackRate, position: Math.min(currentTime, duration) });
}

/** A press of the player's own button; nothing where the episode has no chapters. */
function chapterButton(player, which) {
  const button = player.shadowRoot.querySelector(`.now-line > ${which}`);
  return button && (() => button.click());
}
