// The browser's own controls. The button is the one unit there is.
function adapt() {
  return {
    media: () => document.querySelector("audio"),
    place() {
      const button = document.querySelector("button");
      return button && { root: document, rect: button.getBoundingClientRect() };
    },
  };
}
