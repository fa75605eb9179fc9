// Hyperaudio Lite: the word that is said has the class `active`.
function adapt() {
  const transcript = () => document.getElementById("transcript");
  let words;
  const word = (index) => (words ??= transcript().querySelectorAll("span[data-m]"))[index];
  return {
    media: () => document.querySelector("audio"),
    place(index, { starts }) {
      const word = transcript()?.querySelector(`[data-m="${starts[index]}"]`);
      return word && { root: document, rect: word.getBoundingClientRect() };
    },
    // The parser has come past it.
    whole: () => !!document.getElementById("end"),
    isLit: (index) => word(index).classList.contains("active"),
    // A seek changes the class of every word on its way: to watch them all would cost more than the player.
    watched: (index) => [index === undefined ? transcript() : word(index)],
  };
}
