/* Exact search for Chinese: a page is found if it contains what was typed, character for character.

   Words are not segmented. Both the pages and the query are reduced to a key (one width, lower
   case, no blanks, quotation marks or brackets), and a page matches if its key contains the keys
   of all words typed. Only when no page does, the query is cut into the longest pieces that do
   occur, and pages are ordered by how much of it they hold.

   Speaks the worker protocol of Material for MkDocs 9.8: {type: 0} index → {type: 1} ready,
   {type: 2} query → {type: 3} result; {type: 4} is ours: a query will come (search-loading.js). */
"use strict";

(() => {
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, WARM_UP = 4;
  const PLACES_SHOWN = 8; // places on one page
  const PAGES_DETAILED = 200; // pages with snippets; the others are listed by title
  const SENTENCE = 110; // characters of a snippet

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
  const IGNORED = /[\p{Zs}\t\r\u200b-\u200d\ufeff“”‘’"'`「」『』《》〈〉()[\]{}【】〔〕]/u;
  const IGNORED_ALL = new RegExp(IGNORED.source, "gu");
  const THOUSANDS = /(\d),(?=\d{3}(?!\d))/g; // 3,500 → 3500
  const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'" };

  const fold = (text) => text.normalize("NFKC").toLowerCase();

  /* "“拿地 即开工”１２３" → "拿地即开工123" */
  const keyOf = (text) => fold(text).replace(IGNORED_ALL, "").replace(THOUSANDS, "$1");

  const escapeHtml = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

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
      const folded = fold(char).replace(IGNORED_ALL, "");
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

  /* A page with the keys of its blocks. `aliases` are other names of the page. */
  function prepared({ location, sections, aliases = [] }) {
    const [, kind, weight] = kindOf(location);
    const page = { location, kind, weight, title: sections[0]?.[1] ?? "", aliases: aliases.map(keyOf) };
    page.sections = sections.map(([anchor, title, blocks]) => ({
      anchor,
      title,
      titleKey: keyOf(title),
      blocks: blocks.map((block) => {
        const [own, text] = typeof block === "string" ? ["", block] : block;
        return { own, anchor: own || anchor, text, key: keyOf(text) };
      }),
    }));
    page.titleKey = page.sections[0]?.titleKey ?? "";
    page.key = [...page.aliases, ...page.sections.flatMap((s) => [s.titleKey, ...s.blocks.map((b) => b.key)])].join("\n");
    return page;
  }

  /* The same from Material's own index, which has one entry a heading. */
  function fromMaterial(docs) {
    const pages = new Map();
    for (const { location, title, text, tags } of docs) {
      const [address, anchor = ""] = location.split("#");
      if (!pages.has(address)) pages.set(address, { location: address, sections: [], aliases: tags });
      pages.get(address).sections.push([anchor, plain(title), plain(text ?? "").split("\n").filter(Boolean)]);
    }
    return [...pages.values()];
  }

  function simplifier(pairs) {
    const table = new Map();
    const chars = [...(pairs ?? "")];
    for (let i = 0; i + 1 < chars.length; i += 2) table.set(chars[i], chars[i + 1]);
    return (text) => [...text].map((char) => table.get(char) ?? char).join("");
  }

  /* ---- The query ---------------------------------------------------------------------- */

  // What separates the words of a query: blanks, and stops that do not stand inside a number.
  const BETWEEN_WORDS = /[\s、。;；!！?？|]+|[,，:：](?!\d)|(?<!\d)[,，:：]/u;

  /* What was typed as a list of words; each is a list of spellings of which one must occur. */
  function wordsOf(query, simplify) {
    const phrases = query.replace(/[“"「『]([^”"」』]*)[”"」』]/g, (_, phrase) => ` ${phrase.replace(/\s+/g, "")} `);
    const words = phrases.split(BETWEEN_WORDS).map((word) => ({ shown: word, key: keyOf(word) })).filter(({ key }) => key);
    const unique = new Map(words.map((word) => [word.key, word]));
    return [...unique.values()].map(({ shown, key }) => ({ shown, keys: [...new Set([key, simplify(key)])] }));
  }

  const holds = (key, word) => word.keys.some((spelling) => key.includes(spelling));

  /* 企业开办全流程 where no page has it → 企业开办 | 全流程, if these do occur. */
  function pieces(word, everything) {
    const chars = [...word.keys.at(-1)];
    const found = [];
    for (let from = 0; from < chars.length; ) {
      let to = from;
      while (to < chars.length && everything.includes(chars.slice(from, to + 1).join(""))) to++;
      if (to - from > 1) found.push(chars.slice(from, to).join(""));
      from = Math.max(to, from + 1);
    }
    return found.map((key) => ({ shown: key, keys: [key] }));
  }

  /* ---- Order -------------------------------------------------------------------------- */

  function occurrences(key, word) {
    let count = 0;
    for (const spelling of word.keys) {
      for (let at = key.indexOf(spelling); at >= 0 && count < 50; at = key.indexOf(spelling, at + spelling.length)) count++;
    }
    return count;
  }

  /* Name of the page > heading > text; an exact name or heading before one that holds more. */
  function scoreName(key, word) {
    if (word.keys.includes(key)) return 1000;
    return holds(key, word) ? 100 + 100 * (word.keys[0].length / key.length) : 0;
  }

  /* A block with an anchor of its own is a fact or a quotation: it stands before plain text. */
  function scoreBlock(block, words, whole) {
    const score = words.reduce((sum, word) => sum + 10 * Math.log2(1 + occurrences(block.key, word)), 0);
    if (!score) return 0;
    return score * (block.own ? 1.5 : 1) + (whole && holds(block.key, whole) ? 60 : 0);
  }

  /* Where the words stand on a page, best place first: a heading, or a block below it. */
  function placesOn(page, words, whole) {
    const places = [];
    page.sections.forEach((section, i) => {
      const heading = Math.max(...words.map((word) => scoreName(section.titleKey, word)));
      if (heading) places.push({ section, block: null, score: i ? heading / 2 : heading });
      for (const block of section.blocks) {
        const score = scoreBlock(block, words, whole);
        if (score) places.push({ section, block, score });
      }
    });
    return places.sort((a, b) => b.score - a.score);
  }

  function rank(page, words, whole) {
    const places = placesOn(page, words, whole);
    const asked = whole ? [whole, ...words] : words;
    const name = Math.max(...[page.titleKey, ...page.aliases].flatMap((key) => asked.map((word) => scoreName(key, word))));
    const total = places.reduce((sum, { score }) => sum + score, 0);
    const text = (places[0]?.score ?? 0) + 0.1 * Math.min(total, 1000);
    return { page, places, named: name >= 1000, score: 100 * name + page.weight * text };
  }

  /* ---- What is shown ------------------------------------------------------------------ */

  /* Ranges of `text` that the words occupy. */
  function hits(text, words) {
    const { key, places } = keyWithPlaces(text);
    const ranges = [];
    for (const spelling of words.flatMap((word) => word.keys)) {
      for (let at = key.indexOf(spelling); at >= 0; at = key.indexOf(spelling, at + spelling.length)) {
        const last = places[at + spelling.length - 1];
        ranges.push([places[at], last + String.fromCodePoint(text.codePointAt(last)).length]);
      }
    }
    return ranges.sort((a, b) => a[0] - b[0]);
  }

  function marked(text, ranges, from = 0, to = text.length) {
    let html = "", at = from;
    for (const [start, end] of ranges) {
      if (start < at || end > to) continue;
      html += `${escapeHtml(text.slice(at, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`;
      at = end;
    }
    return html + escapeHtml(text.slice(at, to));
  }

  /* The whole sentence around the first hit, or as much of it as fits; else the beginning. */
  function snippet(text, words) {
    const ranges = hits(text, words);
    const [start, end] = ranges[0] ?? [0, 0];
    let from = start, to = end;
    while (from > 0 && !/[。！？!?；;]/.test(text[from - 1])) from--;
    while (to < text.length && (to === end || !/[。！？!?；;]/.test(text[to - 1]))) to++;
    const tooLong = to - from > SENTENCE;
    if (tooLong) {
      from = Math.max(from, start - Math.floor(SENTENCE / 3));
      to = Math.max(end, Math.min(to, from + SENTENCE));
    }
    const before = tooLong && from > 0 ? "…" : "", after = tooLong && to < text.length ? "…" : "";
    return before + marked(text, ranges, from, to).trim() + after;
  }

  const shownTitle = (title, words) => marked(title, hits(title, words));

  const address = (page, anchor) => (anchor ? `${page.location}#${anchor}` : page.location);

  /* One page as a group of items. Material shows the item without "#" as the page, items with
     the highest score open below it and the rest folded; `top` puts the groups in order. */
  function group({ page, places, named }, words, asked, top, detailed) {
    const terms = Object.fromEntries(asked.map((word) => [word.shown, holds(page.key, word)]));
    const held = Object.fromEntries(Object.entries(terms).filter(([, there]) => there));
    const head = { location: page.location, title: shownTitle(page.title, words), text: "", score: top, terms };
    if (page.kind) head.tags = [page.kind];
    if (!detailed) return [head];
    const items = detailsOf(page, places, words).map((detail) => ({ ...detail, terms: held }));
    const opening = items.find((item) => !item.location.includes("#")) ?? firstWords(page, words);
    const inside = items.filter((item) => item.location.includes("#"));
    if (named || !inside.length || items[0] === opening) {
      return [{ ...head, text: opening?.text ?? "" }, ...inside.map((item, i) => ({ ...item, score: top - 1 - i / 100 }))];
    }
    const scored = inside.map((item, i) => ({ ...item, score: i ? top - 1 - i / 100 : top }));
    return [scored[0], { ...head, score: top - 0.5 }, ...scored.slice(1)];
  }

  /* The best place at each anchor, as items. */
  function detailsOf(page, places, words) {
    const shown = new Map();
    for (const { section, block } of places) {
      const location = address(page, block?.anchor ?? section.anchor);
      if (shown.has(location)) continue;
      const text = block?.text ?? section.blocks[0]?.text ?? "";
      shown.set(location, { location, title: shownTitle(section.title || page.title, words), text: `<p>${snippet(text, words)}</p>` });
      if (shown.size >= PLACES_SHOWN) break;
    }
    return [...shown.values()];
  }

  function firstWords(page, words) {
    const block = page.sections[0]?.blocks[0];
    return block && { text: `<p>${snippet(block.text, words)}</p>` };
  }

  /* ---- Together ----------------------------------------------------------------------- */

  class CasebookSearch {
    #answer;
    #index = null;
    #load;

    constructor(answer) {
      this.#answer = answer;
    }

    receive(message) {
      if (message.type === SETUP) {
        const { docs, config } = message.data; // opened from disk, the pages come in `config`
        const given = config.casebook ?? (docs.length ? { pages: fromMaterial(docs) } : null);
        this.#load = () => (given ? Promise.resolve(given) : fetchPages());
        this.#answer({ type: READY });
      } else if (message.type === QUERY) {
        this.#search(message.data);
      } else if (message.type === WARM_UP && this.#load) {
        this.#ready().catch(() => {}); // the query will tell
      }
    }

    async #search(query) {
      const index = query.trim() ? await this.#ready() : null;
      this.#answer({ type: RESULT, data: { items: index ? find(query, index) : [] } });
    }

    /* The pages are loaded and prepared once, when a query is near. */
    #ready() {
      this.#index ??= this.#load().then(({ pages, traditional }) => ({ pages: pages.map(prepared), simplify: simplifier(traditional) }));
      return this.#index;
    }
  }

  async function fetchPages() {
    const answer = await fetch(new URL("../search/pages.json", self.location));
    return answer.json();
  }

  function find(query, { pages, simplify }) {
    const asked = wordsOf(query, simplify);
    if (!asked.length) return [];
    let words = asked;
    let found = pages.filter((page) => asked.every((word) => holds(page.key, word)));
    const exact = found.length > 0;
    if (!exact) {
      const everything = pages.map((page) => page.key).join("\n");
      words = asked.flatMap((word) => (holds(everything, word) ? [word] : pieces(word, everything)));
      found = mostHeld(pages, words);
    }
    const whole = exact && words.length > 1 ? wordsOf(keyOf(query), simplify)[0] : null;
    const ranked = found.map((page) => rank(page, words, whole)).sort((a, b) => b.score - a.score);
    return ranked.map((entry, i) => group(entry, words, exact ? asked : words, 2 * (ranked.length - i), i < PAGES_DETAILED));
  }

  /* The pages that hold most of the words, by the number of their characters. */
  function mostHeld(pages, words) {
    const held = pages.map((page) => words.reduce((sum, word) => sum + (holds(page.key, word) ? word.keys[0].length : 0), 0));
    const most = Math.max(...held, 1);
    return pages.filter((_, i) => held[i] > 0 && held[i] >= most / 2);
  }

  if (typeof document === "undefined") {
    const search = new CasebookSearch((data) => postMessage(data));
    addEventListener("message", ({ data }) => search.receive(data));
  } else {
    window.CasebookSearch = CasebookSearch; // opened from disk, see offline-worker.js
  }
})();
