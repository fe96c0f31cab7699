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

test("the search speaks the language of its page before the index is there", async () => {
  const page = await visit(browser);
  // The index never comes.
  await page.route("**/suche/verzeichnis.json", () => {});
  await page.goto(`${origin}/en/suche/`, { waitUntil: "domcontentloaded" });
  const form = page.locator(".search-page__form");
  await form.waitFor();
  assert.equal(await form.locator("label").textContent(), "Search term");
  assert.equal(await form.locator("button").textContent(), "Search");
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

/** Text nodes of an element that no `lang` around them says to be German. */
function* unmarked(element) {
  for (const child of element.childNodes) {
    if (child.nodeType === 3) yield child.text.replace(/\s+/g, " ").trim();
    else if (child.nodeType === 1 && child.getAttribute("lang") !== "de" && !/^(SCRIPT|CODE|PRE)$/.test(child.tagName)) yield* unmarked(child);
  }
}

// Titles and summaries of services without a translation stand on pages of all kinds: in lists, ways, links and sentences.
test("no German title or summary stands unmarked on an English page", () => {
  const german = [];
  for (const page of PAGES.filter((page) => familyOf(page) === "service (en)")) {
    const root = parse(html(page));
    for (const element of root.querySelectorAll("h1[lang=de], p.lead[lang=de]")) german.push(element.text.trim());
  }
  assert.ok(german.length > 50, `only ${german.length} German texts to look for`);
  // The longest first: a title may be a part of another one, or of a word.
  const wanted = new RegExp(`(?<!\\p{L})(${german.sort((a, b) => b.length - a.length).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})(?!\\p{L})`, "u");
  const faults = [];
  for (const page of PAGES.filter((page) => page.startsWith("/en/"))) {
    for (const text of unmarked(parse(html(page)).querySelector("body"))) {
      const found = text.match(wanted);
      if (found) faults.push({ page, fault: `“${found[0]}” in “${text.slice(0, 80)}”` });
    }
  }
  none(faults, "German texts that do not say so");
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
