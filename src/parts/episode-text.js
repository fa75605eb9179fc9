// What is said of an episode, from its entry in the list: arithmetic and words alone.

import { FINISHED } from "../more/resume.js";

const MINUTE = 60;
const date = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

/** Seconds as `1:23` or `1:02:03`. */
export function clock(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / MINUTE) % 60];
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(Math.floor(seconds) % 60)}`;
}

/** Seconds as `1 h 5 min`: at least a minute. */
export function length(seconds) {
  const minutes = Math.max(1, Math.round(seconds / MINUTE));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours && `${hours} h`, (rest || !hours) && `${rest} min`].filter(Boolean).join(" ");
}

/** The date, the number and the length of an episode. */
export function facts({ number, series, published, talk, duration }) {
  const day = published && new Date(`${published}T00:00:00Z`);
  return [
    number !== undefined && `#${number}`,
    series?.part && `part ${series.part}${series.of ? ` of ${series.of}` : ""}`,
    day && (isNaN(day) ? published : date.format(day)),
    talk ? `${length(talk)} of talk` : duration && length(duration),
  ].filter(Boolean);
}

/**
 * How far a reader came: the text, and the share from 0 to 1 where it is known. `kept` is what `more/resume.js` keeps: seconds,
 * or `finished`. Nothing for an episode that was not begun.
 */
export function progress(kept, duration) {
  if (kept === FINISHED) return { text: "finished", share: 1 };
  const at = Number(kept);
  if (!(at > 0)) return undefined;
  if (!(duration > at)) return { text: `begun, ${clock(at)} heard` };
  return { text: `${length(duration - at)} left`, share: at / duration };
}

/** How many hits a search came to. */
export function counted({ episodes, mayBeMore, isDone }) {
  const many = (count, one, more) => `${count.toLocaleString("en")} ${count === 1 ? one : more}`;
  const hits = episodes.reduce((sum, { hits }) => sum + hits.length, 0);
  if (!isDone) return hits ? `Searching… ${many(hits, "match", "matches")} so far` : "Searching…";
  if (!hits) return "No matches";
  const found = `${many(hits, "match", "matches")} in ${many(episodes.length, "episode", "episodes")}`;
  return mayBeMore ? `${found}, the newest first. Older ones are not searched yet` : found;
}
