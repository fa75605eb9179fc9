// Why a stream in HLS does not play, in place of what is said of a file in a format that nobody knows: not every browser plays
// such a stream by itself. Loaded where one does not.

import { make } from "./make.js";
import { mediaOf, stageOf } from "./more.js";
import { textOf } from "./texts.js";

// What is said where the server has the file, and the browser does not play it.
const UNKNOWN = [
  "This browser cannot play the file: it may be damaged, or in a format that the browser does not support.",
  "The server did not send a recording: its answer is not labelled as audio or video.",
];

/** Says it, and leads to the stream. */
export function explain(player) {
  const media = mediaOf(player);
  const reason = stageOf(player).querySelector(".failure p");
  if (!reason || media?.canPlayType("application/vnd.apple.mpegurl")) return;
  const text = textOf(player);
  const said = reason.firstChild;
  if (!UNKNOWN.some((unknown) => text(unknown) === said.data)) return;
  said.data = text("This browser does not play HLS streams (.m3u8). Another browser or app may.");
  reason.parentElement.querySelector(".actions").prepend(make("a", { className: "button", href: media.src }, text("Open the stream")));
}
