// The page of results of this portal: what each kind of result says of itself, the order by date, and the handbook of the editors, which
// stands apart. What does not depend on the portal is tested in tests/search.

import assert from "node:assert/strict";
import test from "node:test";
import { open, visit } from "./support/browser.mjs";

const { origin, browser } = await open();

/** The page of results of a query, when they are there. */
async function results(query) {
  const page = await visit(browser);
  await page.goto(`${origin}/suche/?q=${encodeURIComponent(query)}`);
  await page.waitForSelector(".search-page__result");
  return page;
}

/** Kind, address and facts of each result that shows. */
const shown = (page) =>
  page.$$eval(".search-page__result", (items) =>
    items.map((item) => ({
      kind: item.querySelector(".search-page__kind").textContent,
      path: new URL(item.querySelector("a").href).pathname,
      facts: [...item.querySelectorAll(".search-page__fact")].map((fact) => fact.textContent),
    })),
  );

test("services say their phase and first day, events and press releases their date, chapters their guide", async () => {
  const found = [...(await shown(await results("Wohngeld"))), ...(await shown(await results("Checkliste")))];
  const facts = (path) => found.find((result) => result.path.startsWith(path))?.facts ?? [];
  assert.match(facts("/leistungen/wohngeld/").join("; "), /^\S+; nachnutzbar (ab|seit) /);
  assert.match(facts("/termine/").join(), /^\d+\. \S+ \d{4}$/);
  assert.match(facts("/presse/").join(), /^\d+\. \S+ \d{4}$/);
  assert.deepEqual(facts("/leitfaeden/drei-schritte/informieren/"), ["Kommunen gewinnen in drei Schritten"]);
});

test("the newest comes first for those who want that, and the address and the back button follow", async () => {
  const page = await results("Gewerbeanmeldung");
  const best = await shown(page);
  await page.selectOption("#search-order", "datum");
  await page.waitForFunction(() => location.search.includes("sortierung=datum") && document.querySelector(".search-page__result a").pathname.match(/\d{4}-\d\d-\d\d/));
  const days = (await shown(page)).map(({ path }) => /\d{4}-\d\d-\d\d/.exec(path)?.[0]).filter(Boolean);
  assert.ok(days.length > 1);
  assert.deepEqual(days, [...days].sort().reverse());
  await page.goBack();
  await page.waitForFunction((path) => document.querySelector(".search-page__result a").pathname === path, best[0].path);
});

test("the handbook of the editors stands apart, and is found where nothing else is meant", async () => {
  const page = await results("Wohngeld");
  assert.ok((await shown(page)).every(({ path }) => !path.includes("redaktionshandbuch")));
  await page.focus(".search-page__apart a");
  await page.keyboard.press("Enter");
  await page.waitForURL(/art=handbuch/);
  await page.waitForSelector(".search-page__result");
  assert.ok((await shown(page)).every(({ path }) => path.includes("redaktionshandbuch")));
  const [first] = await shown(await results("Frontmatter YAML"));
  assert.match(first.path, /redaktionshandbuch/);
});
