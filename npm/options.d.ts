/** Which pages get the player: what the tools of all sites take. */
export interface Include {
  /**
   * Globs (`podcast/**`) or regular expressions of the paths of pages that are episodes, or a function. Absent: those whose
   * front matter has the key `episode`.
   */
  include?: string | RegExp | (string | RegExp)[] | ((path: string) => boolean);
}

/** What the tools take that read pages in Markdown. */
export interface PageOptions extends Include {
  /** What goes before addresses that start at the site's root, in the pages' text. */
  base?: string;
}
