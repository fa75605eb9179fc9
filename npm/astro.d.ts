/** An integration for Astro: pages in Markdown and MDX get the player, and their JSON is among the site's assets. */
import type { PageOptions } from "./options.js";
import type { AstroIntegration } from "astro";

export type { PageOptions as EpisodePlayerOptions } from "./options.js";

export default function episodePlayer(options?: PageOptions): AstroIntegration;
