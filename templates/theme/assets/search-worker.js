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

  if (typeof importScripts === "function") importScripts(new URL("search-index.js", self.location));
  const { Index, fromMaterial, keyOf, keyWithPlaces } = globalThis.casebookIndex;

  const escapeHtml = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

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

  /* Name of the page > heading > text; an exact name or heading before one that holds more. */
  function scoreName(key, word) {
    if (word.keys.includes(key)) return 1000;
    return holds(key, word) ? 100 + 100 * (word.keys[0].length / key.length) : 0;
  }

  /* A block with an anchor of its own is a fact or a quotation: it stands before plain text. */
  function scoreBlock(counts, own, together) {
    const score = counts.reduce((sum, count) => sum + 10 * Math.log2(1 + count), 0);
    return score * (own ? 1.5 : 1) + (together ? 60 : 0);
  }

  /* Where the words stand on a page, best place first: a heading (`block` is −1), or a block below it. */
  function placesOn(page, index, words, whole) {
    const places = [];
    page.sections.forEach((section, i) => {
      const heading = Math.max(...words.map((word) => scoreName(section.titleKey, word)));
      if (heading) places.push({ section, block: -1, group: -1, score: i ? heading / 2 : heading });
      index.eachHolding(section, words, (block, group, counts) => {
        const together = whole && holds(index.block(block, group).key, whole);
        places.push({ section, block, group, score: scoreBlock(counts, index.anchors[group], together) });
      });
    });
    return places.sort((a, b) => b.score - a.score);
  }

  function rank(page, index, words, whole) {
    const places = placesOn(page, index, words, whole);
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
  function group({ page, places, named }, index, words, asked, top, detailed) {
    const terms = Object.fromEntries(asked.map((word) => [word.shown, index.holds(page, word)]));
    const held = Object.fromEntries(Object.entries(terms).filter(([, there]) => there));
    const head = { location: page.location, title: shownTitle(page.title, words), text: "", score: top, terms };
    if (page.kind) head.tags = [page.kind];
    if (!detailed) return [head];
    const items = detailsOf(page, places, index, words).map((detail) => ({ ...detail, terms: held }));
    const opening = items.find((item) => !item.location.includes("#")) ?? firstWords(page, index, words);
    const inside = items.filter((item) => item.location.includes("#"));
    if (named || !inside.length || items[0] === opening) {
      return [{ ...head, text: opening?.text ?? "" }, ...inside.map((item, i) => ({ ...item, score: top - 1 - i / 100 }))];
    }
    const scored = inside.map((item, i) => ({ ...item, score: i ? top - 1 - i / 100 : top }));
    return [scored[0], { ...head, score: top - 0.5 }, ...scored.slice(1)];
  }

  /* The best place at each anchor, as items. */
  function detailsOf(page, places, index, words) {
    const shown = new Map();
    for (const { section, block: number, group } of places) {
      const block = number < 0 ? null : index.block(number, group);
      const location = address(page, block?.own || section.anchor);
      if (shown.has(location)) continue;
      const text = (block ?? index.firstBlock(section))?.text ?? "";
      shown.set(location, { location, title: shownTitle(section.title || page.title, words), text: `<p>${snippet(text, words)}</p>` });
      if (shown.size >= PLACES_SHOWN) break;
    }
    return [...shown.values()];
  }

  function firstWords(page, index, words) {
    const block = index.firstBlock(page.sections[0]);
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
        const given = config.casebook ?? (docs.length ? fromMaterial(docs) : null);
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
      this.#index ??= this.#load().then((packed) => new Index(packed));
      return this.#index;
    }
  }

  async function fetchPages() {
    const answer = await fetch(new URL("../search/pages.json", self.location));
    return answer.json();
  }

  function find(query, index) {
    const asked = wordsOf(query, index.simplify);
    if (!asked.length) return [];
    let words = asked;
    let found = index.pages.filter((page) => asked.every((word) => index.holds(page, word)));
    const exact = found.length > 0;
    if (!exact) {
      words = asked.flatMap((word) => (holds(index.everything, word) ? [word] : pieces(word, index.everything)));
      found = mostHeld(index, words);
    }
    const whole = exact && words.length > 1 ? wordsOf(keyOf(query), index.simplify)[0] : null;
    const ranked = found.map((page) => rank(page, index, words, whole)).sort((a, b) => b.score - a.score);
    return ranked.map((entry, i) => group(entry, index, words, exact ? asked : words, 2 * (ranked.length - i), i < PAGES_DETAILED));
  }

  /* The pages that hold most of the words, by the number of their characters. */
  function mostHeld(index, words) {
    const held = index.pages.map((page) => words.reduce((sum, word) => sum + (index.holds(page, word) ? word.keys[0].length : 0), 0));
    const most = Math.max(...held, 1);
    return index.pages.filter((_, i) => held[i] > 0 && held[i] >= most / 2);
  }

  if (typeof document === "undefined") {
    const search = new CasebookSearch((data) => postMessage(data));
    addEventListener("message", ({ data }) => search.receive(data));
  } else {
    window.CasebookSearch = CasebookSearch; // opened from disk, see offline-worker.js
  }
})();
