// Small windows, large text, wide spacing: nothing runs out of the page, nothing is cut off, nothing is lost.

import test from "node:test";
import { open, visit } from "./support/browser.mjs";
import { ONE_OF_EACH, TWO_OF_EACH } from "./support/families.mjs";
import { none } from "./support/report.mjs";

const { origin, browser } = await open();

/** Runs in the page: what is wider than the window, outside of boxes that scroll on their own. */
function overflow() {
  const faults = [];
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth > width) faults.push(`the page scrolls sideways: ${document.scrollingElement.scrollWidth} px`);
  const scrolls = (element) => element && (/(auto|scroll)/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  for (const element of document.querySelectorAll("body *")) {
    if (!element.checkVisibility() || element.closest(".visually-hidden, thead, svg, .skip-link")) continue;
    const box = element.getBoundingClientRect();
    if (box.width > 0 && (box.right > width + 1 || box.left < -1) && !scrolls(element)) {
      faults.push(`runs out of the window: <${element.localName} class="${element.className}">`);
      break;
    }
  }
  return faults;
}

/** Runs in the page: boxes that hide a part of their own text. */
function clipped() {
  const faults = [];
  for (const element of document.querySelectorAll("body *")) {
    if (!element.checkVisibility() || element.closest(".visually-hidden, thead, svg, select, .skip-link")) continue;
    const style = getComputedStyle(element);
    if (style.display === "inline") continue;
    const hides = (value) => value === "hidden" || value === "clip";
    const wide = hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const high = hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    if ((wide || high) && element.textContent.trim()) faults.push(`cuts its text off: <${element.localName} class="${element.className}">`);
  }
  return [...new Set(faults)];
}

/** Runs in the page: every piece of text that shows, as a list of strings. */
function shownTexts() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    // What folds on a phone is one press away; the menu of the page and the fields of a filter do so on purpose. The
    // head of a table becomes a label in each cell, and what is zero in a row of numbers is left out.
    if (!data.trim() || parentElement.closest("details, select, script, .filter, thead, .table__zero")) continue;
    if (parentElement.checkVisibility({ visibilityProperty: true })) texts.push(data.trim().replace(/\s+/g, " "));
  }
  return texts;
}

/** WCAG 1.4.12, as a user style sheet would set it. Constructed sheets are not subject to the policy of the page. */
function spaceOut() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}

test(`reflow, 400 % zoom and text spacing on ${TWO_OF_EACH.length} pages`, async () => {
  const faults = [];
  const page = await visit(browser);
  for (const url of TWO_OF_EACH) {
    const note = (where, list) => faults.push(...list.map((fault) => ({ page: `${url} (${where})`, fault })));
    await page.setViewportSize({ width: 1280, height: 1024 });
    await page.goto(origin + url);
    // The search takes the place of what stands there without it.
    await page.waitForFunction(() => !document.querySelector("[data-search-page] > .lead"));
    note("1280", await page.evaluate(overflow));
    const wide = await page.evaluate(shownTexts);
    for (const width of [768, 360]) {
      await page.setViewportSize({ width, height: 800 });
      note(width, await page.evaluate(overflow));
    }
    // A window of 1280 × 1024 at 400 % is one of 320 × 256.
    await page.setViewportSize({ width: 320, height: 256 });
    note("320", [...(await page.evaluate(overflow)), ...(await page.evaluate(clipped))]);
    const narrow = new Set(await page.evaluate(shownTexts));
    const lost = wide.filter((text) => !narrow.has(text));
    note("320", lost.slice(0, 3).map((text) => `lost at 400 %: “${text.slice(0, 60)}”`));
    await page.evaluate(spaceOut);
    note("320, spaced", [...(await page.evaluate(overflow)), ...(await page.evaluate(clipped))]);
    await page.setViewportSize({ width: 1280, height: 1024 });
    // A table of data may then be wider than the window: it needs its two dimensions, and nothing of it is lost.
    note("1280, spaced", await page.evaluate(clipped));
  }
  none(faults, "faults");
});

test("text of 200 %, as a reader sets it in the browser", async () => {
  const faults = [];
  const page = await visit(browser, { viewport: { width: 1280, height: 1024 } });
  // Not a rule for `html`: only the setting of the browser also moves the points at which the layout changes.
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
  for (const url of TWO_OF_EACH) {
    await page.goto(origin + url);
    for (const fault of [...(await page.evaluate(overflow)), ...(await page.evaluate(clipped))]) faults.push({ page: url, fault });
  }
  none(faults, "faults");
});

test("reduced motion and forced colours leave every page readable", async () => {
  const faults = [];
  const page = await visit(browser, { forcedColors: "active", reducedMotion: "reduce" });
  for (const url of TWO_OF_EACH) {
    await page.goto(origin + url);
    const moving = await page.evaluate(() => document.getAnimations().length + [...document.querySelectorAll("*")].filter((element) => parseFloat(getComputedStyle(element).transitionDuration) > 0.01).length);
    if (moving) faults.push({ page: url, fault: `${moving} elements move although reduced motion is wanted` });
    const invisible = await page.evaluate(() => [...document.querySelectorAll("main :is(p, li, td, th, a, h1, h2, h3)")].filter((element) => getComputedStyle(element).forcedColorAdjust === "none").length);
    if (invisible) faults.push({ page: url, fault: `${invisible} texts refuse forced colours` });
  }
  none(faults, "faults");
});

/** Runs in the page: where its blocks of text end on the right, with what ends there. What lies in a block ends with it. */
function rightEdges() {
  const WITHIN = "table, ul, ol, dl, form, figure, section[class*=panel], .card, .notice, .door, .level, .contact, .prose, .grid, .split, .levels, .empty, .side-nav, .subscribe, .page-foot, .answer";
  const edges = new Map();
  for (const block of document.querySelectorAll("main :is(p, ul, ol, dl, table, figure, form, .notice, .prose, .empty)")) {
    if (!block.checkVisibility() || block.parentElement.closest(WITHIN) || getComputedStyle(block).display.startsWith("inline")) continue;
    const { right, width } = block.getBoundingClientRect();
    // What is hidden from the eye has a width of one.
    if (width > 1) edges.set(Math.round(right), `${block.localName} ${block.className}`);
  }
  return [...edges];
}

test("the blocks of text of a page end at two edges", async () => {
  const faults = [];
  const page = await visit(browser);
  for (const width of [1280, 768]) {
    await page.setViewportSize({ width, height: 900 });
    for (const url of ONE_OF_EACH) {
      // The page of components shows each as it is, and not how a page is made of them.
      if (url === "/gestaltung/") continue;
      await page.goto(origin + url);
      const edges = await page.evaluate(rightEdges);
      if (edges.length > 2) faults.push({ page: `${url} (${width})`, fault: edges.map(([at, what]) => `${at}: ${what}`).join("; ") });
    }
  }
  none(faults, "ragged edges");
});
