// The functions of the channel, with what the real page makes of odd arguments. One it does not know does nothing.
import { RATES } from './messages.js';

const clamp = (low, value, high) => Math.min(high, Math.max(low, value));

export const COMMANDS = {
  addEventListener: (player, [name]) => player.subscribed.add(name),
  // `removeEventListener` cannot work over the wire: the events keep coming.
  playVideo: (player) => player.play(),
  pauseVideo: (player) => player.pause(),
  stopVideo: (player) => player.stop(),
  seekTo: seek,
  setVolume(player, [volume]) {
    if (!Number.isFinite(Number(volume ?? NaN))) return;
    player.volume = clamp(0, Math.floor(Number(volume)), 100);
    player.tellVolume();
  },
  mute: (player) => player.setMuted(true),
  unMute: (player) => player.unMute(),
  setPlaybackRate(player, [rate]) {
    if (typeof rate !== 'number') return; // a text is not taken
    const hundredths = Math.round(clamp(RATES[0], rate, RATES.at(-1)) * 100);
    player.setRate(Math.floor(hundredths / 5) / 20); // down to a step of 0.05
  },
  loadVideoById: (player, args) => player.load(...video(args)),
  cueVideoById: (player, args) => player.cueVideo(...video(args)),
};

function seek(player, [seconds, allowSeekAhead = true]) {
  const target = seconds === null ? 0 : Number(seconds ?? NaN);
  if (Number.isNaN(target)) return player.announce('SEEK_TO', null);
  const within = clamp(0, target, player.duration() || Infinity);
  return allowSeekAhead ? player.seek(within) : player.drag(within);
}

// ("id", start) or ({videoId, startSeconds, endSeconds})
function video([first, start = 0]) {
  if (typeof first !== 'object') return [String(first), Number(start), 0];
  return [first?.videoId, first?.startSeconds ?? 0, first?.endSeconds ?? 0];
}
