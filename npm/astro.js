// An integration for Astro: pages in Markdown and MDX get the player, in collections and in src/pages.
import { readFileSync } from "node:fs";
import { extname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { openCache } from "./astro-cache.js";
import { assetBeside, buildPart, state } from "./build.js";

const TYPES = { ".json": "application/json", ".svg": "image/svg+xml" };

/** Puts the player into the pages that are episodes, and their JSON among the site's assets. */
export default function episodePlayer({ include, base } = {}) {
  // Astro's content layer goes on after a page's error.
  const errors = [];
  let cache, folder;

  return {
    name: "episode-player",
    hooks: {
      "astro:config:setup"({ config, command, updateConfig, injectScript, logger }) {
        folder = `${config.build.assets}/episodes/`;
        const root = `${config.base.replace(/\/$/, "")}/${folder}`;
        cache = openCache(fileURLToPath(config.cacheDir), command === "dev" ? "dev" : "build");
        const warn = (message) => logger.warn(message);
        const address = (name) => root + encodeURIComponent(name);
        const put = (inside, file) => {
          const page = relative("", file);
          const assets = [];
          const states = {};
          const write = (name, content, source) => {
            cache.write(name, content);
            assets.push(name);
            if (source) states[resolve(source)] = state(source);
          };
          const route = (url) => (isPage(url) ? undefined : assetBeside(page, url, { address, write })) ?? lost(page, url, warn);
          try {
            const built = buildPart(page, inside, { include, base, anchors: true, address, route, warn });
            if (!built) return cache.forget(file), inside;
            write(built.name, built.json);
            cache.keep({ page: file, assets, states: { ...states, ...built.states } });
            return built.page;
          } catch (error) {
            cache.keep({ page: file });
            errors.push(error);
            throw error;
          }
        };
        // A change of it makes Astro render the pages anew that it keeps from build to build.
        const mark = { stamp: cache.stamp, include: String(include), base };
        updateConfig({ markdown: { processor: { ...wrap(config.markdown.processor, put), "episode-player": mark } } });
        injectScript("page", 'import "episode-player";');
        injectScript("page-ssr", 'import "episode-player/kept-space.css";');
      },
      "astro:server:setup"({ server }) {
        server.middlewares.use((request, answer, next) => {
          const { pathname } = new URL(request.url, "http://localhost");
          const [, name] = pathname.split(`/${folder}`);
          const content = name && cache.read(decodeURIComponent(name));
          if (content === undefined) return next();
          const type = TYPES[extname(name)];
          if (type) answer.setHeader("Content-Type", type);
          answer.end(content);
        });
        // Astro renders a page of a collection anew if its own text changed; else only if it was away.
        const onChange = (file) => {
          for (const page of cache.changedBy(file)) {
            server.watcher.emit("unlink", page);
            server.watcher.emit("change", page);
          }
        };
        ["add", "change", "unlink"].forEach((event) => server.watcher.on(event, onChange));
      },
      "astro:build:start"() {
        if (errors.length) throw new Error(errors.map(({ message }) => message).join("\n"));
      },
      "astro:build:done"({ dir }) {
        cache.copyTo(fileURLToPath(new URL(folder, dir)));
      },
    },
  };
}

const isPage = (url) => /\.mdx?([?#]|$)/i.test(url);

/** Warns of a relative address, which Astro leaves as it is: from the JSON it leads elsewhere than from the page. */
function lost(page, url, warn) {
  if (/^([a-z][a-z\d+.-]*:|\/|#)/i.test(url)) return undefined;
  const before = readFileSync(page, "utf8").split(url)[0].split("\n");
  const place = `${before.length}:${before.at(-1).length + 1}`;
  const help = "write the address of a page from the site's root: /episodes/tides/";
  warn(`${page}:${place}: ${url} leads nowhere from the player (${help})`);
  return undefined;
}

/** A processor of Markdown that is given each page with the player in it: Sätteri, unified, or another one. */
function wrap(processor, put) {
  return {
    ...processor,
    async createRenderer(...args) {
      const renderer = await processor.createRenderer(...args);
      const render = async (text, options) => {
        const { fileURL } = options ?? {};
        return renderer.render(fileURL ? put(text, fileURLToPath(fileURL)) : text, options);
      };
      return { ...renderer, render };
    },
    createMdxRenderer: processor.createMdxRenderer && (async (...args) => {
      const renderer = await processor.createMdxRenderer(...args);
      const process = async (text, path, ...rest) => renderer.process(put(text, path), path, ...rest);
      return { ...renderer, process };
    }),
  };
}
