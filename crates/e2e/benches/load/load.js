// What a reader sees of the first load: when the transcript's first word is there to read, whether it goes away again, what
// moves, and when a click on a word seeks (by `yard`, where there is a player).
{
  const sums = { shift: 0, blocked: 0, away: 0 };
  const observe = (type, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  observe("layout-shift", (entry) => (sums.shift += entry.hadRecentInput ? 0 : entry.value));
  observe("longtask", (entry) => (sums.blocked += Math.max(0, entry.duration - 50)));

  const first = () => [
    document.querySelector("section:has(> #transcript) p:has(> b)") ?? document.querySelector("#transcript p"),
    document.querySelector("episode-player")?.shadowRoot?.querySelector("#turn-0 p"),
  ];
  const isRead = (element) =>
    element?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0;
  let readable, before;
  // Asked seldom: each answer makes the browser lay the page out.
  setInterval(() => {
    const now = performance.now();
    if (first().some(isRead)) readable ??= now;
    else if (readable !== undefined) sums.away += now - before;
    before = now;
  }, 100);

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  window.seen = async () => {
    const loaded = await window.yard?.loaded;
    await pause(2000);
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    return { ...sums, readable, paint: paint.startTime, click: loaded?.first ?? null };
  };
}
