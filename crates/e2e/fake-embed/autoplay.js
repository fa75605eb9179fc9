// Whether sound may start, asked of the browser itself: a short silent sound is played. So the iframe's `allow`
// attribute and the gesture in the host page count as they do for the real embed.

const probe = new Audio(URL.createObjectURL(new Blob([silence(0.05)], { type: 'audio/wav' })));
let allowed = false;

export async function mayPlay({ knobs, muted }) {
  if (muted || allowed || knobs.autoplay === 'allowed') return true;
  // As some browsers do: only a gesture inside the frame counts.
  if (knobs.autoplay === 'refused') return navigator.userActivation.hasBeenActive;
  try {
    await probe.play();
    allowed = true; // a gesture lasts as long as the page
  } catch {
    // NotAllowedError
  }
  return allowed;
}

// A WAV file of nothing: 8 bits, mono, 8 kHz.
function silence(seconds) {
  const rate = 8000;
  const bytes = Math.round(seconds * rate);
  const view = new DataView(new ArrayBuffer(44 + bytes));
  const text = (at, value) => [...value].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + bytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, 'data');
  view.setUint32(40, bytes, true);
  for (let i = 0; i < bytes; i += 1) view.setUint8(44 + i, 128);
  return view.buffer;
}
