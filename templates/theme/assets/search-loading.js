/* The search's pages are loaded and read when the box gets the focus, not with the first letter.

   Material keeps its worker to itself, so it is noted here when it is made. */
"use strict";

(() => {
  const WARM_UP = 4;
  const Native = window.Worker;
  if (!Native) return;
  let search = null;

  window.Worker = class extends Native {
    constructor(url, ...options) {
      super(url, ...options);
      if (String(url).includes("search-worker")) search = this;
    }
  };
  addEventListener("focusin", ({ target }) => {
    if (target.matches?.("[data-md-component=search-query]")) search?.postMessage({ type: WARM_UP });
  });
})();
