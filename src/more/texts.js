// The texts of the interface in the page's language, or the site's own. A text's key is what it is in English.

const LANGUAGES = {
  ar: () => import("../languages/ar.js"),
  de: () => import("../languages/de.js"),
  es: () => import("../languages/es.js"),
  fr: () => import("../languages/fr.js"),
  ja: () => import("../languages/ja.js"),
  pt: () => import("../languages/pt.js"),
  zh: () => import("../languages/zh.js"),
};
// How long an element waits for a language before it is shown in English, in milliseconds.
const PATIENCE = 3000;

const englishPlurals = new Intl.PluralRules("en");

const texts = new WeakMap();

/**
 * Returns the function that gives the texts of an element, for a key and its values. Its `language` is a tag, its `direction`
 * `rtl`, or empty where it is the page's.
 */
export const textOf = (element) => texts.get(element) ?? english;

/** Loads the texts of an element; returns nothing where they are English. */
export async function load(element) {
  const tag = tagOf(element);
  const language = languageOf(tag);
  const [table, own] = await Promise.all([tableOf(language), ownOf(element)].map((table) => patient(table, element)));
  if (!table && !own) return undefined;
  const text = translator(table ? language : tag, { ...table, ...own });
  texts.set(element, text);
  return text;
}

/** Starts to load the texts of the elements that are in the page already. What fails is told where they are needed. */
export function preload(name) {
  for (const element of document.querySelectorAll(name)) tableOf(languageOf(tagOf(element)))?.catch(() => {});
}

const languageOf = (tag) => tag.split("-")[0].toLowerCase();

const tableOf = (language) => Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language]().then((module) => module.default) : undefined;

// Of the site, by the property or the attribute `texts`: an object, or the address of one in JSON.
async function ownOf(element) {
  if (element.texts && typeof element.texts === "object") return element.texts;
  const address = element.getAttribute("texts");
  if (address === null) return undefined;
  const answer = await fetch(new URL(address, document.baseURI));
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer.json();
}

// Without them the player is usable, and no reader waits for long.
async function patient(promise, { localName }) {
  let timer;
  const late = new Promise((_, fail) => (timer = setTimeout(fail, PATIENCE, new Error("a timeout"))));
  try {
    return await Promise.race([promise, late]);
  } catch (error) {
    console.warn(`<${localName}> is in English, since its texts could not be loaded: ${error.message}`);
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

// The nearest `lang`, also outside of a shadow root.
function tagOf(element) {
  for (let node = element; node; node = node.getRootNode().host) {
    const { lang } = node.closest("[lang]") ?? {};
    if (lang) return canonical(lang);
  }
  return "en";
}

function canonical(tag) {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return "en";
  }
}

// Returns the function that `textOf` gives, for the texts of a table. Numbers are written with the digits that times have.
function translator(language, table) {
  const options = { numberingSystem: "latn" };
  const numbers = new Intl.NumberFormat(language, options);
  const plurals = new Intl.PluralRules(language);
  const isRightToLeft = /^(ar|fa|he|ur)\b/.test(language);
  const isolate = isRightToLeft ? (text) => `\u2068${text}\u2069` : (text) => text;
  const fill = (form, values) => form.replace(/\{(\w+)\}/g, (name, key) =>
    typeof values[key] === "number" ? numbers.format(values[key]) : key in values ? isolate(values[key]) : name);
  const spoken = (seconds) => {
    const units = { hour: Math.floor(seconds / 3600), minute: Math.floor(seconds / 60) % 60, second: seconds % 60 };
    const said = Object.entries(units).filter(([unit, n]) => n || (unit === "second" && !seconds))
      .map(([unit, n]) => new Intl.NumberFormat(language, { ...options, style: "unit", unit, unitDisplay: "long" }).format(n));
    return new Intl.ListFormat(language, { type: "unit" }).format(said);
  };
  const formOf = (entry, n, rules) => (typeof entry === "object" ? entry?.[rules.select(n)] ?? entry?.other : entry);
  const text = (key, values = {}) => {
    // The key of a length that is read aloud: `SPOKEN` in crates/language.
    if (key === "spoken") return spoken(values.n);
    const form = Object.hasOwn(table, key) ? formOf(table[key], values.n, plurals) : undefined;
    // A site's own texts may have anything in the place of one.
    return fill(typeof form === "string" ? form : formOf(inEnglish(key), values.n, englishPlurals), values);
  };
  text.language = language;
  text.direction = isRightToLeft ? "rtl" : "";
  return text;
}

// The forms of a key in English: one text, or `one|other` where it depends on a number.
function inEnglish(key) {
  const [one, other = one] = key.split("|");
  return { one, other };
}

const english = translator("en", {});
