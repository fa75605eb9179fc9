// Addresses: of this page, as links to a part of a player have them, and those that a link may lead to.

/** The place of a player in the order of the page, from 0. One with `for` shows a part of another. */
export const positionOf = (player) => [...document.querySelectorAll("episode-player:not([for])")].indexOf(player);

/** The address of this page with a fragment for this player: `src/address.rs` reads it. */
export function linkTo(player, fragment) {
  const position = positionOf(player);
  const suffix = position > 0 ? `&player=${encodeURIComponent(player.id || position + 1)}` : "";
  return `${location.href.split("#")[0]}#${fragment}${suffix}`;
}

/** An address that a link may lead to, or nothing. */
export function webAddress(address, base) {
  if (!address || !URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  return ["http:", "https:"].includes(url.protocol) ? url : undefined;
}
