/**
 * Makes an element, with properties, and children that are elements or texts; `false` and `undefined` among them are left out.
 * Nothing here parses HTML.
 */
export function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

// The elements that show parts of a player.
const guests = new WeakMap();

/** Adds rules for what is made so to the style of a player and its parts, once. */
export function addStyle(player, ...added) {
  for (const { shadowRoot } of [player, ...(guests.get(player) ?? [])]) {
    const { adoptedStyleSheets: sheets } = shadowRoot;
    sheets.push(...added.filter((sheet) => !sheets.includes(sheet)));
  }
}

/** Gives an element that shows a part of a player all of its style, now and later. */
export function addGuest(player, host) {
  if (!guests.has(player)) guests.set(player, new Set());
  guests.get(player).add(host);
  addStyle(player, ...player.shadowRoot.adoptedStyleSheets);
}

/** Ends that. */
export const removeGuest = (player, host) => guests.get(player)?.delete(host);

/** Makes a style sheet. */
export function sheetOf(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
