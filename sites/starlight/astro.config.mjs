import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import episodePlayer from "episode-player/starlight";

export default defineConfig({
  integrations: [
    starlight({
      title: "The tide table",
      plugins: [episodePlayer()],
      sidebar: ["index", { label: "Episodes", items: ["episodes/tides", "episodes/harbours"] }],
    }),
  ],
});
