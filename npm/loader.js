// A loader for webpack and Rspack: the first of those of a page in Markdown, which come last in the list.
import { relative } from "node:path";
import { assetBeside, buildPage } from "./build.js";

/** Puts the player into the pages that are episodes, and their JSON among the site's assets. */
export default function episodePlayer(text) {
  const { include, base, folder = "assets/episodes", ...options } = this.getOptions();
  // A build for the site's own server has the same pages, without files and warnings.
  const { emit = true, route, warn = (message) => this.emitWarning(new Error(message)) } = options;
  const path = relative(process.cwd(), this.resourcePath);
  const { publicPath } = this._compilation.outputOptions;
  const root = typeof publicPath === "string" && publicPath !== "auto" ? publicPath : "/";
  const address = (name) => `${root}${folder}/${encodeURIComponent(name)}`;
  const write = (name, content, file) => {
    if (file) this.addDependency(file);
    if (emit) this.emitFile(`${folder}/${name}`, content);
  };

  const built = buildPage(path, text, {
    include,
    address,
    base,
    route: (url) => {
      const routed = route?.(url, this) ?? url;
      return assetBeside(this.resourcePath, routed, { address, write }) ?? routed;
    },
    warn: emit ? warn : undefined,
  });
  if (!built) return text;
  built.files.forEach((file) => this.addDependency(file));
  write(built.name, built.json);
  return built.page;
}
