// @ts-check
/**
 * The page of results.
 *
 * @typedef {import("./search.js").Search} Search
 * @typedef {import("./search.js").Result} Result
 * @typedef {import("./search-parts.js").State} State
 */
import { TEXTS, count, element, index, label, marked, own, readState, say, whenQuiet, writeState } from "./search-parts.js";
import { kept, recent, remember, settings } from "./search-settings.js";

const PAGE = 10;
/** The parameter of the address that says in which order, and its value for the newest first. */
const ORDER = "sortierung";
const DATE = "datum";
/** What is written for those who write the portal: found, but not among what readers look for. */
const APART = ["handbuch"];
/** The kinds that have a day. */
const DATED = ["termin", "pressemitteilung"];

/**
 * The page of results.
 * @param {HTMLElement} page
 */
export async function results(page) {
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
  input.value = readState(location.search).query;
  filter.hidden = input.value.trim() === "";
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
  // What somebody has typed while the index was on its way is not lost.
  let state = { ...readState(location.search), query: input.value };
  let limit = PAGE;

  /** Only what the index knows is a facet; other parameters of the URL are not ours. */
  const chosen = () => Object.fromEntries(Object.entries(state.facets).filter(([name]) => Object.hasOwn(search.head.facets, name)));

  // It has its place below the results: shown before them, it would be pushed away by them.
  const choices = settings(search, () => state.query.trim() === "" && render());
  choices.hidden = true;
  page.lastElementChild?.append(choices);

  const title = document.title;
  const render = async () => {
    const ask = ++latest;
    const query = state.query.trim();
    // So that tabs and the history tell one search from another.
    document.title = query ? `${query} – ${title}` : title;
    if (query === "") {
      filter.hidden = true;
      facets.replaceChildren();
      main.replaceChildren(...recent(search));
      choices.hidden = false;
      status.textContent = say(search, "start");
      return;
    }
    try {
      const byDay = state.facets[ORDER]?.[0] === DATE;
      const answer = await search.search(query, { facets: chosen(), limit, counts: true, byDay, apart: APART });
      if (ask !== latest) return;
      keepFocus(() => {
        facets.replaceChildren(...renderFacets(search, answer.facets, chosen()));
        filter.hidden = facets.childElementCount === 0;
        main.replaceChildren(...renderAnswer(search, query, answer, chosen(), page.dataset));
        choices.hidden = false;
        if (byDay || DATED.some((kind) => own(own(answer.facets, "art"), kind))) main.prepend(renderOrder(search, byDay));
      });
      status.textContent = count(search, answer);
      // What goes beyond the results is not waited for.
      const { elsewhere, passages } = await import("./search-more.js");
      if (ask !== latest) return;
      passages(search, main, answer, query, kept().passages);
      const lead = await elsewhere(page.dataset.search ?? "", query, answer);
      if (lead && ask === latest) main.prepend(lead);
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

  input.addEventListener("input", whenQuiet(() => go({ query: input.value }, false)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember(input.value.trim());
    go({ query: input.value }, input.value !== readState(location.search).query);
  });
  facets.addEventListener("change", () => {
    /** @type {Record<string, string[]>} */
    const values = Object.create(null);
    for (const [name, value] of new FormData(facets)) (values[name] ??= []).push(String(value));
    const order = state.facets[ORDER];
    go({ facets: order ? { ...values, [ORDER]: order } : values }, true);
  });
  main.addEventListener("change", (event) => {
    const { id, value } = /** @type {HTMLSelectElement} */ (event.target);
    if (id === "search-order") go({ facets: { ...chosen(), ...(value ? { [ORDER]: [value] } : {}) } }, true);
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
  remember(state.query.trim());
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
 * @param {Record<string, string[]>} chosen @param {DOMStringMap} ways where else to look
 */
function renderAnswer(search, query, answer, chosen, ways) {
  const parts = [];
  if (answer.correction) {
    const href = writeState({ query: answer.correction, facets: chosen });
    parts.push(element("p", { class: "search-page__meant" }, say(search, "meant"), " ", element("a", { href }, answer.correction)));
  }
  if (answer.total === 0) {
    const tips = [say(search, "tip_spelling"), say(search, "tip_words")].map((tip) => element("li", {}, tip));
    for (const [key, href] of [["tip_index", ways.searchIndex], ["tip_municipality", ways.municipality], ["tip_services", ways.services]]) {
      if (key && href) tips.push(element("li", {}, element("a", { href }, say(search, key, { name: ways.servicesName ?? "" }))));
    }
    const text = say(search, Object.keys(chosen).length > 0 ? "empty_filtered" : "empty", { q: query });
    return [...parts, element("div", { class: "search-page__empty" }, element("p", {}, text), element("ul", {}, ...tips))];
  }
  parts.push(element("ol", { class: "search-page__results" }, ...answer.results.map((result) => renderResult(search, result))));
  for (const kind of APART) {
    const found = own(own(answer.facets, "art"), kind) ?? 0;
    if (found === 0 || own(chosen, "art") || answer.results.some((result) => result.kind === kind)) continue;
    const text = say(search, "apart", { n: found, kind: label(search, "art", kind) });
    parts.push(element("p", { class: "search-page__apart" }, element("a", { href: writeState({ query, facets: { ...chosen, art: [kind] } }) }, text)));
  }
  if (answer.total > answer.results.length) {
    parts.push(element("button", { type: "button", class: "search-page__next" }, say(search, "next")));
  }
  return parts;
}

/** @param {Search} search @param {boolean} byDay */
function renderOrder(search, byDay) {
  const options = [["", "order_best"], [DATE, "order_date"]].map(([value, text]) =>
    element("option", { value, ...(byDay === (value === DATE) ? { selected: "" } : {}) }, say(search, text)));
  const select = element("select", { id: "search-order", class: "search-page__order" }, ...options);
  return element("p", { class: "search-page__sort" }, element("label", { for: select.id }, say(search, "order")), " ", select);
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
