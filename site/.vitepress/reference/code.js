// The code of a live example, as its reader would write it.

const FALLBACK = "  <p>What readers see without JavaScript.</p>";

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** Returns the controls of a kind whose member is set, each with its value. */
const set = ({ controls }, values, kind) =>
  controls.filter((control) => control.kind === kind && values[control.name] !== undefined).map(({ name }) => [name, values[name]]);

/** Returns the attributes of the element. */
export function attributesOf(example, values) {
  return { ...Object.fromEntries(set(example, values, "attribute")), ...example.attributes };
}

/** Returns the rules of style that the reader chose, for the elements that a selector matches. */
export function cssOf(example, values, selector) {
  const properties = set(example, values, "css").map(([name, value]) => `  ${name}: ${value};\n`);
  const rules = properties.length ? [`${selector} {\n${properties.join("")}}`] : [];
  for (const [, part] of set(example, values, "part")) rules.push(`${selector}::part(${part}) {\n  outline: 3px solid;\n}`);
  return rules.join("\n");
}

/** Returns the name of an example's element. */
export const elementOf = ({ element = "episode-player" }) => element;

/** Returns the name that a script gives to it. */
export const variableOf = (example) => elementOf(example).replace("episode-", "");

/** Returns the whole as HTML. `calls` are statements of the script, which the reader's changes stand for. */
export function htmlOf(example, values, calls) {
  const name = elementOf(example);
  const attributes = Object.entries(attributesOf(example, values)).map(([name, value]) => (value ? `${name}="${escaped(value)}"` : name));
  const slots = set(example, values, "slot").map(([name, text]) => `  <p slot="${name}">${escaped(text)}</p>`);
  const element = [[`<${name}`, ...attributes].join("\n  ") + ">", ...slots, FALLBACK, `</${name}>`];
  return [element.join("\n"), wrapped("style", cssOf(example, values, name)), scriptOf(example, calls)].filter(Boolean).join("\n\n");
}

function scriptOf(example, calls) {
  const { events = [], prevents = [] } = example;
  const variable = variableOf(example);
  const heard = events.filter((name) => !prevents.includes(name));
  const lines = prevents.map((name) => `${variable}.addEventListener("${name}", (event) => event.preventDefault());`);
  if (heard.length) lines.push(`for (const name of ${listed(heard)}) {\n  ${variable}.addEventListener(name, console.log);\n}`);
  lines.push(...calls);
  return lines.length ? wrapped("script", [`const ${variable} = document.querySelector("${elementOf(example)}");`, ...lines].join("\n")) : "";
}

/** Returns an array as it is written in a script, in lines that are not too long. */
function listed(names) {
  const lines = [];
  for (let at = 0; at < names.length; at += 4) lines.push(names.slice(at, at + 4).map((name) => `"${name}"`).join(", "));
  return lines.length === 1 ? `[${lines}]` : `[\n${lines.map((line) => `  ${line},\n`).join("")}]`;
}

function wrapped(tag, text) {
  const start = tag === "script" ? 'script type="module"' : tag;
  return text && `<${start}>\n${text.replace(/^/gm, "  ")}\n</${tag}>`;
}
