/**
 * The JSON of the episode that a player shows, and what its addresses are relative to. The player has read the file before, so
 * that the browser has it in its cache.
 */
export async function jsonOf(player) {
  if (player.episode) return [JSON.stringify(player.episode), document.baseURI];
  const url = new URL(player.getAttribute("src"), document.baseURI);
  const answer = await fetch(url, { cache: "force-cache" });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return [await answer.text(), url.href];
}

/** The episode as its author wrote it, and what its addresses are relative to. */
export async function episodeOf(player) {
  const [json, base] = await jsonOf(player);
  return [JSON.parse(json), base];
}

/** The index of the recording that is selected. */
export const playing = (player) => player.shadowRoot.querySelector(".medium select")?.selectedIndex ?? 0;
