// Stands in for the page at https://www.youtube-nocookie.com/embed/ID. It reads the address and the test's knobs,
// and joins the player to the message channel. What a test may read or press is on `window`.
import { Channel } from './channel.js';
import { Player } from './player.js';

const knobs = JSON.parse(document.getElementById('knobs').textContent);
const params = new URLSearchParams(location.search);
const videoId = location.pathname.split('/').pop();
const log = [];

// Before its channel exists the real page remembers one message, the first; others are lost.
let early = null;
const remember = (event) => { early ??= event; };
addEventListener('message', remember);

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const seconds = (name) => Number(params.get(name) ?? 0) || 0;

// Errors that are known before anything is played: `knobs.errorAtLoad`, or what the address and the request lack.
function errorAtLoad() {
  if (knobs.errorAtLoad) return knobs.errorAtLoad;
  if (document.referrer === '') return 153;
  return /^[\w-]{11}$/.test(videoId) ? null : 2;
}

await pause(knobs.bootMs);
const player = new Player({
  videoId,
  knobs,
  errorAtLoad: errorAtLoad(),
  muted: params.get('mute') === '1',
  start: seconds('start'),
  end: seconds('end'),
  loop: params.get('loop') === '1' && params.get('playlist') === videoId,
  send: (event, info) => channel.send(event, info),
  die: () => { channel.dead = true; },
});
let pressed = false; // by the reader, in the frame
const channel = new Channel({
  origin: params.get('origin'),
  widgetId: Number(params.get('widgetid')) || params.get('widgetid'),
  knobs,
  log,
  snapshot: () => player.snapshot(),
  command: (func, args) => {
    if (!(knobs.ignoresPlay && func === 'playVideo' && !pressed)) player.command(func, args);
  },
});

removeEventListener('message', remember);
if (params.get('enablejsapi') === '1' && !knobs.silent) {
  addEventListener('message', (event) => channel.hear(event));
  // The dialect of 2024 had no such memory.
  if (early && knobs.dialect !== '2024') channel.hear(early);
}
if (params.get('autoplay') === '1') player.autoplay();

// For tests, which read them in this frame.
window.__log = log; // everything heard: {wall, event, func, args} or {wall, dropped: why, data}
window.__now = () => player.clock.now(); // the true position of the media, in seconds
window.__ready = () => channel.isReady;
window.__wall = () => performance.timeOrigin + performance.now(); // the clock of `wall`, in milliseconds
window.__user = player; // its play(), pause(), seek(s) are what a person does in the frame

await pause(knobs.readyMs);
if (player.error) channel.send('onError', player.errorNumber(true));
channel.ready();

document.getElementById('play').onclick = () => {
  pressed = true;
  if (knobs.signIn) player.signIn();
  player.toggle();
};
setInterval(() => {
  document.getElementById('screen').textContent = `${videoId} · state ${player.state} · ${player.clock.now().toFixed(1)} s`;
}, 250);
