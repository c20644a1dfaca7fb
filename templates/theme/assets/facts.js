/* The facts page: filter, sort, keep the state in the address, download what is shown.

   Enhances a table of the class `cb-facts`, or inside of it, which is complete without it. A column is offered as a filter if its
   values repeat; `data-value` of a cell, where given, is what it is sorted by. */
"use strict";

(() => {
  const MOST_CHOICES = 40;
  const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  class FactsTable {
    constructor(table) {
      this.table = table;
      this.body = table.tBodies[0];
      table.classList.add("cb-facts");
      this.heads = [...table.tHead.rows[0].cells];
      this.columns = this.heads.map((head) => head.textContent.trim());
      this.rows = [...this.body.rows].map((row, place) => this.read(row, place));
      this.order = { column: -1, descending: false };
      this.choices = new Map();
      this.makeControls();
      this.makeSorters();
      this.restore();
      this.show();
      addEventListener("hashchange", () => this.revealTarget());
    }

    read(row, place) {
      const cells = [...row.cells];
      const texts = cells.map((cell) => cell.textContent.replace(/\s+/g, " ").trim());
      const values = cells.map((cell, i) => (cell.dataset.value === undefined ? null : Number(cell.dataset.value)) ?? texts[i]);
      return { row, place, texts, values, key: fold(texts.join("\t")) };
    }

    /* ---- Controls ---- */

    makeControls() {
      this.text = element("input", { type: "search", placeholder: "如：审批 工作日", name: "q" });
      const controls = [labelled("含有这些字", this.text)];
      this.columns.forEach((name, i) => {
        const select = this.chooser(name, i);
        if (select) controls.push(labelled(name, select));
      });
      const reset = element("button", { type: "button", textContent: "全部显示" });
      const save = element("button", { type: "button", textContent: "下载所示（CSV）" });
      this.count = element("output", {});
      this.bar = element("form", { className: "cb-filter" }, ...controls, reset, save, this.count);
      this.bar.setAttribute("role", "search");
      this.bar.setAttribute("aria-label", "筛选事实");
      (this.table.closest(".cb-table") ?? this.table).before(this.bar);
      this.bar.addEventListener("submit", (event) => event.preventDefault());
      this.bar.addEventListener("input", () => this.changed());
      reset.addEventListener("click", () => this.reset());
      save.addEventListener("click", () => this.download());
    }

    chooser(name, column) {
      const counts = new Map();
      for (const { texts } of this.rows) if (texts[column]) counts.set(texts[column], (counts.get(texts[column]) ?? 0) + 1);
      const repeats = counts.size > 1 && counts.size <= MOST_CHOICES && counts.size <= this.rows.length * 0.8;
      if (!repeats) return null;
      const values = [...counts.keys()].sort(collator.compare);
      const options = values.map((value) => element("option", { value, textContent: `${value}（${counts.get(value)}）` }));
      const select = element("select", { name }, element("option", { value: "", textContent: "全部" }), ...options);
      this.choices.set(column, select);
      return select;
    }

    makeSorters() {
      this.heads.forEach((head, column) => {
        const button = element("button", { type: "button", title: "按此列排序" }, ...head.childNodes);
        head.append(button);
        button.addEventListener("click", () => {
          this.order = { column, descending: this.order.column === column && !this.order.descending };
          this.changed();
        });
      });
    }

    /* ---- State ---- */

    restore() {
      const state = new URLSearchParams(location.search);
      this.text.value = state.get("q") ?? "";
      for (const [column, select] of this.choices) select.value = state.get(this.columns[column]) ?? "";
      for (const select of this.choices.values()) if (select.selectedIndex < 0) select.value = "";
      const sort = state.get("sort") ?? "";
      this.order = { column: this.columns.indexOf(sort.replace(/^-/, "")), descending: sort.startsWith("-") };
    }

    remember() {
      const state = new URLSearchParams();
      if (this.text.value.trim()) state.set("q", this.text.value.trim());
      for (const [column, select] of this.choices) if (select.value) state.set(this.columns[column], select.value);
      if (this.order.column >= 0) state.set("sort", (this.order.descending ? "-" : "") + this.columns[this.order.column]);
      const query = state.size ? `?${state}` : "";
      history.replaceState(history.state, "", location.pathname + query + location.hash);
    }

    changed() {
      this.show();
      this.remember();
    }

    reset() {
      this.bar.reset();
      this.order = { column: -1, descending: false };
      this.changed();
    }

    /* A link to a fact must not lead to a row that the filter hides. */
    revealTarget() {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target?.closest("tr[hidden]")) this.reset();
      target?.scrollIntoView();
    }

    /* ---- Filter and order ---- */

    matches({ key, texts }) {
      const words = fold(this.text.value).split(/\s+/).filter(Boolean);
      const chosen = [...this.choices].every(([column, select]) => !select.value || texts[column] === select.value);
      return chosen && words.every((word) => key.includes(word));
    }

    show() {
      this.sort();
      this.shown = this.rows.filter((entry) => {
        const visible = this.matches(entry);
        if (entry.row.hidden === visible) entry.row.hidden = !visible;
        return visible;
      });
      this.count.textContent = `显示 ${this.shown.length} 条，共 ${this.rows.length} 条`;
    }

    sort() {
      const { column, descending } = this.order;
      const state = `${column}${descending}`;
      if (state === (this.sorted ?? "-1false")) return;
      this.sorted = state;
      this.heads.forEach((head, i) => {
        if (i === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      const sign = descending ? -1 : 1;
      const ranks = column < 0 ? null : collation(this.rows.map(({ texts }) => texts[column]));
      const compare = (a, b) => sign * compareCells(a, b, column, ranks) || a.place - b.place;
      this.rows.sort(column < 0 ? (a, b) => a.place - b.place : compare);
      this.body.append(...this.rows.map(({ row }) => row));
    }

    /* ---- Download ---- */

    download() {
      const lines = [this.columns, ...this.shown.map(({ texts }) => texts)];
      const csv = lines.map((cells) => cells.map(quoted).join(",")).join("\r\n");
      const file = new Blob(["\ufeff", csv, "\r\n"], { type: "text/csv" });
      const link = element("a", { href: URL.createObjectURL(file), download: "事实.csv" });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }
  }

  function labelled(name, control) {
    return element("label", {}, element("span", { textContent: name }), control);
  }

  /* Numbers before words; an empty cell is last in either direction only by its own rank. */
  function compareCells(a, b, column, ranks) {
    const left = a.values[column], right = b.values[column];
    if (typeof left === "number" && typeof right === "number") return left - right;
    if (typeof left === "number") return -1;
    if (typeof right === "number") return 1;
    return ranks.get(a.texts[column]) - ranks.get(b.texts[column]);
  }

  /* Each text's place by pinyin: to compare all pairs of 5,000 rows takes ten times as long. */
  function collation(texts) {
    const sorted = [...new Set(texts)].sort(collator.compare);
    return new Map(sorted.map((text, rank) => [text, rank]));
  }

  /* A cell of a CSV file; a formula is defused, because spreadsheets run it. */
  function quoted(text) {
    const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  for (const table of document.querySelectorAll("table.cb-facts, .cb-facts table")) new FactsTable(table);
})();
