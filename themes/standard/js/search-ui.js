// @ts-check
/**
 * What readers see of the search: suggestions while they type, and the page with the results.
 *
 * Suggestions, for any number of forms on a page. Without JavaScript the form leads to its `action`, the A–Z index;
 * with JavaScript it leads to `data-search-results`:
 *
 *     <form role="search" action="/a-z/" data-search="/suche/search-0123abcd.json" data-search-results="/suche/">
 *       <label for="suche">Suche</label>
 *       <input type="search" id="suche" name="q">
 *       <button>Suchen</button>
 *     </form>
 *
 * The page of results. What is inside is replaced, so it holds what readers without JavaScript need. What shows before the
 * index is there has German words but for those that the page names (`label`, `submit`, `filter`, `failed`):
 *
 *     <div data-search-page data-search="/suche/search-0123abcd.json" data-search-index="/a-z/" data-label="Search term">
 *       <p>Die Suche braucht JavaScript. Alle Inhalte finden Sie auch im <a href="/a-z/">Verzeichnis A–Z</a>.</p>
 *     </div>
 *
 * The query and the facets are in the URL (`?q=…&ressort=…`). All text goes into the page as text, never as markup.
 *
 * @typedef {import("./search.js").Search} Search
 * @typedef {import("./search.js").Result} Result
 * @typedef {import("./search.js").Ranges} Ranges
 * @typedef {{query: string, facets: Record<string, string[]>}} State
 */
const SUGGESTIONS = 8;
const PAGE = 10;
const PAUSE = 120;

/** The German texts; the entry of the index can replace each of them. */
const TEXTS = /** @type {Record<string, string>} */ ({
  label: "Suchbegriff",
  submit: "Suchen",
  suggestions: "Vorschläge",
  none: "Keine Ergebnisse",
  one: "1 Ergebnis",
  many: "{n} Ergebnisse",
  more: "Mehr als {n} Ergebnisse",
  hint: "Mit den Pfeiltasten wählen Sie aus.",
  start: "Geben Sie ein, wonach Sie suchen.",
  meant: "Meinten Sie:",
  filter: "Ergebnisse eingrenzen",
  reset: "Alle Filter aufheben",
  next: "Weitere Ergebnisse anzeigen",
  all: "Alle Treffer anzeigen",
  sample: "Beispiel",
  empty: "Zu „{q}“ wurde nichts gefunden.",
  empty_filtered: "Mit diesen Filtern wurde zu „{q}“ nichts gefunden.",
  tip_spelling: "Prüfen Sie die Schreibweise.",
  tip_words: "Versuchen Sie es mit weniger oder allgemeineren Wörtern.",
  tip_index: "Sehen Sie im Verzeichnis A–Z nach.",
  failed: "Die Suche ist gerade nicht erreichbar. Bitte versuchen Sie es später noch einmal.",
});

/** @type {Map<string, Promise<Search>>} */
const loaded = new Map();

/** @param {string} entry @returns {Promise<Search>} */
function index(entry) {
  let search = loaded.get(entry);
  if (!search) {
    // Only who searches loads the search: most pages are read without it.
    // The modules and the entry are asked for at once, not one after the other.
    const asked = fetch(entry, { cache: "no-cache" }).then((response) => (response.ok ? response.json() : Promise.reject(new Error(entry))));
    asked.catch(() => {});
    const modules = [import("./search-index.js"), import("./search-marks.js"), import("./search-query.js"), import("./search-words.js")];
    search = Promise.all([import("./search.js"), asked, ...modules]).then(([module, json]) => module.open(entry, json));
    search.catch(() => loaded.delete(entry));
    loaded.set(entry, search);
  }
  return search;
}

/**
 * What a record holds under a name; what all records inherit, such as `constructor`, is not meant.
 * @template T @param {Record<string, T> | undefined} record @param {string} name @returns {T | undefined}
 */
const own = (record, name) => (record && Object.hasOwn(record, name) ? record[name] : undefined);

/**
 * @param {Search | null} search @param {string} key @param {Record<string, string | number>} [values]
 */
function say(search, key, values = {}) {
  const text = own(search?.head.texts, key) ?? TEXTS[key];
  return text.replace(/\{(\w+)\}/g, (/** @type {string} */ all, /** @type {string} */ name) => String(own(values, name) ?? all));
}

/** @param {Search} search @param {{total: number, more: boolean}} answer */
function count(search, { total, more }) {
  const key = more ? "more" : total === 0 ? "none" : total === 1 ? "one" : "many";
  return say(search, key, { n: total.toLocaleString(document.documentElement.lang || "de") });
}

/**
 * An element with attributes and children.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name @param {Record<string, string>} attributes @param {(Node | string | null)[]} children
 */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/**
 * The text with what was found in `<mark>`.
 * @param {string} text @param {Ranges} marks
 */
function marked(text, marks) {
  const fragment = document.createDocumentFragment();
  let at = 0;
  for (const [from, to] of marks) {
    fragment.append(text.slice(at, from), element("mark", {}, text.slice(from, to)));
    at = to;
  }
  fragment.append(text.slice(at));
  return fragment;
}

/** The label of a facet value. @param {Search} search @param {string} facet @param {string} value */
function label(search, facet, value) {
  return own(/** @type {Record<string, string>} */ (own(search.head.facets, facet)?.[1]), value) ?? value;
}

/** Runs a function when nothing has happened for a moment. @param {() => void} run */
function whenQuiet(run) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(run, PAUSE);
  };
}

/**
 * Suggestions below an input: the combobox of the WAI-ARIA Authoring Practices, with a list that only suggests.
 * @param {HTMLFormElement} form @param {number} number tells the forms of a page apart
 */
function suggest(form, number) {
  const input = /** @type {HTMLInputElement | null} */ (form.querySelector('input[name="q"]'));
  const entry = form.dataset.search;
  if (!input || !entry) return;
  if (form.dataset.searchResults) form.action = form.dataset.searchResults;

  const id = `search-list-${number}`;
  const list = element("ul", { id, class: "search__list", role: "listbox", "aria-label": say(null, "suggestions"), hidden: "" });
  const status = element("p", { class: "search__status visually-hidden", role: "status" });
  const attributes = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
  for (const [key, value] of Object.entries(attributes)) input.setAttribute(key, value);
  form.append(list, status);

  let active = -1;
  let latest = 0;

  const close = () => {
    latest++;
    list.hidden = true;
    list.replaceChildren();
    activate(-1);
    input.setAttribute("aria-expanded", "false");
  };

  /** @param {number} option */
  const activate = (option) => {
    active = option;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === option)));
    const item = list.children[option];
    if (item) {
      input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const update = async () => {
    const ask = ++latest;
    const query = input.value;
    if (query.trim() === "") {
      status.textContent = "";
      return close();
    }
    try {
      const search = await index(entry);
      const answer = await search.search(query, { limit: SUGGESTIONS });
      if (ask !== latest) return;
      const options = answer.results.map((result, i) => option(search, result, `${id}-${i}`));
      const found = options.length;
      if (found > 0) options.push(way(say(search, "all"), form.action, query, `${id}-${found}`));
      if (answer.correction) options.push(way(`${say(search, "meant")} ${answer.correction}`, form.action, answer.correction, `${id}-${found + 1}`));
      list.setAttribute("aria-label", say(search, "suggestions"));
      list.replaceChildren(...options);
      list.hidden = options.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      activate(-1);
      const hint = list.hidden ? "" : ". " + say(search, "hint");
      status.textContent = count(search, answer) + hint;
    } catch {
      // The form still works: it leads to the page of results, which says what is wrong.
      if (ask === latest) close();
    }
  };

  input.addEventListener("input", whenQuiet(update));
  // The index is loaded when somebody is about to search, not on every page.
  input.addEventListener("focus", () => void index(entry).catch(() => {}), { once: true });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) close();
  });
  form.addEventListener("submit", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const length = list.children.length;
    if (event.key === "Escape" && !list.hidden) {
      close();
    } else if (event.key === "Enter" && active >= 0) {
      open(list.children[active]);
    } else if (event.key === "ArrowDown" && length === 0) {
      update();
    } else if (event.key === "ArrowDown" && length > 0) {
      activate(active + 1 < length ? active + 1 : -1);
    } else if (event.key === "ArrowUp" && length > 0) {
      activate(active < 0 ? length - 1 : active - 1);
    } else {
      return;
    }
    event.preventDefault();
  });
  // The focus stays in the input while the mouse chooses.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => open(/** @type {Element} */ (event.target).closest("[role=option]")));
}

/** @param {Element | null} option */
function open(option) {
  const url = option instanceof HTMLElement && option.dataset.url;
  if (url) location.assign(url);
}

/** @param {Search} search @param {Result} result @param {string} id */
function option(search, { url, kind, title, titleMarks }, id) {
  return element("li", { id, class: "search__option", role: "option", "aria-selected": "false", "data-url": url },
    element("span", { class: "search__title" }, marked(title, titleMarks)),
    " ",
    element("span", { class: "search__kind" }, label(search, "art", kind)));
}

/**
 * An option that leads to the page of results.
 * @param {string} text @param {string} results the address of that page @param {string} query @param {string} id
 */
function way(text, results, query, id) {
  const url = `${results.split("?")[0]}${writeState({ query, facets: {} })}`;
  return element("li", { id, class: "search__option", role: "option", "aria-selected": "false", "data-url": url },
    element("span", { class: "search__kind" }, text));
}

/** @param {string} query the part of a URL after `?` @returns {State} */
function readState(query) {
  const { q, ...facets } = Object.fromEntries([...new URLSearchParams(query).keys()].map((key) => [key, new URLSearchParams(query).getAll(key)]));
  return { query: q?.[0] ?? "", facets };
}

/** @param {State} state */
function writeState({ query, facets }) {
  const parameters = new URLSearchParams(query ? { q: query } : {});
  for (const [name, values] of Object.entries(facets)) for (const value of values) parameters.append(name, value);
  return `?${parameters}`;
}

/**
 * The page of results.
 * @param {HTMLElement} page
 */
async function results(page) {
  const input = element("input", { type: "search", name: "q", id: "search-page-q", autocomplete: "off", class: "search-page__input" });
  /** What shows before the index is there, in the language of the page. @param {string} key */
  const first = (key) => page.dataset[key] ?? TEXTS[key];
  const name = element("label", { for: input.id, class: "search-page__label" }, first("label"));
  const submit = element("button", { class: "search-page__submit" }, first("submit"));
  const form = element("form", { role: "search", class: "search-page__form" }, name, input, submit);
  const status = element("p", { class: "search-page__status", role: "status" });
  const main = element("div", { class: "search-page__main" });
  const facets = element("form", { class: "search-page__facets" });
  // Beside the results where there is room; on a phone they would push the results away, so they are folded there.
  const heading = element("h2", { class: "search-page__heading" }, first("filter"));
  const filter = element("details", { class: "search-page__filter" }, element("summary", {}, heading), facets);
  // With a query it has its place before the results arrive, so that they do not move when they are there.
  filter.hidden = readState(location.search).query.trim() === "";
  filter.open = matchMedia("(width >= 60rem)").matches;
  page.classList.add("search-page", "search-page--facets");
  page.replaceChildren(form, filter, element("div", { class: "search-page__found" }, status, main));

  /** @type {Search} */
  let search;
  try {
    search = await index(page.dataset.search ?? "");
  } catch {
    status.textContent = first("failed");
    return;
  }
  name.textContent = say(search, "label");
  submit.textContent = say(search, "submit");
  heading.textContent = say(search, "filter");
  let latest = 0;
  let state = readState(location.search);
  let limit = PAGE;

  /** Only what the index knows is a facet; other parameters of the URL are not ours. */
  const chosen = () => Object.fromEntries(Object.entries(state.facets).filter(([name]) => Object.hasOwn(search.head.facets, name)));

  const title = document.title;
  const render = async () => {
    const ask = ++latest;
    const query = state.query.trim();
    // So that tabs and the history tell one search from another.
    document.title = query ? `${query} – ${title}` : title;
    if (query === "") {
      filter.hidden = true;
      facets.replaceChildren();
      main.replaceChildren();
      status.textContent = say(search, "start");
      return;
    }
    try {
      const answer = await search.search(query, { facets: chosen(), limit, counts: true });
      if (ask !== latest) return;
      keepFocus(() => {
        facets.replaceChildren(...renderFacets(search, answer.facets, chosen()));
        filter.hidden = facets.childElementCount === 0;
        main.replaceChildren(...renderAnswer(search, query, answer, chosen(), page.dataset.searchIndex));
      });
      status.textContent = count(search, answer);
    } catch {
      if (ask === latest) status.textContent = say(search, "failed");
    }
  };

  /** @param {Partial<State>} change @param {boolean} step whether the back button shall lead to what was before */
  const go = (change, step) => {
    state = { ...state, ...change };
    limit = PAGE;
    history[step ? "pushState" : "replaceState"](null, "", writeState(state));
    render();
  };

  input.value = state.query;
  input.addEventListener("input", whenQuiet(() => go({ query: input.value }, false)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go({ query: input.value }, input.value !== readState(location.search).query);
  });
  facets.addEventListener("change", () => {
    /** @type {Record<string, string[]>} */
    const values = Object.create(null);
    for (const [name, value] of new FormData(facets)) (values[name] ??= []).push(String(value));
    go({ facets: values }, true);
  });
  facets.addEventListener("reset", (event) => {
    event.preventDefault();
    go({ facets: {} }, true);
  });
  main.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const meant = target.closest(".search-page__meant a");
    if (meant) {
      event.preventDefault();
      input.value = readState(new URL(/** @type {HTMLAnchorElement} */ (meant).href).search).query;
      go({ query: input.value }, true);
    } else if (target.closest(".search-page__next")) {
      const before = limit;
      limit += PAGE;
      render().then(() => main.querySelectorAll("a.search-page__link")[before] instanceof HTMLElement
        && /** @type {HTMLElement} */ (main.querySelectorAll("a.search-page__link")[before]).focus());
    }
  });
  window.addEventListener("popstate", () => {
    state = readState(location.search);
    limit = PAGE;
    input.value = state.query;
    render();
  });
  await render();
}

/** Replaces elements without losing the place of readers who use the keyboard. @param {() => void} replace */
function keepFocus(replace) {
  const id = document.activeElement?.id;
  replace();
  if (id && document.activeElement?.id !== id) document.getElementById(id)?.focus();
}

/**
 * @param {Search} search @param {Record<string, Record<string, number>>} counts @param {Record<string, string[]>} chosen
 */
function renderFacets(search, counts, chosen) {
  const fields = Object.entries(search.head.facets).map(([name, facet]) => {
    const [legend, labels] = /** @type {[string, Record<string, string>]} */ (facet);
    const known = Object.keys(labels);
    const rank = (/** @type {string} */ value) => (known.includes(value) ? known.indexOf(value) : known.length);
    const values = [...new Set([...Object.keys(own(counts, name) ?? {}), ...(own(chosen, name) ?? [])])]
      .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b, "de"));
    if (values.length < 2 && !own(chosen, name)) return null;
    const items = values.map((value, i) => {
      const id = `search-facet-${name}-${value}`;
      const box = element("input", { type: "checkbox", id, name, value, ...(own(chosen, name)?.includes(value) ? { checked: "" } : {}) });
      return element("li", { class: "search-page__value" }, box, " ",
        element("label", { for: id }, label(search, name, value), " ",
          element("span", { class: "search-page__count" }, `(${own(own(counts, name), value) ?? 0})`)));
    });
    return element("fieldset", { class: "search-page__facet" }, element("legend", {}, legend), element("ul", {}, ...items));
  }).filter((field) => field !== null);
  if (fields.length === 0) return [];
  const reset = Object.keys(chosen).length > 0 ? [element("button", { type: "reset", class: "search-page__reset" }, say(search, "reset"))] : [];
  return [...fields, ...reset];
}

/**
 * @param {Search} search @param {string} query @param {import("./search.js").Answer} answer
 * @param {Record<string, string[]>} chosen @param {string | undefined} indexUrl
 */
function renderAnswer(search, query, answer, chosen, indexUrl) {
  const parts = [];
  if (answer.correction) {
    const href = writeState({ query: answer.correction, facets: chosen });
    parts.push(element("p", { class: "search-page__meant" }, say(search, "meant"), " ", element("a", { href }, answer.correction)));
  }
  if (answer.total === 0) {
    const tips = [say(search, "tip_spelling"), say(search, "tip_words")].map((tip) => element("li", {}, tip));
    if (indexUrl) tips.push(element("li", {}, element("a", { href: indexUrl }, say(search, "tip_index"))));
    const text = say(search, Object.keys(chosen).length > 0 ? "empty_filtered" : "empty", { q: query });
    return [...parts, element("div", { class: "search-page__empty" }, element("p", {}, text), element("ul", {}, ...tips))];
  }
  parts.push(element("ol", { class: "search-page__results" }, ...answer.results.map((result) => renderResult(search, result))));
  if (answer.total > answer.results.length) {
    parts.push(element("button", { type: "button", class: "search-page__next" }, say(search, "next")));
  }
  return parts;
}

/** @param {Search} search @param {Result} result */
function renderResult(search, { url, kind, title, summary, sample, german, facts, titleMarks, summaryMarks }) {
  /** @type {Record<string, string>} */
  const lang = german ? { lang: "de" } : {};
  return element("li", { class: "search-page__result" },
    element("h2", { class: "search-page__title" },
      element("a", { href: url, class: "search-page__link", ...lang }, marked(title, titleMarks))),
    element("p", { class: "search-page__meta" },
      element("span", { class: "search-page__kind" }, label(search, "art", kind)),
      ...facts.map((fact) => element("span", { class: "search-page__fact", ...lang }, fact)),
      sample ? element("span", { class: "search-page__sample" }, say(search, "sample")) : null),
    summary ? element("p", { class: "search-page__snippet", ...lang }, marked(summary, summaryMarks)) : null);
}

// The field of the search from everywhere on a page. Not a key alone: who dictates text would hit it by chance (WCAG 2.1.4).
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  const input = document.querySelector("#search-page-q, form[data-search] input[name='q']");
  if (!(input instanceof HTMLInputElement)) return;
  event.preventDefault();
  input.focus();
  input.select();
});

document.querySelectorAll("form[data-search]").forEach((form, number) => {
  if (form instanceof HTMLFormElement) suggest(form, number);
});
document.querySelectorAll("[data-search-page]").forEach((page) => {
  if (page instanceof HTMLElement) results(page);
});
