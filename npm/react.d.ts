/** The element for React 18 and 19: a component, and types for `<episode-player>` in JSX. */
import type { DetailedHTMLProps, ForwardRefExoticComponent, HTMLAttributes, ReactNode, RefAttributes } from "react";
import type { EpisodePlayer as Element, EpisodePlayerEventMap } from "./episode-player.js";

export interface EpisodePlayerAttributes {
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
  /** Where the first episode starts: `210`, `3:30`, `1:02:03` or `1h2m3s`. */
  start?: string | number;
  theme?: "light" | "dark";
  "youtube-host"?: "www.youtube-nocookie.com" | "www.youtube.com";
}

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
