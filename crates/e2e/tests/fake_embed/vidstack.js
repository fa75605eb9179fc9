// Writes down what Vidstack's player tells.
import '/npm/vidstack/cdn/vidstack.js';

const events = [];
window.player = document.querySelector('media-player');
window.messages = [];
window.seen = (name) => events.includes(name);
for (const name of ['can-play', 'playing', 'seeked', 'pause', 'ended', 'rate-change', 'error']) {
  player.addEventListener(name, () => events.push(name));
}
addEventListener('message', ({ data }) => messages.push(JSON.parse(data)));
