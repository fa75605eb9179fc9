import { unified } from "@astrojs/markdown-remark";
import mdx from "@astrojs/mdx";
import { defineConfig } from "astro/config";
import episodePlayer from "episode-player/astro";

export default defineConfig({
  base: "/guide",
  integrations: [mdx(), episodePlayer()],
  markdown: { processor: unified() },
});
