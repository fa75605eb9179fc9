// Two episodes as an app may have them: as objects.
const episode = (title) => ({
  version: 1,
  title,
  media: [{ audio: "/demo/episode.mp3" }],
  chapters: [{ start: 0, title: "Ebb" }, { start: 0.2, title: "Flow" }],
});

export const first = episode("First");
export const second = episode("Second");
