// What is measured in the page. It runs before the page's own scripts, in a function that has `adapt`, by which it
// sees the player, and `units`: what the player lights, words or captions.

// A player may make its media element in a frame, and put it into no document.
const made = (top.yardMedia ??= []);
const create = Document.prototype.createElement;
Document.prototype.createElement = function (name, ...options) {
  const element = create.call(this, name, ...options);
  if (element instanceof HTMLMediaElement) made.push(element);
  return element;
};
window.Audio = new Proxy(Audio, {
  construct(target, values) {
    const element = new target(...values);
    made.push(element);
    return element;
  },
});
if (window !== top) return;

const memories = new Set();
for (const name of ["instantiate", "instantiateStreaming"]) {
  const original = WebAssembly[name];
  WebAssembly[name] = async (...values) => {
    const result = await original(...values);
    for (const value of Object.values((result.instance ?? result).exports)) {
      if (value instanceof WebAssembly.Memory) memories.add(value);
    }
    return result;
  };
}

const tasks = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask" });

const yard = (window.yard = { media: made, units });
const adapter = adapt(yard);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// Calls back when the next frame is drawn.
const { port1, port2 } = new MessageChannel();
const drawn = [];
port1.onmessage = () => drawn.splice(0).forEach((callback) => callback());
const onDrawn = (callback) =>
  requestAnimationFrame(() => {
    drawn.push(callback);
    port2.postMessage(null);
  });

// The unit that is said at a time.
const unitAt = (ms) => {
  const { starts } = yard.units;
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};
const isLit = (unit) => unit >= 0 && unit < yard.units.starts.length && adapter.isLit(unit, yard.units);

// Looks whenever what is lit may have changed, and in every frame; what it returns stops it.
const watch = (look, unit) => {
  const observer = new MutationObserver(() => look(false));
  for (const node of adapter.watched(unit)) {
    observer.observe(node, { subtree: true, childList: true, characterData: true, attributes: true });
  }
  const unhook = adapter.hook?.(() => look(false));
  let frame = requestAnimationFrame(function tick() {
    frame = requestAnimationFrame(tick);
    look(true);
  });
  return () => {
    observer.disconnect();
    unhook?.();
    cancelAnimationFrame(frame);
  };
};

// In view, with nothing on top of it: the element at its middle.
const hit = ({ root, rect }) => {
  const [x, y] = [rect.x + rect.width / 2, rect.y + rect.height / 2];
  const element = rect.width > 0 && rect.height > 0 ? root.elementFromPoint(x, y) : null;
  return element && { element, x, y };
};

// When a click on a visible unit moves the media, and when the whole transcript is there. Clicked is the first unit
// that starts after two seconds: it is on the first screen, and not where the media is anyway. `least` is the media's
// least `readyState`.
const usable = (least) =>
  new Promise((done, fail) => {
    const target = yard.units.starts.findIndex((ms) => ms > 2000);
    let first, whole;
    let clicked = -Infinity;
    const moved = () => {
      const media = adapter.media();
      return media?.readyState >= least && Math.abs(media.currentTime * 1000 - yard.units.starts[target]) < 500;
    };
    const look = () => {
      const complaint = adapter.complaint?.();
      if (complaint) return fail(new Error(complaint));
      whole ??= adapter.whole?.(yard.units) ? performance.now() : undefined;
      if (first === undefined && clicked > 0 && moved()) first = performance.now();
      if (first === undefined && performance.now() - clicked > 50) {
        const place = adapter.place(target, yard.units);
        const at = place && hit(place);
        if (at) {
          clicked = performance.now();
          const where = { bubbles: true, composed: true, cancelable: true, clientX: at.x, clientY: at.y };
          at.element.dispatchEvent(new MouseEvent("click", { ...where, view: at.element.ownerDocument.defaultView }));
          if (moved()) first = performance.now();
        }
      }
      if (first === undefined || (adapter.whole && whole === undefined)) return onDrawn(look);
      // A text that cannot be used yet is not what is asked for.
      done({ first, whole: adapter.whole ? Math.max(first, whole) : null });
    };
    onDrawn(look);
  });

yard.loaded = usable(1);

// From an episode in memory to its first screen, to its whole transcript, and the tasks over 50 ms meanwhile.
yard.show = async (episode) => {
  const start = performance.now();
  adapter.show(episode);
  const { first, whole } = await usable(0);
  await pause(500);
  const during = tasks.filter((task) => task.startTime + task.duration > start && task.startTime < whole);
  return { first: first - start, whole: whole - start, tasks: during.map((task) => task.duration) };
};

yard.elements = () => {
  const count = (root) =>
    [...root.querySelectorAll("*")].reduce(
      (sum, { shadowRoot, contentDocument }) =>
        sum + 1 + (shadowRoot ? count(shadowRoot) : 0) + (contentDocument ? count(contentDocument) : 0),
      0,
    );
  return count(document);
};

yard.wasm = () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);

yard.pause = () => adapter.media()?.pause();

yard.play = async (seconds, rate) => {
  const media = adapter.media();
  media.pause();
  media.currentTime = seconds;
  await pause(700); // A player that has not heard of the seek goes back when it plays.
  await media.play();
  media.playbackRate = rate;
  while (Math.abs(media.currentTime - seconds - 1) > 0.5) await pause(50);
};

// How long what never comes is waited for.
const PATIENCE = 5000;

// Of seeks while it plays: milliseconds to the right light, and the frame that shows it, where 1 is the very next.
// Nothing where it is lit already.
yard.seeks = async (moments) => {
  await yard.play(1, 1);
  const results = [];
  for (const moment of moments) {
    results.push(await seek(adapter.media(), moment));
    await pause(200);
  }
  yard.pause();
  return results;
};

const seek = (media, moment) =>
  new Promise((done) => {
    const goal = unitAt(moment);
    if (isLit(goal)) return done(null);
    const start = performance.now();
    let frames = 0;
    const stop = watch((inFrame) => {
      if (inFrame) frames += 1;
      const took = performance.now() - start;
      // It plays on meanwhile.
      const now = unitAt(media.currentTime * 1000);
      const right = isLit(goal) || (now > goal && now < goal + 10 && isLit(now));
      if (!right && took < PATIENCE) return;
      stop();
      done({ ms: took, frames: inFrame ? frames : frames + 1 });
    }, goal);
    media.currentTime = moment / 1000;
  });

// How far the media was into each unit, or before it, when it was lit, and how many were never lit. Milliseconds.
yard.lag = async (seconds, rate, span) => {
  await yard.play(seconds, rate);
  const media = adapter.media();
  const from = media.currentTime * 1000;
  const lags = new Map();
  const stop = watch(() => {
    const now = media.currentTime * 1000;
    const unit = unitAt(now);
    for (const candidate of [unit, unit + 1]) {
      if (!lags.has(candidate) && isLit(candidate)) lags.set(candidate, now - yard.units.starts[candidate]);
    }
  });
  await pause(span);
  stop();
  const to = media.currentTime * 1000;
  yard.pause();
  const due = yard.units.starts.flatMap((start, unit) => (start > from && start < to - 500 ? [unit] : []));
  return { lags: due.filter((unit) => lags.has(unit)).map((unit) => lags.get(unit)), due: due.length };
};

// A word is typed letter by letter: milliseconds from each to its hits, laid out. Nothing where there is no search.
yard.search = async (word) => {
  if (!adapter.search?.field()) return null;
  const times = [];
  for (let length = 1; length <= word.length; length++) {
    times.push(await keystroke(word.slice(0, length)));
    await pause(200);
  }
  return times;
};

const keystroke = (text) =>
  new Promise((done) => {
    const field = adapter.search.field();
    const start = performance.now();
    let typed = false;
    const look = () => {
      if (!typed) return; // The first hit may not be the last.
      const hit = adapter.search.hit(text);
      const took = performance.now() - start;
      if (!hit && took < PATIENCE) return;
      stop();
      hit?.getBoundingClientRect();
      done(performance.now() - start);
    };
    const stop = watch(look);
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    typed = true;
    look();
  });
