// A part of a player in an element of its own: `<episode-player show="chapters" for="player">`. Rust builds the part in the
// player's own view (`src/view/parts.rs`), so that both are on one clock; here is where it stands.

import { addGuest, make, removeGuest, sheetOf } from "./make.js";
import { mediaOf, moreButton, stages } from "./more.js";
import { restoreLanguage } from "./resume.js";

const PARTS = ["stage", "transport", "timeline", "chapters", "transcript", "statistics", "notes"];
// How long after the page has loaded its scripts may take to make the player, in milliseconds.
const PATIENCE = 3000;

// The rules of style/parts.css, as a test of xtask compares; and the page's own text is shown until the part is there.
const style = sheetOf(`.part:not(:empty) ~ * { display: none; }
.player.is-part { display: block; min-block-size: 0; }
.is-part > .panel { position: relative; display: flex; flex-direction: column; block-size: var(--panel-height); }
.is-part > .panel:not(.transcript) { overflow: auto; }
.is-part > .chapters { margin: 0; contain: none; }
.is-part > .transport { position: relative; inset: auto; }
.is-part .controls { flex-wrap: wrap; }
.is-part .stage { --stage: max(200px, 56.25cqi); }
.is-part .is-audio .card:not(.has-poster) { min-block-size: clamp(220px, 50cqi, 352px); }`);
// The element takes no room where the episode has nothing for the part.
const nothing = sheetOf(":host { display: none; }");

const PANELS = ["transcript", "chapters", "statistics", "notes"];
const hiding = sheetOf(`:host([hide~=transport]) .controls, :host([hide~=timeline]) :is(.timeline, .now-line),
:host([hide~=transport][hide~=timeline]) .transport:not(:has(.after)),
${PANELS.map((name) => `:host([hide~=${name}]) :is(#${name}, #tab-${name})`)}, .player.has-no-panel .side { display: none; }
@container episode (min-inline-size: 37.5em) {
  :host([hide~=chapters]) .player { grid-template: "stage" "transport" "side" 1fr / minmax(0, 1fr); }
}
@container episode (min-inline-size: 56.25em) {
  :host([hide~=chapters]) .player { grid-template: "stage side" auto "transport side" 1fr / minmax(0, 1.22fr) minmax(0, 1fr); }
}
.place:has(.has-no-panel) { min-height: 0; }
:host([hide]) .player.has-no-panel { grid-template: "stage" "transport" "chapters" / minmax(0, 1fr); min-block-size: 0; }
.player.has-no-panel .chapters { contain: none; }`);

/** Hides in a player what its attribute `hide` names. */
export function hide(player) {
  const root = player.shadowRoot;
  root.adoptedStyleSheets.push(hiding);
  const tabs = () => {
    const hidden = (player.getAttribute("hide") ?? "").split(/\s+/).map((name) => `tab-${name}`);
    return [...root.querySelectorAll("[role=tab]")].filter(({ id }) => !hidden.includes(id));
  };
  // One of the panels that are left is open.
  const look = () => {
    const view = root.querySelector("[part=player]");
    const open = view?.querySelector("[aria-selected=true]");
    if (!open) return;
    view.classList.toggle("has-no-panel", !tabs().length);
    if (!tabs().includes(open)) tabs()[0]?.click();
  };
  new MutationObserver(look).observe(root, { childList: true, subtree: true, attributeFilter: ["aria-selected"] });
  new MutationObserver(look).observe(player, { attributeFilter: ["hide"] });
  // The arrow keys pass over those that are hidden.
  root.addEventListener("keydown", (event) => {
    const all = tabs();
    const at = all.indexOf(event.target);
    if (at < 0) return;
    const to = { ArrowRight: (at + 1) % all.length, ArrowLeft: (at + all.length - 1) % all.length, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all[to].click();
    all[to].focus();
  }, true);
}

// The elements whose player is looked for, by the document or shadow root that they are in.
const waiting = new Map();

function watch(root, look) {
  let entry = waiting.get(root);
  if (!entry) {
    const looks = new Set();
    const observer = new MutationObserver(() => looks.forEach((look) => look()));
    observer.observe(root, { childList: true, subtree: true, attributeFilter: ["id"] });
    waiting.set(root, (entry = { looks, observer }));
  }
  entry.looks.add(look);
  return () => {
    entry.looks.delete(look);
    if (entry.looks.size) return;
    entry.observer.disconnect();
    waiting.delete(root);
  };
}

/** Shows the part in an element with `for`, whenever that and its player are in the page. */
export function attach(host, talkFile) {
  const root = host.shadowRoot;
  const place = make("div", { className: "part" });
  const ofPlayer = new MutationObserver(look);
  let player;
  // What is shown, until it ends; else what is wrong.
  let shown;
  let refusal;
  let unwatch;
  let wait;
  root.adoptedStyleSheets.push(style);

  // Whenever the element comes and goes, the shell replaces what is in the shadow root.
  new MutationObserver(look).observe(root, { childList: true });
  new MutationObserver(() => {
    end();
    look();
  }).observe(host, { attributeFilter: ["for", "show"] });
  host.addEventListener("beforeconnect", (event) => {
    const asked = new CustomEvent("beforeconnect", { cancelable: true, detail: event.detail });
    if (player && !player.dispatchEvent(asked)) event.preventDefault();
  });
  look();

  function look() {
    if (!host.isConnected) {
      end();
      follow(undefined);
      unwatch?.();
      unwatch = undefined;
      return;
    }
    unwatch ??= watch(host.getRootNode(), look);
    if (root.firstChild !== place) root.prepend(place);
    const [name, id] = [host.getAttribute("show"), host.getAttribute("for")];
    const found = host.getRootNode().getElementById(id ?? "") ?? undefined;
    const wrong = wrongWith(name, id, found);
    if (wrong) return refuse(wrong);
    follow(found);
    if (!player) return lookLate(id);
    const view = player.shadowRoot.querySelector("[part=player]") ?? undefined;
    if (shown?.view === view) return;
    end();
    if (view) show(name, view);
  }

  /** Follows another player. */
  function follow(other) {
    if (other === player) return;
    end();
    ofPlayer.disconnect();
    player = other;
    if (player) ofPlayer.observe(player.shadowRoot, { childList: true, subtree: true });
  }

  /** Says so where no script has made the player some time after the page has loaded. One that was there may come back. */
  function lookLate(id) {
    wait ??= loaded().then(() => {
      if (host.isConnected && !player) refuse(`for="${id ?? ""}" names no element of this page: it must be the id of an <episode-player>.`);
    });
  }

  function show(name, view) {
    place.id = name;
    view.dispatchEvent(new CustomEvent("part", { detail: place }));
    // What is in it may have that id.
    place.removeAttribute("id");
    const frame = place.firstChild;
    shown = { view, stop: new AbortController() };
    if (name === "stage" && !takeStage(view, frame)) return refuse("Another element shows this player's stage already.");
    if (!frame.firstChild) {
      place.replaceChildren();
      root.adoptedStyleSheets.push(nothing);
      return;
    }
    if (name === "transport") frame.querySelector(".controls").append(moreButton(player));
    nameRegions(frame, view.ariaLabel);
    addGuest(player, host);
    if (name === "statistics") addFigures(shown.stop.signal);
    if (name === "transcript") restoreLanguage(root);
  }

  /** Names what is a landmark: the player may have others of the same kind. */
  function nameRegions(frame, title) {
    for (const region of frame.querySelectorAll("section, [role=navigation], [role=search]")) {
      const labelled = root.getElementById(region.getAttribute("aria-labelledby"));
      const label = labelled?.textContent ?? region.ariaLabel ?? region.querySelector("[type=search]")?.ariaLabel;
      if (!label) continue;
      region.removeAttribute("aria-labelledby");
      region.ariaLabel = `${label} – ${title}`;
    }
  }

  function addFigures(signal) {
    import("./talk.js").then((talk) => signal.aborted || talk.attach(player, talkFile, host, signal), () => {});
    import("./figures.js").then((figures) => signal.aborted || figures.attach(player, host, signal), () => {});
  }

  /** The recording is in one place at a time. */
  function takeStage(view, frame) {
    const stage = view.querySelector(":scope > .stage");
    if (!stage) return false;
    // The player keeps its heading.
    view.prepend(make("h2", { className: "vh" }, stage.querySelector(".card-title").textContent));
    move(stage, frame);
    stages.set(player, root);
    // A button that is pressed disappears, and where it leads in the player is elsewhere: the keys go on working here.
    frame.tabIndex = -1;
    frame.addEventListener("click", ({ target }) => target.closest("button") && frame.focus({ preventScroll: true }));
    return true;
  }

  function end() {
    if (refusal) place.replaceChildren();
    refusal = undefined;
    if (!shown) return;
    const { view, stop } = shown;
    shown = undefined;
    stop.abort();
    const stage = place.querySelector(".stage");
    if (stage) {
      stages.delete(player);
      const plays = !player.paused;
      view.firstChild.remove();
      if (view.isConnected) move(stage, view, view.firstChild);
      // It paused if it left the page.
      if (plays && mediaOf(player)?.paused) player.play().catch(() => {});
    }
    place.dispatchEvent(new Event("end"));
    place.replaceChildren();
    removeGuest(player, host);
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== nothing);
  }

  function refuse(message) {
    if (message === refusal) return;
    end();
    refusal = message;
    const alert = make("div", { className: "player refused", lang: "en" }, message);
    alert.setAttribute("role", "alert");
    // The page's own text stays.
    place.replaceChildren(alert, make("slot"));
    console.error(`<episode-player> ${message}`);
    host.dispatchEvent(new ErrorEvent("error", { message }));
  }
}

/** What an author has to change, if anything. */
function wrongWith(name, id, found) {
  if (!PARTS.includes(name)) return `show="${name ?? ""}" names no part of a player: it must be one of ${PARTS.join(", ")}.`;
  if (found && found.localName !== "episode-player") return `for="${id}" names a <${found.localName}>: it must be the id of an <episode-player>.`;
  if (found?.hasAttribute("for")) return `for="${id}" names another part: it must be the id of the player itself.`;
  return undefined;
}

async function loaded() {
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
  await new Promise((done) => setTimeout(done, PATIENCE));
}

/** Moves an element, and what plays in it goes on where the browser can do that. */
function move(element, parent, before = null) {
  try {
    parent.moveBefore(element, before);
  } catch {
    parent.insertBefore(element, before);
  }
}
