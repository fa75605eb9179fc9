// What a page in TypeScript may write, and what the compiler must refuse.
import type { EpisodeError } from "../../../src/episode-player";

const player = document.createElement("episode-player");
player.setAttribute("src", "042.json");
player.addEventListener("chapterchange", (event) => {
  const title: string | undefined = event.detail.title;
  document.title = title ?? "";
});
player.addEventListener("turnchange", function (event) {
  this.currentTime = event.detail.start ?? 0;
});
const later: Promise<void> = player.play();
player.playbackRate = player.volume = 1;
player.muted = player.paused || player.ended;
try {
  player.episode = { title: "Tides" };
} catch (error) {
  for (const { path, found, wanted } of (error as EpisodeError).faults) console.log(path, found, wanted);
}
document.querySelector("episode-player")?.pause();

// @ts-expect-error: the medium says how long it is.
player.duration = 3;
// @ts-expect-error: it is a time in seconds, not a text.
player.currentTime = "3:30";
player.addEventListener("chapterchange", (event) => {
  // @ts-expect-error: chapters have no author.
  console.log(event.detail.author);
});

export { later };
