// What a player is made of, without what it does: a video that is there bit by bit, time that passes, and the messages
// about both. The states: -1 unstarted, 0 ended, 1 playing, 2 paused, 3 buffering, 5 cued.
import { Clock } from './clock.js';
import * as messages from './messages.js';

const TICK_MS = [266, 262, 271, 264]; // a timeupdate of Chromium: 260 to 271 ms

export class Medium {
  constructor({ videoId, knobs, errorAtLoad, muted, start, end, loop, send, die }) {
    Object.assign(this, { knobs, send, die, muted, loop });
    this.clock = new Clock(knobs.duration);
    this.volume = 100;
    this.subscribed = new Set();
    this.inside = knobs.inside.map((event) => ({ ...event }));
    this.cue(videoId, start, end);
    this.fromAddress = start > 0; // such a start goes straight to 1
    this.error = errorAtLoad;
    this.state = errorAtLoad ? -1 : 5;
    this.known = true;
  }

  // Another video, not yet started: nothing of its media is there.
  cue(videoId, start, end) {
    this.halt();
    this.videoId = videoId;
    this.cpn = Array.from(crypto.getRandomValues(new Uint8Array(8)), (b) => b.toString(16).padStart(2, '0')).join('');
    this.start = start;
    this.end = this.stopAt = end;
    this.clock.set(start);
    this.fromAddress = false;
    this.known = this.titled = this.loaded = false; // the duration as announced; title and author; the media itself
    this.wanted = false; // to play
    this.phase = 'cued'; // 'starting', 'buffering', 'primed' (paused before its media came) or 'started'
    this.seeking = null; // where to, until the media is there
    this.pausedAtEnd = false;
    this.error = null;
    this.errorCameLate = false;
  }

  // As long as only announced, in whole seconds.
  duration() {
    if (this.loaded) return this.knobs.duration;
    return this.known ? Math.ceil(this.knobs.duration) : 0;
  }

  loadedFraction() {
    return this.loaded ? 1 : 0;
  }

  errorNumber(atLoad) {
    const text = this.knobs.errorAsString || (atLoad && this.knobs.dialect === '2024');
    return text ? String(this.error) : this.error;
  }

  snapshot() {
    return messages.snapshot(this);
  }

  tell(info) {
    this.send('infoDelivery', info);
  }

  announce(event, info) {
    if (this.subscribed.has(event)) this.send(event, info);
  }

  enter(state, staleTime) {
    this.state = state;
    this.tell(messages.state(this, staleTime));
    this.announce('onStateChange', state);
  }

  tick() {
    this.tell(messages.tick(this));
    this.announce('onVideoProgress', this.clock.now());
  }

  tellVolume() {
    this.tell({ muted: this.muted, volume: this.volume });
    this.announce('onVolumeChange', { muted: this.muted, volume: this.volume, unstorable: false });
  }

  tellQuality() {
    this.tell({ playbackQuality: 'small', availableQualityLevels: ['small', 'auto'], preferredQuality: 'auto' });
  }

  // A sequence of messages in time: what it waits for never comes once a newer sequence has begun.
  sequence() {
    const own = (this.current = {});
    return (ms) => new Promise((resolve) => setTimeout(() => own === this.current && resolve(), ms));
  }

  run() {
    this.clock.start();
    this.watch();
    clearTimeout(this.ticker);
    let n = 0;
    const next = () => {
      n += 1;
      const dropped = this.knobs.dropTicks > 0 && n % this.knobs.dropTicks === 0;
      if (this.state === 1 && !dropped) this.tick();
      this.ticker = setTimeout(next, TICK_MS[n % TICK_MS.length]);
    };
    this.ticker = setTimeout(next, 250);
  }

  halt() {
    this.clock.stop();
    this.current = null;
    clearTimeout(this.ticker);
    clearTimeout(this.watcher);
  }

  // Waits for the next position at which something happens: the end, or what the test asked for.
  watch() {
    clearTimeout(this.watcher);
    if (this.clock.since === null) return;
    const now = this.clock.now();
    const end = { at: this.stopAt > now ? Math.min(this.stopAt, this.knobs.duration) : this.knobs.duration, action: 'end' };
    const ahead = [end, ...this.inside].filter((event) => event === end || event.at >= now);
    const next = ahead.reduce((a, b) => (b.at < a.at ? b : a));
    this.watcher = setTimeout(() => {
      if (this.clock.now() < next.at) return this.watch();
      this.inside = this.inside.filter((event) => event !== next);
      this.happen(next);
      this.watch();
    }, Math.max(0, ((next.at - now) / this.clock.rate) * 1000));
  }
}
