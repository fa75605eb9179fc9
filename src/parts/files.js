// Files of a site: fetched whole, in time, or an error that says why not. A part of the scripts that import it.

const LONGEST = 20000;
/** In bytes. Captions of half a day with a time for each word have 16 MB; many more words would make the page stand still. */
const LARGEST = 16 << 20;
const english = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** The bytes of a file, and whether its server calls it a web page. `texts` gives the texts of the errors, or is a promise of it. */
export async function fetchFile(url, options, texts = english) {
  let answer;
  try {
    answer = await fetch(url, { signal: AbortSignal.timeout(LONGEST), ...options });
  } catch (error) {
    throw new Error(await reason(url, error, await texts));
  }
  if (!answer.ok) throw new Error(status(String(answer.status), await texts));
  return { bytes: await bytesOf(answer, texts), isPage: !!answer.headers.get("content-type")?.startsWith("text/html") };
}

async function bytesOf(answer, texts) {
  const parts = [];
  let reader, size = 0;
  try {
    reader = answer.body.getReader();
    for (let part; (part = (await reader.read()).value) && size <= LARGEST; parts.push(part)) size += part.length;
  } catch (error) {
    const text = await texts;
    throw new Error(error.name === "TimeoutError" ? late(text) : text("The file did not arrive whole."));
  }
  if (size > LARGEST) {
    reader.cancel();
    const text = await texts;
    throw new Error(text("The file is too large: up to 16 MB are read."));
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

const late = (text) => text("The server took too long to send the file.");

/** The text of such a file. `name` is what it should be. */
export function textOf({ bytes, isPage }, name) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Error("The file is not in UTF-8.");
  }
  if (isPage || text.trimStart().startsWith("<")) {
    throw new Error(`The server sent a web page (HTML) instead of ${name}: perhaps a sign-in, or the address is wrong.`);
  }
  return text;
}

function status(status, text) {
  if (/404|410/.test(status)) return text("There is no file at this address ({status}).", { status });
  if (/401|403/.test(status)) return text("The server refuses to send this file; it may want a sign-in ({status}).", { status });
  return text("The server had an error ({status}).", { status });
}

/** Why no answer came, as far as a page may know. */
async function reason(url, error, text) {
  if (error.name === "TimeoutError") return late(text);
  if (location.protocol === "file:") return "A page that is opened as a file may not read other files: open it by a web server.";
  const init = { mode: "no-cors", signal: AbortSignal.timeout(LONGEST) };
  const isThere = url.origin !== location.origin && (await fetch(url, init).catch(() => undefined));
  if (isThere) return `The file is on another origin, which does not let this page read it (CORS: ${url.origin} must send it with the header Access-Control-Allow-Origin).`;
  return text("The server did not answer. Check the network connection.");
}
