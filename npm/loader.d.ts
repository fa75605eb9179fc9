/** A loader for webpack and Rspack: pages in Markdown get the player, and their JSON is among the site's assets. */
export interface EpisodePlayerOptions {
  /** Which pages are episodes, by globs (`podcast/**`) or regular expressions of their paths. Absent: those whose front matter has the key `episode`. */
  include?: string | RegExp | (string | RegExp)[] | ((path: string) => boolean);
  /** What goes before addresses that start at the site's root, in the pages' text. */
  base?: string;
  /** The folder of the JSON in the site's output. `assets/episodes` if absent. */
  folder?: string;
}

export default function episodePlayer(text: string): string;
