/** A plugin for unified: pages in Markdown or MDX get the player, and their JSON is in a folder that the site serves. */
export interface EpisodePlayerOptions {
  /** Which pages are episodes, by globs (`podcast/**`) or regular expressions of their paths. Absent: those whose front matter has the key `episode`. */
  include?: string | RegExp | (string | RegExp)[] | ((path: string) => boolean);
  /** What goes before addresses that start at the site's root, in the pages' text. */
  base?: string;
  /** Where the JSON is written. `public/episodes` if absent. */
  output?: string;
  /** What the site serves that folder as. `/episodes/` if absent. */
  address?: string;
}

/** The first of the plugins: it parses the page anew. */
export default function episodePlayer(options?: EpisodePlayerOptions): (tree: unknown, file: unknown) => unknown;
