// Tables with comfort: filter by word and by facet, sort by column, and an address that keeps the choice.

import assert from "node:assert/strict";
import test from "node:test";
import { open, visit } from "./support/browser.mjs";

const { origin, browser } = await open();
const LIST = "/leistungen/";

const visibleRows = (page) => page.locator("table[data-filterable]").first().locator("tbody tr:visible");
const firstCells = (page, column) => visibleRows(page).evaluateAll((rows, i) => rows.map((row) => row.cells[i].dataset.value ?? row.cells[i].textContent.trim()), column);

async function fresh(query = "") {
  const page = await visit(browser);
  await page.goto(origin + LIST + query);
  return page;
}

test("filtering by a word leaves the rows that have it, says how many, and can be undone", async () => {
  const page = await fresh();
  const all = await visibleRows(page).count();
  assert.ok(all > 50, `${all} rows`);
  await page.locator("form.filter input[type=search]").fill("WOHNGELD");
  const rows = await visibleRows(page).allTextContents();
  assert.ok(rows.length >= 1 && rows.length < all, `${rows.length} of ${all} rows`);
  for (const row of rows) assert.match(row, /wohngeld/i);
  const status = page.locator(".filter__status");
  assert.equal(await status.getAttribute("role"), "status");
  assert.match(await status.textContent(), new RegExp(`^${rows.length} von ${all}`));
  assert.match(page.url(), /filter=WOHNGELD/);
  await page.locator("form.filter button").click();
  assert.equal(await visibleRows(page).count(), all);
  assert.doesNotMatch(page.url(), /filter=/);
});

test("a word that nothing fits says so", async () => {
  const page = await fresh();
  await page.locator("form.filter input[type=search]").fill("quastenflosser");
  assert.equal(await visibleRows(page).count(), 0);
  assert.match(await page.locator(".filter__status").textContent(), /Kein Eintrag/);
});

test("umlauts and accents are found without them", async () => {
  const page = await fresh();
  const count = async (word) => {
    await page.locator("form.filter input[type=search]").fill(word);
    return visibleRows(page).count();
  };
  assert.equal(await count("führerschein"), await count("FUHRERSCHEIN"));
  assert.ok((await count("führerschein")) > 0);
});

test("each facet narrows the list to what its plain page shows", async () => {
  const page = await fresh();
  const select = page.locator("form.filter .filter__fields select[id^=filter-]").first();
  const facet = (await select.getAttribute("id")).slice("filter-".length);
  const value = await select.locator("option:not([value=''])").first().getAttribute("value");
  await page.locator(".filter__more > summary").click();
  await select.selectOption(value);
  const shown = await firstCells(page, 0);
  assert.ok(shown.length > 0);
  assert.match(page.url(), new RegExp(`[?&]${facet}=`));
  // The link that the select stands for leads to the page that needs no script.
  const link = await page.locator(`[data-facet="${facet}"] a[data-value="${value}"]`).getAttribute("href");
  await page.goto(origin + link);
  const plain = await page.locator("main table tbody tr").evaluateAll((rows) => rows.map((row) => row.cells[0].dataset.value ?? row.cells[0].textContent.trim()));
  assert.deepEqual(plain.sort(), shown.sort());
});

test("sorting by a column goes both ways and is announced", async () => {
  const page = await fresh();
  const head = page.locator("table[data-sortable] thead th:has(button)").first();
  const column = await head.evaluate((cell) => cell.cellIndex);
  const collator = new Intl.Collator("de", { numeric: true, sensitivity: "base" });
  await head.locator("button").click();
  assert.equal(await head.getAttribute("aria-sort"), "ascending");
  const up = await firstCells(page, column);
  assert.deepEqual(up, [...up].sort(collator.compare));
  assert.match(await page.locator(".filter__status").textContent(), /aufsteigend/);
  await head.locator("button").click();
  assert.equal(await head.getAttribute("aria-sort"), "descending");
  const down = await firstCells(page, column);
  assert.deepEqual(down, [...down].sort((a, b) => collator.compare(b, a)));
  assert.equal(down.length, up.length);
});

test("the address brings the choice back", async () => {
  const page = await fresh("?filter=antrag&sort=-0");
  assert.equal(await page.locator("form.filter input[type=search]").inputValue(), "antrag");
  const all = await page.locator("table[data-filterable]").first().locator("tbody tr").count();
  assert.ok((await visibleRows(page).count()) < all);
  assert.equal(await page.locator("table[data-sortable] thead th").first().getAttribute("aria-sort"), "descending");
});

test("a broken address does no harm", async () => {
  const page = await visit(browser);
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  for (const query of ["?sort=99", "?sort=abc", "?sort=", "?ressort=%3Cscript%3E", "?filter=%00%22%3E"]) await page.goto(origin + LIST + query);
  assert.deepEqual(errors, []);
});

test("on a phone a select sorts, and the rows are records with named values", async () => {
  const page = await visit(browser, { viewport: { width: 360, height: 740 } });
  await page.goto(origin + LIST);
  await page.locator(".filter__more > summary").click();
  const select = page.locator(".filter__sort select");
  await select.selectOption("-0");
  const names = await firstCells(page, 0);
  assert.ok(new Intl.Collator("de", { numeric: true, sensitivity: "base" }).compare(names[0], names.at(-1)) > 0);
  const label = await visibleRows(page).first().locator("td[data-label]").first().evaluate((cell) => getComputedStyle(cell, "::before").content);
  assert.notEqual(label, "none");
});
