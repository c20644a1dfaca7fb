/* Browsers refuse workers to pages opened from disk. There the search script runs in the page
   itself, behind the same interface. */
"use strict";

if (location.protocol === "file:") {
  const loaded = (url) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = url;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`cannot load ${url}`));
      document.head.append(script);
    });

  window.Worker = class extends EventTarget {
    #search = null;

    constructor(url) {
      super();
      const index = String(url).replace("search-worker.js", "search-index.js");
      this.#search = loaded(index)
        .then(() => loaded(url))
        .then(() => new window.CasebookSearch((data) => this.#answer(data)));
    }

    postMessage(message) {
      this.#search.then((search) => search.receive(message));
    }

    #answer(data) {
      this.dispatchEvent(new MessageEvent("message", { data }));
    }
  };
}
