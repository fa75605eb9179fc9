/**
 * Makes an element, with properties, and children that are elements or texts; `false` and `undefined` among them are left out.
 * Nothing here parses HTML.
 */
export function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** Adds rules for what is made so to a player's style, once. */
export function addStyle(player, sheet) {
  const { adoptedStyleSheets: sheets } = player.shadowRoot;
  if (!sheets.includes(sheet)) sheets.push(sheet);
}

/** Makes a style sheet. */
export function sheetOf(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
