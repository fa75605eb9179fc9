// A plugin for unified: remark, and MDX. It comes first, since it parses the page anew with the player in it.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildPart } from "./build.js";

/** Puts the player into the pages that are episodes, and writes their JSON into a folder that the site serves. */
export default function episodePlayer(options) {
  return (_tree, file) => {
    if (!file.path) return undefined;
    const page = writePart(file.path, String(file.value), options, (message) => file.message(message));
    return page && this.parse(page);
  };
}

/** Writes the JSON of an episode. Returns what takes the place of this part of its page, or `undefined`. */
export function writePart(path, inside, { output = "public/episodes", address = "/episodes/", ...options } = {}, warn) {
  const built = buildPart(path, inside, { ...options, address: (name) => address + encodeURIComponent(name), warn });
  if (!built) return undefined;
  mkdirSync(output, { recursive: true });
  writeFileSync(join(output, built.name), built.json);
  return built.page;
}
