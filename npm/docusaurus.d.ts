/** A plugin for Docusaurus: pages of its docs, blog and pages plugins get the player, and their JSON is among the site's assets. */
import type { Include } from "./options.js";

export interface EpisodePlayerOptions extends Include {
  /** The folder of the JSON in the site's output. `assets/episodes` if absent. */
  folder?: string;
}

export default function episodePlayer(context: { baseUrl: string; siteDir: string }, options: EpisodePlayerOptions): object;
export function validateOptions(given: { options: EpisodePlayerOptions & { id?: string } }): EpisodePlayerOptions & { id: string };
