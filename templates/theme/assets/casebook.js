/* Small things for reading; every page is complete without them. */
"use strict";

(() => {
  /* Wide tables scroll; who uses the keyboard must be able to reach them. */
  function reachable(wrapper) {
    if (wrapper.scrollWidth <= wrapper.clientWidth || wrapper.tabIndex === 0) return;
    const table = wrapper.querySelector("table");
    const heading = wrapper.closest("section, article")?.querySelector("h1, h2");
    wrapper.tabIndex = 0;
    wrapper.setAttribute("role", "region");
    wrapper.setAttribute("aria-label", `表格：${(table?.caption ?? heading)?.textContent.trim() ?? ""}`);
  }

  /* Coming from the search: show the first marked words, not only the section they are in. */
  function showFirstMark() {
    if (!new URLSearchParams(location.search).has("h")) return;
    const anchor = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    const marks = [...document.querySelectorAll(".md-content mark[data-md-highlight]")];
    const after = marks.find((mark) => !anchor || anchor.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
    after?.scrollIntoView({ block: "center" });
  }

  function markWhenThere(attempts = 20) {
    if (document.querySelector(".md-content mark[data-md-highlight]")) showFirstMark();
    else if (attempts) setTimeout(() => markWhenThere(attempts - 1), 100);
  }

  addEventListener("load", () => {
    document.querySelectorAll(".cb-table, .md-typeset__scrollwrap").forEach(reachable);
    if (new URLSearchParams(location.search).has("h")) markWhenThere();
  });

  document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "搜索");

  /* What kind of page a result is, Material marks up as a menu; it leads nowhere. */
  const results = document.querySelector(".md-search-result__list");
  const unmenu = () => results.querySelectorAll("nav.md-tags:not([role])").forEach((nav) => nav.setAttribute("role", "none"));
  if (results) new MutationObserver(unmenu).observe(results, { childList: true, subtree: true });

  /* Material listens to keys only; words also come by pasting, by voice or from an input method. */
  const query = document.querySelector("[data-md-component=search-query]");
  if (query) {
    const typed = () => query.dispatchEvent(new KeyboardEvent("keyup"));
    query.placeholder = "搜索原文用词";
    query.addEventListener("input", (event) => event.isComposing || typed());
    query.addEventListener("compositionend", typed);
  }
})();
