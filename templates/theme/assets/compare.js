/* Side by side: choose two to four parks; the address keeps the choice (#parks=甲,乙).

   Works on the page's own tables, whose first row names the parks, and needs no server. Without it
   the page shows all parks. */
"use strict";

(() => {
  const MOST = 4;
  const place = document.getElementById("choose-parks");
  const tables = [...document.querySelectorAll("table.cb-compare")];
  if (!place || tables.length === 0) return;

  const parks = [...tables[0].tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
  const boxes = parks.map((name) => {
    const box = Object.assign(document.createElement("input"), { type: "checkbox", value: name });
    const label = document.createElement("label");
    label.append(box, ` ${name}`);
    place.append(label);
    return box;
  });
  const note = document.createElement("output");
  place.append(note);
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", "选择园区，至多四个");

  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);

  const show = () => {
    const names = chosen();
    const shown = names.length > 0 ? names : parks;
    for (const table of tables)
      for (const row of table.rows)
        [...row.cells].slice(1).forEach((cell, i) => (cell.hidden = !shown.includes(parks[i])));
    for (const box of boxes) box.disabled = names.length >= MOST && !box.checked;
    note.textContent = names.length > 0 ? `并排看${names.length}个` : `未选择，全部${parks.length}个都在下面`;
  };

  const read = () => {
    const match = decodeURIComponent(location.hash).match(/^#parks=(.*)$/);
    if (!match) return;
    const wanted = match[1].split(",").slice(0, MOST);
    for (const box of boxes) box.checked = wanted.includes(box.value);
  };

  place.addEventListener("change", () => {
    const names = chosen();
    history.replaceState(null, "", names.length > 0 ? `#parks=${encodeURIComponent(names.join(","))}` : location.pathname);
    show();
  });
  addEventListener("hashchange", () => {
    read();
    show();
  });
  read();
  show();
})();
