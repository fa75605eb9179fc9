import { useState } from "react";

const PHASES = ["🌑", "🌓", "🌕", "🌗"];

/** The site's own component: each press shows the next phase. */
export default function Moon() {
  const [phase, setPhase] = useState(0);
  return (
    <button className="moon" onClick={() => setPhase((phase + 1) % PHASES.length)}>
      Next phase of the moon: {PHASES[phase]}
    </button>
  );
}
