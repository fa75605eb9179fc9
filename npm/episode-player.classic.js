// For sites that can only name a classic script: it loads the module that is beside it.
import(new URL("episode-player.js", document.currentScript.src));
