// What the button "More" opens: sharing, and what the browser can do with the player.

import { linkTo } from "./address.js";
import { isShown, toggle as toggleCaptions } from "./captions.js";
import { addStyle, make, sheetOf } from "./make.js";
import { mediaOf } from "./more.js";
import { textOf } from "./texts.js";

const style = sheetOf(`
.more { display: grid; gap: 12px; }
.more p { margin: 0; display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
.more label { display: inline-flex; align-items: center; gap: 6px; min-block-size: 36px; margin-inline-end: 8px; }
.more .said { min-block-size: 1.5em; color: var(--ink-2); }
.more .button { font-size: inherit; }
.more p:empty { display: none; }
:host(:fullscreen) { overflow: auto; padding: 16px; background: var(--opaque); }
`);

/** Makes the menu of a player. */
export function menuOf(player, handle) {
  addStyle(player, style);
  const said = make("p", { className: "said", role: "status" });
  const say = (words) => (said.textContent = words);
  const text = textOf(player);
  const menu = make("div", { className: "keys more", role: "group", ariaLabel: text("More"), lang: text.language, dir: text.direction });
  menu.append(share(player, text, say), make("p", {}, ...view(player, handle, text, say)), said);
  return menu;
}

function button(textContent, onclick) {
  return make("button", { type: "button", className: "button", textContent, onclick });
}

/** A button that is on or off. */
function toggle(name, isOn, act) {
  const element = button(name, async () => {
    await act();
    element.ariaPressed = String(isOn());
  });
  element.ariaPressed = String(isOn());
  return element;
}

function share(player, text, say) {
  const { currentTime } = player;
  const from = make("input", { type: "checkbox", checked: currentTime >= 1 });
  const copy = async (what, done) => {
    try {
      await navigator.clipboard.writeText(what);
      say(done);
    } catch {
      say(text("The browser did not let it copy. Here it is: {what}", { what }));
    }
  };
  const page = () => Object.assign(new URL(location.href), { hash: player.id }).href;
  const link = () => (from.checked ? linkTo(player, `t=${clock(currentTime)}`) : page());
  const frame = frameOf(player);
  const send = () => navigator.share({ title: document.title, url: link() }).catch(() => {}); // The reader may close it.
  return make("p", {},
    make("label", {}, from, text("Start at {time}", { time: clock(currentTime) })),
    button(text("Copy link"), () => copy(link(), text("Link copied."))),
    navigator.share ? button(text("Share …"), send) : undefined,
    frame && button(text("Copy code to embed it"), () => copy(frame(from.checked ? currentTime : undefined), text("Code copied."))));
}

/** The code of a frame for other sites; none where the page's author does not offer one. */
function frameOf(player) {
  const embed = player.getAttribute("embed");
  const src = player.getAttribute("src");
  if (embed === null || src === null) return undefined;
  return (time) => {
    const url = new URL(embed, document.baseURI);
    url.searchParams.set("src", new URL(src, document.baseURI).pathname);
    if (time !== undefined) url.hash = `t=${clock(time)}`;
    const attributes = Object.entries({
      src: url.href,
      title: player.shadowRoot.querySelector(".player").ariaLabel,
      width: "100%",
      height: "720",
      allow: "autoplay; clipboard-write; encrypted-media; fullscreen; picture-in-picture; web-share",
      referrerpolicy: "strict-origin-when-cross-origin",
      loading: "lazy",
      // No style: the other site's policy may not allow one.
      frameborder: "0",
    });
    const escaped = (value) => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
    return `<iframe ${attributes.map(([name, value]) => `${name}="${escaped(value)}"`).join(" ")}></iframe>`;
  };
}

function view(player, handle, text, say) {
  const media = mediaOf(player);
  const isFull = () => document.fullscreenElement === player;
  const refused = () => say(text("The browser refused it."));
  const buttons = [];
  if (document.fullscreenEnabled) {
    const full = toggle(text("Full screen"), isFull, () => (isFull() ? document.exitFullscreen() : player.requestFullscreen()).catch(refused));
    // The Escape key ends it as well. A menu that is closed follows it no longer.
    const follow = () => {
      if (full.isConnected) full.ariaPressed = String(isFull());
      else player.removeEventListener("fullscreenchange", follow);
    };
    player.addEventListener("fullscreenchange", follow);
    buttons.push(full);
  }
  if (media?.localName === "video" && player.shadowRoot.querySelector("[data-timing=captions]")) {
    buttons.push(toggle(text("Captions"), () => isShown(media), () => toggleCaptions(player, handle, media).catch(refused)));
  }
  if (media?.requestPictureInPicture && document.pictureInPictureEnabled) {
    const isOut = () => document.pictureInPictureElement !== null;
    buttons.push(toggle(text("Picture in picture"), isOut, () => (isOut() ? document.exitPictureInPicture() : media.requestPictureInPicture()).catch(refused)));
  }
  if (media) buttons.push(...devices(media, text, refused));
  if (media && player.hasAttribute("download")) {
    buttons.push(make("a", { className: "button", href: media.currentSrc || media.src, download: "" }, text("Download")));
  }
  if (player.hasAttribute("find-offset")) {
    buttons.push(button(text("Find the offset"), async () => (await import("./offset.js")).find(player, say)));
  }
  return buttons;
}

/** A button for AirPlay or Cast, where the browser sees a device. */
function devices(media, text, refused) {
  const element = button(text("Play on another device"), () => {
    if (media.webkitShowPlaybackTargetPicker) media.webkitShowPlaybackTargetPicker();
    else media.remote.prompt().catch(refused);
  });
  element.hidden = true;
  if (media.webkitShowPlaybackTargetPicker) {
    media.addEventListener("webkitplaybacktargetavailabilitychanged", ({ availability }) => (element.hidden = availability !== "available"));
  } else if (media.remote) {
    media.remote.watchAvailability((isAvailable) => (element.hidden = !isAvailable)).catch(() => (element.hidden = false));
  } else return [];
  return [element];
}

/** A time as people read it, and as addresses have it. */
function clock(seconds) {
  const whole = Math.floor(seconds);
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return (hours ? `${hours}:` : "") + `${two(minutes)}:${two(whole % 60)}`;
}
