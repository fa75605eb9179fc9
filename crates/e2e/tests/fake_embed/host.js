// The smallest host page: it inserts an iframe, says what it is told to, and writes everything down in the form of
// the recordings. `t` is milliseconds since the page loaded.
const HOST = 'https://www.youtube-nocookie.com';

// `params` come on top of the usual ones; null takes one away, and "/" in the origin is an origin with a slash too many.
window.host = (video, params, attributes = {}) => {
  const all = { enablejsapi: '1', origin: location.origin, ...params };
  if (all.origin === '/') all.origin = `${location.origin}/`;
  for (const [name, value] of Object.entries(all)) if (value === null) delete all[name];
  const frame = document.createElement('iframe');
  const record = [];
  const messages = () => record.filter((entry) => 'd' in entry && 'o' in entry).map((entry) => JSON.parse(entry.d));
  Object.assign(frame, { width: 640, height: 360, allow: 'autoplay', referrerPolicy: 'strict-origin-when-cross-origin' });
  Object.assign(frame, attributes);
  frame.src = `${HOST}/embed/${video}?${new URLSearchParams(all)}`;
  frame.onload = () => record.push({ t: performance.now(), d: 'IFRAME_LOAD' });
  addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow) return;
    record.push({ t: performance.now(), o: event.origin, type: typeof event.data, d: event.data, src: true });
  });
  const post = (message, target = HOST) => {
    record.push({ t: performance.now(), out: message });
    frame.contentWindow.postMessage(typeof message === 'string' ? message : JSON.stringify(message), target);
  };
  const command = (func, ...args) => post({ event: 'command', func, args, id: 1, channel: 'widget' });
  const listen = (id = 1) => post({ event: 'listening', id, channel: 'widget' }, '*');

  // As a client does: until something answers.
  const connect = () => {
    const asking = setInterval(() => {
      if (messages().some(({ event }) => /initialDelivery|alreadyInitialized/.test(event))) clearInterval(asking);
      else listen();
    }, 100);
  };
  document.body.append(frame);
  record.push({ t: performance.now(), d: 'IFRAME_APPEND' });
  const own = { frame, record, messages, post, command, listen, connect };
  // Sends again what was sent in a recording, at its times after the last thing both have in common: the inserting of
  // the iframe, its load, the first answer.
  own.replay = async (recording) => {
    let shift = null;
    for (const { t, d, out } of recording) {
      // On a slow machine what was sent may have come too early to be heard.
      if (d === 'ANSWER') connect();
      if (d) await until(() => record.some((entry) => entry.d === d || (d === 'ANSWER' && entry.src)));
      if (d) shift = performance.now() - t;
      else await until(() => performance.now() >= t + shift);
      if (out) post(out);
    }
  };
  return own;
};

const until = async (condition) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
};
