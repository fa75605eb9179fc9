// The pages of the episodes that the live example of <episode-search> lists. Before, the command imports these into
// public/episodes/, with the list and the index: the demo of the repository, and what is in .vitepress/reference/pages/.
import { exportEpisode, wrapPage } from "episode-player/node";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const site = dirname(dirname(fileURLToPath(import.meta.url)));
const command = join(site, "node_modules/episode-player/episode.js");
const output = join(site, "public/episodes");

const read = (path) => readFileSync(path, "utf8");

/** Returns the parameter and the Markdown of each page. */
function paths() {
  const folder = mkdtempSync(join(tmpdir(), "episodes-"));
  try {
    putPages(folder);
    rmSync(output, { recursive: true, force: true });
    const importing = ["import", folder, "--output", output, "--page-url", "/episodes/{path}.html", "--quiet"];
    execFileSync(process.execPath, [command, ...importing], { stdio: "inherit" });
    const names = readdirSync(folder).filter((file) => file.endsWith(".md")).map((file) => basename(file, ".md"));
    return names.map((name) => ({ params: { name }, content: contentOf(join(folder, name), name) }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function putPages(folder) {
  cpSync(join(site, ".vitepress/reference/pages"), folder, { recursive: true, dereference: true });
  const demo = join(dirname(site), "demo");
  const path = join(folder, "a-page-that-listens");
  // Its sound stays where it is.
  writeFileSync(`${path}.md`, read(join(demo, "episode.md")).replace("audio: ", "audio: /demo/"));
  writeFileSync(`${path}.vtt`, exportEpisode(read(join(demo, "episode.json")), "vtt", { words: true }));
}

/** Returns a page with the player in it, without its front matter. */
function contentOf(path, name) {
  const captions = existsSync(`${path}.vtt`) ? read(`${path}.vtt`) : undefined;
  const { page } = wrapPage(read(`${path}.md`), { name: `${name}.md`, src: `/episodes/${name}.json`, captions });
  return page.replace(/^---\n.*?\n---\n/s, "");
}

export default { paths };
