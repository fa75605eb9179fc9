// For sites that can only name a classic script: it loads the module that is beside it.
import(new URL("episode-player.js", document.currentScript.src)).catch((error) => {
  // Nothing else can tell it: the element is defined by the module.
  if (location.protocol !== "file:") throw error;
  const tell = () => document.querySelectorAll("episode-player").forEach((player) => {
    const text = document.createElement("p");
    text.lang = "en";
    text.textContent = "The player does not load on a page that is opened as a file. Open it by a web server, such as: npx http-server";
    player.prepend(text);
  });
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", tell);
  else tell();
});
