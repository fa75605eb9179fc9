// The transcript as captions of a video file.

import { episodeOf, playing } from "./episode-json.js";
import { textOf } from "./texts.js";

const tracks = new WeakMap();

/** Whether a video shows its captions. */
export const isShown = (media) => tracks.get(media)?.mode === "showing";

/** Shows the captions, or hides them. */
export async function toggle(player, handle, media) {
  const track = tracks.get(media) ?? (await make(player, handle, media));
  track.mode = isShown(media) ? "hidden" : "showing";
}

async function make(player, handle, media) {
  // In seconds that everything is later in this recording than the transcript says.
  const [{ media: recordings }] = await episodeOf(player);
  const later = recordings?.[playing(player)]?.offset ?? 0;
  const language = player.shadowRoot.querySelector(".player").lang || document.documentElement.lang;
  const track = media.addTextTrack("captions", textOf(player)("Transcript"), language);
  tracks.set(media, track);
  // As the player writes them: blocks with an empty line between, the times on their first line.
  for (const block of handle.captions().split("\n\n")) {
    const [, start, end, text] = block.match(/^(?:.*\n)?([\d:.]+) --> ([\d:.]+).*\n([^]+)/) ?? [];
    if (text) track.addCue(new VTTCue(seconds(start) + later, seconds(end) + later, text.trim()));
  }
  return track;
}

const seconds = (time) => time.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
