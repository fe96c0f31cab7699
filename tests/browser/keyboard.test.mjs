// By keyboard alone: Tab reaches every control, in the order of the document, and each time one sees where one is.

import assert from "node:assert/strict";
import test from "node:test";
import { open, visit } from "./support/browser.mjs";
import { ONE_OF_EACH, THOROUGH, richest } from "./support/families.mjs";
import { none } from "./support/report.mjs";

const { origin, browser } = await open();

/** Runs in the page: of long lists and tables the first and the last entries stay. What is between is as they are. */
function shorten() {
  for (const list of document.querySelectorAll("ul, ol, dl, tbody")) [...list.children].slice(8, -4).forEach((entry) => entry.remove());
}

/** Runs in the page: lists what Tab must reach, and keeps how each looks without the focus. */
function prepare() {
  const candidates = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const reachable = (element) =>
    element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !(element.tagName === "SUMMARY" && element !== element.parentElement.querySelector("summary"));
  // Of a group of radio buttons Tab reaches the chosen one; the arrow keys reach the others.
  const chosen = (element) => element.type !== "radio" || element.checked || !document.querySelector(`input[name="${element.name}"]:checked`);
  const within = (root) => [...root.querySelectorAll("*")].flatMap((element) => [...(element.matches(candidates) ? [element] : []), ...(element.shadowRoot ? within(element.shadowRoot) : [])]);
  window.walk = { list: within(document).filter(reachable).filter(chosen), name: null };
  walk.name = (element) => {
    if (!element || element === document.body) return "the page itself";
    const text = (element.getAttribute("aria-label") ?? element.textContent).trim().replace(/\s+/g, " ").slice(0, 50);
    return `<${element.localName}${element.className && typeof element.className === "string" ? "." + element.className.split(" ")[0] : ""}> “${text}”`;
  };
  return walk.list.length;
}

/** Runs in the page after each Tab: where the focus is, and what is wrong with how it shows. */
function look() {
  let element = document.activeElement;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  const index = walk.list.indexOf(element);
  const faults = [];
  if (element === document.body) return { index: -2, name: walk.name(element), faults };
  // Two pixels around the whole control are what WCAG 2.4.13 asks for; a card draws them around itself.
  const rings = [null, "::before", "::after"].map((pseudo) => getComputedStyle(element, pseudo));
  if (!rings.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && !style.outlineColor.endsWith(", 0)"))) faults.push("no visible outline");
  const boxes = [...element.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
  const inside = boxes.filter((box) => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth);
  if (!inside.length) faults.push("focus outside the window");
  const uncovered = inside.some((box) => {
    const x = Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 1);
    const y = Math.min(Math.max((box.top + box.bottom) / 2, 1), innerHeight - 1);
    const top = element.getRootNode().elementFromPoint(x, y);
    // Something around it may be what is hit, but not the page as a whole: a layer over everything is a part of that.
    return top && (element.contains(top) || (top !== document.body && top !== document.documentElement && top.contains(element)));
  });
  // The middle of an area of a map can lie in another one.
  if (inside.length && !uncovered && !element.closest(".map__areas")) faults.push("covered by something else");
  // Browsers let one scroll a box that is too small for its content by keyboard: a stop of its own, and right so.
  const scrolls = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
  const before = index === -1 && walk.list.filter((other) => element.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING).length;
  return { index, scrolls, before, name: walk.name(element), faults };
}

async function walk(page, url) {
  const faults = [];
  await page.goto(url);
  // The component for other websites brings its list in after the page.
  await page.waitForFunction(() => [...document.querySelectorAll("ozg-dienste")].every((element) => element.shadowRoot?.querySelector("li")));
  if (!THOROUGH) await page.evaluate(shorten);
  const count = await page.evaluate(prepare);
  const name = (index) => page.evaluate((i) => window.walk.name(window.walk.list[i]), index);
  if (!count) return ["nothing to reach"];
  let next = 0;
  for (let stops = 0; next < count && stops <= count + 40; stops++) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(look);
    if (seen.index === -2) break;
    for (const text of seen.faults) faults.push(`${text}: ${seen.name}`);
    if (seen.index === -1) {
      if (!seen.scrolls) faults.push(`a stop that no one expects: ${seen.name}`);
      if (seen.before !== next) faults.push(`out of order: ${seen.name}`);
    } else {
      if (seen.index !== next) faults.push(`out of order: ${seen.name} instead of ${await name(next)}`);
      next = seen.index + 1;
    }
  }
  if (next < count) faults.push(`never reached: ${await name(next)}`);
  return faults;
}

// Where there is room, every kind of page; on a phone, where the menu and the filters fold, those that differ by it.
const PHONE = ["start", "search", "services", "service", "ministry", "chapter", "authorities of a kind", "county", "components"].map(richest).filter(Boolean);

for (const [width, urls] of [[1280, ONE_OF_EACH], [360, PHONE]]) {
  test(`Tab through ${urls.length} pages at ${width} px`, async () => {
    const faults = [];
    const page = await visit(browser, { viewport: { width, height: 720 } });
    for (const url of urls) {
      let list = await walk(page, origin + url);
      // On a busy machine a key can get lost. What is wrong with a page is wrong a second time.
      if (list.length) list = await walk(page, origin + url);
      faults.push(...list.map((fault) => ({ page: url, fault })));
    }
    none(faults, "faults");
  });
}

test("the first stop is the skip link, and it leads into the content", async () => {
  const page = await visit(browser);
  const faults = [];
  for (const url of ONE_OF_EACH) {
    await page.goto(origin + url);
    await page.keyboard.press("Tab");
    const visible = await page.evaluate(() => document.activeElement.className === "skip-link" && document.activeElement.getBoundingClientRect().height >= 24);
    await page.keyboard.press("Enter");
    const inMain = await page.evaluate(() => document.activeElement === document.querySelector("main"));
    if (!visible || !inMain) faults.push({ page: url, fault: visible ? "the skip link does not lead into main" : "the skip link is not the first stop, or stays hidden" });
  }
  none(faults, "faults");
});

test("the menu of a phone opens and closes by keyboard", async () => {
  const page = await visit(browser, { viewport: { width: 360, height: 720 } });
  await page.goto(origin + "/");
  const link = page.locator(".site-nav__link").first();

  assert.equal(await link.isVisible(), false);
  await page.locator(".site-nav__toggle").focus();
  await page.keyboard.press("Enter");
  assert.equal(await link.isVisible(), true);
  await page.keyboard.press("Tab");
  assert.equal(await link.evaluate((element) => element === document.activeElement), true);
});
