// The position of a medium that is not there: it runs with performance.now(). Seconds.

export class Clock {
  position = 0;
  rate = 1;
  since = null; // the moment at which `position` was true, while it runs

  constructor(end) {
    this.end = end;
  }

  now() {
    if (this.since === null) return this.position;
    return Math.min(this.end, this.position + ((performance.now() - this.since) / 1000) * this.rate);
  }

  set(position) {
    this.position = position;
    if (this.since !== null) this.since = performance.now();
  }

  start() {
    this.since ??= performance.now();
  }

  stop() {
    this.position = this.now();
    this.since = null;
  }

  setRate(rate) {
    this.set(this.now());
    this.rate = rate;
  }
}
