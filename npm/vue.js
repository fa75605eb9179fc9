// The element for Vue. What is more is types, in vue.d.ts.
import "./episode-player.js";
