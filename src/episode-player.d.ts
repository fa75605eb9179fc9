/** Types of `<episode-player>`. Times are in seconds. */

/** Of `chapterchange`. All are absent before the first chapter. */
export interface ChapterChange {
  /** Its index, from 0. */
  index?: number;
  start?: number;
  title?: string;
}

/** Of `turnchange`. All are absent where nobody speaks. */
export interface TurnChange {
  /** Its index, from 0. */
  index?: number;
  /** Absent where the transcript has no times. */
  start?: number;
  /** The speaker's name, where the page names one. */
  speaker?: string;
  text?: string;
}

/** A part of a player that can be shown apart. */
export type EpisodePart = "stage" | "transport" | "timeline" | "chapters" | "transcript" | "statistics" | "notes";

/** The attributes of the element, under the names that they have in HTML. */
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
  /** `off`: the reader's place in the episode is not kept on the reader's device. */
  resume?: "off";
  /** The address of `embed.html`: the menu gives the code of a frame for other sites. */
  embed?: string;
  /** The menu offers the file that plays. */
  download?: boolean | "";
  /** For authors: the menu finds the offset of a recording that is another edit than its transcript. */
  "find-offset"?: boolean | "";
  /** The address of the site's own texts of the interface: an object in JSON, whose keys are the texts in English. */
  texts?: string;
  /** Where the first episode starts: `210`, `3:30`, `1:02:03` or `1h2m3s`. */
  start?: string | number;
  /** The part that the element shows of the player that `for` names, in place of a player of its own. */
  show?: EpisodePart;
  /** With `show`: the `id` of the player. It has to be there when the element comes into the page. */
  for?: string;
  /** Parts that the player does not show itself, with spaces between: they are shown apart. */
  hide?: string;
  theme?: "light" | "dark";
  "youtube-host"?: "www.youtube-nocookie.com" | "www.youtube.com";
}

/** Of `beforeconnect`: what the reader is about to be connected with. */
export interface Connection {
  /** The host of the embed, such as `www.youtube-nocookie.com`. */
  host: string;
  /** The id of the video. */
  youtube: string;
}

/** Something wrong in an episode. */
export interface Fault {
  /** Where, as JavaScript writes it: `chapters[3].start`. */
  path: string;
  /** What is there. */
  found: string;
  /** What would be right. */
  wanted: string;
}

/** Thrown where an object is not an episode that can be shown. */
export interface EpisodeError extends Error {
  name: "EpisodeError";
  /** The first hundred. */
  faults: Fault[];
}

export interface EpisodePlayerEventMap extends HTMLElementEventMap {
  loadedmetadata: Event;
  durationchange: CustomEvent<null>;
  timeupdate: CustomEvent<null>;
  seeking: CustomEvent<null>;
  seeked: CustomEvent<null>;
  play: CustomEvent<null>;
  playing: CustomEvent<null>;
  pause: CustomEvent<null>;
  waiting: CustomEvent<null>;
  ended: CustomEvent<null>;
  ratechange: CustomEvent<null>;
  volumechange: CustomEvent<null>;
  chapterchange: CustomEvent<ChapterChange>;
  turnchange: CustomEvent<TurnChange>;
  /** Before anything is asked of YouTube. Prevented, it is not asked, and the next press comes here again. */
  beforeconnect: CustomEvent<Connection>;
  /** `error` is an `EpisodeError` where the episode is refused. */
  error: ErrorEvent;
}

export interface EpisodePlayer extends HTMLElement {
  /**
   * An episode in the form of the JSON; the latest of this and `src` wins, and `null` goes back to `src`. Setting what
   * cannot be shown throws an `EpisodeError`.
   */
  episode: object | null | undefined;
  /** The site's own texts of the interface, by what they are in English. Set it before the element is in the page. */
  texts?: Record<string, string | Record<string, string>>;
  /** Setting it seeks. */
  currentTime: number;
  /** `NaN` until it is known. */
  readonly duration: number;
  readonly paused: boolean;
  readonly ended: boolean;
  /** 0.25 to 2. */
  playbackRate: number;
  /** 0 to 1. */
  volume: number;
  muted: boolean;
  /** Fulfilled when it plays; rejected with a `DOMException`, as on a media element, when it will not. */
  play(): Promise<void>;
  pause(): void;

  addEventListener<K extends keyof EpisodePlayerEventMap>(
    type: K,
    listener: (this: EpisodePlayer, event: EpisodePlayerEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof EpisodePlayerEventMap>(
    type: K,
    listener: (this: EpisodePlayer, event: EpisodePlayerEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "episode-player": EpisodePlayer;
  }
}
