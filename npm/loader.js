// A loader for webpack and Rspack: the first of those of a page in Markdown, which come last in the list.
import { buildPage, isEpisode } from "./build.js";

/** Puts the player into the pages that are episodes, and their JSON among the site's assets. */
export default function episodePlayer(text) {
  const { include, base, folder = "assets/episodes" } = this.getOptions();
  if (!isEpisode(this.resourcePath, text, include)) return text;
  const { publicPath } = this._compilation.outputOptions;
  const root = typeof publicPath === "string" && publicPath !== "auto" ? publicPath : "/";
  const built = buildPage(this.resourcePath, text, {
    address: (name) => `${root}${folder}/${encodeURIComponent(name)}`,
    base,
    warn: (message) => this.emitWarning(new Error(message)),
  });
  if (!built) return text;
  this.emitFile(`${folder}/${built.name}`, built.json);
  return built.page;
}
