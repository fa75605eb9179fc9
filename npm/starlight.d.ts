/** A plugin for Starlight: pages in Markdown and MDX get the player, and their JSON is among the site's assets. */
import type { StarlightPlugin } from "@astrojs/starlight/types";
import type { EpisodePlayerOptions } from "./astro.js";

export type { EpisodePlayerOptions };

export default function episodePlayer(options?: EpisodePlayerOptions): StarlightPlugin;
