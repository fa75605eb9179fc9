import type { EpisodePlayerOptions } from "./vite.js";

/** A plugin for Vite, as VitePress runs it: pages get the player, which is loaded on them, and their JSON is among the assets. */
export default function episodePlayer(options?: EpisodePlayerOptions): { name: string; enforce: "pre" };
