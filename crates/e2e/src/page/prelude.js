// In scope of every script of a test. All of these look through open shadow roots too.

// Elements by a CSS selector.
const roots = (root) => [root, ...[...root.querySelectorAll("*")].flatMap((e) => (e.shadowRoot ? roots(e.shadowRoot) : []))];
const qa = (selector) => roots(document).flatMap((root) => [...root.querySelectorAll(selector)]);
const q = (selector) => qa(selector)[0] ?? null;

// Elements as a reader perceives them: by role and accessible name, or by their text. Of the rules for roles and names
// (HTML-AAM, accname) it has what this player needs.
const { byRole, byText, contentOf, isShown, nameOf, outline, trim } = (() => {
  const INPUTS = { button: "button", checkbox: "checkbox", radio: "radio", range: "slider", search: "searchbox", submit: "button" };
  const TAGS = {
    BUTTON: "button", DD: "definition", DT: "term", H1: "heading", H2: "heading", H3: "heading", H4: "heading", H5: "heading",
    H6: "heading", LI: "listitem", MAIN: "main", NAV: "navigation", OL: "list", OPTION: "option", SELECT: "combobox",
    TABLE: "table", TD: "cell", TEXTAREA: "textbox", TH: "columnheader", TR: "row", UL: "list",
  };
  const NAMED_BY_CONTENT = ["button", "cell", "columnheader", "heading", "link", "option", "tab"];

  const roleOf = (e) => {
    if (e.hasAttribute("role")) return e.getAttribute("role");
    switch (e.tagName) {
      case "A": return e.hasAttribute("href") ? "link" : null;
      case "IMG": return e.getAttribute("alt") === "" ? null : "img";
      case "INPUT": return INPUTS[e.type] ?? "textbox";
      default: return TAGS[e.tagName] ?? null;
    }
  };

  const parentOf = (e) => e.assignedSlot ?? e.parentElement ?? e.getRootNode().host ?? null;
  // A panel that is `hidden=until-found` has a box, without what is in it.
  const isShown = (e) => !e.hidden && e.checkVisibility({ visibilityProperty: true });
  const isPerceived = (e) => {
    for (let around = e; around; around = parentOf(around))
      if (around.inert || around.getAttribute("aria-hidden") === "true") return false;
    return isShown(e);
  };

  const trim = (text) => text.replace(/\s+/g, " ").trim();
  // What is read of an element's content, without `skipped`.
  const contentOf = (element, skipped) =>
    [...element.childNodes].map((node) => {
      if (node.nodeType === Node.TEXT_NODE) return node.data;
      if (node.nodeType !== Node.ELEMENT_NODE || node === skipped) return "";
      if (node.getAttribute("aria-hidden") === "true" || !isShown(node)) return "";
      const text = node.getAttribute("aria-label") ?? node.getAttribute("alt") ?? contentOf(node, skipped);
      return getComputedStyle(node).display.startsWith("inline") ? text : ` ${text} `;
    }).join("");

  const nameOf = (e) => {
    const ids = e.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
    const labels = ids.map((id) => e.getRootNode().getElementById(id)).filter(Boolean);
    const names = [
      () => labels.map((label) => label.getAttribute("aria-label") ?? contentOf(label)).join(" "),
      () => e.getAttribute("aria-label") ?? "",
      () => [...(e.labels ?? [])].map((label) => contentOf(label, e)).join(" "),
      () => e.getAttribute("alt") ?? "",
      () => (NAMED_BY_CONTENT.includes(roleOf(e)) ? contentOf(e) : ""),
      () => e.getAttribute("title") ?? "",
    ];
    for (const name of names) {
      const text = trim(name());
      if (text) return text;
    }
    return "";
  };

  // Whether a text is as wanted: as a whole, but for what a "…" at either end stands for.
  const fits = (text, wanted) => {
    const [start, end] = [wanted.startsWith("…"), wanted.endsWith("…")];
    const part = wanted.replace(/^…|…$/g, "");
    if (start && end) return text.includes(part);
    return start ? text.endsWith(part) : end ? text.startsWith(part) : text === part;
  };

  const byRole = (role, name) => qa("*").filter((e) => roleOf(e) === role && isPerceived(e) && fits(nameOf(e), name));

  const byText = (wanted) => {
    const all = qa("*").filter((e) => fits(trim(e.textContent), wanted) && isShown(e));
    return all.filter((e) => !all.some((other) => other !== e && e.contains(other)));
  };

  const outline = (e) => `<${e.tagName.toLowerCase()} class="${e.getAttribute("class") ?? ""}"> ${roleOf(e) ?? ""} "${nameOf(e)}"`;

  return { byRole, byText, contentOf, isShown, nameOf, outline, trim };
})();
