/* An article's page: a figure in the text and its line in the ledger light each other up.

   By pointer, by keyboard focus, and after a link to one of them was followed. Without scripts the
   links between the two work all the same. */
"use strict";

(() => {
  const TEXT = "t-"; // the figure of the line "f-…" stands at "t-f-…"
  const pairs = [...document.querySelectorAll(`.cb-text a[id^="${TEXT}"]`)]
    .map((figure) => ({ figure, line: document.getElementById(figure.id.slice(TEXT.length)) }))
    .filter(({ line }) => line);

  const light = ({ figure, line }, lit) => [figure, line].forEach((element) => element.classList.toggle("cb-lit", lit));

  for (const pair of pairs)
    for (const element of [pair.figure, pair.line]) {
      element.addEventListener("pointerenter", () => light(pair, true));
      element.addEventListener("pointerleave", () => light(pair, false));
      element.addEventListener("focusin", () => light(pair, true));
      element.addEventListener("focusout", () => light(pair, false));
    }

  function lightTarget() {
    const id = decodeURIComponent(location.hash.slice(1));
    for (const pair of pairs) light(pair, pair.figure.id === id || pair.line.id === id);
  }
  addEventListener("hashchange", lightTarget);
  lightTarget();
})();
