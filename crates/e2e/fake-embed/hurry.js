// Makes the clocks and timers of a document run many times as fast, between two times of the wall clock that its knobs name:
// `hurry: { from, until, times }`. Documents with the same knobs agree on the time.
{
  const { hurry } = JSON.parse(document.getElementById("knobs").textContent);
  if (hurry) {
    const { from, until, times } = hurry;
    const { timeOrigin: origin } = performance;
    const sinceOrigin = performance.now.bind(performance);
    const timer = window.setTimeout.bind(window);
    const at = (wall) => Math.min(wall, from) + Math.max(0, Math.min(wall, until) - from) * times + Math.max(0, wall - until);
    const wall = () => origin + sinceOrigin();
    const scale = (ms) => (wall() >= from && wall() < until ? ms / times : ms);
    Object.defineProperty(performance, "timeOrigin", { value: at(origin) });
    performance.now = () => at(wall()) - at(origin);
    Date.now = () => at(wall());
    window.setTimeout = (call, ms = 0, ...values) => timer(call, scale(ms), ...values);
    // Each turn of it takes the speed of its time. What is here asks for none to be ended.
    window.setInterval = (call, ms = 0, ...values) => {
      const again = () => timer(() => (again(), call(...values)), scale(ms));
      return again();
    };
    window.hurried = () => wall() >= until;
  }
}
