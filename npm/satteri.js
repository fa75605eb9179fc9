// A plugin for Sätteri, `mdastPlugins`. It comes first, since it parses the page anew with the player in it.
import { fileURLToPath } from "node:url";
import { writePart } from "./remark.js";

/** Puts the player into the pages that are episodes, and writes their JSON into a folder that the site serves. */
export default function episodePlayer(options) {
  return {
    name: "episode-player",
    before(root, context) {
      if (!context.fileURL) return;
      const warn = (message) => context.report({ message, severity: "warning" });
      const raw = writePart(fileURLToPath(context.fileURL), context.source, options, warn);
      if (raw) context.replaceNode(root, { raw });
    },
  };
}
