// A plugin for Docusaurus: the player in the pages that are episodes, in docs, blog and pages, with webpack and with Rspack.
import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { fileBeside, parts } from "./build.js";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Puts the player into the pages that are episodes, and loads it on the site. */
export default function episodePlayer({ baseUrl, siteDir }, { include, folder }) {
  // Of Docusaurus' own, wherever it is installed. It writes the bundler's warnings as JSON.
  const core = createRequire(join(siteDir, "package.json")).resolve("@docusaurus/core/package.json");
  const { warn } = createRequire(core)("@docusaurus/logger").default;
  return {
    name: "episode-player",
    getClientModules: () => [here("./docusaurus-client.js")],
    configureWebpack: (_config, isServer) => {
      const route = (url, loader) => routeOf(url, loader, baseUrl, siteDir);
      const options = { include, folder, route, warn, emit: !isServer };
      const rule = {
        // Names that start with `_` are parts of pages. A function: Docusaurus takes a rule with a pattern for one of its own.
        test: (path) => /\.mdx?$/i.test(path) && !/(^|[\\/])_/.test(relative(siteDir, path)),
        // A blog's lists show the start of a post, which may end inside of the player.
        resourceQuery: { not: [/truncated/] },
        enforce: "pre",
        use: [{ loader: here("./loader.js"), options }],
      };
      // A server has no element.
      const alias = isServer ? { [here("./episode-player.js")]: false } : {};
      return { module: { rules: [rule] }, resolve: { alias } };
    },
  };
}

/** Returns what Docusaurus makes of an address in a page; a file beside the page stays as it is. */
function routeOf(url, { _compiler, resourcePath }, baseUrl, siteDir) {
  if (/^([a-z][a-z\d+.-]*:|\/\/|#|\?)/i.test(url)) return url;
  const [path, rest] = parts(url);
  const resolver = resolverOf(resourcePath, _compiler.options.module.rules);
  const permalink = (linkPathname) => resolver?.({ linkPathname, sourceFilePath: resourcePath });
  if (/\.mdx?$/i.test(path)) return `${permalink(path) ?? path}${rest}`;
  if (path.startsWith("@site/")) return relative(dirname(resourcePath), join(siteDir, path.slice(6))).replaceAll(sep, "/") + rest;
  if (path.startsWith("/")) return path.startsWith(baseUrl) ? url : baseUrl + url.slice(1);
  const page = permalink(resourcePath.split(sep).pop());
  return page === undefined || fileBeside(resourcePath, url) ? url : new URL(url, `file://${page}`).href.slice("file://".length);
}

/** Docusaurus' own resolver of links to files, of the plugin that a page belongs to. */
function resolverOf(page, rules) {
  const isOf = ({ include }) => [include].flat().some((folder) => typeof folder === "string" && page.startsWith(folder));
  const options = rules.filter(isOf).flatMap(({ use }) => use).map((item) => item?.options?.resolveMarkdownLink);
  return options.find(Boolean);
}

const OPTIONS = ["include", "folder"];

export function validateOptions({ options: { id = "default", ...options } }) {
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown) throw new Error(`episode-player/docusaurus: there is no option "${unknown}": use ${OPTIONS.join(", ")}`);
  return { id, ...options };
}
