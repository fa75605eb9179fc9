import { createElement, StrictMode, useState } from "react";
import { EpisodePlayer } from "episode-player/react";
import { first, second } from "./episodes.js";

function Page() {
  const [episode, setEpisode] = useState(first);
  const [chapter, setChapter] = useState("");
  return createElement("main", null,
    createElement("button", { id: "next", onClick: () => setEpisode(second) }, "Next"),
    createElement(EpisodePlayer, {
      episode,
      className: "wide",
      onChapterChange: (event) => setChapter(event.detail.title),
    }, createElement("p", null, "The text of the page.")),
    createElement("output", null, chapter));
}

export const app = createElement(StrictMode, null, createElement(Page));
