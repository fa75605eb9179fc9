import episodePlayer from "episode-player/vitepress";
import { cpSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import repository, { slug } from "./repository.js";

const site = dirname(dirname(fileURLToPath(import.meta.url)));

const link = (text, link) => ({ text, link });
const sidebar = [
  {
    text: "Start",
    items: [link("Start in one minute", "/start"), link("Try it", "/try"), link("Gallery", "/gallery")],
  },
  {
    text: "Episodes",
    items: [
      link("From pages to episodes", "/pages"),
      link("Front matter", "/front-matter"),
      link("Captions and timing", "/captions"),
      link("Readable without script", "/static"),
      link("Search over all episodes", "/search"),
      link("Languages", "/languages"),
    ],
  },
  {
    text: "Your site",
    items: [
      link("Docusaurus", "/generators/docusaurus"),
      link("Astro", "/generators/astro"),
      link("Starlight", "/generators/starlight"),
      link("VitePress", "/generators/vitepress"),
      link("MkDocs Material", "/generators/mkdocs"),
      link("Zensical", "/generators/zensical"),
      link("mdBook", "/generators/mdbook"),
      link("Hugo", "/generators/hugo"),
      link("Plain HTML", "/generators/plain"),
      link("Bundlers", "/bundlers"),
      link("Frameworks", "/frameworks"),
      link("Leptos", "/leptos"),
    ],
  },
  {
    text: "Reference",
    items: [
      link("The element", "/reference"),
      link("Policies", "/policies"),
      link("Browsers", "/browsers"),
      link("Troubleshooting", "/troubleshooting"),
    ],
  },
  {
    text: "About",
    items: [link("Accessibility", "/accessibility"), link("WCAG 2.2", "/wcag"), link("Privacy", "/privacy"), link("For developers", "/developers")],
  },
];

// The browser itself forbids requests of scripts to other hosts, and forms that are sent.
const POLICY = "connect-src 'self'; form-action 'none'";

export default {
  title: "episode-player",
  description: "The recording, chapters, transcript and figures of an episode, in step with one clock",
  srcExclude: ["README.md", "public"],
  head: [
    ["link", { rel: "icon", href: "/icon.svg" }],
    ["meta", { "http-equiv": "Content-Security-Policy", content: POLICY }],
  ],
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    nav: [link("Start", "/start"), link("Try it", "/try"), link("Gallery", "/gallery"), link("Reference", "/reference")],
    sidebar,
  },
  // `embed.html`, which the code of a frame leads to, and the files that it loads.
  buildEnd: ({ outDir }) => cpSync(join(site, "node_modules/episode-player/static"), join(outDir, "episode-player"), { recursive: true }),
  markdown: { anchor: { slugify: slug }, config: (md) => repository(md, site) },
  vite: {
    plugins: [episodePlayer()],
    worker: { format: "es" },
    // Found by the dev server at the start: in the midst of a visit it would reload the page.
    optimizeDeps: { include: ["@bjorn3/browser_wasi_shim"] },
    // Pages include files of the repository, and the demo is in it.
    server: { fs: { allow: [dirname(site)] } },
  },
};
