/* Side by side: choose two to four parks; the address keeps the choice (#parks=甲,乙).

   Works on the page's own tables, whose first row names the parks, and needs no server. Without it
   the page shows all parks. */
"use strict";

(() => {
  const MOST = 4;
  const MANY = 12; // so many columns are read by nobody: begin with a few, and offer a filter
  const place = document.getElementById("choose-parks");
  const tables = [...document.querySelectorAll("table.cb-compare")];
  if (!place || tables.length === 0) return;

  const parks = [...tables[0].tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
  const many = parks.length > MANY;
  const list = place.appendChild(Object.assign(document.createElement("div"), { className: "cb-choose__list" }));
  const boxes = parks.map((name) => {
    const box = Object.assign(document.createElement("input"), { type: "checkbox", value: name });
    const label = document.createElement("label");
    label.append(box, ` ${name}`);
    list.append(label);
    return box;
  });
  if (many) place.prepend(filter());
  const note = place.appendChild(document.createElement("output"));
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", `选择园区，至多${MOST}个`);

  function filter() {
    const input = Object.assign(document.createElement("input"), { type: "search", placeholder: "按名称找园区" });
    input.setAttribute("aria-label", "按名称找园区");
    input.addEventListener("input", () => {
      const words = input.value.trim();
      for (const box of boxes) box.parentElement.hidden = !box.checked && !box.value.includes(words);
    });
    return input;
  }

  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const isEmpty = (cell) => cell.querySelector(".cb-missing") !== null || cell.textContent.trim() === "—";

  /* Only the chosen columns; a row that none of them fills, and a theme without rows, tell nothing. */
  function showTable(table, shown, all) {
    for (const row of table.rows)
      [...row.cells].slice(1).forEach((cell, i) => (cell.hidden = !shown.has(parks[i])));
    table.classList.toggle("cb-compare--chosen", !all);
    let filled = 0;
    for (const row of table.tBodies[0].rows) {
      row.hidden = !all && [...row.cells].slice(1).every((cell) => cell.hidden || isEmpty(cell));
      filled += row.hidden ? 0 : 1;
    }
    const region = table.closest(".cb-table");
    region.hidden = filled === 0;
    if (region.previousElementSibling?.matches("h2")) region.previousElementSibling.hidden = filled === 0;
    return filled > 0;
  }

  const show = () => {
    const names = chosen();
    const all = names.length === 0;
    const shown = new Set(all ? parks : names);
    const themes = tables.filter((table) => showTable(table, shown, all)).length;
    for (const box of boxes) box.disabled = names.length >= MOST && !box.checked;
    const silent = tables.length - themes;
    const rest = silent > 0 ? `，另有${silent}个主题都未见报道` : "";
    const full = names.length >= MOST ? `，至多${MOST}个，要换先取消一个` : "";
    note.textContent = all
      ? `任选两到${MOST}个；未选择时，全部${parks.length}个都在下面`
      : `并排看${names.length}个${full}${rest}。选好后，浏览器里的地址可以直接转发`;
  };

  const read = () => {
    const match = decodeURIComponent(location.hash).match(/^#parks=(.*)$/);
    if (!match) return false;
    const wanted = match[1].split(",").slice(0, MOST);
    for (const box of boxes) box.checked = wanted.includes(box.value);
    return true;
  };

  place.addEventListener("change", () => {
    const names = chosen();
    const address = location.pathname + location.search;
    history.replaceState(null, "", names.length > 0 ? `#parks=${encodeURIComponent(names.join(","))}` : address);
    show();
  });
  addEventListener("hashchange", () => {
    if (read()) show();
  });
  if (!read() && many) for (const box of boxes.slice(0, MOST)) box.checked = true;
  show();
})();
