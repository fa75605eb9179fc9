// At the end of an episode: the next one, below the timeline.

import { webAddress } from "./address.js";
import { episodeOf } from "./episode-json.js";
import { addStyle, make, sheetOf } from "./make.js";
import { textOf } from "./texts.js";

const style = sheetOf(`
.after { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 12px 24px; margin-block-start: 16px; padding: 16px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--wash); }
.after a:hover { text-decoration: underline; }
.after-title { font-size: 1.125em; font-weight: 600; line-height: 1.35; }
.after .actions { display: flex; flex-wrap: wrap; gap: 8px; }
.player .transport:has(.after) { position: relative; }
`);

/** Offers it, where the episode names one. */
export async function offer(player) {
  const text = textOf(player);
  const next = await nextOf(player, text).catch(() => undefined);
  const transport = player.shadowRoot.querySelector(".transport");
  // The reader may have gone on meanwhile.
  if (!next || !player.ended || !transport) return;
  addStyle(player, style);
  const lang = text.language;
  transport.querySelector(".after")?.remove();
  const again = make("button", { type: "button", className: "button", lang, textContent: text("Play again") });
  again.onclick = () => {
    transport.querySelector(".play").focus();
    player.play().catch(() => {});
  };
  const { label, title, note, href } = next;
  transport.append(
    make("div", { className: "after", role: "group", ariaLabel: label, dir: "auto" },
      make("div", {},
        make("p", { className: "eyebrow", lang }, label),
        make("p", { className: "after-title" }, make("a", { href }, title)),
        note && make("p", { className: "eyebrow" }, note)),
      make("p", { className: "actions", lang }, make("a", { className: "button primary", href }, label), again)),
  );
}

async function nextOf(player, text) {
  const [{ next, related }, base] = await episodeOf(player);
  const valid = (label) => (entry) => {
    const { title, url, note } = entry ?? {};
    const address = typeof url === "string" ? webAddress(url, base) : undefined;
    if (typeof title !== "string" || !address) return undefined;
    return { label, title, href: address.href, note: typeof note === "string" ? note : undefined };
  };
  const others = Array.isArray(related) ? related.map(valid(text("Related episode"))) : [];
  return valid(text("Next episode"))(next) ?? others.find(Boolean);
}
