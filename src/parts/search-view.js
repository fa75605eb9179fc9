// The elements of <episode-search>: the list of episodes, and what a search found. Text of the files becomes text.

import { webAddress } from "../more/address.js";
import { make as tag } from "../more/make.js";
import { keyOf } from "../more/resume.js";
import { clock, facts, progress } from "./episode-text.js";

// How many hits of an episode are shown at first.
const FEW = 3;

/** A link where the page is known, else its content alone. */
function link(url, properties, ...content) {
  return url ? tag("a", { ...properties, href: url.href }, ...content) : tag("span", properties, ...content);
}

/** The words of this element, on a page of any direction. */
export const words = (text) => tag("bdi", {}, text);

/** The words of an episode: their language is the page's. */
export const own = (lang, text) => tag("span", { dir: "auto", lang }, text);

/** A row of the list. */
export function row(entry, { folder, lang, text }) {
  const title = link(webAddress(entry.url, folder), { className: "title" }, own(lang, entry.title));
  const item = tag("li", { className: "row" }, title, tag("span", { className: "facts" }, words(facts(entry, text).join(" · "))));
  const key = keyOf(new URL(entry.src, folder).pathname);
  item.showProgress = () => {
    item.querySelector(".progress")?.remove();
    const far = progress(kept(key), entry.duration, text);
    if (!far) return;
    const place = tag("span", { className: "progress" });
    if (far.share !== undefined) {
      const bar = tag("span", { className: "bar", ariaHidden: "true" });
      bar.style.setProperty("--share", far.share);
      place.append(bar);
    }
    place.append(words(far.words));
    item.append(place);
  };
  item.showProgress();
  return item;
}

// A page, or a reader, may forbid the storage.
function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return undefined;
  }
}

/** The hits in an episode, the first few of them at first. `quotes` are filled by `quote`, once the text is there. */
export function group({ number, hits }, entry, { folder, lang, text }) {
  const page = webAddress(entry.url, folder);
  const list = tag("ol", {}, ...hits.slice(0, FEW).map((hit) => match(hit, page)));
  const rest = hits.length - FEW;
  const more = rest > 0 && tag("button", {
    type: "button",
    className: "more",
    onclick() {
      const items = hits.slice(FEW).map((hit) => match(hit, page));
      list.append(...items);
      this.remove();
      focusOn(items[0]);
      section.dispatchEvent(new Event("more"));
    },
  }, words(text("One more match in this episode|{n} more matches in this episode", { n: rest })));
  const title = link(page, {}, own(lang, entry.title));
  const section = tag("section", { className: "group" }, tag("h2", {}, title),
    tag("p", { className: "facts" }, words(facts(entry, text).join(" · "))), list, more);
  section.number = number;
  return section;
}

function match(hit, page) {
  const url = page && new URL(page);
  if (url && hit.second >= 0) url.hash = `t=${hit.second}`;
  const time = hit.second >= 0 && tag("span", { className: "time" }, clock(hit.second));
  const item = tag("li", {}, link(url, { className: "match" }, time, tag("span", { className: "quote" })));
  item.turn = hit.turn;
  return item;
}

/** Puts the words of each match into a group, by `marks(text)`: where the quoted part starts and ends, and its marks. */
export function quote(group, text, marks, lang) {
  for (const item of group.querySelectorAll("li")) {
    const place = item.querySelector(".quote");
    const [speaker, said] = text?.turns[item.turn] ?? [];
    if (place.hasChildNodes() || typeof said !== "string") continue;
    const [start, end, ...words] = marks(said);
    // Another state of the text: what is said there now is not what was searched for.
    if (start === undefined) continue;
    const quoted = tag("span", { lang }, start > 0 && "… ");
    let at = start;
    for (let i = 0; i < words.length; i += 2) {
      quoted.append(said.slice(at, words[i]), tag("mark", {}, said.slice(words[i], (at = words[i + 1]))));
    }
    quoted.append(said.slice(at, end), end < said.length ? " …" : "");
    const name = text.speakers?.[speaker];
    // The line runs as what is said does, whatever the page's direction and the name's.
    place.dir = "auto";
    place.append(...(name ? [tag("b", { lang }, tag("bdi", {}, name)), " "] : []), quoted);
  }
}

/** Gives the focus to the first link of what came last, or to itself. */
export function focusOn(element) {
  const target = element?.querySelector("a") ?? element;
  if (!target) return;
  if (target === element) target.tabIndex = -1;
  target.focus();
}

/** A message with what can be done. */
export function alert(message, text, retry) {
  return tag("div", { className: "message", role: "alert", lang: text.language, dir: text.direction }, tag("p", {}, words(message)),
    retry && tag("button", { type: "button", className: "button", textContent: text("Try again"), onclick: retry }));
}
