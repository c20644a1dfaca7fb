/* What Material's bundle expects on every page: settings kept in the browser, per site. */
"use strict";

// As Material does later: what only scripts can undo may be hidden from the first line on.
document.documentElement.classList.replace("no-js", "js");

window.__md_scope = new URL(document.currentScript.dataset.scope, location);

window.__md_hash = (text) => [...text].reduce((hash, char) => (hash << 5) - hash + char.charCodeAt(0), 0);

window.__md_get = (key, storage = localStorage, scope = window.__md_scope) => {
  try {
    return JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
  } catch {
    return null; // storage may be forbidden, or hold what another program wrote
  }
};

window.__md_set = (key, value, storage = localStorage, scope = window.__md_scope) => {
  try {
    storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    /* the choice holds for this page only */
  }
};
