// The page of a frame on another site: one player, as large as the frame. What it shows stands in its address: `src`, the
// episode's JSON on this site, and `theme`.

import { make, sheetOf } from "./more/make.js";

document.adoptedStyleSheets.push(sheetOf(`
body { margin: 0; padding: 8px; font: 16px/1.5 system-ui, sans-serif; }
episode-player { --episode-panel-height: max(16em, 100svh - 12em); }
`));

const parameters = new URLSearchParams(location.search);

/** The address of the JSON: only of this site, whose name stands above what is shown. */
function source() {
  const text = parameters.get("src");
  if (!text) throw new Error("The address of this frame names no episode: embed.html?src=/episodes/42.json");
  const url = URL.canParse(text, location.href) ? new URL(text, location.href) : undefined;
  if (url?.origin !== location.origin) throw new Error(`This frame shows episodes of ${location.host} alone: ${text}`);
  return url.href;
}

try {
  const player = document.createElement("episode-player");
  player.setAttribute("src", source());
  const theme = parameters.get("theme");
  if (theme === "light" || theme === "dark") player.setAttribute("theme", theme);
  player.addEventListener("loadedmetadata", () => {
    document.title = player.shadowRoot.querySelector(".card-title")?.textContent || document.title;
  });
  document.body.append(player);
} catch (error) {
  document.body.append(make("p", { role: "alert" }, error.message));
}
