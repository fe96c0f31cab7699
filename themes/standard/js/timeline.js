// @ts-check
// Comfort for the time line: the links of the facets become selects that leave the entries that fit. The time line is
// complete without this file.
//
// <nav data-facets="replace">      links that become selects
// <… data-timeline …texts…>        what is filtered: each `.timeline__item` by its data-<facet key>="token token"
//
// The choice is kept in the address, so that it can be sent and survives "back".

const line = /** @type {HTMLElement | null} */ (document.querySelector("[data-timeline]"));
const nav = /** @type {HTMLElement | null} */ (document.querySelector('[data-facets="replace"]'));

/** @param {HTMLElement} line @param {HTMLElement} nav */
function enhance(line, nav) {
  const texts = line.dataset;
  const items = [...line.querySelectorAll(".timeline__item")];
  const query = new URLSearchParams(location.search);
  const bar = document.createElement("form");
  bar.className = "filter";
  bar.setAttribute("aria-label", texts.textFilter ?? "");
  bar.addEventListener("submit", (event) => event.preventDefault());
  const fields = bar.appendChild(document.createElement("div"));
  fields.className = "filter__fields";

  const selects = [...nav.querySelectorAll("[data-facet]")].map((group) => {
    const key = /** @type {HTMLElement} */ (group).dataset.facet ?? "";
    const select = document.createElement("select");
    select.id = "filter-" + key;
    select.add(new Option(texts.textAll, ""));
    for (const link of /** @type {Iterable<HTMLElement>} */ (group.querySelectorAll("a[data-value]"))) {
      const name = /** @type {HTMLElement} */ (link.firstElementChild ?? link);
      const option = new Option(name.textContent.trim(), link.dataset.value);
      option.lang = name.lang;
      select.add(option);
    }
    select.value = query.get(key) ?? "";
    if (select.selectedIndex < 0) select.value = "";
    const label = document.createElement("label");
    label.htmlFor = select.id;
    label.textContent = /** @type {HTMLElement | null} */ (group.querySelector("[data-facet-title]"))?.dataset.facetTitle ?? "";
    const field = fields.appendChild(document.createElement("div"));
    field.className = "filter__field";
    field.append(label, select);
    select.addEventListener("change", () => filter(true));
    return { key, select };
  });
  const foot = bar.appendChild(document.createElement("div"));
  foot.className = "filter__foot";
  const status = foot.appendChild(document.createElement("p"));
  status.className = "filter__status";
  status.setAttribute("role", "status");
  const reset = foot.appendChild(document.createElement("button"));
  reset.type = "button";
  reset.className = "button button--quiet";
  reset.textContent = texts.textReset ?? "";
  reset.addEventListener("click", () => {
    for (const { select } of selects) select.value = "";
    selects[0]?.select.focus();
    filter(true);
  });

  /** @param {boolean} chosen by the reader, and not by the address */
  function filter(chosen) {
    const wanted = selects.filter(({ select }) => select.value);
    let shown = 0;
    for (const item of items) {
      const fits = wanted.every(({ key, select }) => (item.getAttribute("data-" + key) ?? "").split(" ").includes(select.value));
      /** @type {HTMLElement} */ (item).hidden = !fits;
      shown += Number(fits);
    }
    // A quarter of which nothing is left goes, and so does what holds none but such.
    for (const group of /** @type {Iterable<HTMLElement>} */ (line.querySelectorAll(".timeline__period"))) group.hidden = !group.querySelector(".timeline__item:not([hidden])");
    for (const fold of /** @type {Iterable<HTMLElement>} */ (line.querySelectorAll(":scope > .disclosure"))) fold.hidden = !fold.querySelector(".timeline__period:not([hidden])");
    // Who has chosen wants to see what is left.
    if (wanted.length) for (const fold of line.querySelectorAll(".timeline__period:not([hidden]) details")) /** @type {HTMLDetailsElement} */ (fold).open = true;
    status.textContent = (texts.textCount ?? "").replace("{n}", String(shown)).replace("{of}", String(items.length)) + (shown ? "" : " – " + texts.textNone);
    reset.hidden = !wanted.length;
    if (!chosen) return;
    const next = new URLSearchParams(location.search);
    for (const { key, select } of selects) select.value ? next.set(key, select.value) : next.delete(key);
    const search = next.toString();
    history.replaceState(null, "", location.pathname + (search ? "?" + search : "") + location.hash);
  }

  nav.replaceWith(bar);
  filter(false);
}

if (line && nav) enhance(line, nav);

/** An address with an anchor opens what holds it, and what it names. */
function unfold() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const own = target?.querySelector("details");
  if (own) own.open = true;
  let fold = target?.closest("details");
  for (; fold; fold = fold.parentElement?.closest("details")) fold.open = true;
}
addEventListener("hashchange", unfold);
if (location.hash) unfold();
