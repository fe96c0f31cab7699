// @ts-check
/**
 * What a browser keeps of the search, if the person wants that: the last queries, whether the key `/` leads to the search, and whether
 * passages are shown at once.
 *
 * @typedef {import("./search.js").Search} Search
 * @typedef {{remember: boolean, slash: boolean, passages: boolean, recent: string[]}} Kept
 */
import { element, say, writeState } from "./search-parts.js";

const MOST = 10;
/** Under this name it is kept; `search-ui.js` reads it, too. */
const NAME = "ozg-suche";

/** @returns {Kept} */
export function kept() {
  try {
    const { remember, slash, passages, recent } = JSON.parse(localStorage.getItem(NAME) ?? "{}");
    const queries = Array.isArray(recent) ? recent.filter((query) => typeof query === "string") : [];
    return { remember: remember === true, slash: slash === true, passages: passages === true, recent: queries.slice(0, MOST) };
  } catch {
    return { remember: false, slash: false, passages: false, recent: [] };
  }
}

/** Nothing is left of what nobody wants. @param {Kept} settings */
function keep(settings) {
  try {
    if (settings.remember || settings.slash || settings.passages) localStorage.setItem(NAME, JSON.stringify(settings));
    else localStorage.removeItem(NAME);
  } catch {
    // A browser that keeps nothing has no settings.
  }
}

/** Keeps a query that somebody has sent off, if that is wanted. @param {string} query */
export function remember(query) {
  const settings = kept();
  if (!settings.remember || query === "") return;
  keep({ ...settings, recent: [query, ...settings.recent.filter((other) => other !== query)].slice(0, MOST) });
}

/** The last queries as links. @param {Search} search */
export function recent(search) {
  const { remember, recent } = kept();
  if (!remember || recent.length === 0) return [];
  const items = recent.map((query) => element("li", {}, element("a", { href: writeState({ query, facets: {} }) }, query)));
  return [element("h2", { class: "search-page__heading" }, say(search, "recent")), element("ul", { class: "search-page__recent" }, ...items)];
}

/** The settings to open. @param {Search} search @param {() => void} changed */
export function settings(search, changed) {
  /** @param {"remember" | "slash" | "passages"} name */
  const choice = (name) => {
    const box = element("input", { type: "checkbox", id: `search-${name}`, ...(kept()[name] ? { checked: "" } : {}) });
    box.addEventListener("change", () => {
      const now = { ...kept(), [name]: box.checked };
      keep(now.remember ? now : { ...now, recent: [] });
      forget.hidden = !now.remember;
      changed();
    });
    return element("p", { class: "search-page__value" }, box, " ", element("label", { for: box.id }, say(search, name)));
  };
  const forget = element("button", { type: "button", class: "search-page__reset" }, say(search, "forget"));
  forget.hidden = !kept().remember;
  forget.addEventListener("click", () => {
    keep({ ...kept(), recent: [] });
    changed();
  });
  return element("details", { class: "search-page__settings" }, element("summary", {}, say(search, "settings")),
    choice("remember"), forget, choice("passages"), choice("slash"), element("p", { class: "search-page__note" }, say(search, "settings_note")));
}
