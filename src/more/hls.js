// Why a stream in HLS does not play, in place of what is said of a file in a format that nobody knows: not every browser plays
// such a stream by itself. Loaded where one does not.

import { make } from "./make.js";
import { mediaOf, stageOf } from "./more.js";
import { textOf } from "./texts.js";

/** Says it, and leads to the stream. */
export function explain(player) {
  const media = mediaOf(player);
  // The server has the file, and the browser does not know what it is.
  const reason = stageOf(player).querySelector(".failure.is-unknown p");
  if (!reason || media?.canPlayType("application/vnd.apple.mpegurl")) return;
  const text = textOf(player);
  const failure = reason.parentElement;
  failure.classList.remove("is-unknown");
  reason.firstChild.data = text("This browser does not play HLS streams (.m3u8). Another browser or app may.");
  failure.querySelector(".actions").prepend(make("a", { className: "button", href: media.src }, text("Open the stream")));
}
