// The style of <episode-search>: a script, so that a site's own rules for style sheets do not take hold of it. What a site may
// set is what style/tokens.css has, and means the same.
export default `
:host {
  display: block;
  container-type: inline-size;
  color: var(--episode-text, inherit);
  font-family: var(--episode-font, inherit);
  --accent: var(--episode-accent, var(--ifm-color-primary, var(--md-typeset-a-color, light-dark(#3f66d4, #86a1f7))));
  --mark: var(--episode-mark, #f2b705);
  --radius: var(--episode-radius, 8px);
  --ink-2: color-mix(in srgb, currentColor 78%, transparent);
  --edge: color-mix(in srgb, currentColor 56%, transparent);
  --line: color-mix(in srgb, currentColor 15%, transparent);
  --wash: color-mix(in srgb, currentColor 5%, transparent);
  --accent-ink: color-mix(in oklab, var(--accent) 60%, currentColor);
  --accent-line: color-mix(in oklab, var(--accent) 75%, currentColor);
  --small: .8125em;
}
:host([hidden]), [hidden] { display: none !important; }
*, ::before, ::after { box-sizing: border-box; }
h2, p, ol, ul { margin: 0; padding: 0; font-size: 1em; }
ol { list-style: none; }
a { color: var(--accent-ink); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent-ink); outline-offset: 2px; border-radius: 4px; }
button, input { font: inherit; color: inherit; }

.search { display: grid; gap: 6px; }
label { font-weight: 600; }
input { inline-size: 100%; min-block-size: 44px; padding-inline: 12px; border: 1px solid var(--edge); border-radius: var(--radius); background: none; appearance: none; }
.status, .facts { font-size: var(--small); color: var(--ink-2); font-variant-numeric: tabular-nums; }
.status { min-block-size: 1.6em; }

section { padding-block: 12px 20px; }
section + section { border-block-start: 1px solid var(--line); }
h2 { font-size: 1.0625em; font-weight: 600; line-height: 1.35; overflow-wrap: anywhere; }
.list h2 { margin-block-end: 4px; }
.list.is-plain h2 { display: none; }

.row { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 16px; padding-block: 10px; }
.row + .row { border-block-start: 1px solid var(--line); }
.title { flex: 1 1 100%; font-weight: 500; overflow-wrap: anywhere; }
.progress { display: inline-flex; align-items: center; gap: 8px; font-size: var(--small); font-weight: 500; font-variant-numeric: tabular-nums; }
.bar { inline-size: 64px; block-size: 6px; border: 1px solid var(--edge); border-radius: 3px; overflow: hidden; }
.bar::before { content: ""; display: block; block-size: 100%; inline-size: calc(100% * var(--share)); background: var(--accent-line); }

.results ol { margin-block-start: 6px; margin-inline: -8px; }
.match { display: grid; grid-template-columns: 4.25em 1fr; gap: 8px; padding: 6px 8px; border-radius: var(--radius); color: inherit; line-height: 1.55; }
a.match:hover { background: var(--wash); text-decoration: none; }
.time { color: var(--accent-ink); font-size: .875em; line-height: 1.771; font-variant-numeric: tabular-nums; }
a.match:hover .time { text-decoration: underline; }
/* The space of the words until they are there. */
.quote { grid-column: 2; min-block-size: 1.55em; overflow-wrap: anywhere; }
.quote b { font-weight: 600; }
mark { color: inherit; background: color-mix(in srgb, var(--mark) 22%, transparent); text-decoration: underline; text-decoration-thickness: 1.5px; text-decoration-color: color-mix(in oklab, var(--mark) 58%, currentColor); }
.more { margin-block-start: 4px; padding: 6px 0; border: 0; background: none; font-size: .875em; color: var(--accent-ink); cursor: pointer; }
.more:hover { text-decoration: underline; }

.button { min-block-size: 40px; padding-inline: 16px; border: 1px solid var(--edge); border-radius: var(--radius); background: none; font-size: .875em; font-weight: 500; cursor: pointer; }
.button:hover { background: var(--wash); }
.message { display: grid; gap: 8px; justify-items: start; margin-block: 8px 16px; padding: 12px 16px; border: 1px solid var(--edge); border-radius: var(--radius); overflow-wrap: anywhere; }
.nothing ul { padding-inline-start: 1.25em; }
.nothing { padding-block: 8px 20px; line-height: 1.6; }

@container (max-inline-size: 37.499em) {
  .match { grid-template-columns: 3.25em 1fr; }
  .quote { min-block-size: 4.65em; }
}

.is-silent .quote { min-block-size: 0; }

@media (forced-colors: active) {
  .bar { border-color: CanvasText; forced-color-adjust: none; }
  .bar::before { background: Highlight; }
  mark { forced-color-adjust: none; color: MarkText; background: Mark; }
}
`;
