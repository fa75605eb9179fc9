// <episode-player>: a turn is a list item with its text as one node, the word is a highlight of the document.
function adapt() {
  const player = () => document.querySelector("episode-player");
  const root = () => player()?.shadowRoot;
  const item = (turn) => root()?.getElementById(`turn-${turn}`);
  const text = (item) => item?.querySelector("p")?.firstChild;

  // Observers of the document do not see highlights.
  const listeners = new Set();
  for (const [owner, name] of [
    [HighlightRegistry, "set"],
    [HighlightRegistry, "delete"],
    [Highlight, "add"],
    [Highlight, "delete"],
    [Highlight, "clear"],
  ]) {
    const original = owner.prototype[name];
    owner.prototype[name] = function (...values) {
      const result = original.apply(this, values);
      for (const listener of listeners) listener();
      return result;
    };
  }

  const turnOf = (index, { turns }) => {
    let [low, high] = [0, turns.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (turns[middle] <= index) low = middle;
      else high = middle;
    }
    return low;
  };
  const range = (index, units) => {
    const turn = turnOf(index, units);
    const node = text(item(turn));
    if (!node) return null;
    const words = [...node.data.matchAll(/\S+/g)];
    const word = words[index - units.turns[turn]];
    if (!word) return null;
    const range = new Range();
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    return range;
  };

  return {
    media: () => root()?.querySelector("audio"),
    place(index, units) {
      // What is there may still be the episode before.
      if (text(item(0))?.data !== units.opening) return null;
      const rect = range(index, units)?.getClientRects()[0];
      // A turn far from the view has a place, but nothing in it is drawn.
      const drawn = item(turnOf(index, units)).firstElementChild.checkVisibility({ contentVisibilityAuto: true });
      return rect && drawn && { root: root(), rect };
    },
    whole: (units) => !!item(units.last),
    isLit(index, units) {
      const lit = CSS.highlights.get("episode-word");
      if (!lit?.size) return false;
      const turn = turnOf(index, units);
      const node = text(item(turn));
      return [...lit].some(
        ({ startContainer, startOffset }) =>
          startContainer === node &&
          (node.data.slice(0, startOffset).match(/\s+/g)?.length ?? 0) === index - units.turns[turn],
      );
    },
    watched: () => [root()],
    hook(look) {
      listeners.add(look);
      return () => listeners.delete(look);
    },
    search: {
      field: () => root().querySelector(".search-bar input[type=search]"),
      // A hit of this text that can be seen.
      hit(text) {
        const hits = ["episode-hit-now", "episode-hit"].flatMap((name) => [...(CSS.highlights.get(name) ?? [])]);
        return hits.find((hit) => hit.toString().toLowerCase() === text);
      },
    },
    complaint: () => root()?.querySelector("[role=alert]")?.textContent,
    show(episode) {
      player().episode = episode;
    },
  };
}
