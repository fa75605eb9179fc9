// A plugin of markdown-it: pages include files of the repository as they are.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

const INCLUDE = /<!--\s*@include:\s*([^\s#]+?\.md)(?:#([\w-]+))?\s*-->/g;

/** Makes the pages in the folder `site` readable for Vue, and their links lead to pages of the site. */
export default function repository(md, site) {
  const parts = includedParts(site);
  md.core.ruler.push("repository", ({ tokens, env }) => {
    const page = join(site, env.relativePath ?? "");
    const files = parts.filter((part) => part.page === page).map((part) => part.file);
    const pageOf = (href) => leadsTo(href, { page, files, parts, site });
    for (const token of tokens) {
      // Words for rustdoc, as in `rust,ignore`, are no language.
      if (token.type === "fence") token.info = token.info.replace(/^(rust),.*/, "$1");
      if (token.children) token.children = changed(token.children, pageOf, site);
    }
  });
}

/** The parts of a line, with the links that `pageOf` gives. Where it gives none, the words stay, since the repository has no address. */
function changed(tokens, pageOf, site) {
  let isDropped = false;
  return tokens.filter((token) => {
    // Vue would look for expressions in it.
    if (token.type === "code_inline") token.attrSet("v-pre", "");
    if (token.type === "link_open") {
      const link = pageOf(token.attrGet("href"));
      isDropped = link === undefined;
      if (link?.startsWith(site)) token.attrSet("href", "/" + relative(site, link).replaceAll(sep, "/"));
    }
    return !(isDropped && /^link_/.test(token.type));
  });
}

/** Returns where a link leads, `undefined` if that is not on this site. Fails if there is no such file. */
function leadsTo(href, { page, files, parts, site }) {
  if (/^([a-z][a-z\d+.-]*:|\/)/i.test(href)) return href;
  const [path, anchor] = href.split("#");
  if (!path) return leadsToHeading(anchor, { page, files, parts });
  const own = resolve(dirname(page), path);
  if (own.startsWith(site + sep) && existsSync(own)) return href;
  const target = files.map((file) => resolve(dirname(file), path)).find(existsSync);
  if (!target) throw new Error(`${page}: the link ${href} leads to no file; write a path relative to this page, or to the file that it includes`);
  const shown = parts.filter(({ file }) => file === target || file === join(target, "README.md"));
  const part = shown.find(({ anchors }) => anchors.has(anchor)) ?? shown.find(({ region }) => !region) ?? shown[0];
  return part && part.page + (anchor ? `#${anchor}` : "");
}

/** Returns where a link to a heading of the same file leads: another page may include that part of the file. */
function leadsToHeading(anchor, { page, files, parts }) {
  const having = parts.filter((part) => files.includes(part.file) && part.anchors.has(anchor));
  const isHere = having.length === 0 || having.some((part) => part.page === page);
  return (isHere ? "" : having[0].page) + `#${anchor}`;
}

/** Lists what the pages of the site include, whole or a region, each with the anchors of its headings. */
function includedParts(site) {
  const pages = readdirSync(site, { recursive: true }).filter((name) => /\.md$/.test(name) && !/node_modules/.test(name));
  return pages.flatMap((name) => {
    const page = join(site, name);
    return [...readFileSync(page, "utf8").matchAll(INCLUDE)].map(([, path, region]) => {
      const file = resolve(dirname(page), path);
      return { page, file, region, anchors: anchorsOf(readFileSync(file, "utf8"), region) };
    });
  });
}

function anchorsOf(text, region) {
  const inside = region ? text.split(new RegExp(`<!-- #(?:end)?region ${region} -->`))[1] : text;
  if (inside === undefined) throw new Error(`there is no region ${region} in an included file`);
  const headings = [...inside.matchAll(/^#+ (.*)$/gm)];
  return new Set(headings.map(([, heading]) => slug(heading)));
}

/** Returns the anchor that GitHub gives to a heading, so that links to it work there and on this site. */
export const slug = (heading) => heading.toLowerCase().replace(/[^\p{L}\p{N}_\s-]/gu, "").trim().replace(/\s/g, "-");
