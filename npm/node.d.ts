/** The importer, the checker and the exporter, for Node.js. All of them are synchronous. */

/** What the importer reports about a page. */
export interface Problem {
  severity: "error" | "warning" | "note";
  /** A name that stays, such as `captions` or `syntax`. */
  kind: string;
  message: string;
  help: string | null;
  /** From 1. */
  line: number;
  /** In characters, from 1. */
  column: number;
  /** Where it is in the page, in bytes of UTF-8. */
  start: number;
  end: number;
}

/** Something wrong in an episode: an error, or a warning about what was repaired. */
export interface Fault {
  severity: "error" | "warning";
  /** Where, as JavaScript writes it: `chapters[3].start`. Absent where the text is not JSON. */
  path?: string;
  /** What is there. */
  found?: string;
  /** What would be right. */
  wanted?: string;
  /** What is wrong with a text that is not JSON. */
  message?: string;
  line?: number;
  column?: number;
}

export interface ImportOptions {
  /** The page's file name, which an episode without an id is named by. `page.md` if absent. */
  name?: string;
  /** The text of the captions of the page's recording, in any format that the command reads. */
  captions?: string;
  /** The text of captions in other languages, by their tags: `{ de: "WEBVTT…" }`. */
  translations?: Record<string, string>;
  /** What goes before addresses that start at the site's root. */
  base?: string;
  /** The id of the YouTube video, before what the page embeds. */
  youtube?: string;
}

/**
 * Makes an episode from a page in Markdown or MDX, or from captions. The episode of a page with errors is what could be
 * read of it: look for `severity: "error"` among the problems. Throws where there is none at all.
 */
export function importPage(source: string, options?: ImportOptions): { episode: object; problems: Problem[] };

export interface WrapOptions {
  /** The page's file name, which an episode without an id is named by. `page.md` if absent. */
  name?: string;
  /** The address of the episode's JSON, as the page has it. The page's name with `.json` if absent. */
  src?: string;
  /** The text of the captions of the page's recording, in any format that the command reads. */
  captions?: string;
  /** The text of captions in other languages, by their tags: `{ de: "WEBVTT…" }`. */
  translations?: Record<string, string>;
  /** What goes before addresses that start at the site's root. */
  base?: string;
}

/**
 * Puts the player into a page in Markdown or MDX, around what it shows and in place of what the page embeds. A page that has
 * a player, is no episode, or has errors, stays as it is; of one with errors there is no episode.
 */
export function wrapPage(
  source: string,
  options?: WrapOptions,
): { page: string; episode: object | undefined; problems: Problem[] };

/** Lists what is wrong in an episode, given as an object or as JSON. The player shows it if there is no `error`. */
export function checkEpisode(episode: object | string): Fault[];

/** Writes an episode in another format. Throws where the episode is refused, or lacks what is asked for. */
export function exportEpisode(
  episode: object | string,
  to: "vtt" | "srt" | "text" | "chapters" | "html",
  options?: {
    /** Write the time of each word, too: WebVTT has a place for it. */
    words?: boolean;
    /** The language of the transcript, where it is not the episode's own. */
    language?: string;
  },
): string;
