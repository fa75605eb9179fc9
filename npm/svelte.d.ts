/** Types for `<episode-player>` in templates of Svelte 5. */
import type { HTMLAttributes } from "svelte/elements";
import type { EpisodePlayer, EpisodePlayerAttributes, EpisodePlayerEventMap } from "./episode-player.js";

type Listeners = {
  [K in keyof EpisodePlayerEventMap as `on${K}`]?: (event: EpisodePlayerEventMap[K]) => void;
};

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "episode-player": Omit<HTMLAttributes<EpisodePlayer>, keyof Listeners> &
      Listeners &
      EpisodePlayerAttributes & {
        /** An episode as an object. */
        episode?: object | null;
      };
  }
}
