/** An integration for Astro: pages in Markdown and MDX get the player, and their JSON is among the site's assets. */
import type { AstroIntegration } from "astro";

export interface EpisodePlayerOptions {
  /** Which pages are episodes, by globs (`podcast/**`) or regular expressions of their paths. Absent: those whose front matter has the key `episode`. */
  include?: string | RegExp | (string | RegExp)[] | ((path: string) => boolean);
  /** What goes before addresses that start at the site's root, in the pages' text. */
  base?: string;
}

export default function episodePlayer(options?: EpisodePlayerOptions): AstroIntegration;
