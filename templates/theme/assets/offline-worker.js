/* Browsers refuse workers to pages opened from disk. There the search script runs in the page
   itself, behind the same interface. */
"use strict";

if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    #search = null;

    constructor(url) {
      super();
      const script = document.createElement("script");
      script.src = url;
      this.#search = new Promise((resolve, reject) => {
        script.onload = () => resolve(new window.CasebookSearch((data) => this.#answer(data)));
        script.onerror = () => reject(new Error(`cannot load ${url}`));
      });
      document.head.append(script);
    }

    postMessage(message) {
      this.#search.then((search) => search.receive(message));
    }

    #answer(data) {
      this.dispatchEvent(new MessageEvent("message", { data }));
    }
  };
}
