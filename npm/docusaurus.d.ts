/** A plugin for Docusaurus: pages of its docs, blog and pages plugins get the player, and their JSON is among the site's assets. */
export interface EpisodePlayerOptions {
  /**
   * Which pages are episodes: globs (`podcast/**`) or regular expressions of their paths, or a function. Absent: those whose
   * front matter has the key `episode`.
   */
  include?: string | RegExp | (string | RegExp)[] | ((path: string) => boolean);
  /** The folder of the JSON in the site's output. `assets/episodes` if absent. */
  folder?: string;
}

export default function episodePlayer(context: { baseUrl: string; siteDir: string }, options: EpisodePlayerOptions): object;
export function validateOptions(given: { options: EpisodePlayerOptions & { id?: string } }): EpisodePlayerOptions & { id: string };
