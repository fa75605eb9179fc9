// A plugin for Vite: pages in Markdown get the player before another plugin makes HTML or components of them.
import { assetBeside, buildPage } from "./build.js";

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
        const { pathname } = new URL(request.url, "http://localhost");
        const content = served.get(pathname);
        if (content === undefined) return next();
        if (pathname.endsWith(".json")) answer.setHeader("Content-Type", "application/json");
        answer.end(content);
      });
    },
    transform(text, id) {
      const [path] = id.split("?");
      const folder = `${config.build.assetsDir}/episodes/`;
      const address = (name) => config.base + folder + encodeURIComponent(name);
      const write = (name, source, file) => {
        if (file) this.addWatchFile(file);
        if (config.command === "serve") served.set(address(name), source);
        else this.emitFile({ type: "asset", fileName: folder + name, source });
      };
      const built = buildPage(path, text, {
        include,
        address,
        base,
        // The JSON is elsewhere than the page.
        route: (url) => {
          const routed = route?.(url, path) ?? url;
          return assetBeside(path, routed, { address, write }) ?? routed;
        },
        warn: (message) => this.warn(message),
      });
      if (!built) return undefined;
      built.files.forEach((file) => this.addWatchFile(file));
      write(built.name, built.json);
      return { code: built.page, map: null };
    },
  };
}
