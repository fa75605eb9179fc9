// Uses the public interface at random, and writes down everything that must not happen. `window.random(seed, steps)`.

window.random = async (seed, steps, episode) => {
  // Mulberry32.
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(next() * n);
  const pick = (list) => list[below(list.length)];

  const log = [];
  const faults = [];
  const fault = (what, error) => faults.length < 20 && faults.push({ what, error: `${error?.stack ?? error}`.slice(0, 600), log: log.slice(-25) });
  addEventListener('error', (event) => fault('error event', event.error ?? event.message));
  addEventListener('unhandledrejection', (event) => fault('unhandled rejection', event.reason));
  const consoleError = console.error;
  console.error = (...args) => (fault('console.error', args.join(' ')), consoleError(...args));

  // The page's own markup, under a policy with Trusted Types.
  const html = trustedTypes.createPolicy('page', { createHTML: (text) => text });
  const stage = document.querySelector('main');
  const players = [];
  const make = () => {
    const player = document.createElement('episode-player');
    if (next() < 0.3) player.id = `p${below(3)}`;
    if (next() < 0.5) player.setAttribute('src', pick(sources));
    player.append(Object.assign(document.createElement('p'), { textContent: 'The page’s own text. ' }));
    const link = Object.assign(document.createElement('a'), { href: pick(['#t=12', '#t=0:20&player=2', '#t=5&player=p1']), textContent: 'A time.' });
    player.append(link);
    for (const type of events) {
      player.addEventListener(type, () => {
        if (next() < 0.03) attempt(`in ${type}`, () => act(player));
      });
    }
    return player;
  };
  const sources = ['/good.json', '/good.json', '/tube.json', '/both.json', '/missing.json', '/refused.json', '/html.json', '/never.json', '/slow.json', '/none.json'];
  const events = ['loadedmetadata', 'play', 'playing', 'pause', 'timeupdate', 'seeking', 'seeked', 'error', 'chapterchange', 'turnchange', 'volumechange', 'ratechange', 'waiting', 'ended', 'durationchange', 'focusin'];
  const values = [0, 1, 12.5, 59.9, 1e9, -1, NaN, Infinity, 'x', '3', null, undefined, true, {}];
  const cyclic = {};
  cyclic.self = cyclic;
  const objects = [episode, { ...episode, title: 'Another' }, null, undefined, {}, { title: '' }, 7, 'text', () => 1, cyclic, [], { title: 'x', chapters: 3 }];

  const attempt = (name, action) => {
    log.push(name);
    try {
      action();
    } catch (error) {
      const isKnown = error?.name === 'EpisodeError' || (error instanceof TypeError && /circular|cyclic|BigInt|Symbol/i.test(error.message));
      if (!isKnown) fault(name, error);
    }
  };
  const inside = (player, selector) => {
    const all = [...player.shadowRoot.querySelectorAll(selector)];
    return all.length ? pick(all) : null;
  };
  const actions = {
    src: (p) => p.setAttribute('src', pick(sources)),
    'no src': (p) => p.removeAttribute('src'),
    episode: (p) => (p.episode = pick(objects)),
    property: (p) => (p[pick(['currentTime', 'playbackRate', 'volume', 'muted'])] = pick(values)),
    read: (p) => ['currentTime', 'duration', 'paused', 'ended', 'playbackRate', 'volume', 'muted', 'episode'].forEach((name) => p[name]),
    play: (p) => p.play().catch((error) => error instanceof DOMException || fault('play', error)),
    pause: (p) => p.pause(),
    remove: (p) => p.remove(),
    return: (p) => p.isConnected || stage.append(p),
    move: (p) => stage.prepend(p),
    moveBefore: (p) => p.isConnected && stage.moveBefore?.(p, null),
    wrap: (p) => {
      const box = document.createElement('div');
      box.append(p);
      stage.append(box);
      if (next() < 0.5) box.innerHTML = html.createHTML('');
    },
    clone: (p) => players.length < 4 && (players.push(p.cloneNode(true)), stage.append(players.at(-1))),
    forget: (p) => players.length > 2 && (p.remove(), players.splice(players.indexOf(p), 1)),
    create: () => players.length < 3 && (players.push(make()), stage.append(players.at(-1))),
    click: (p) => inside(p, 'button, a, .turn, select, [role=slider]')?.click(),
    focus: (p) => inside(p, 'button, a, .turn, input, [tabindex]')?.focus(),
    choose: (p) => {
      const select = inside(p, 'select');
      if (!select) return;
      select.selectedIndex = below(select.options.length);
      select.dispatchEvent(new Event('change', { bubbles: true }));
    },
    type: (p) => {
      const input = inside(p, 'input[type=search], .field input');
      if (!input) return;
      input.value = pick(['word', 'word3', '', '2', 'zzz']);
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    },
    key: (p) => {
      const target = p.shadowRoot.activeElement ?? inside(p, '.play') ?? p;
      const key = pick([' ', 'k', 'K', 'j', 'l', 'n', 'p', '/', 'f', '<', '>', 'm', 'Enter', 'Escape', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'Tab']);
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
    },
    hash: () => (location.hash = pick(['t=3', 't=0:42', 't=1h', 't=soon', 'section', 't=7&player=2', 't=9&player=p1', ''])),
    link: (p) => p.querySelector('a')?.click(),
    attribute: (p) => p.setAttribute(pick(['start', 'theme', 'youtube-host', 'id', 'hidden', 'dir', 'lang']), pick(['', '12', 'dark', 'www.youtube.com', 'p2', 'rtl'])),
    'no attribute': (p) => ['start', 'theme', 'hidden', 'dir'].forEach((name) => p.removeAttribute(name)),
    text: (p) => (p.innerHTML = html.createHTML('<p>Other text.</p><a href="#t=4">A time.</a>')),
    resize: () => (stage.style.width = pick(['', '320px', '700px'])),
    page: () => document.dispatchEvent(new Event(pick(['visibilitychange', 'selectionchange', 'pageshow']))),
    select: (p) => {
      const turn = inside(p, '.turn');
      if (turn) getSelection().selectAllChildren(turn);
    },
  };
  const names = Object.keys(actions);
  const act = (player) => {
    const name = pick(names);
    log.push(name);
    actions[name](player);
  };
  const wait = () => {
    const kind = next();
    if (kind < 0.35) return null;
    if (kind < 0.55) return Promise.resolve();
    if (kind < 0.85) return new Promise((done) => setTimeout(done));
    if (kind < 0.97) return new Promise((done) => setTimeout(done, 5 + below(25)));
    return new Promise((done) => setTimeout(done, 120));
  };

  players.push(make(), make());
  stage.append(...players);
  for (let step = 0; step < steps && !faults.length; step++) {
    attempt(`${step}:`, () => act(pick(players)));
    await wait();
    window.progress = step;
  }
  // What is left must end in something that a reader can use.
  for (const player of players) {
    player.hidden = false;
    if (!player.isConnected) attempt('return at the end', () => stage.append(player));
  }
  window.faults = faults;
  return faults;
};
