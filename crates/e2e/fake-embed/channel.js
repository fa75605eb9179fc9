// The message channel of the embed: who may speak, the handshake, and the queue before it.

export class Channel {
  constructor({ origin, widgetId, knobs, log, snapshot, command }) {
    Object.assign(this, { knobs, log, snapshot, command });
    this.allowed = origin ?? '*'; // compared to the letter: a slash at the end is another origin
    this.id = widgetId;
    this.target = '*';
    this.listener = null;
    this.isReady = false;
    this.inited = false;
    this.dead = false; // neither hears nor speaks any more
    this.queue = [];
    this.deafUntil = performance.now() + knobs.deafMs;
  }

  hear({ data, origin, source }) {
    if (this.dead) return;
    const drop = (why) => this.log.push({ wall: wall(), dropped: why, data: String(data) });
    if (typeof data !== 'string') return drop('not a string');
    const message = parse(data);
    if (message === null) return drop('not a JSON object');
    if (this.allowed !== '*' && origin !== this.allowed) return drop(`origin ${origin}`);
    if (this.listener && source !== this.listener) return drop('another window');
    const { event, func, args } = message;
    this.log.push({ wall: wall(), event, func, args, id: message.id, origin });
    if (event === 'listening') this.listening(message, origin, source);
    // A single value in place of the list makes the real page throw, unheard.
    else if (event === 'command' && (!args || Array.isArray(args))) this.command(func, args || []);
  }

  listening({ id }, origin, source) {
    const old = this.knobs.dialect === '2024';
    if (performance.now() < this.deafUntil || (old && !this.isReady)) return;
    this.listener = source;
    this.id = id;
    if (origin !== 'null') this.allowed = this.target = origin;
    if (!this.isReady) return;
    if (!this.inited) this.init();
    else if (!old) this.send('alreadyInitialized', null);
  }

  // The player has loaded.
  ready() {
    this.isReady = true;
    if (this.listener) this.init();
    else if (this.id && parent !== window && this.knobs.dialect !== '2024' && !this.knobs.silent) {
      parent.postMessage(this.envelope('readyToListen', undefined), '*');
    }
  }

  init() {
    this.inited = true;
    this.send('initialDelivery', this.snapshot());
    this.send('onReady', null);
    // What happened before, in its order, and by now out of date.
    for (const [event, info] of this.queue.splice(0)) this.send(event, info);
  }

  send(event, info) {
    if (this.dead) return;
    if (!this.inited) this.queue.push([event, info]);
    else this.listener.postMessage(this.envelope(event, info), this.target);
  }

  envelope(event, info) {
    const message = { event, info, channel: 'widget' }; // an info that is undefined leaves no key
    if (this.id && !this.knobs.omitId) message.id = this.id;
    return JSON.stringify(message);
  }
}

function parse(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

const wall = () => performance.timeOrigin + performance.now();
