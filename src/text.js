// The text that the page itself has in the element: it stays until the player can take its place, and its anchors lead into
// the player, which shows that text in its panels. Loaded where there is any.

import { keep } from "./resume.js";

const kept = new WeakSet();

/** Mounts a player below the text, unseen, until it shows something. */
export function mount(player, handle, root) {
  root.classList.add("waiting");
  player.shadowRoot.append(root);
  if (!kept.has(player)) keep(player);
  kept.add(player);
  handle.mount(root);
  const show = () => {
    if (root.querySelector(".skeleton")) return;
    observer.disconnect();
    // The element left the page, and the text is back.
    if (!root.previousSibling) return;
    const hadFocus = player.matches(":focus-within");
    root.previousSibling.remove();
    root.classList.remove("waiting");
    if (hadFocus) (root.querySelector(".play, .primary") ?? root.firstChild).focus();
    follow(player);
  };
  const observer = new MutationObserver(show);
  observer.observe(root, { childList: true, subtree: true });
  show();
}

/** Follows the page's address, now and whenever it changes, as long as the player is on the page. */
function follow(player) {
  const go = () => {
    if (!player.isConnected) return removeEventListener("hashchange", go);
    const target = player.querySelector(":target");
    if (target) show(player, target);
  };
  addEventListener("hashchange", go);
  go();
}

const text = (element) => element.textContent.trim().toLowerCase();

/** Opens the panel of this name, or the one with this heading; a time is sought by the player itself. */
function show(player, target) {
  const root = player.shadowRoot;
  const all = (selector) => [...root.querySelectorAll(selector)];
  const panel = all("[role=tabpanel]").find(({ id }) => id === target.id);
  const heading = all("[role=tabpanel] :is(h3, h4)").find((heading) => text(heading) === text(target));
  const shown = panel ?? heading?.closest("[role=tabpanel]");
  if (shown) root.getElementById(shown.getAttribute("aria-labelledby"))?.click();
  player.scrollIntoView();
  if (!panel) heading?.scrollIntoView();
}
