/* Light or dark before the first paint: the reader's choice, else what the system asks for. */
"use strict";

{
  const systemDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const chosen = window.__md_get("__palette");
  const scheme = chosen?.color?.scheme ?? (systemDark ? "slate" : "default");
  document.body.setAttribute("data-md-color-scheme", scheme);
}
