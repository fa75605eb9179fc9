// What is said of an episode, from its entry in the list: arithmetic and words alone. `text` gives the words.

import { FINISHED } from "../more/resume.js";

const MINUTE = 60;
// With the digits that times have.
const DATE = { dateStyle: "long", timeZone: "UTC", numberingSystem: "latn" };

/** Seconds as `1:23` or `1:02:03`. */
export function clock(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / MINUTE) % 60];
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(Math.floor(seconds) % 60)}`;
}

/** Seconds as `1 h 5 min`: at least a minute. */
export function length(seconds, text) {
  const minutes = Math.max(1, Math.round(seconds / MINUTE));
  const [hours, n] = [Math.floor(minutes / 60), minutes % 60];
  if (!hours) return text("{n} min", { n });
  return n ? text("{hours} h {n} min", { hours, n }) : text("{n} h", { n: hours });
}

/** The date, the number and the length of an episode. */
export function facts({ number, series, published, talk, duration }, text) {
  const day = published && new Date(`${published}T00:00:00Z`);
  const { part, of } = series ?? {};
  return [
    // Not a quantity: it is written without a separator.
    number !== undefined && text("#{number}", { number: String(number) }),
    part && (of ? text("part {part} of {of}", { part, of }) : text("part {part}", { part })),
    day && (isNaN(day) ? published : new Intl.DateTimeFormat(text.language, DATE).format(day)),
    talk ? text("{length} of talk", { length: length(talk, text) }) : duration && length(duration, text),
  ].filter(Boolean);
}

/**
 * How far a reader came: the words, and the share from 0 to 1 where it is known. `kept` is what `more/resume.js` keeps: seconds,
 * or `finished`. Nothing for an episode that was not begun.
 */
export function progress(kept, duration, text) {
  if (kept === FINISHED) return { words: text("finished"), share: 1 };
  const at = Number(kept);
  if (!(at > 0)) return undefined;
  if (!(duration > at)) return { words: text("begun, {time} heard", { time: clock(at) }) };
  return { words: text("{time} left", { time: length(duration - at, text) }), share: at / duration };
}

/** How many hits a search came to. */
export function counted({ episodes, mayBeMore, isDone }, text) {
  const hits = episodes.reduce((sum, { hits }) => sum + hits.length, 0);
  if (!isDone) return hits ? text("Searching… {n} match so far|Searching… {n} matches so far", { n: hits }) : text("Searching…");
  if (!hits) return text("No matches");
  const values = { matches: text("{n} match|{n} matches", { n: hits }), n: episodes.length };
  return mayBeMore
    ? text("{matches} in {n} episode, the newest first. Older ones are not searched yet|{matches} in {n} episodes, the newest first. Older ones are not searched yet", values)
    : text("{matches} in {n} episode|{matches} in {n} episodes", values);
}
