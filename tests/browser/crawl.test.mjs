// Without JavaScript: following nothing but links, every page is reached from the start page, and no link, anchor or
// asset leads nowhere.

import assert from "node:assert/strict";
import test from "node:test";
import { parse } from "node-html-parser";
import { open, visit } from "./support/browser.mjs";
import { ONE_OF_EACH, expected } from "./support/families.mjs";
import { none } from "./support/report.mjs";
import { FILES, PAGES, REDIRECTS, fileOf, html } from "./support/site.mjs";

/** What the portal calls itself in absolute addresses (canonical, feeds): read from the start page. */
const BASE = parse(html("/")).querySelector("link[rel=canonical]").getAttribute("href");

/** Page → what it links to, and its ids. */
const MAP = new Map(
  [...PAGES, ...REDIRECTS].map((page) => {
    const root = parse(html(page));
    const ids = new Set(root.querySelectorAll("[id]").map((element) => element.id));
    const links = root.querySelectorAll("a[href], area[href]").map((element) => element.getAttribute("href"));
    const assets = root.querySelectorAll("[src], link[href], form[action], use[href], [data-index], [data-src]").flatMap((element) => ["src", "href", "action", "data-index", "data-src"].map((name) => element.getAttribute(name)).filter(Boolean));
    return [page, { ids, links, assets }];
  }),
);

/** An address on the page it stands on: path and anchor within the portal, or null if it leads out. */
function resolve(link, page) {
  const url = new URL(link.replaceAll("&amp;", "&"), new URL(page.slice(1), BASE));
  return url.href.startsWith(BASE) ? { path: "/" + decodeURIComponent(url.pathname.slice(new URL(BASE).pathname.length)), anchor: decodeURIComponent(url.hash.slice(1)) } : null;
}

test("no link, anchor or asset leads nowhere", () => {
  const faults = [];
  for (const [page, { links, assets }] of MAP) {
    for (const link of [...links, ...assets]) {
      const target = resolve(link, page);
      if (!target) continue;
      if (!FILES.has(fileOf(target.path))) faults.push({ page, fault: `leads nowhere: ${link}` });
      // The links of the specimens on the components' page are there to be looked at.
      else if (target.anchor && page !== "/gestaltung/" && !MAP.get(target.path)?.ids.has(target.anchor)) faults.push({ page, fault: `no such anchor: ${link}` });
    }
  }
  none(faults, "dead links");
});

test("every page is reached from the start page by links alone", () => {
  const seen = new Set(["/"]);
  for (const page of seen) {
    for (const link of MAP.get(page)?.links ?? []) {
      const target = resolve(link, page);
      if (target && MAP.has(target.path)) seen.add(target.path);
    }
  }
  // The page for wrong addresses and the one that shows the components are not linked, on purpose. The search is a form.
  const apart = new Set(["/404.html", "/en/404.html", "/gestaltung/", "/suche/", "/en/suche/"]);
  none(PAGES.filter((page) => !seen.has(page) && !apart.has(page)).map((page) => ({ page, fault: "no way leads here" })), "lost pages");
  none(Object.values(expected()).flat().filter((page) => !seen.has(page)).map((page) => ({ page, fault: "no way leads here" })), "lost pages");
  assert.ok(seen.size > 100, `only ${seen.size} pages reached`);
});

// A single way is easily overlooked: the overview of each family is named by the menu or the foot of every page, or by two
// pages besides.
test("the overview of every family is linked from two places at least", () => {
  const linking = new Map();
  for (const [page, { links }] of MAP) {
    for (const target of new Set(links.map((link) => resolve(link, page)?.path))) {
      if (target && target !== page) linking.set(target, (linking.get(target) ?? 0) + 1);
    }
  }
  const overviews = PAGES.filter((page) => /^\/[^/]+\/$/.test(page) && !["/gestaltung/", "/suche/", "/en/", "/leicht/"].includes(page));
  none(overviews.filter((page) => (linking.get(page) ?? 0) < 2).map((page) => ({ page, fault: `linked from ${linking.get(page) ?? 0} pages` })), "overviews");
});

// The law asks for it: whoever meets a barrier can say so from where they met it.
test("a barrier can be reported from every page", () => {
  const faults = [];
  for (const page of PAGES) {
    const links = parse(html(page)).querySelectorAll(".site-footer a[href^='mailto:']");
    const named = links.filter((link) => /^(Barriere melden|Report a barrier)$/.test(link.text.trim()));
    if (named.length !== 1 || !/^mailto:[^@\s]+@[^@\s]+\.[^@\s]+$/.test(named[0].getAttribute("href"))) faults.push({ page, fault: "no link to report a barrier" });
  }
  none(faults, "faults");
});

test("links out of the portal are safe and complete", () => {
  const faults = [];
  for (const [page, { links }] of MAP) {
    for (const link of links) {
      if (/^(mailto|tel|webcal):/.test(link) || resolve(link, page)) continue;
      if (!/^https:\/\/[^/]+\.[a-z]{2,}(\/|$)/.test(link)) faults.push({ page, fault: `no address with https: ${link}` });
    }
  }
  none(faults, "odd links");
});

test("with scripts switched off, a page shows as much as with them", async () => {
  const { origin, browser } = await open();
  const faults = [];
  const without = await visit(browser, { javaScriptEnabled: false });
  const withScripts = await visit(browser);
  // What shows without a press. Scripts may add bars above tables; they must not bring in what a list consists of.
  const count = () => document.querySelectorAll("main :is(h1, h2, h3, tr, li, p):not(.filter *)").length;
  for (const url of ONE_OF_EACH) {
    await without.goto(origin + url);
    await withScripts.goto(origin + url);
    // Playwright's own code runs in a page whose scripts are off.
    const [plain, enhanced] = [await without.evaluate(count), await withScripts.evaluate(count)];
    if (enhanced > plain + 3) faults.push({ page: url, fault: `${plain} pieces without scripts, ${enhanced} with them` });
    const hidden = await without.locator("main h1").isVisible();
    if (!hidden) faults.push({ page: url, fault: "no heading without scripts" });
  }
  none(faults, "faults");
});
