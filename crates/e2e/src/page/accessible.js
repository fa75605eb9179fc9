// What stands in a part of the page in the order in which it is read: elements and texts, with the states that assistive
// technology is told. `arguments[0]` is the selector of the part. Roles and names are the browser's own: Rust asks for them.

const SELF_CONTAINED = "a[href], button, input, select, summary, table, tr, th, td, ul, ol, li, dl, dt, dd, h1, h2, h3, h4, h5, h6, p, [role], [tabindex]";
const STATES = ["pressed", "expanded", "selected", "current", "busy", "disabled"];

const statesOf = (e) => {
  const states = STATES.map((name) => [name, e.getAttribute(`aria-${name}`)]).filter(([, value]) => value !== null);
  if (e.disabled) states.push(["disabled", "true"]);
  if (e.type === "checkbox") states.push(["checked", String(e.checked)]);
  if (/^H[1-6]$/.test(e.tagName)) states.push(["level", e.tagName[1]]);
  if (e.tagName === "SUMMARY") states.push(["expanded", String(e.parentElement.open)]);
  const value = e.getAttribute("aria-valuetext") ?? e.selectedOptions?.[0]?.text ?? (e.matches("input:not([type=checkbox])") ? e.value : "");
  if (value) states.push(["value", JSON.stringify(value)]);
  return states.map(([name, value]) => `${name}=${value}`);
};

const isSkipped = (e) =>
  e.getAttribute("aria-hidden") === "true" || e.hidden || ["STYLE", "SCRIPT", "IFRAME"].includes(e.tagName)
  || (getComputedStyle(e).display !== "contents" && !e.checkVisibility({ visibilityProperty: true }));
const childrenOf = (e) => (e.tagName === "SLOT" ? e.assignedNodes() : (e.shadowRoot ?? e).childNodes);

const walk = (node) => {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = trim(node.data);
    return text ? [{ text, size: 1 }] : [];
  }
  if (node.nodeType !== Node.ELEMENT_NODE || isSkipped(node)) return [];
  const isWhole = !node.shadowRoot && node.tagName !== "SLOT" && !node.querySelector(SELF_CONTAINED);
  const all = isWhole ? [] : [...childrenOf(node)].flatMap(walk);
  // The text of a label is the name of its field.
  const inside = node.tagName === "LABEL" ? all.filter(({ element }) => element?.labels) : all;
  // A box without a meaning of its own is not asked for one.
  if (["DIV", "SPAN"].includes(node.tagName) && !node.hasAttribute("role") && !isWhole) return inside;
  const text = isWhole ? trim(contentOf(node)) : "";
  const isBlank = !text && ["DIV", "SPAN", "I", "B", "svg", "BDI"].includes(node.tagName) && !node.hasAttribute("role");
  if (isBlank) return inside;
  const { tagName: tag, selectedOptions } = node;
  return [{ element: node, tag, text, chosen: selectedOptions?.[0]?.text ?? "", states: statesOf(node), size: 1 + inside.length }, ...inside];
};

return walk(q(arguments[0]));
