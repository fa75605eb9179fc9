import episodePlayer from "episode-player/vitepress";

export default {
  title: "The coast",
  description: "How the sea works",
  themeConfig: {
    search: { provider: "local" },
    sidebar: [
      { text: "How tides work", link: "/podcast/tides" },
      { text: "Harbours without docks", link: "/podcast/harbours" },
    ],
  },
  vite: { plugins: [episodePlayer()] },
};
