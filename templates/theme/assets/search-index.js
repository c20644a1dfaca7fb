/* The index of search: pages, and the texts that stand on them, each once, with their keys.

   Both texts and queries are reduced to a key (one width, lower case, no blanks, quotation marks or
   brackets). Loaded by search-worker.js, and from disk by offline-worker.js. */
"use strict";

(() => {
  const CELL_BREAK = " · "; // between the cells of a row
  const SPELLINGS_KEPT = 16; // of those looked for last, where they stand; a megabyte each

  /* Kinds of pages by the folder they lie in: what they are called, and how much they weigh.
     Cases before the articles they came from, both before the pages about the casebook. */
  const KINDS = [
    ["parks/", "园区", 3],
    ["themes/", "主题", 3],
    ["cases/", "案例", 3],
    ["indicators/", "指标", 3],
    ["measures/", "举措", 3],
    ["sources/", "来源", 2],
    ["facts", "事实", 1.5],
    ["timeline", "时间线", 1.5],
    ["voices", "声音", 1.5],
    ["glossary", "术语", 1],
    ["guide/", "使用与维护", 0.5],
    ["method", "方法", 0.5],
    ["quality", "数据质量", 0.5],
  ];

  /* ---- Text and keys ------------------------------------------------------------------ */

  // Marks that a reader does not type, or types otherwise: blanks, quotation marks, brackets.
  // Blanks are those that NFKC leaves: of Unicode's Zs, U+0020 and U+1680.
  const IGNORED = /[ \u1680\t\r\u200b-\u200d\ufeff“”‘’"'`「」『』《》〈〉()[\]{}【】〔〕]+/g;
  const THOUSANDS = /(\d),(?=\d{3}(?!\d))/g; // 3,500 → 3500
  const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'" };

  const fold = (text) => text.normalize("NFKC").toLowerCase();

  /* "“拿地 即开工”１２３" → "拿地即开工123" */
  const keyOf = (text) => fold(text).replace(IGNORED, "").replace(THOUSANDS, "$1");

  /* The index holds HTML of a few tags; the ends of blocks become line breaks. */
  const plain = (html) =>
    html
      .replace(/<\/(?:p|li|pre)>/g, "\n")
      .replace(/<[^>]*>/g, "")
      .replace(/&(lt|gt|amp|quot|#39);/g, (_, name) => ENTITIES[name])
      .replace(/[^\S\n]+/g, " ")
      .replace(/ ?\n[ \n]*/g, "\n")
      .trim();

  /* The key of `text` with, for each of its characters, the place in `text` it came from. */
  function keyWithPlaces(text) {
    let key = "";
    const places = [];
    let at = 0;
    for (const char of text) {
      const folded = char >= "一" && char <= "鿿" ? char : fold(char).replace(IGNORED, "");
      for (let i = 0; i < folded.length; i++) places.push(at);
      key += folded;
      at += char.length;
    }
    for (const comma of [...key.matchAll(THOUSANDS)].reverse()) places.splice(comma.index + 1, 1);
    places.push(text.length);
    return { key: key.replace(THOUSANDS, "$1"), places };
  }

  /* ---- The index ---------------------------------------------------------------------- */

  function kindOf(location) {
    return KINDS.find(([folder]) => location.startsWith(folder)) ?? ["", "", 1];
  }

  /* The numbers of a line "5,,,-4": empty stands for 1, and each is the difference to the one before. */
  function unpackedSteps(line) {
    const numbers = [];
    if (line === null) return numbers;
    let number = -1;
    for (let from = 0; from <= line.length; ) {
      let to = line.indexOf(",", from);
      if (to < 0) to = line.length;
      number += to === from ? 1 : Number(line.slice(from, to));
      numbers.push(number);
      from = to + 1;
    }
    return numbers;
  }

  /* What publishing/search_packing.py packed: pages list groups of blocks, groups list cells, and
     each text stands there once. Its key is made once, and a word is looked for in all keys at once. */
  class Index {
    #found = new Map(); // of a spelling: how often each block holds it, and which pages do
    #blocks = [];

    constructor({ texts, anchors, groups, pages, traditional }) {
      this.simplify = simplifier(traditional);
      this.texts = texts.split("\n");
      this.allKeys = `\n${keyOf(texts)}\n`; // a line a text
      this.keys = this.allKeys.slice(1, -1).split("\n");
      this.anchors = anchors.split("\n");
      this.#unpackGroups(groups);
      this.pages = pages.map((page, number) => this.#page(page, number));
      this.everything = this.allKeys + this.pages.flatMap(({ aliases }) => aliases).join("\n");
    }

    /* `cells`: texts' numbers; `cellsOf` and `blocksOf`: where those of a block or group begin. */
    #unpackGroups(groups) {
      // Arrays of the greatest length there can be: to let them grow takes three times as long
      const [cells, cellsOf, blocksOf] = [0, 1, 1].map((more) => new Int32Array(groups.length + 1 + more));
      let number = 0, given = false, next = 0, cell = 0, block = 0, group = 0;
      for (let i = 0; i <= groups.length; i++) {
        const code = i < groups.length ? groups.charCodeAt(i) : 124;
        if (code >= 48 && code <= 57) {
          number = number * 10 + code - 48;
          given = true;
          continue;
        }
        cells[cell++] = given ? number : next++;
        number = 0;
        given = false;
        if (code === 44) continue; // "," another cell
        cellsOf[++block] = cell;
        if (code === 124) blocksOf[++group] = block; // "|" another group, else ";" another block
      }
      this.cells = cells;
      this.cellsOf = cellsOf.subarray(0, block + 1);
      this.blocksOf = blocksOf.subarray(0, group + 1);
    }

    #page({ location, sections, aliases = [] }, number) {
      const [, kind, weight] = kindOf(location);
      const unpacked = sections.map(([anchor, title, steps]) => ({ anchor, name: title, title: this.texts[title], titleKey: this.keys[title], groups: unpackedSteps(steps) }));
      const first = unpacked[0];
      return { number, location, kind, weight, title: first?.title ?? "", titleKey: first?.titleKey ?? "", aliases: aliases.map(keyOf), sections: unpacked };
    }

    /* A block with the anchor of its own, its text and the key of that. */
    block(number, group) {
      if (this.#blocks[number]) return this.#blocks[number];
      const from = this.cellsOf[number], to = this.cellsOf[number + 1];
      let text = this.texts[this.cells[from]], key = this.keys[this.cells[from]];
      for (let i = from + 1; i < to; i++) {
        text += CELL_BREAK + this.texts[this.cells[i]];
        key += `·${this.keys[this.cells[i]]}`;
      }
      return (this.#blocks[number] = { own: this.anchors[group], text, key });
    }

    firstBlock(section) {
      const group = section?.groups[0];
      return group === undefined ? undefined : this.block(this.blocksOf[group], group);
    }

    /* How often each block and group holds a spelling (one byte each, up to 255), and which pages do. */
    #holders(spelling) {
      if (this.#found.has(spelling)) return this.#found.get(spelling);
      if (this.#found.size >= SPELLINGS_KEPT) this.#found.clear();
      const texts = this.#textsWith(spelling);
      const blocks = spelling.includes("·") ? this.#blocksWith(spelling) : gathered(this.cellsOf, this.cells, texts);
      const groups = gathered(this.blocksOf, null, blocks);
      const pages = this.pages.map(
        ({ aliases, sections }) => aliases.some((key) => key.includes(spelling)) || sections.some((section) => texts[section.name] || section.groups.some((group) => groups[group])),
      );
      const found = { blocks, groups, pages };
      this.#found.set(spelling, found);
      return found;
    }

    #textsWith(spelling) {
      const texts = new Uint8ClampedArray(this.texts.length);
      let text = -2, line = 0; // `line`: where the key of the text after this one begins
      for (let at = this.allKeys.indexOf(spelling); at >= 0; at = this.allKeys.indexOf(spelling, at + spelling.length)) {
        for (; line <= at; text++) line = this.allKeys.indexOf("\n", line) + 1;
        texts[text]++;
      }
      return texts;
    }

    /* A spelling with the mark between cells may reach over them. */
    #blocksWith(spelling) {
      const blocks = new Uint8ClampedArray(this.cellsOf.length - 1);
      this.anchors.forEach((_, group) => {
        for (let number = this.blocksOf[group]; number < this.blocksOf[group + 1]; number++) blocks[number] = this.block(number, group).key.split(spelling).length - 1;
      });
      return blocks;
    }

    holds(page, word) {
      return word.keys.some((spelling) => this.#holders(spelling).pages[page.number]);
    }

    /* Calls `use` with each block of a section that holds one of the words, its group, and how often each does. */
    eachHolding(section, words, use) {
      const holders = words.map((word) => word.keys.map((spelling) => this.#holders(spelling)));
      for (const group of section.groups) {
        if (!holders.some((spellings) => spellings.some(({ groups }) => groups[group]))) continue;
        for (let number = this.blocksOf[group]; number < this.blocksOf[group + 1]; number++) {
          const counts = holders.map((spellings) => spellings.reduce((sum, { blocks }) => sum + blocks[number], 0));
          if (counts.some(Boolean)) use(number, group, counts);
        }
      }
    }
  }

  /* For each run of `members` (or of places, where these are none) the sum of what its members hold. */
  function gathered(starts, members, held) {
    const runs = new Uint8ClampedArray(starts.length - 1);
    for (let run = 0; run < runs.length; run++)
      for (let i = starts[run]; i < starts[run + 1]; i++) runs[run] += held[members ? members[i] : i];
    return runs;
  }

  /* The same from Material's own index, which has one entry a heading. */
  function fromMaterial(docs) {
    const pages = new Map(), texts = [], anchors = [];
    for (const { location, title, text, tags } of docs) {
      const [address, anchor = ""] = location.split("#");
      if (!pages.has(address)) pages.set(address, { location: address, sections: [], aliases: tags });
      const blocks = plain(text ?? "").split("\n").filter(Boolean);
      const steps = blocks.map((_, i) => (i ? "" : String(texts.length + 1)));
      pages.get(address).sections.push([anchor, plain(title), blocks.length ? steps.join(",") : null]);
      texts.push(...blocks);
      anchors.push(...blocks.map(() => ""));
    }
    const titles = [...pages.values()].flatMap(({ sections }) => sections);
    titles.forEach((section) => (section[1] = texts.push(section[1]) - 1));
    return { texts: texts.join("\n"), anchors: anchors.join("\n"), groups: "|".repeat(Math.max(anchors.length - 1, 0)), pages: [...pages.values()] };
  }

  function simplifier(pairs) {
    const table = new Map();
    const chars = [...(pairs ?? "")];
    for (let i = 0; i + 1 < chars.length; i += 2) table.set(chars[i], chars[i + 1]);
    return (text) => [...text].map((char) => table.get(char) ?? char).join("");
  }

  globalThis.casebookIndex = { Index, fromMaterial, keyOf, keyWithPlaces };
})();
