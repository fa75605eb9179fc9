// What a player has beyond playing, loaded once it is there. Each part is a file of its own, loaded when it is used.

import { keep, goOn } from "./resume.js";

const attached = new WeakSet();

/** Adds all of it to a player, and to each view that the player shows later. `handle` is the player's side in Rust. */
export function attach(player, handle) {
  if (attached.has(player)) return;
  attached.add(player);
  keep(player);
  const on = (name, action) => player.addEventListener(name, action);
  on("loadedmetadata", () => dress(player, handle));
  on("play", async () => {
    player.shadowRoot.querySelector(".after")?.remove();
    // YouTube's frame has a session of its own.
    if (mediaOf(player)) (await import("./session.js")).claim(player);
  });
  on("ended", async () => (await import("./next.js")).offer(player));
  dress(player, handle);
}

/** The element that plays a file; none where YouTube plays. */
export const mediaOf = (player) => player.shadowRoot.querySelector(".frame > audio, .frame > video");

function dress(player, handle) {
  const controls = player.shadowRoot.querySelector(".controls");
  if (!controls) return;
  goOn(player);
  if (!controls.querySelector(".more-button")) controls.append(moreButton(player, handle));
}

/** The button that opens the menu, below the controls: nothing may cover the video. */
function moreButton(player, handle) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "control more-button", ariaLabel: "More", ariaExpanded: "false" });
  const svg = (tag, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    return element;
  };
  const icon = svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" });
  icon.append(svg("path", { d: "M5.5 12h.01M12 12h.01M18.5 12h.01", "stroke-width": 3 }));
  button.append(icon);
  let menu;
  button.onclick = async () => {
    button.ariaExpanded = menu ? "false" : "true";
    if (menu) menu = void menu.then((menu) => menu.remove());
    else {
      menu = import("./menu.js").then(({ menuOf }) => menuOf(player, handle));
      button.closest(".transport").append(await menu);
    }
  };
  return button;
}
