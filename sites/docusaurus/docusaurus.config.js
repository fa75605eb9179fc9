export default {
  title: "The coast",
  url: "https://coast.example.org",
  baseUrl: "/",
  future: { v4: true, faster: true },
  plugins: ["episode-player/docusaurus"],
  presets: [["classic", { docs: { routeBasePath: "/" }, blog: false }]],
  themeConfig: { navbar: { title: "The coast", items: [{ to: "/tides", label: "Episodes" }] } },
};
