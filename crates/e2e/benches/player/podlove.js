// Podlove Web Player: in a frame of the page's own origin, a list of the captions in view.
function adapt() {
  const frame = () => document.querySelector("iframe")?.contentDocument;
  const part = (name) => frame()?.querySelector(`[data-test="tab-transcripts--${name}"]`);
  const captions = () => [...(part("results")?.querySelectorAll(".transcript > span") ?? [])];
  return {
    // It is in no document.
    media: () => yard.media.find((media) => media.currentSrc || media.src) ?? yard.media[0],
    place(index, { texts }) {
      const caption = captions().find((caption) => caption.textContent.trim() === texts[index]);
      const rect = caption?.getClientRects()[0]; // Its first line.
      return rect && { root: frame(), rect };
    },
    isLit: (index, { texts }) => part("results")?.querySelector(".active-transcript")?.textContent.trim() === texts[index],
    watched: () => [part("results")],
    search: {
      field: () => part("search"),
      hit: (text) =>
        [...(part("results")?.querySelectorAll(".transcript > span > span") ?? [])].find(
          (hit) => hit.textContent.toLowerCase() === text,
        ),
    },
  };
}
