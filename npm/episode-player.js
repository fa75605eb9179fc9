// The entry of the package: the element, in a form that bundlers can read and that a server can import.
// `cargo xtask dist` puts src/episode-player.js, without its own `files`, in the place of ELEMENT.

let module_or_path;
let quickStartFile;
let talkFile;

/** Says where the WebAssembly files are, for bundlers that leave them out. Call it before the page has a player. */
export function configure({ wasm, quickStart, talk }) {
  module_or_path = wasm;
  quickStartFile = quickStart;
  talkFile = talk;
}

// In Node.js, where a server renders, and in a DOM that is only imitated, there is nothing to define.
if (globalThis.customElements && globalThis.CSSStyleSheet?.prototype.replaceSync) {
  // Bundlers follow literal addresses alone. The address of the WebAssembly file is one, in wasm/episode-player.js. The
  // style sheet is a script, for a site's own rules for CSS would take hold of a style sheet.
  const modules = {
    "text.js": () => import("./text.js"),
    "quick-start.js": () => import("./quick-start.js").then(({ make }) => ({
      make: (element, wanted) => make(element, wanted, quickStartFile),
    })),
  };
  const module = (file) => modules[file]();
  const files = () => Promise.all([
    import("./wasm/episode-player.js").then(async (wasm) => {
      await wasm.default(module_or_path && { module_or_path });
      return wasm;
    }),
    import("./wasm/style.js").then((style) => sheet(style.default)),
    import("./more/more.js").then(({ attach }) => ({
      attach: (player, handle) => attach(player, handle, talkFile),
    })),
  ]);

  ELEMENT;
}
