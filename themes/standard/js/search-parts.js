// @ts-check
/**
 * What the suggestions and the page of results have in common: the texts, the index, elements, and the state in the address.
 *
 * @typedef {import("./search.js").Search} Search
 * @typedef {import("./search.js").Ranges} Ranges
 * @typedef {{query: string, facets: Record<string, string[]>}} State
 */
const PAUSE = 120;

/** The German texts; the entry of the index can replace each of them. */
export const TEXTS = /** @type {Record<string, string>} */ ({
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
  apart: "{kind}: {n} Treffer",
  next: "Weitere Ergebnisse anzeigen",
  all: "Alle Treffer anzeigen",
  sample: "Beispiel",
  empty: "Zu „{q}“ wurde nichts gefunden.",
  empty_filtered: "Mit diesen Filtern wurde zu „{q}“ nichts gefunden.",
  tip_spelling: "Prüfen Sie die Schreibweise.",
  tip_words: "Versuchen Sie es mit weniger oder allgemeineren Wörtern.",
  tip_index: "Sehen Sie im Verzeichnis A–Z nach.",
  tip_municipality: "Suchen Sie Ihre Kommune.",
  tip_services: "Zum {name}",
  other_one: "Auf Deutsch gibt es 1 Ergebnis zu „{q}“",
  other_many: "Auf Deutsch gibt es {n} Ergebnisse zu „{q}“",
  order: "Sortieren nach",
  order_best: "Beste Treffer",
  order_date: "Datum, Neuestes zuerst",
  excerpt: "Textstelle zeigen",
  no_excerpt: "Auf der Seite wurde keine passende Textstelle gefunden.",
  section: "Im Abschnitt „{name}“",
  recent: "Zuletzt in diesem Browser gesucht",
  settings: "Einstellungen der Suche",
  remember: "Meine letzten zehn Suchanfragen in diesem Browser merken",
  forget: "Gemerktes löschen",
  passages: "Textstellen gleich zeigen (lädt mehr Daten)",
  slash: "Mit der Taste „/“ zur Suche springen",
  settings_note: "Alles bleibt in diesem Browser und wird niemandem gesendet. Ein Cookie wird nicht gesetzt.",
  failed: "Die Suche ist gerade nicht erreichbar. Bitte versuchen Sie es später noch einmal.",
});

/** @type {Map<string, Promise<Search>>} */
const loaded = new Map();

/** @param {string} entry @returns {Promise<Search>} */
export function index(entry) {
  let search = loaded.get(entry);
  if (!search) {
    // Only who searches loads the search: most pages are read without it.
    // The module and the entry are asked for at once, not one after the other.
    const asked = fetch(entry, { cache: "no-cache" }).then((response) => (response.ok ? response.json() : Promise.reject(new Error(entry))));
    asked.catch(() => {});
    search = Promise.all([import("./search.js"), asked]).then(([module, json]) => module.open(entry, json));
    search.catch(() => loaded.delete(entry));
    loaded.set(entry, search);
  }
  return search;
}

/**
 * What a record holds under a name; what all records inherit, such as `constructor`, is not meant.
 * @template T @param {Record<string, T> | undefined} record @param {string} name @returns {T | undefined}
 */
export const own = (record, name) => (record && Object.hasOwn(record, name) ? record[name] : undefined);

/**
 * @param {Search | null} search @param {string} key @param {Record<string, string | number>} [values]
 */
export function say(search, key, values = {}) {
  const text = own(search?.head.texts, key) ?? TEXTS[key];
  return text.replace(/\{(\w+)\}/g, (/** @type {string} */ all, /** @type {string} */ name) => String(own(values, name) ?? all));
}

/** @param {Search} search @param {{total: number, more: boolean}} answer */
export function count(search, { total, more }) {
  const key = more ? "more" : total === 0 ? "none" : total === 1 ? "one" : "many";
  return say(search, key, { n: total.toLocaleString(document.documentElement.lang || "de") });
}

/**
 * An element with attributes and children.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name @param {Record<string, string>} attributes @param {(Node | string | null)[]} children
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/**
 * The text with what was found in `<mark>`.
 * @param {string} text @param {Ranges} marks
 */
export function marked(text, marks) {
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
export function label(search, facet, value) {
  return own(/** @type {Record<string, string>} */ (own(search.head.facets, facet)?.[1]), value) ?? value;
}

/** Runs a function when nothing has happened for a moment. @param {() => void} run */
export function whenQuiet(run) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(run, PAUSE);
  };
}

/** @param {string} query the part of a URL after `?` @returns {State} */
export function readState(query) {
  const { q, ...facets } = Object.fromEntries([...new URLSearchParams(query).keys()].map((key) => [key, new URLSearchParams(query).getAll(key)]));
  return { query: q?.[0] ?? "", facets };
}

/** @param {State} state */
export function writeState({ query, facets }) {
  const parameters = new URLSearchParams(query ? { q: query } : {});
  for (const [name, values] of Object.entries(facets)) for (const value of values) parameters.append(name, value);
  return `?${parameters}`;
}
