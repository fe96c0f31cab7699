// @ts-check
// Comfort for tables: filter by text and facets, sort by column. The table is complete without this file.
//
// <table data-sortable data-filterable …texts…>   texts come from the component `table_hooks`
// <th data-sort="number|text|none">               how a column sorts; `none` leaves it alone
// <td data-value="…">                             what a cell sorts by, if not by its text
// <tr data-words="…">                             what a row is found by besides its text
// <tr data-<facet key>="token token">             what a row is found by in the facet of that key
// <nav data-facets="replace">                     links that become selects for the first table after it
//
// The choice is kept in the address, so that it can be sent and survives "back".

const collator = new Intl.Collator(document.documentElement.lang || "de", { numeric: true, sensitivity: "base" });
/** @typedef {{key: string, control: HTMLInputElement | HTMLSelectElement, facet?: boolean}} Filter */

/** A text with its gaps filled in. @param {string | undefined} text @param {Record<string, string | number | undefined>} values */
const fill = (text, values) => (text ?? "").replace(/\{(\w+)\}/g, (_, /** @type {string} */ key) => String((Object.hasOwn(values, key) ? values[key] : undefined) ?? ""));
/** @param {string} text */
const fold = (text) => text.toLowerCase().replaceAll("ß", "ss").normalize("NFD").replace(/\p{M}/gu, "");

/**
 * An element with attributes and children.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children
 */
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** @param {string} id @param {string | undefined} text @param {HTMLElement} control @param {string} className */
function field(id, text, control, className = "filter__field") {
  control.id = id;
  return make("div", { class: className }, make("label", { for: id }, text ?? ""), control);
}

/** @param {HTMLTableElement} table @param {number} index */
function enhance(table, index) {
  const body = table.tBodies[0];
  if (!body) return;
  /** @type {Record<string, string | undefined>} */
  const texts = Object.fromEntries(Object.entries(table.dataset).filter(([k]) => /^text./.test(k)).map(([k, v]) => [k[4].toLowerCase() + k.slice(5), v]));
  const rows = [...body.rows];
  const prefix = index ? (table.id || "t" + index) + "-" : "";
  const query = new URLSearchParams(location.search);
  const status = make("p", { class: "filter__status", role: "status" });
  const columns = [...(table.tHead?.rows[0]?.cells ?? [])];
  const names = columns.map((cell) => cell.textContent.trim());
  /** @type {Filter[]} */
  const filters = [];
  /** Where the bar stands: before the table, or where the links are that it replaces. @type {Element} */
  let place = table.closest(".table-scroll") ?? table;
  /** What a row is searched by. @type {Map<HTMLTableRowElement, string>} */
  const folded = new Map();
  /** @param {HTMLTableRowElement} row */
  const textOf = (row) => {
    const text = folded.get(row) ?? fold((row.textContent ?? "") + " " + (row.dataset.words ?? ""));
    folded.set(row, text);
    return text;
  };
  const reset = make("button", { type: "button", class: "button button--quiet", hidden: "" }, texts.reset ?? "");
  let sorted = { column: -1, descending: false };

  function remember() {
    const next = new URLSearchParams(location.search);
    /** @param {string} key @param {string} value */
    const put = (key, value) => (value ? next.set(prefix + key, value) : next.delete(prefix + key));
    for (const { key, control } of filters) put(key, control.value);
    put("sort", sorted.column < 0 ? "" : (sorted.descending ? "-" : "") + sorted.column);
    const search = next.toString();
    history.replaceState(null, "", location.pathname + (search ? "?" + search : "") + location.hash);
  }

  // --- Sorting
  const order = make("select");
  /** @param {HTMLTableRowElement} row @param {number} column */
  function keyOf(row, column) {
    const cell = row.cells[column];
    const value = cell?.dataset.value ?? cell?.textContent.trim() ?? "";
    return columns[column].dataset.sort === "number" ? (value === "" ? NaN : Number(value)) : value;
  }
  /** @param {number} column @param {boolean} descending */
  function sort(column, descending) {
    sorted = { column, descending };
    const keyed = column < 0 ? [] : rows.map((row) => /** @type {const} */ ([keyOf(row, column), row]));
    const list = column < 0 ? rows : keyed.sort(([a], [b]) => {
      // What has no value stands at the end in either direction: missing is neither the least nor the most.
      const none = (/** @type {string | number} */ v) => v === "" || Number.isNaN(v);
      if (none(a) || none(b)) return Number(none(a)) - Number(none(b));
      const result = typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
      return descending ? -result : result;
    }).map(([, row]) => row);
    body.append(...list);
    columns.forEach((cell, i) => (i === column ? cell.setAttribute("aria-sort", descending ? "descending" : "ascending") : cell.removeAttribute("aria-sort")));
    order.value = column < 0 ? "" : (descending ? "-" : "") + column;
  }
  const sortedText = () => fill(texts.sorted, { column: names[sorted.column], direction: sorted.descending ? texts.descending : texts.ascending });
  /** @param {number} column @param {boolean} descending */
  function chooseSort(column, descending) {
    sort(column, descending);
    remember();
    status.textContent = column < 0 ? (texts.default ?? "") : sortedText();
  }

  // --- Filtering
  /** @param {boolean} announce */
  function filter(announce) {
    const words = fold(filters.find((f) => !f.facet)?.control.value ?? "").split(/\s+/).filter(Boolean);
    const chosen = filters.filter((f) => f.facet && f.control.value);
    let shown = 0;
    for (const row of rows) {
      const text = textOf(row);
      const fits = words.every((w) => text.includes(w)) && chosen.every((f) => (row.getAttribute("data-" + f.key) ?? "").split(" ").includes(f.control.value));
      row.hidden = !fits;
      shown += Number(fits);
    }
    status.textContent = fill(texts.count, { n: shown, of: rows.length });
    if (!shown) status.textContent += " – " + texts.none;
    reset.hidden = filters.every((f) => !f.control.value);
    if (announce) remember();
  }

  const bar = make("form", "filterable" in table.dataset ? { class: "filter", role: "search", "aria-label": [texts.filter, table.caption?.textContent.trim()].filter(Boolean).join(": ") } : { class: "filter filter--sort-only" });
  const fields = make("div", { class: "filter__fields" });
  bar.addEventListener("submit", (event) => event.preventDefault());

  if ("filterable" in table.dataset) {
    const input = make("input", { type: "search", autocomplete: "off" });
    filters.push({ key: "filter", control: input });
    bar.append(field(`filter-${index}`, texts.filter, input));
    const facets = index ? null : /** @type {HTMLElement | null} */ (document.querySelector('[data-facets="replace"]'));
    for (const group of /** @type {Iterable<HTMLElement>} */ (facets?.querySelectorAll("[data-facet]") ?? [])) {
      const select = make("select", {}, make("option", { value: "" }, texts.all ?? ""));
      for (const link of /** @type {Iterable<HTMLElement>} */ (group.querySelectorAll("a[data-value]"))) {
        const name = /** @type {HTMLElement} */ (link.firstElementChild ?? link);
        select.append(make("option", { value: link.dataset.value ?? "", ...(name.lang && { lang: name.lang }) }, name.textContent.trim()));
      }
      const key = group.dataset.facet ?? "";
      const title = /** @type {HTMLElement | null} */ (group.querySelector("[data-facet-title]"));
      filters.push({ key, control: select, facet: true });
      fields.append(field(`filter-${key}`, title?.dataset.facetTitle, select));
    }
    for (const { key, control } of filters) {
      const value = query.get(prefix + key) ?? "";
      if (control instanceof HTMLInputElement || [...control.options].some((o) => o.value === value)) control.value = value;
      control.addEventListener("input", () => filter(true));
    }
    if (facets) {
      place = facets;
      facets.hidden = true;
      // The selects stay folded until one asks for them, or an address brings a choice: the list comes first.
      const more = make("details", { class: "filter__more disclosure" }, make("summary", {}, facets.dataset.text ?? ""), fields);
      more.open = filters.some((f) => f.facet && f.control.value);
      bar.append(more);
    }
  }

  if ("sortable" in table.dataset) {
    order.append(make("option", { value: "" }, texts.default ?? ""));
    columns.forEach((cell, i) => {
      if (cell.dataset.sort === "none" || !names[i]) return;
      const button = make("button", { type: "button", class: "table__sort", title: fill(texts.sort, { column: names[i] }) }, names[i]);
      button.addEventListener("click", () => chooseSort(i, sorted.column === i && !sorted.descending));
      cell.replaceChildren(button);
      for (const sign of ["", "-"]) order.append(make("option", { value: sign + i }, `${names[i]}, ${sign ? texts.descending : texts.ascending}`));
    });
    // On a phone the head of the table is gone; there a select takes its place.
    order.addEventListener("change", () => (order.value === "" ? chooseSort(-1, false) : chooseSort(Math.abs(Number(order.value)), order.value.startsWith("-"))));
    fields.append(field(`sort-${index}`, texts.order, order, "filter__field filter__sort"));
    const start = query.get(prefix + "sort");
    if (start !== null && columns[Math.abs(Number(start))]) sort(Math.abs(Number(start)), start.startsWith("-"));
  }

  const foot = make("div", { class: "filter__foot" }, status);
  if (filters.length) {
    reset.addEventListener("click", () => {
      filters[0].control.focus();
      for (const { control } of filters) control.value = "";
      filter(true);
    });
    foot.append(reset);
  }
  if (!fields.parentNode) bar.append(fields);
  bar.append(foot);
  place.before(bar);
  if (filters.length) filter(false);
}

document.querySelectorAll("table[data-sortable], table[data-filterable]").forEach((table, index) => {
  if (table instanceof HTMLTableElement) enhance(table, index);
});
