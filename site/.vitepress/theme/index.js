import DefaultTheme from "vitepress/theme";
import "episode-player/vitepress.css";

export default DefaultTheme;
