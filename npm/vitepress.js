// A plugin for Vite, as VitePress runs it: the player in the pages that are episodes, loaded where there is one.
import { dirname, relative, resolve, sep } from "node:path";
import { parts } from "./build.js";
import vite from "./vite.js";

// A page is a component of Vue: what is in its script is loaded with it.
const SCRIPT = '\n\n<script>\nimport "episode-player";\nimport "episode-player/kept-space.css";\nimport "episode-player/vitepress.css";\n</script>\n';

/** Puts the player into the pages that are episodes, and loads it on them. */
export default function episodePlayer(options) {
  let site;
  const plugin = vite({ ...options, route: (url, page) => routeOf(url, page, site) });
  return {
    ...plugin,
    name: "episode-player-vitepress",
    // Bundled ahead for the dev server, the element would look for its WebAssembly file beside the bundle.
    config: () => ({ ssr: { noExternal: ["episode-player"] }, optimizeDeps: { exclude: ["episode-player"] } }),
    configResolved(config) {
      plugin.configResolved(config);
      site = config.vitepress;
      const vue = config.plugins.find(({ name }) => name === "vite:vue");
      if (vue) vue.api.options = withElement(vue.api.options);
    },
    transform(text, id) {
      const built = plugin.transform.call(this, text, id);
      return built && { ...built, code: built.code + SCRIPT };
    },
  };
}

const ELEMENTS = ["episode-player", "episode-search"];

/** Options of Vue by which our tags are elements, and no components. */
function withElement(options) {
  const { compilerOptions, ...template } = options.template ?? {};
  const isCustomElement = (tag) => ELEMENTS.includes(tag) || compilerOptions?.isCustomElement?.(tag);
  return { ...options, template: { ...template, compilerOptions: { ...compilerOptions, isCustomElement } } };
}

/** Returns what VitePress makes of a link to another page. */
function routeOf(url, page, site) {
  const [path, rest] = parts(url);
  if (!site || !path.endsWith(".md") || /^[a-z][a-z\d+.-]*:/i.test(url)) return url;
  const file = path.startsWith("/") ? path.slice(1) : relative(site.srcDir, resolve(dirname(page), path)).replaceAll(sep, "/");
  const name = (site.rewrites?.map?.[file] ?? file).slice(0, -".md".length);
  const clean = name.replace(/(^|\/)index$/, "$1");
  const ending = clean !== name || site.cleanUrls ? "" : ".html";
  return site.site.base + clean + ending + rest;
}
