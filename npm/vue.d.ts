/** Types for `<episode-player>` in templates of Vue 3. */
import type { DefineComponent } from "vue";
import type { EpisodePlayerAttributes, EpisodePlayerEventMap } from "./episode-player.js";

type Listeners = {
  [K in keyof EpisodePlayerEventMap as `on${Capitalize<K>}`]?: (event: EpisodePlayerEventMap[K]) => void;
};

/** `episode-title` as Vue has it in TypeScript: `episodeTitle`. */
type Camel<Name extends string> = Name extends `${infer Start}-${infer Rest}` ? `${Start}${Capitalize<Camel<Rest>>}` : Name;

type Attributes = { [K in keyof EpisodePlayerAttributes as Camel<K>]: EpisodePlayerAttributes[K] };

type Props = Partial<Listeners> & Attributes & {
  /** An episode as an object. */
  episode?: object | null;
};

declare module "vue" {
  interface GlobalComponents {
    EpisodePlayer: DefineComponent<Props>;
  }
}
