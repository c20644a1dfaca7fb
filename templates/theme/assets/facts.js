/* The facts page: filter, sort, keep the state in the address, cite, download what is shown.

   Enhances a table of the class `cb-facts`, or inside of it, which is complete without it. Each
   column becomes a filter: of its cells' texts, or of `data-choices` (several, with "|" between).
   `data-value` of a cell, where given, is what it is sorted by. The rows come from facts-rows.js, the
   later ones only when they are asked for: the filters must not wait for them. */
"use strict";

(() => {
  const { Rows } = window.casebookRows;
  const MOST_OPTIONS = 60; // more than these are typed into a field that suggests them
  const AT_ONCE = 50; // rows that are laid out at first; the rest follow when asked for
  const WORDS = "含有"; // in the address; at “q” Material opens its search over the page
  const NOT_CHOSEN = new Set(["数值"]); // a value is found by its digits, not from a list
  const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const wordsOf = (text) => fold(text).split(/\s+/).filter(Boolean);
  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  /* Calls `act` when the page has been read to its end. */
  const whenWhole = (act) => (document.readyState === "loading" ? addEventListener("DOMContentLoaded", act, { once: true }) : act());

  class FactsTable {
    constructor(table) {
      this.table = table;
      this.body = table.tBodies[0];
      table.classList.add("cb-facts");
      this.heads = [...table.tHead.rows[0].cells];
      this.columns = this.heads.map((head) => head.textContent.trim());
      this.rows = new Rows(this.body);
      this.order = { column: -1, descending: false };
      this.most = AT_ONCE;
      this.filters = new Map();
      this.makeControls();
      this.makeSorters();
      this.open();
      addEventListener("beforeprint", () => this.show(Infinity));
      addEventListener("afterprint", () => this.show());
    }

    /* The first rows stand in the page as it came; only an address that asks for others needs more. */
    open() {
      if (this.restore()) {
        this.table.setAttribute("aria-busy", "true");
        whenWhole(() => {
          this.show();
          this.table.removeAttribute("aria-busy");
        });
      } else {
        this.lay(this.rows.read.slice(0, this.most));
        this.tell(this.rows.total, this.most);
        whenWhole(() => this.rows.readInTime());
      }
    }

    /* What the text filter looks in; made at the first question, not while the page opens. */
    static keyOf(entry) {
      entry.key ||= fold([...entry.texts, ...entry.choices.flat(), entry.quote].join("\t"));
      return entry.key;
    }

    /* ---- Controls ---- */

    makeControls() {
      this.text = element("input", { type: "search", placeholder: "如：审批 工作日", name: "q" });
      const controls = [labelled("含有这些字", this.text)];
      this.columns.forEach((name, column) => {
        const control = NOT_CHOSEN.has(name) ? null : this.chooser(name, column);
        if (control) controls.push(labelled(name, control));
      });
      const reset = element("button", { type: "button", textContent: "全部显示" });
      const save = element("button", { type: "button", textContent: "下载所示（CSV）" });
      this.count = element("output", {});
      this.bar = element("form", { className: "cb-filter" }, ...controls, reset, save, this.count);
      this.bar.setAttribute("role", "search");
      this.bar.setAttribute("aria-label", "筛选事实");
      const region = this.table.closest(".cb-table") ?? this.table;
      region.before(this.bar);
      this.more = element("button", { type: "button", className: "cb-more", hidden: true });
      region.after(this.more);
      this.bar.addEventListener("submit", (event) => event.preventDefault());
      this.bar.addEventListener("input", () => this.changed());
      reset.addEventListener("click", () => this.reset());
      save.addEventListener("click", () => whenWhole(() => this.download()));
      this.more.addEventListener("click", () => whenWhole(() => this.showMore()));
      this.body.addEventListener("click", (event) => this.cite(event.target.closest("button.cb-copy")));
    }

    /* A list of the column's values with how often each occurs, or a field that suggests them. */
    chooser(name, column) {
      const counts = this.rows.choices(name, column, MOST_OPTIONS);
      if (counts?.size === 0) return null;
      const control = counts ? this.list(name, counts) : this.field(name, column);
      this.filters.set(column, control);
      return control;
    }

    list(name, counts) {
      const options = inOrder(counts).map((value) => element("option", { value, textContent: `${value}（${counts.get(value)}）` }));
      return element("select", { name }, element("option", { value: "", textContent: "全部" }), ...options);
    }

    field(name, column) {
      const options = element("datalist", { id: `facts-${column}` });
      const input = element("input", { type: "search", name, placeholder: "全部" });
      const fill = () => options.append(...inOrder(this.rows.counted(column)).map((value) => element("option", { value })));
      input.setAttribute("list", options.id);
      input.addEventListener("focus", () => whenWhole(fill), { once: true });
      document.body.append(options);
      return input;
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

    /* Take the state from the address; whether it asks for anything. */
    restore() {
      const state = new URLSearchParams(location.search);
      this.text.value = state.get(WORDS) ?? "";
      for (const [column, control] of this.filters) control.value = state.get(this.columns[column]) ?? "";
      for (const control of this.filters.values()) if (control.selectedIndex < 0) control.value = "";
      const sort = state.get("sort") ?? "";
      this.order = { column: this.columns.indexOf(sort.replace(/^-/, "")), descending: sort.startsWith("-") };
      return this.order.column >= 0 || [this.text, ...this.filters.values()].some(({ value }) => value);
    }

    remember() {
      const state = new URLSearchParams();
      if (this.text.value.trim()) state.set(WORDS, this.text.value.trim());
      for (const [column, control] of this.filters) if (control.value.trim()) state.set(this.columns[column], control.value.trim());
      if (this.order.column >= 0) state.set("sort", (this.order.descending ? "-" : "") + this.columns[this.order.column]);
      const query = `${state}` && `?${state}`;
      history.replaceState(history.state, "", location.pathname + query + location.hash);
    }

    changed() {
      this.most = AT_ONCE;
      this.remember();
      whenWhole(() => this.show());
    }

    reset() {
      this.bar.reset();
      this.order = { column: -1, descending: false };
      this.changed();
    }

    /* ---- Filter and order ---- */

    /* What is asked for, prepared once for all rows. */
    question() {
      const wanted = [];
      for (const [column, control] of this.filters) {
        const value = control.value.trim();
        if (!value) continue;
        const words = wordsOf(value);
        const typed = (choice) => choice === value || words.every((word) => fold(choice).includes(word));
        const holds = control.tagName === "SELECT" ? (choice) => choice === value : typed;
        wanted.push(({ choices }) => choices[column].some(holds));
      }
      const words = wordsOf(this.text.value);
      return (entry) => wanted.every((test) => test(entry)) && words.every((word) => FactsTable.keyOf(entry).includes(word));
    }

    /* Only what is shown stands in the page: five thousand rows take seconds to lay out. */
    show(most = this.most) {
      this.found = this.sorted().filter(this.question());
      this.lay(this.found.slice(0, most));
      this.tell(this.found.length, most);
    }

    /* Rows that stand in the page already are left in peace. */
    lay(entries) {
      const rows = entries.map(rowOf);
      if (rows.length !== this.body.rows.length || rows.some((row, i) => row !== this.body.rows[i])) this.body.replaceChildren(...rows);
    }

    tell(found, most) {
      this.more.hidden = found <= most;
      this.more.textContent = `还有${found - most}条，继续显示`;
      this.count.textContent = `显示 ${found} 条，共 ${this.rows.total} 条`;
      this.count.dataset.asked = this.asked();
    }

    /* What was asked for, in words; a printed table says it. */
    asked() {
      const words = this.text.value.trim();
      const chosen = [...this.filters].filter(([, { value }]) => value.trim()).map(([column, { value }]) => `${this.columns[column]}：${value.trim()}`);
      return [...(words ? [`含有：${words}`] : []), ...chosen].join("；");
    }

    showMore() {
      this.found ??= this.rows.all();
      const next = this.found[this.most]?.row;
      this.most *= 5;
      this.show();
      next?.querySelector("a, button")?.focus();
    }

    /* All rows in the order asked for; made anew only when that has changed. */
    sorted() {
      const { column, descending } = this.order;
      if (this.ordered?.column === column && this.ordered.descending === descending) return this.ordered.rows;
      this.heads.forEach((head, i) => {
        if (i === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      const rows = this.rows.all();
      const sign = descending ? -1 : 1;
      const ranks = column < 0 ? null : collation(rows.map(({ texts }) => texts[column]));
      const compare = (a, b) => sign * compareCells(a, b, column, ranks) || a.place - b.place;
      this.ordered = { column, descending, rows: column < 0 ? rows : [...rows].sort(compare) };
      return this.ordered.rows;
    }

    /* ---- Citing and downloading ---- */

    cite(button) {
      const entry = button && this.rows.read.find(({ row }) => row === button.closest("tr"));
      if (!entry) return;
      window.casebookCitations.copy(this.citation(entry)).then(() => {
        this.count.textContent = `已复制：${this.subject(entry)}`;
      });
    }

    subject({ texts }) {
      const at = (name) => texts[this.columns.indexOf(name)] ?? "";
      const period = at("期间") && at("期间") !== "未说明" ? `（${at("期间")}）` : "";
      return `${at("园区")}：${at("指标")}${at("数值")}${period}`;
    }

    /* Whose figure, the words, the article, and the address of the words. */
    citation(entry) {
      const quote = entry.quote ? `原文：“${entry.quote}”` : "";
      const link = entry.href ? `固定链接：${entry.href}` : "";
      return [this.subject(entry), quote, ...this.references(entry), link].filter(Boolean).join("。").replaceAll("。。", "。");
    }

    references({ choices }) {
      const sources = choices[this.columns.indexOf("出处")] ?? [];
      const numbers = sources.map((name) => /^\[\d+\]/.exec(name)?.[0]).filter(Boolean);
      const places = [...document.querySelectorAll(".cb-reference")];
      return numbers.map((number) => window.casebookCitations.citationOf(places.find((p) => p.dataset.number === number))).filter(Boolean);
    }

    download() {
      this.found ??= this.rows.all();
      const columns = [...this.columns, "原句", "固定链接", "著录"];
      const lines = this.found.map((entry) => [
        ...entry.texts.map((text, i) => (this.columns[i] === "出处" ? entry.choices[i].join("；") : text)),
        entry.quote,
        entry.href,
        this.references(entry).join("；"),
      ]);
      const csv = [columns, ...lines].map((cells) => cells.map(quoted).join(",")).join("\r\n");
      const file = new Blob(["\ufeff", csv, "\r\n"], { type: "text/csv" });
      const link = element("a", { href: URL.createObjectURL(file), download: "事实.csv" });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }
  }

  let labels = 0;
  function labelled(name, control) {
    control.id = `facts-control-${labels++}`;
    const label = element("label", { htmlFor: control.id, textContent: name });
    return element("div", { className: "cb-filter__field" }, label, control);
  }

  /* The row as an element, with a button that copies how to cite it. */
  function rowOf(entry) {
    if (entry.row) return entry.row;
    entry.row = entry.make();
    if (!entry.href) return entry.row;
    const button = element("button", { type: "button", className: "cb-copy", textContent: "引用", title: "复制这条事实的引用" });
    button.setAttribute("aria-label", `复制引用：${entry.texts[0]}${entry.texts[1]}`);
    (entry.row.querySelector("[data-label=出处]") ?? entry.row.lastElementChild).append(button);
    return entry.row;
  }

  /* Numbers before words; an empty cell is last in either direction only by its own rank. */
  function compareCells(a, b, column, ranks) {
    const left = a.values[column], right = b.values[column];
    if (typeof left === "number" && typeof right === "number") return left - right;
    if (typeof left === "number") return -1;
    if (typeof right === "number") return 1;
    return ranks.get(a.texts[column]) - ranks.get(b.texts[column]);
  }

  const inOrder = (counts) => [...counts.keys()].sort(collator.compare);

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
  document.documentElement.dataset.facts = "ready"; // ends the rule that holds rows back before that
})();
