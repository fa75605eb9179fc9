// What the plugin for Docusaurus loads on each page: the element, and what a site of one page owes its anchors.
import "./episode-player.js";
import "./docusaurus.css";

/**
 * The router changes the address without the browser's own navigation, which `:target` and `hashchange` come from; by these
 * an anchor leads into the player.
 */
export function onRouteDidUpdate({ location: { hash }, previousLocation }) {
  if (!previousLocation || !hash) return;
  const target = document.getElementById(decodeURIComponent(hash.slice(1)));
  if (target?.closest("episode-player") && !target.matches(":target")) location.replace(hash);
  dispatchEvent(new HashChangeEvent("hashchange"));
}
