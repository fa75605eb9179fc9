// A plugin for Starlight: the integration for Astro, with Starlight's colours and the height of its header.
import integration from "./astro.js";

/** Puts the player into the pages that are episodes, and their JSON among the site's assets. */
export default function episodePlayer(options) {
  return {
    name: "episode-player",
    hooks: {
      "config:setup"({ config, updateConfig, addIntegration }) {
        // The site's own style comes after it.
        updateConfig({ customCss: ["episode-player/starlight.css", ...(config.customCss ?? [])] });
        addIntegration(integration(options));
      },
    },
  };
}
