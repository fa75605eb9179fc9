// The figures of the page, in the panel of statistics: each can be copied with its source and time, has an address
// (`#figure-3`), and says so where nobody says it; all can be put in the order of the talk.

import { linkTo, positionOf } from "./address.js";
import { addStyle, make, sheetOf } from "./make.js";
import { onAddress } from "./more.js";
import { textOf } from "./texts.js";

const followers = new WeakMap();
onAddress(followers);

const style = sheetOf(`.figure-order{display:flex;justify-content:flex-end;margin-block-end:12px}
.figure-order .chip[aria-pressed=true]{border-color:var(--accent-ink);box-shadow:inset 0 0 0 1px var(--accent-ink);font-weight:600}
.figure-tools{display:inline-flex;gap:2px;margin-inline-start:auto}
.figure-tools :is(a,button){display:inline-flex;align-items:center;min-block-size:26px;padding-inline:6px;border-radius:6px;font-size:var(--small);line-height:1;color:var(--ink-2)}
@media (hover:hover){.figure-tools :is(a,button):hover{background:var(--wash-2)}}
@media (pointer:coarse){.figure-tools :is(a,button){min-block-size:32px;padding-inline:10px}}
.not-said{align-self:center;font-size:var(--small);color:var(--ink-2)}
.figure.is-linked{background:color-mix(in srgb,var(--mark) 16%,transparent)}
@media (forced-colors:active){.figure.is-linked{outline:2px solid Highlight}}
@media print{.figure-order,.figure-order .chip[aria-pressed=true]{border-color:var(--accent-ink);box-shadow:inset 0 0 0 1px var(--accent-ink);font-weight:600}
.figure-tools{display:none}}`);

/**
 * Completes the figures of a player whenever they are shown, and follows the page's address to them. `host` is the element that
 * shows them, until `signal` aborts: it follows where the player itself has no figures.
 */
export function attach(player, host = player, signal = undefined) {
  const root = host.shadowRoot;
  // The figure that the page's address leads to, until it is there.
  let wanted;

  const look = () => {
    const panel = root.getElementById("statistics");
    const list = panel?.querySelector(".figures");
    if (!list?.querySelector(".figure")) return;
    if (wanted > list.querySelectorAll(".figure").length) wanted = undefined;
    if (panel.hidden) {
      // Only what is shown can have the focus: this goes on when it is.
      if (wanted) root.getElementById(panel.getAttribute("aria-labelledby"))?.click();
      return;
    }
    addStyle(player, style);
    completeAll(player, list);
    const linked = wanted && list.querySelector(`.figure[data-number="${wanted}"]`);
    wanted = undefined;
    if (linked) mark(list, linked);
  };
  const follow = () => {
    wanted = host === player || !player.shadowRoot.getElementById("statistics") ? numberFor(player) : undefined;
    look();
  };

  const observer = new MutationObserver(look);
  observer.observe(root, { childList: true, subtree: true, attributeFilter: ["hidden"] });
  followers.set(host, follow);
  signal?.addEventListener("abort", () => {
    observer.disconnect();
    followers.delete(host);
  });
  follow();
}

/** The figure of this player that the page's address names, from 1; an element of the page with that name has it first. */
function numberFor(player) {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const [, number] = /^figure-([1-9]\d*)$/.exec([...parameters.keys()][0]) ?? [];
  if (!number || document.getElementById(`figure-${number}`)) return undefined;
  const name = parameters.get("player");
  const position = positionOf(player);
  const isMeant = name === null ? position === 0 : name === player.id || name === `${position + 1}`;
  return isMeant ? Number(number) : undefined;
}

/** Marks a figure that an address leads to, and seeks to where it is said first. */
function mark(list, linked) {
  for (const figure of list.querySelectorAll(".figure")) figure.classList.toggle("is-linked", figure === linked);
  linked.tabIndex = -1;
  linked.focus({ preventScroll: true });
  linked.scrollIntoView({ block: "center" });
  linked.querySelector(".chip")?.click();
}

/** Completes the figures that are new: all, when their times have changed. They come in the order of the page. */
function completeAll(player, list) {
  const figures = [...list.querySelectorAll(".figure:not([data-number])")];
  if (!figures.length) return;
  figures.forEach((figure, index) => {
    figure.dataset.number = index + 1;
    complete(player, figure, index + 1);
  });
  if (figures.length < 2 || !list.querySelector(".chip")) return;
  const before = list.previousElementSibling?.matches(".figure-order") ? list.previousElementSibling : undefined;
  const order = before ?? make("p", { className: "figure-order" });
  if (!before) {
    const text = textOf(player);
    const button = make("button", { type: "button", className: "chip" }, text("In the order of the talk"));
    button.setAttribute("aria-pressed", "false");
    button.onclick = () => {
      button.setAttribute("aria-pressed", `${!isPressed(button)}`);
      sort(list, isPressed(button));
    };
    order.lang = text.language;
    order.append(button);
    list.before(order);
  }
  sort(list, isPressed(order.firstChild));
}

const isPressed = (button) => button.getAttribute("aria-pressed") === "true";

/** Sorts the figures by when they are said first, those that are not said last; or as the page has them. */
function sort(list, byTalk) {
  const said = (figure) => {
    const chip = figure.querySelector(".chip");
    return chip ? parseFloat(new URLSearchParams(chip.hash.slice(1)).get("t")) : Infinity;
  };
  const key = byTalk ? said : (figure) => Number(figure.dataset.number);
  const figures = [...list.querySelectorAll(".figure")].map((figure) => [key(figure), figure]);
  figures.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  list.append(...figures.map(([, figure]) => figure));
}

/** Adds the tools of a figure, and tells where it is not said. */
function complete(player, figure, number) {
  const times = figure.querySelector(".times");
  const text = textOf(player);
  const part = (selector) => figure.querySelector(selector)?.textContent.trim().replace(/\s+/g, " ") ?? "";
  const [value, metric, source] = [part(".value"), part(".metric"), part(".source")];
  const chip = figure.querySelector(".chip");
  if (!chip && player.shadowRoot.getElementById("transcript")) times.append(make("span", { className: "not-said" }, text("Not said in the talk")));
  const name = { figure: `${value}, ${metric}` };
  const address = linkTo(player, `figure-${number}`);
  const copy = make("button", { type: "button", ariaLabel: text("Copy: {figure}", name) }, text("Copy"));
  copy.onclick = async () => {
    // The time without "now".
    const said = chip ? `, ${/[\d:]+/.exec(chip.textContent)}` : "";
    const line = `${value}: ${metric}${source && ` (${source})`}${said}`;
    const copied = navigator.clipboard?.writeText(`${line}\n${address}`) ?? Promise.reject(new Error("no clipboard"));
    status.textContent = await copied.then(() => text("Copied"), () => text("Not copied"));
    setTimeout(() => (status.textContent = ""), 2000);
  };
  const link = make("a", { href: address, ariaLabel: text("Link to: {figure}", name) }, text("Link"));
  const status = make("span", { className: "not-said", role: "status" });
  times.append(make("span", { className: "figure-tools" }, status, copy, link));
}
