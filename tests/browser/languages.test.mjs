// Other languages in a real browser: the switch leads to the same page and back, the search finds English words by their
// plurals, and what is German on an English page says so.

import assert from "node:assert/strict";
import test from "node:test";
import { parse } from "node-html-parser";
import { open, visit } from "./support/browser.mjs";
import { familyOf } from "./support/families.mjs";
import { none } from "./support/report.mjs";
import { PAGES, html } from "./support/site.mjs";

const SERVICE = "/leistungen/wohngeld/";
const { origin, browser } = await open();

test("the switch leads to the same page in the other language, and back", async () => {
  const page = await visit(browser);
  await page.goto(origin + SERVICE);
  await page.click(".languages a[hreflang=en]");
  assert.equal(new URL(page.url()).pathname, `/en${SERVICE}`);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  assert.equal(await page.textContent("h1"), "Housing benefit");
  await page.click(".languages a[hreflang=de]");
  assert.equal(new URL(page.url()).pathname, SERVICE);
});

test("English words are found in both numbers, German titles are marked", async () => {
  const page = await visit(browser);
  for (const query of ["housing benefits", "parental allowance", "residence permits"]) {
    await page.goto(`${origin}/en/suche/?q=${encodeURIComponent(query)}`);
    const first = page.locator(".search-page__link").first();
    await first.waitFor();
    assert.match(await first.getAttribute("href"), /^\/en\/leistungen\/(wohngeld|elterngeld|aufenthaltstitel)\/$/, query);
    assert.equal(await first.getAttribute("lang"), null, query);
  }
  await page.goto(`${origin}/en/suche/?q=Hundesteuer`);
  const german = page.locator(".search-page__link").first();
  await german.waitFor();
  assert.equal(await german.getAttribute("lang"), "de");
});

test("every page says its language, and names only pages that are there", () => {
  const pages = new Set(PAGES);
  const faults = [];
  for (const page of PAGES) {
    const root = parse(html(page));
    const lang = root.querySelector("html").getAttribute("lang");
    const expected = page.startsWith("/en/") ? "en" : page.startsWith("/leicht/") ? "de-simple" : "de";
    if (lang !== expected) faults.push({ page, fault: `lang="${lang}"` });
    if (!root.querySelector(".languages")) faults.push({ page, fault: "no language switch" });
    for (const link of root.querySelectorAll("link[rel=alternate][hreflang]")) {
      const path = new URL(link.getAttribute("href")).pathname;
      if (!pages.has(path)) faults.push({ page, fault: `alternate that is not there: ${path}` });
    }
  }
  none(faults, "faults");
});

// A heading in German on an English page must say so: titles of services without a translation are the test for it.
test("German titles on English pages are marked", () => {
  const faults = [];
  for (const page of PAGES.filter((page) => familyOf(page) === "service (en)")) {
    const root = parse(html(page));
    const title = root.querySelector("h1");
    const german = parse(html(page.slice(3))).querySelector("h1").text;
    if (title.text === german && title.getAttribute("lang") !== "de") faults.push({ page, fault: "a German heading without lang" });
    if (title.text === german && !root.text.includes("available in German")) faults.push({ page, fault: "no word about it" });
  }
  none(faults, "faults");
});
