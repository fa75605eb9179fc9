// The text that the page itself has in the element: it stays until the player can take its place, and its anchors lead into
// the player, which shows that text in its panels. Loaded where there is any.

/** Mounts a player below the text, unseen, until it shows something. */
export function mount(player, handle, root) {
  root.classList.add("waiting");
  player.shadowRoot.append(root);
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

/** Follows the page's address, now and whenever it changes or leads there again, as long as the player is on the page. */
function follow(player) {
  const go = () => {
    if (!player.isConnected) return stop.abort();
    const target = targetOf(location.hash);
    if (target && player.contains(target)) show(player, target);
  };
  const stop = new AbortController();
  addEventListener("hashchange", go, stop);
  // A router of the site changes the address without a `hashchange`, and the same link again does not change it.
  addEventListener("click", ({ target }) => target.closest?.("a[href*='#']") && setTimeout(go), stop);
  go();
}

/** The element that an address leads to: `:target` knows nothing of what routers do. */
function targetOf(hash) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null; // A `%` that means nothing.
  }
}

// Sites put signs into their headings.
const words = (element) => element?.textContent.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const text = (element) => words(element).join(" ");

/** Opens the panel that shows this part of the text; a time is sought by the player itself. */
function show(player, target) {
  const root = player.shadowRoot;
  const all = (selector) => [...root.querySelectorAll(selector)];
  const panels = all("[role=tabpanel]");
  const panel = panels.find(({ id }) => id === target.id);
  const heading = all("[role=tabpanel] :is(h3, h4)").find((heading) => text(heading) === text(target));
  const shown = panel ?? heading?.closest("[role=tabpanel]") ?? (text(target) && mostOf(panels, after(target, player)));
  if (shown) root.getElementById(shown.getAttribute("aria-labelledby"))?.click();
  // As soon as the panel is shown.
  setTimeout(() => {
    scrollTo(root.querySelector(".player"), player);
    if (!panel && heading && !isSeen(heading)) scrollTo(heading, player);
  });
}

/** Whether the start of an element is in view, and nothing covers it. */
function isSeen(element) {
  const { left, top } = element.getBoundingClientRect();
  return element.contains(element.getRootNode().elementFromPoint(left + 1, top + 1));
}

/** Scrolls to a part of the player, below what sticks to the top of the page. */
function scrollTo(part, player) {
  const go = () => part.scrollIntoView({ behavior: "instant" });
  go();
  const { left, top, width } = part.getBoundingClientRect();
  let cover = document.elementFromPoint(left + width / 2, top + 1);
  if (!cover || player.contains(cover) || cover.contains(player)) return;
  while (!cover.parentElement.contains(player)) cover = cover.parentElement;
  const { bottom } = cover.getBoundingClientRect();
  // A dialogue, say, which covers more, is none of this.
  if (bottom > innerHeight / 2) return;
  // A little apart from it, since places are rounded.
  part.style.scrollMarginTop = `${parseFloat(getComputedStyle(part).scrollMarginTop) + bottom - top + 8}px`;
  go();
  part.style.scrollMarginTop = "";
}

/** The first words below a heading. */
function after(heading, player) {
  let part = heading;
  while (part !== player && !part.nextElementSibling) part = part.parentElement;
  const next = part.nextElementSibling;
  return words(part === player ? undefined : (next.querySelector("td, li") ?? next)).slice(0, 12);
}

/** The panel that has the most of these words, under whatever heading. */
function mostOf(panels, sample) {
  const counts = panels.map((panel) => {
    // Between two elements may be no space.
    const all = panel.textContent.toLowerCase();
    return sample.filter((word) => all.includes(word)).length;
  });
  const most = Math.max(...counts);
  return most > sample.length / 2 ? panels[counts.indexOf(most)] : undefined;
}
