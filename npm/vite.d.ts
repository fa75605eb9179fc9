/** A plugin for Vite: pages in Markdown get the player, and their JSON is among the site's assets. */
import type { PageOptions } from "./options.js";

export type { PageOptions as EpisodePlayerOptions } from "./options.js";

export default function episodePlayer(options?: PageOptions): { name: string; enforce: "pre" };
