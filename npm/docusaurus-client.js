// What the plugin for Docusaurus loads on each page.
import "./episode-player.js";
import "./docusaurus.css";
