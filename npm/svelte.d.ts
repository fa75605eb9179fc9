/** Types for `<episode-player>` in templates of Svelte 5. */
import type { HTMLAttributes } from "svelte/elements";
import type { EpisodePlayer, EpisodePlayerEventMap } from "./episode-player.js";

type Listeners = {
  [K in keyof EpisodePlayerEventMap as `on${K}`]?: (event: EpisodePlayerEventMap[K]) => void;
};

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "episode-player": Omit<HTMLAttributes<EpisodePlayer>, keyof Listeners> &
      Listeners & {
        /** The address of the episode's JSON, relative to the page. */
        src?: string;
        /** Without `src`: the id of a YouTube video. */
        youtube?: string;
        /** Without `src`: the address of a video file. */
        video?: string;
        /** Without `src`: the address of an audio file. */
        audio?: string;
        /** Without `src`: the address of captions, in WebVTT, SRT or SBV. */
        captions?: string;
        /** Without `src`: the address of chapters, in JSON of Podcasting 2.0 or WebVTT. */
        chapters?: string;
        /** Without `src`: the episode's title. The page's, if absent. */
        "episode-title"?: string;
        /** An episode as an object. */
        episode?: object | null;
        /** Where the first episode starts: `210`, `3:30`, `1:02:03` or `1h2m3s`. */
        start?: string | number;
        theme?: "light" | "dark";
        "youtube-host"?: "www.youtube-nocookie.com" | "www.youtube.com";
      };
  }
}
