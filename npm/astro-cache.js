// Astro renders a page of a collection once, and keeps its HTML until the page's text or the configuration changes. This
// keeps the files that belong to it, and tells when what stands beside a page has changed.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isCurrent } from "./build.js";

/** `command` is what Astro keeps pages apart for: "build" or "dev". */
export function openCache(cacheDir, command) {
  const folder = join(cacheDir, "episode-player", command);
  const assets = join(folder, "assets");
  mkdirSync(assets, { recursive: true });
  const stamp = join(folder, "stamp");
  const entry = (page) => join(folder, `${createHash("sha256").update(page).digest("hex").slice(0, 16)}.page`);

  // One entry for each page: { page, assets: their names, states: of what it was made of }. Without the two: it has errors.
  const names = readdirSync(folder).filter((name) => name.endsWith(".page"));
  const entries = names.map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
  const pages = new Map(entries.map((one) => [one.page, one]));
  for (const page of pages.keys()) if (!existsSync(page)) forget(page);
  const needed = () => new Set([...pages.values()].flatMap((one) => one.assets ?? []));
  const isKept = (one) => one.states && isCurrent(one.states) && one.assets.every((name) => existsSync(join(assets, name)));
  for (const name of readdirSync(assets)) if (!needed().has(name)) rmSync(join(assets, name));
  if (![...pages.values()].every(isKept) || !existsSync(stamp)) writeFileSync(stamp, String(Date.now()));

  function keep(one) {
    pages.set(one.page, one);
    writeFileSync(entry(one.page), JSON.stringify(one));
  }
  function forget(page) {
    if (pages.delete(page)) rmSync(entry(page));
  }

  return {
    /** Changes with what stands beside pages. */
    stamp: readFileSync(stamp, "utf8"),
    keep,
    forget,
    write: (name, content) => writeFileSync(join(assets, name), content),
    read(name) {
      const file = join(assets, basename(name));
      return existsSync(file) ? readFileSync(file) : undefined;
    },
    /** The pages that this file, which is no page itself, has changed. */
    changedBy(file) {
      const isOf = ({ states = {} }) => (file in states || dirname(file) in states) && !isCurrent(states);
      return pages.has(file) ? [] : [...pages.values()].filter(isOf).map(({ page }) => page);
    },
    copyTo(to) {
      mkdirSync(to, { recursive: true });
      for (const name of needed()) copyFileSync(join(assets, name), join(to, name));
    },
  };
}
