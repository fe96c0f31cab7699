// @ts-check
/**
 * What the page of results adds when the results are there: passages of the pages that were found, and what another language has.
 *
 * @typedef {import("./search.js").Search} Search
 * @typedef {import("./search.js").Answer} Answer
 * @typedef {{text: string, marks: import("./search.js").Ranges, heading: Element | null}} Passage
 */
import { element, index, marked, say, writeState } from "./search-parts.js";

/** So many pages are read at most when nobody asks for each. */
const PAGES = 5;
/** How much of a passage is shown on each side of what was found, in letters. */
const AROUND = 90;
/** So many results are few. */
const FEW = 3;

/** @type {Map<string, Promise<Document>>} */
const read = new Map();

/** @param {string} url */
function pageAt(url) {
  let page = read.get(url);
  if (!page) {
    page = fetch(url).then((response) => (response.ok ? response.text() : Promise.reject(new Error(url)))).then((html) => new DOMParser().parseFromString(html, "text/html"));
    page.catch(() => read.delete(url));
    read.set(url, page);
  }
  return page;
}

/**
 * Offers to show where a page has the words that neither its title nor its summary has. The page is read for that when somebody
 * asks: it is heavier than all else that the search loads. Whoever opens the result then has it already.
 * @param {Search} search @param {HTMLElement} main @param {Answer} answer @param {string} query
 * @param {boolean} open whether the person wants the first of them at once
 */
export function passages(search, main, answer, query, open) {
  const words = query.split(/\s+/).filter((word) => word.length > 3).length || 1;
  const items = [...main.querySelectorAll(".search-page__result")];
  const poor = answer.results.map((result, i) => ({ result, item: items[i] }))
    .filter(({ result, item }) => item && result.titleMarks.length + result.summaryMarks.length < words);
  poor.forEach(({ result, item }, i) => {
    // So that those who hear it know of which page.
    const of = element("span", { class: "visually-hidden", ...(result.german ? { lang: "de" } : {}) }, ": " + result.title);
    const box = element("details", { class: "search-page__passage" }, element("summary", {}, say(search, "excerpt"), of));
    box.addEventListener("toggle", async () => {
      const shown = element("p", { class: "search-page__excerpt", role: "status" });
      box.append(shown);
      try {
        const found = best(await pageAt(result.url), (text) => search.mark(text, answer), result.summary);
        shown.append(...(found ? render(search, result, found) : [say(search, "no_excerpt")]));
      } catch {
        shown.append(say(search, "failed"));
      }
    }, { once: true });
    box.open = open && i < PAGES;
    item.append(box);
  });
}

/**
 * The passage of a page that has most of the words.
 * @param {Document} page @param {(text: string) => import("./search.js").Ranges} mark @param {string} known what is shown anyway
 */
function best(page, mark, known) {
  /** @type {Passage | null} */
  let best = null;
  let most = 0;
  /** @type {Element | null} */
  let heading = null;
  for (const part of page.querySelectorAll("main :is(h2, h3, p, li, dd)")) {
    if (/^H/.test(part.tagName)) {
      heading = part.id || part.closest("section[id]") ? part : null;
      continue;
    }
    if (part.closest("nav, form, .page-head, .visually-hidden") || part.querySelector("p, li")) continue;
    const text = words(part);
    if (text.length < 20 || text === known) continue;
    const marks = mark(text);
    const different = new Set(marks.map(([from, to]) => text.slice(from, to).toLowerCase())).size;
    if (different > most) [best, most] = [{ text, marks, heading }, different];
  }
  return best;
}

/** What may stand within a word or before a mark; all other elements stand apart, whatever is between them. */
const INLINE = "a, abbr, b, code, em, i, mark, q, s, [lang], strong, sub, sup, u, wbr";

/** The words of a part as they show. @param {Element} part */
function words(part) {
  const copy = /** @type {Element} */ (part.cloneNode(true));
  for (const hidden of copy.querySelectorAll(".visually-hidden, [aria-hidden=true]")) hidden.remove();
  for (const apart of copy.querySelectorAll("*:not(" + INLINE + ")")) {
    apart.before(" ");
    apart.after(" ");
  }
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** @param {Search} search @param {import("./search.js").Result} result @param {Passage} passage */
function render(search, { url, german }, { text, marks, heading }) {
  const from = marks[0][0] <= AROUND ? 0 : text.indexOf(" ", marks[0][0] - AROUND) + 1;
  const end = text.lastIndexOf(" ", marks[0][1] + AROUND);
  const to = end <= marks[0][1] || text.length - marks[0][1] <= AROUND ? text.length : end;
  const inside = marks.filter((range) => range[0] >= from && range[1] <= to).map(([a, b]) => /** @type {[number, number]} */ ([a - from, b - from]));
  const id = heading?.id || heading?.closest("section[id]")?.id;
  const name = heading?.textContent?.trim() ?? "";
  return [
    element("span", german ? { lang: "de" } : {}, from > 0 ? "… " : null, marked(text.slice(from, to), inside), to < text.length ? " …" : null),
    ...(id && name ? [" ", element("a", { href: url + "#" + id }, say(search, "section", { name }))] : []),
  ];
}

/**
 * What the portal has in another language, if a query is not understood in that of the page, or finds little or what is only German.
 * @param {string} entry of the index of the page @param {string} query @param {Answer} answer
 * @returns {Promise<HTMLElement | null>}
 */
export async function elsewhere(entry, query, answer) {
  const isFound = !answer.unsure && !answer.results[0]?.german;
  if (isFound && answer.total > FEW) return null;
  /** @type {Map<string, HTMLAnchorElement>} */
  const pages = new Map();
  for (const link of document.querySelectorAll(".languages a[hreflang]:not(.languages__start)")) {
    if (link instanceof HTMLAnchorElement) pages.set(link.hreflang, link);
  }
  const leads = await Promise.all([...pages].map(async ([lang, link]) => {
    try {
      const url = link.href.split(/[?#]/)[0];
      const search = await index(new URL(entry.split("/").at(-1) ?? "", url).href);
      const { total, unsure } = await search.search(query, { limit: 1 });
      if (total === 0 || unsure || (isFound && total <= answer.total)) return null;
      const text = say(search, total === 1 ? "other_one" : "other_many", { n: total.toLocaleString(lang), q: query });
      return element("a", { href: url + writeState({ query, facets: {} }), lang, hreflang: lang }, text);
    } catch {
      return null;
    }
  }));
  const found = leads.filter((lead) => lead !== null);
  return found.length > 0 ? element("p", { class: "search-page__elsewhere" }, ...found) : null;
}
