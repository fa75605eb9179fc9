/** A plugin for Sätteri: pages in Markdown or MDX get the player, and their JSON is in a folder that the site serves. */
import type { MdastPluginDefinition } from "satteri";
import type { EpisodePlayerOptions } from "./remark.js";

export type { EpisodePlayerOptions };

/** The first of the plugins: it parses the page anew. */
export default function episodePlayer(options?: EpisodePlayerOptions): MdastPluginDefinition;
