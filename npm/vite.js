// A plugin for Vite: pages in Markdown get the player before another plugin makes HTML or components of them.
import { buildPage, isEpisode } from "./build.js";

/** Puts the player into the pages that are episodes, and their JSON among the site's assets. */
export default function episodePlayer({ include, base, route } = {}) {
  const served = new Map();
  let config;
  return {
    name: "episode-player",
    enforce: "pre",
    configResolved(resolved) {
      config = resolved;
    },
    configureServer(server) {
      server.middlewares.use((request, answer, next) => {
        const json = served.get(new URL(request.url, "http://localhost").pathname);
        if (json === undefined) return next();
        answer.setHeader("Content-Type", "application/json");
        answer.end(json);
      });
    },
    transform(text, id) {
      const [path] = id.split("?");
      if (!isEpisode(path, text, include)) return undefined;
      const folder = `${config.base}${config.build.assetsDir}/episodes/`;
      const built = buildPage(path, text, {
        address: (name) => folder + encodeURIComponent(name),
        base,
        route: route && ((url) => route(url, path)),
        warn: (message) => this.warn(message),
      });
      if (!built) return undefined;
      built.files.forEach((file) => this.addWatchFile(file));
      if (config.command === "serve") served.set(built.src, built.json);
      else {
        const fileName = `${config.build.assetsDir}/episodes/${built.name}`;
        this.emitFile({ type: "asset", fileName, source: built.json });
      }
      return { code: built.page, map: null };
    },
  };
}
