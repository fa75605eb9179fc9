/** A plugin for unified: pages in Markdown or MDX get the player, and their JSON is in a folder that the site serves. */
import type { PageOptions } from "./options.js";

export interface EpisodePlayerOptions extends PageOptions {
  /** Where the JSON is written. `public/episodes` if absent. */
  output?: string;
  /** What the site serves that folder as. `/episodes/` if absent. */
  address?: string;
}

/** The first of the plugins: it parses the page anew. */
export default function episodePlayer(options?: EpisodePlayerOptions): (tree: unknown, file: unknown) => unknown;
