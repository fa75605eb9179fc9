// The entry of the package: the element, in a form that bundlers can read and that a server can import.
// `cargo xtask dist` puts src/episode-player.js, without its own `files`, in the place of ELEMENT.

let module_or_path;

/** Says where the WebAssembly file is, for bundlers that leave it out. Call it before the page has a player. */
export function configure({ wasm }) {
  module_or_path = wasm;
}

// In Node.js, where a server renders, and in a DOM that is only imitated, there is nothing to define.
if (globalThis.customElements && globalThis.CSSStyleSheet?.prototype.replaceSync) {
  // Bundlers follow literal addresses alone. The address of the WebAssembly file is one, in wasm/episode-player.js. The
  // style sheet is a script, for a site's own rules for CSS would take hold of a style sheet.
  const files = () => Promise.all([
    import("./wasm/episode-player.js").then(async (wasm) => {
      await wasm.default(module_or_path && { module_or_path });
      return wasm;
    }),
    import("./wasm/style.js").then((style) => sheet(style.default)),
  ]);

  ELEMENT;
}
