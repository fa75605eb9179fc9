/** A loader for webpack and Rspack: pages in Markdown get the player, and their JSON is among the site's assets. */
import type { PageOptions } from "./options.js";

export interface EpisodePlayerOptions extends PageOptions {
  /** The folder of the JSON in the site's output. `assets/episodes` if absent. */
  folder?: string;
}

export default function episodePlayer(text: string): string;
