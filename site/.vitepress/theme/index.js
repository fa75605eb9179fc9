import DefaultTheme from "vitepress/theme";
import "episode-player/vitepress.css";
import "./site.css";

export default DefaultTheme;
