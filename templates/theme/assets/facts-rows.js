/* The rows of the facts page, for facts.js: what each says, and the row as an element.

   The first rows stand in the page. Those behind them wait as text in a `noscript`
   (publishing/facts_page.py): they are read when the browser has nothing else to do, at the latest
   when a question needs them, and become elements only when they are shown. This script runs before
   a browser has come to them, so what the columns can be chosen by stands in `facts-choices`. */
"use strict";

(() => {
  const AT_ONCE = 50; // rows that are read before the browser is asked again whether it has time
  const ROW_START = '<tr class="cb-fact"', ROW_END = "</tr>";
  const CELL = /<t[hd]([^>]*)>([^]*?)<\/t[hd]>/g;

  const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: " " };
  const decoded = (text) =>
    text.includes("&") ? text.replace(/&(?:#(\d+)|(\w+));/g, (all, code, name) => (code ? String.fromCodePoint(code) : (ENTITIES[name] ?? all))) : text;
  const plain = (html) => decoded(html.includes("<") ? html.replace(/<[^>]*>/g, "") : html).replace(/\s+/g, " ").trim();
  const attribute = (tag, name) => {
    const start = tag.indexOf(` ${name}="`);
    return start < 0 ? null : decoded(tag.slice(start + name.length + 3, tag.indexOf('"', start + name.length + 3)));
  };

  /* A row of the page. */
  function ofElement(row) {
    const cells = [...row.cells];
    const texts = cells.map((cell) => cell.textContent.replace(/\s+/g, " ").trim());
    const given = (name) => cells.map((cell) => cell.getAttribute(name));
    const figure = row.querySelector("a.cb-figure");
    return entryOf(texts, given("data-value"), given("data-choices"), figure?.title, figure?.getAttribute("href"), () => row);
  }

  /* A row that is still text: our own markup, so that patterns can read it. */
  function ofText(markup) {
    const cells = [...markup.matchAll(CELL)];
    const texts = cells.map(([, , inside]) => plain(inside));
    const given = (name) => cells.map(([, attributes]) => (attributes.includes(name) ? attribute(attributes, name) : null));
    const figure = /<a class="cb-figure"[^>]*>/.exec(markup)?.[0] ?? "";
    return entryOf(texts, given("data-value"), given("data-choices"), attribute(figure, "title"), attribute(figure, "href"), () => {
      const table = document.createElement("tbody");
      table.innerHTML = markup;
      return table.rows[0];
    });
  }

  function entryOf(texts, values, choices, quote, href, make) {
    return {
      texts,
      values: values.map((value, i) => (value === null ? texts[i] : Number(value))),
      choices: choices.map((choice, i) => (choice ?? texts[i]).split("|")),
      quote: quote ?? "",
      get href() {
        return href ? new URL(href, location.href.split(/[?#]/)[0]).href : "";
      },
      make,
      place: 0,
      row: null,
      key: "",
    };
  }

  class Rows {
    #first; // how many rows stand in the page
    #later = null; // the text of those behind them
    #given;

    constructor(body) {
      this.read = [];
      this.#add([...body.rows].map(ofElement));
      this.#first = this.read.length;
      this.#given = JSON.parse(document.getElementById("facts-choices")?.textContent ?? "{}");
    }

    get total() {
      return this.#given.total ?? this.read.length;
    }

    /* Every row. */
    all() {
      this.#readMore(() => true);
      return this.read;
    }

    /* The choices of a column and how often each occurs; null where there are too many for a list. */
    choices(name, column, most) {
      if (this.#given.columns) return this.#given.columns[name] && new Map(Object.entries(this.#given.columns[name]));
      const counts = this.counted(column);
      return counts.size <= most ? counts : null;
    }

    counted(column) {
      const counts = new Map();
      for (const { choices } of this.all())
        for (const choice of choices[column]) if (choice) counts.set(choice, (counts.get(choice) ?? 0) + 1);
      return counts;
    }

    /* Read rows while nothing else is to be done. */
    readInTime() {
      const ask = window.requestIdleCallback ?? ((use) => setTimeout(() => use({ timeRemaining: () => 0 }), 20));
      ask((deadline) => this.#readMore(() => deadline.timeRemaining() > 2) || this.readInTime());
    }

    /* Whether there are no more rows to be read. */
    #readMore(inTime) {
      this.#later ??= (document.getElementById("more-facts")?.textContent ?? "").split(ROW_END).filter((text) => text.includes(ROW_START));
      for (let from = this.read.length - this.#first; from < this.#later.length; from += AT_ONCE) {
        this.#add(this.#later.slice(from, from + AT_ONCE).map((text) => ofText(text.slice(text.indexOf(ROW_START)) + ROW_END)));
        if (!inTime()) break;
      }
      return this.read.length - this.#first >= this.#later.length;
    }

    #add(entries) {
      for (const entry of entries) {
        entry.place = this.read.length;
        this.read.push(entry);
      }
    }
  }

  window.casebookRows = { Rows };
})();
