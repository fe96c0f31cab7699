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
 *
 * @typedef {import("./search.js").Search} Search
 * @typedef {import("./search.js").Result} Result
 */
import { count, element, index, label, marked, say, whenQuiet, writeState } from "./search-parts.js";

const SUGGESTIONS = 8;

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
      if (answer.correction) options.push(way(say(search, "meant") + " " + answer.correction, form.action, answer.correction, `${id}-${found + 1}`));
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
  const url = results.split("?")[0] + writeState({ query, facets: {} });
  return element("li", { id, class: "search__option", role: "option", "aria-selected": "false", "data-url": url },
    element("span", { class: "search__kind" }, text));
}

/** Whether the person has asked for the key `/` (`search-settings.js`). */
function isSlashWanted() {
  try {
    return JSON.parse(localStorage.getItem("ozg-suche") ?? "{}").slash === true;
  } catch {
    return false;
  }
}

// The field of the search from everywhere on a page. A key alone only for those who want it: who dictates text would hit it by
// chance (WCAG 2.1.4).
document.addEventListener("keydown", (event) => {
  const isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const target = /** @type {HTMLElement} */ (event.target);
  const isTyping = target.isContentEditable || /^(?:INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
  if (!isK && !(event.key === "/" && !isTyping && isSlashWanted())) return;
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
  if (page instanceof HTMLElement) import("./search-page.js").then(({ results }) => results(page));
});
