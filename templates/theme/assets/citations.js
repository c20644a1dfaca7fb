/* Citations: one standard at a time, chosen once for the whole site; copied with a button.

   Without scripts an article's page shows both standards and a list shows the newer one. */
"use strict";

(() => {
  const SETTING = "casebook.citation";
  const NEWER = "2025", OLDER = "2015";

  const chosen = () => (window.__md_get(SETTING) === OLDER ? OLDER : NEWER);

  /* Browsers give pages the clipboard on safe origins only; an intranet server often has none. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  }

  /* The citation that `place` holds, as shown now. */
  const citationOf = (place) => place?.querySelector(`.cb-citation--${chosen()} .cb-citation__text`)?.textContent.trim() ?? "";

  function show() {
    document.documentElement.dataset.citation = chosen();
    for (const button of document.querySelectorAll(".cb-standards button"))
      button.setAttribute("aria-pressed", String(button.value === chosen()));
  }

  function button(text, act, properties = {}) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, ...properties });
    made.addEventListener("click", act);
    return made;
  }

  /* 已复制 for two seconds, said aloud too. */
  function confirmed(made, text) {
    made.textContent = "已复制";
    made.setAttribute("aria-live", "polite");
    setTimeout(() => (made.textContent = text), 2000);
  }

  function standards() {
    const group = Object.assign(document.createElement("div"), { className: "cb-standards" });
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "著录格式");
    group.append("著录格式 ");
    for (const value of [NEWER, OLDER])
      group.append(button(`GB/T 7714—${value}`, () => (window.__md_set(SETTING, value), show()), { value }));
    return group;
  }

  for (const place of document.querySelectorAll("#citation, .cb-references")) {
    const controls = standards();
    if (place.id === "citation") {
      const text = "复制著录";
      controls.append(button(text, (event) => copy(citationOf(place)).then(() => confirmed(event.target, text))));
    }
    place.prepend(controls);
  }
  show();

  window.casebookCitations = { copy, citationOf };
})();
