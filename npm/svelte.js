// The element for Svelte. What is more is types, in svelte.d.ts.
import "./episode-player.js";
