// Finds the `offset` of a recording whose transcript was made for another edit, for the author of a page: play, press the
// word that is heard, and read the number.

import { episodeOf, playing } from "./episode-json.js";
import { textOf } from "./texts.js";

/** Waits for one press of a word in the transcript, and says what follows from it. */
export async function find(player, say) {
  const text = textOf(player);
  const index = playing(player);
  const [{ media }] = await episodeOf(player);
  const before = media?.[index]?.offset ?? 0;
  say(text("Play, and press the word in the transcript when you hear it."));
  const root = player.shadowRoot;
  const listen = (event) => {
    if (!event.target.closest?.(".turn")) return;
    root.removeEventListener("pointerdown", listen, true);
    const heard = player.currentTime;
    // The press makes the player seek to the word: by its time, this is what it was.
    player.addEventListener("seeking", () => {
      const offset = Math.round((before + heard - player.currentTime) * 1000) / 1000;
      player.currentTime = heard;
      say(text('"offset": {offset} in media[{index}] of the episode\'s JSON, or offset: {offset} under episode: in the page\'s front matter', {
        offset: `${offset}`, index: `${index}`,
      }));
    }, { once: true });
  };
  root.addEventListener("pointerdown", listen, true);
}
