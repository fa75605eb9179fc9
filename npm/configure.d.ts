
/**
 * Says where the WebAssembly file is: the address that a bundler gives to `episode-player/episode-player.wasm`, where it
 * does not follow `new URL(…, import.meta.url)` by itself. Call it before the page has a player.
 */
export function configure(options: {
  wasm?: string | URL | Response | BufferSource | WebAssembly.Module;
  /** `episode-player/quick-start.wasm`, for elements with `captions` or `chapters` in place of `src`. */
  quickStart?: string | URL | Response | BufferSource | WebAssembly.Module;
  /** `episode-player/talk.wasm`, for the talk's figures in the panel of statistics. */
  talk?: string | URL | Response | BufferSource | WebAssembly.Module;
}): void;
