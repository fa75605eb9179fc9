// The importer, the checker and the exporter as functions. Each runs the command in a folder of its own, which has
// nothing but the given texts and is deleted afterwards.
import { basename } from "node:path";
import { runApart } from "./command.js";

/** Makes an episode from a page in Markdown or MDX, or from captions. */
export function importPage(source, { name = "page.md", captions, translations = {}, base, youtube } = {}) {
  const page = basename(name);
  const files = { [page]: source };
  const args = ["import", `./${page}`, "--format=json", "--verbose", "--force"];
  if (captions !== undefined) {
    files.captions = captions;
    args.push("--captions=captions");
  }
  for (const language in translations) {
    files[`captions.${language}.vtt`] = translations[language];
    args.push(`--captions=captions.${language}.vtt`);
  }
  if (base !== undefined) args.push(`--base=${base}`);
  if (youtube !== undefined) args.push(`--youtube=${youtube}`);
  const { output, problems, message } = call(args, files);
  if (output === undefined) throw new Error(problems[0]?.message ?? message);
  return { episode: JSON.parse(output), problems };
}

/** Puts the player into a page in Markdown or MDX, in place of what it embeds. */
export function wrapPage(source, { name = "page.md", src, captions, translations = {}, base } = {}) {
  const page = basename(name);
  const files = { [page]: source };
  const beside = (ending) => page.replace(/(\.[^.]*)?$/, ending);
  if (captions !== undefined) files[beside(".vtt")] = captions;
  for (const language in translations) files[beside(`.${language}.vtt`)] = translations[language];
  const args = ["wrap", `./${page}`, "--format=json", "--json=.json"];
  if (src !== undefined) args.push(`--src=${src}`);
  if (base !== undefined) args.push(`--base=${base}`);
  const { output, problems, json } = call(args, files);
  const error = problems.find(({ severity }) => severity === "error");
  return { page: output ?? source, episode: error || json === undefined ? undefined : JSON.parse(json), problems };
}

/** Lists what is wrong in an episode. */
export function checkEpisode(episode) {
  return call(["check", "episode.json", "--format=json"], { "episode.json": json(episode) }).problems;
}

/** Writes an episode as `vtt`, `srt`, `text`, `chapters` or `html`. */
export function exportEpisode(episode, to, { words = false, language } = {}) {
  const args = ["export", "episode.json", `--to=${to}`, ...(words ? ["--words"] : [])];
  if (language !== undefined) args.push(`--language=${language}`);
  const { output, message } = call(args, { "episode.json": json(episode) });
  if (output === undefined) throw new Error(message);
  return output;
}

const json = (episode) => (typeof episode === "string" ? episode : JSON.stringify(episode));

/** Runs the command on these files. Returns the files that it wrote, what it listed as JSON, and what it said. */
function call(args, files) {
  const writes = args[0] === "check" ? [] : ["--output=.output"];
  const { output, json, problems, said } = runApart([...args, ...writes], files);
  return {
    output,
    json,
    problems: problems.map(({ file, ...problem }) => problem),
    message: said.replace(/^error: (episode\.json: )?/, ""),
  };
}
