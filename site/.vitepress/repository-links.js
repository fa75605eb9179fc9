// A plugin of markdown-it: links in an included file of the repository lead to the page of this site that shows their target.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

const INCLUDE = /<!--\s*@include:\s*([^\s#{]+)(?:#([\w-]+))?.*?-->/g;

/** Changes the links of each page in the folder `site`. */
export default function repositoryLinks(md, site) {
  const parts = includedParts(site);
  md.core.ruler.push("repository-links", ({ tokens, env }) => {
    const page = join(site, env.relativePath ?? "");
    const files = parts.filter((part) => part.page === page).map((part) => part.file);
    if (files.length === 0) return;
    for (const { children } of tokens) {
      let isDropped = false;
      for (const token of children ?? []) {
        if (token.type === "link_open") {
          const link = leadsTo(token.attrGet("href"), page, files, parts);
          isDropped = link === undefined;
          if (link) token.attrSet("href", link.startsWith(site) ? "/" + relative(site, link).replaceAll(sep, "/") : link);
        }
        // The repository has no address yet: what is not on this site keeps its words.
        if (isDropped && /^link_/.test(token.type)) Object.assign(token, { type: "text", tag: "", nesting: 0, content: "" });
        if (token.type === "text" && token.content === "") token.attrs = null;
      }
    }
  });
}

/** Returns where a link leads, `undefined` if that is not on this site. Fails if there is no such file. */
function leadsTo(href, page, files, parts) {
  if (/^([a-z][a-z\d+.-]*:|\/|#)/i.test(href)) return href;
  const [path, anchor] = href.split("#");
  if (existsSync(resolve(dirname(page), path))) return href;
  const target = files.map((file) => resolve(dirname(file), path)).find(existsSync);
  if (!target) throw new Error(`${page}: a link leads to ${href}, which is no file of this site or of what it includes`);
  const shown = parts.filter(({ file }) => file === target || file === join(target, "README.md"));
  const part = shown.find(({ anchors }) => anchors.has(anchor)) ?? shown[0];
  return part && part.page + (anchor ? `#${anchor}` : "");
}

/** Lists what the pages of the site include, each with the anchors of its headings. */
function includedParts(site) {
  const pages = readdirSync(site, { recursive: true }).filter((name) => name.endsWith(".md") && !name.includes("node_modules"));
  return pages.flatMap((name) => {
    const page = join(site, name);
    return [...readFileSync(page, "utf8").matchAll(INCLUDE)].map(([, path, region]) => {
      const file = resolve(dirname(page), path);
      return { page, file, anchors: anchorsOf(readFileSync(file, "utf8"), region) };
    });
  });
}

function anchorsOf(text, region) {
  const [, inside = text] = (region && text.split(new RegExp(`<!-- #(?:end)?region ${region} -->`))) || [];
  const headings = [...inside.matchAll(/^#+ (.*)$/gm)];
  return new Set(headings.map(([, heading]) => heading.toLowerCase().replace(/[^\w\s-]/g, "").trim().replace(/\s+/g, "-")));
}
