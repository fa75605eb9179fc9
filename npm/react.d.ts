/** The element for React 18 and 19: a component, and types for `<episode-player>` in JSX. */
import type { DetailedHTMLProps, ForwardRefExoticComponent, HTMLAttributes, ReactNode, RefAttributes } from "react";
import type { EpisodePlayer as Element, EpisodePlayerAttributes, EpisodePlayerEventMap } from "./episode-player.js";

export type { EpisodePlayerAttributes };

type Listener<K extends keyof EpisodePlayerEventMap> = (event: EpisodePlayerEventMap[K]) => void;

export interface EpisodePlayerProps extends EpisodePlayerAttributes {
  /** An episode as an object. Keep the same object from render to render: another one loads anew. */
  episode?: object | null;
  id?: string;
  className?: string;
  lang?: string;
  /** What readers see until the player is there, and without JavaScript. */
  children?: ReactNode;
  onLoadedMetadata?: Listener<"loadedmetadata">;
  onDurationChange?: Listener<"durationchange">;
  onTimeUpdate?: Listener<"timeupdate">;
  onSeeking?: Listener<"seeking">;
  onSeeked?: Listener<"seeked">;
  onPlay?: Listener<"play">;
  onPlaying?: Listener<"playing">;
  onPause?: Listener<"pause">;
  onWaiting?: Listener<"waiting">;
  onEnded?: Listener<"ended">;
  onRateChange?: Listener<"ratechange">;
  onVolumeChange?: Listener<"volumechange">;
  onChapterChange?: Listener<"chapterchange">;
  onTurnChange?: Listener<"turnchange">;
  onBeforeConnect?: Listener<"beforeconnect">;
  onError?: Listener<"error">;
}

/** `<episode-player>` with the property `episode` and the element's events. Its `ref` is the element. */
export const EpisodePlayer: ForwardRefExoticComponent<EpisodePlayerProps & RefAttributes<Element>>;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "episode-player": DetailedHTMLProps<HTMLAttributes<Element>, Element> &
        EpisodePlayerAttributes & { class?: string; episode?: object | null };
    }
  }
}
