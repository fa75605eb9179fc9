// A plugin for unified: remark, and MDX. It comes first, since it parses the page anew with the player in it.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildPage, isEpisode } from "./build.js";

/** Puts the player into the pages that are episodes, and writes their JSON into a folder that the site serves. */
export default function episodePlayer({ include, base, output = "public/episodes", address = "/episodes/" } = {}) {
  return (_tree, file) => {
    if (!file.path) return undefined;
    // Some sites take the front matter off before; it says whether the page is an episode.
    const inside = String(file.value);
    const whole = readFileSync(file.path, "utf8");
    const front = whole.slice(0, Math.max(whole.lastIndexOf(inside.trim()), 0));
    const text = front + inside.trimStart();
    if (!isEpisode(file.path, text, include)) return undefined;
    const built = buildPage(file.path, text, {
      address: (name) => address + encodeURIComponent(name),
      base,
      warn: (message) => file.message(message),
    });
    if (!built) return undefined;
    mkdirSync(output, { recursive: true });
    writeFileSync(join(output, built.name), built.json);
    return this.parse(built.page.slice(front.length));
  };
}
