// The player: what each command does in each state, with the messages in the order and about the time of the
// recordings.
import { mayPlay } from './autoplay.js';
import { COMMANDS } from './commands.js';
import { Medium } from './medium.js';

export class Player extends Medium {
  command(func, args) {
    COMMANDS[func]?.(this, args);
  }

  // ---- Play and pause -----------------------------------------------------------------------------------------

  play() {
    if (this.error || (this.wanted && this.state !== 0)) return;
    this.wanted = true;
    if (this.state === 0) this.replay();
    else if (this.phase === 'primed') this.finishStart(29);
    else if (this.phase === 'cued') this.begin();
    else if (this.phase === 'started') this.resume();
  }

  toggle() {
    if (this.state === 1) this.pause();
    else this.play();
  }

  pause() {
    if (!this.wanted && this.state === 0) this.pausedAtEnd = true;
    if (!this.wanted) return;
    this.wanted = false;
    if (this.phase !== 'started' && this.state !== 3) return; // the start goes on to where it can stop, and says nothing
    if (this.seeking === null) this.halt();
    else this.clock.stop();
    this.phase = 'started';
    this.enter(2);
    if (this.loaded && this.seeking === null) this.tick();
  }

  // The first play. `target` is the position of a seek that began it.
  async begin(target = null) {
    this.phase = 'starting';
    const wait = this.sequence();
    await wait(25);
    this.clock.set(target ?? 0);
    this.enter(-1);
    this.enter(3);
    if (target !== null) {
      this.seeking = target;
      this.announce('SEEK_TO', target);
      this.enter(-1);
    }
    await wait(25);
    await this.open(wait);
  }

  // As autoplay=1 does it: the state is 3 from the start, and nothing told of it.
  autoplay() {
    if (this.error) return;
    this.wanted = true;
    this.phase = 'starting';
    this.state = 3;
    const wait = this.sequence();
    wait(this.knobs.readyMs + 40).then(() => this.open(wait));
  }

  // The media is opened, and the browser asked whether it may sound.
  async open(wait) {
    if (this.knobs.errorAtPlay) {
      this.tellVolume();
      this.fail(this.knobs.errorAtPlay);
      return this.tellVolume();
    }
    this.tellQuality();
    this.known = this.titled = true;
    if (this.start > 0 && this.seeking === null) {
      this.seeking = this.start;
      this.announce('SEEK_TO', this.start);
      this.clock.set(this.start);
      this.enter(-1);
    }
    this.tellVolume();
    const allowed = await mayPlay(this);
    await wait(8);
    if (!allowed) return this.refuse();
    this.tellVolume();
    if (!this.wanted) return this.prime();
    this.phase = 'buffering';
    await wait(this.knobs.bufferMs);
    return this.finishStart(15);
  }

  // Paused before it could start.
  prime() {
    this.phase = 'primed';
    if (this.state === 3) this.enter(-1);
  }

  async finishStart(ms) {
    const wait = this.sequence();
    await wait(ms);
    const primed = this.phase === 'primed';
    this.loaded = true;
    this.phase = 'started';
    this.tellVolume();
    if (!this.wanted || primed) this.sought();
    if (!this.wanted) return;
    if (this.seeking !== null && !this.fromAddress) this.enter(3);
    await wait(6);
    if (!this.wanted) return this.sought();
    this.run();
    this.enter(1);
    this.sought();
  }

  // What the browser's autoplay policy does: no error, and the wish to play is gone.
  refuse() {
    this.wanted = false;
    this.phase = 'started';
    this.seeking = null;
    this.enter(-1);
    this.loaded = true;
    this.tellVolume();
    this.announce('onAutoplayBlocked', null);
    this.tellVolume();
    this.tellVolume();
  }

  // A resume says 3 first, even with everything loaded, and 1 with the next tick.
  async resume() {
    if (this.seeking !== null) return this.enter(3); // the seek goes on to play
    const before = this.state;
    const wait = this.sequence();
    const allowed = await mayPlay(this);
    await wait(4);
    this.known = this.titled = this.loaded = true;
    this.run();
    this.enter(3);
    if (!allowed) {
      this.wanted = false;
      this.halt();
      this.enter(before);
      return this.announce('onAutoplayBlocked', null);
    }
    await wait(before === 2 ? 250 : 60);
    if (before === 2) this.tick();
    this.enter(1);
  }

  replay() {
    this.halt();
    this.clock.set(0);
    this.stopAt = 0;
    const paused = this.pausedAtEnd;
    this.pausedAtEnd = false;
    this.wanted = !paused;
    this.enter(paused ? 2 : 1);
    this.seek(0);
  }

  finish(at) {
    this.halt();
    this.wanted = false;
    this.clock.set(at);
    this.tick();
    this.enter(0);
    if (this.loop) this.play();
  }

  async stall(ms) {
    this.halt();
    this.enter(3);
    await this.sequence()(ms);
    this.run();
    this.enter(1);
  }

  fail(number) {
    this.halt();
    this.error = number;
    this.errorCameLate = true;
    this.wanted = false;
    this.announce('onError', this.errorNumber(false));
    this.enter(-1);
  }

  // The reader signs in inside the frame: what was refused is played.
  signIn() {
    if (!this.error) return;
    this.error = null;
    this.errorCameLate = false;
    this.knobs.errorAtPlay = 0;
    this.phase = 'cued';
  }

  // ---- Seek ---------------------------------------------------------------------------------------------------

  async seek(target) {
    if (this.error) return;
    if (this.phase === 'cued') {
      this.wanted = true;
      return this.begin(target);
    }
    if (this.phase !== 'started') return this.seekBeforeMedia(target);
    if (this.state === 0) {
      this.wanted = true;
      this.stopAt = 0;
      this.enter(1);
    }
    const stale = this.clock.now();
    this.halt();
    const wait = this.sequence();
    this.announce('SEEK_TO', target);
    this.clock.set(target);
    this.seeking = target;
    if (target >= this.duration()) {
      this.wanted = false;
      this.enter(0, stale);
      await wait(2);
      this.seeking = null;
      return this.announce('SEEK_COMPLETE', null);
    }
    const nearEnd = this.wanted && target > this.duration() - 1.1;
    if (this.wanted) this.enter(3);
    if (nearEnd) this.enter(0);
    await wait(this.knobs.seekMs);
    const { keyframeS } = this.knobs;
    if (keyframeS > 0) this.clock.set(Math.floor(target / keyframeS) * keyframeS);
    this.sought();
    if (!this.wanted) return;
    this.run();
    if (nearEnd) {
      await wait(260);
      this.tick();
    }
    this.enter(1);
  }

  // The start that is under way takes the newer target along.
  seekBeforeMedia(target) {
    this.seeking = target;
    this.clock.set(target);
    this.announce('SEEK_TO', target);
    this.enter(-1);
  }

  // The tick at the target is all that a client without SEEK_COMPLETE gets to know.
  sought() {
    if (this.seeking === null) return;
    this.seeking = null;
    this.tick();
    this.announce('SEEK_COMPLETE', null);
  }

  // The picture follows a finger, and playback hangs, unsaid, until a seek with `true`.
  drag(target) {
    this.halt();
    this.clock.set(target);
    this.tick();
  }

  // ---- What happens inside ------------------------------------------------------------------------------------

  happen({ at, action, ms, to }) {
    if (action === 'end') this.finish(at);
    else if (action === 'stall') this.stall(ms);
    else if (action === 'pause') this.pause();
    else if (action === 'seek') this.seek(to);
    else if (action === 'spuriousEnd') (this.enter(0), this.tick(), this.enter(1));
    else if (action === 'error') this.fail(to);
    else if (action === 'die') (this.halt(), this.die());
    else if (action === 'reload' && performance.getEntriesByType('navigation')[0].type !== 'reload') location.reload();
  }

  // ---- The rest -----------------------------------------------------------------------------------------------

  setMuted(muted) {
    this.muted = muted;
    if (!muted) this.volume = Math.max(this.volume, 5);
    this.tellVolume();
  }

  // Sound without a gesture: the browser pauses it.
  async unMute() {
    this.setMuted(false);
    if (this.state !== 1 || (await mayPlay(this))) return;
    this.halt();
    this.wanted = false;
    this.tick();
    this.enter(2);
  }

  setRate(rate) {
    if (rate === this.clock.rate) return;
    this.clock.setRate(rate);
    this.watch();
    this.tell({ playbackRate: rate });
    this.announce('onPlaybackRateChange', rate);
  }

  async load(videoId, start, end) {
    const fresh = this.state === 5;
    this.cue(videoId, start, end);
    const wait = this.sequence();
    this.wanted = true;
    this.phase = 'starting';
    this.clock.set(0);
    this.state = 3;
    this.tell(this.snapshot());
    if (!fresh) this.enter(2);
    this.enter(-1);
    this.enter(3);
    await wait(16);
    await this.open(wait);
  }

  async cueVideo(videoId, start, end) {
    this.tell(this.snapshot());
    this.cue(videoId, start, end);
    await this.sequence()(10);
    this.enter(2);
    this.enter(-1);
    this.enter(5);
  }

  async stop() {
    this.cue(this.videoId, 0, 0);
    await this.sequence()(15);
    this.enter(-1);
    this.enter(5);
  }
}
