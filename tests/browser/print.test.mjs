// A service, a plan and a ministry on paper: at most two sheets of A4 with nothing cut at their edges, and the address of a
// service is on them.

import assert from "node:assert/strict";
import test from "node:test";
import { open, visit } from "./support/browser.mjs";
import { FAMILIES } from "./support/families.mjs";
import { none } from "./support/report.mjs";
import { FILES, bytes, sizeOf } from "./support/site.mjs";

const { origin, browser } = await open();

/** How many pages a PDF of Chromium has. */
function sheets(pdf) {
  const text = pdf.toString("latin1");
  const direct = [...text.matchAll(/\/Type\s*\/Pages\b[^>]*?\/Count\s+(\d+)/g), ...text.matchAll(/\/Count\s+(\d+)[^>]*?\/Type\s*\/Pages\b/g)].map(([, n]) => Number(n));
  return direct.length ? Math.max(...direct) : text.match(/\/Type\s*\/Page\b(?!s)/g)?.length;
}

/** Of each kind of authorities the one with the longest plan, and a town that carries out its tasks itself. */
function longestPlans() {
  const longest = new Map();
  for (const file of FILES) {
    const id = file.match(/^api\/v1\/stellen\/([^/]+)\.json$/)?.[1];
    if (!id) continue;
    const { authority, plan } = JSON.parse(bytes(file)).data;
    if (plan.length > (longest.get(authority.kind)?.rows ?? 0)) longest.set(authority.kind, { id, rows: plan.length });
  }
  return [...new Set(["120600181181", ...[...longest.values()].map(({ id }) => id)])];
}

test("the longest plan of every kind of authorities fits on two sheets", async (t) => {
  const page = await visit(browser);
  const [tooLong, empty] = [[], []];
  const plans = longestPlans();
  assert.ok(plans.length > 6, `${plans}`);
  for (const id of plans) {
    const url = `/stellen/${id}/`;
    await page.goto(origin + url);
    const count = sheets(await page.pdf({ format: "A4", preferCSSPageSize: true }));
    await page.emulateMedia({ media: "print" });
    const rows = await page.locator(".plan__table tbody tr").evaluateAll((list) => list.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
    t.diagnostic(`${url}: ${count} for ${rows.length} rows`);
    if (rows.length === 0 || !(count >= 1 && count <= 2)) tooLong.push({ page: url, fault: `${count} sheets for ${rows.length} rows` });
    // What is not known is said on paper, too, and so is who acts.
    empty.push(...rows.filter((cells) => cells.includes("")).map(([name]) => ({ page: url, fault: `an empty cell: ${name}` })));
    await page.emulateMedia({ media: null });
  }
  none(tooLong, "sheets");
  none(empty, "cells");
});

test("a service fits on two sheets and carries its address", async (t) => {
  const faults = [];
  const page = await visit(browser);
  // The fullest dozen, the emptiest, and every tenth of all.
  const byFill = [...FAMILIES.service].sort((a, b) => sizeOf(b) - sizeOf(a));
  const chosen = [...new Set([...byFill.slice(0, 12), byFill.at(-1), ...FAMILIES.service.filter((_, i) => i % 10 === 0)])];
  for (const url of chosen) {
    await page.goto(origin + url);
    const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
    const count = sheets(pdf);
    t.diagnostic(`${url}: ${count}`);
    if (!(count >= 1 && count <= 2)) faults.push({ page: url, fault: `${count} sheets` });
    await page.emulateMedia({ media: "print" });
    const canonical = await page.locator("link[rel=canonical]").getAttribute("href");
    const printed = await page.evaluate((address) => [...document.querySelectorAll("body *")].some((element) => element.children.length === 0 && element.textContent.includes(address) && element.checkVisibility()), canonical);
    if (!printed) faults.push({ page: url, fault: "the address is not on the paper" });
    const shown = await page.locator(".site-nav, .site-search, .filter, .skip-link").evaluateAll((list) => list.filter((element) => element.checkVisibility()).map((element) => element.className));
    if (shown.length) faults.push({ page: url, fault: `printed although one cannot press it: ${shown.join(", ")}` });
    await page.emulateMedia({ media: null });
  }
  none(faults, "faults on paper");
});

/** Between the margins of a sheet, in pixels. */
const PAPER = 688;

/** Runs in the page: what reaches beyond the paper, with the dots that stand before the quarters of a time line. */
function cutOff() {
  const width = document.documentElement.clientWidth;
  const shown = [...document.querySelectorAll("main *")].filter((element) => element.checkVisibility() && !element.closest("svg, .visually-hidden"));
  const beyond = shown.filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    const dot = element.matches(".timeline__period") ? parseFloat(getComputedStyle(element, "::before").left) : 0;
    return left + Math.min(dot, 0) < -0.5 || right > width + 0.5;
  });
  return beyond.map((element) => `${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`);
}

test("the page of each ministry fits on two sheets, and nothing of it is cut", async (t) => {
  const page = await visit(browser, { viewport: { width: PAPER, height: 1000 } });
  const faults = [];
  const shown = ["/ressorts/aufgaben/", ...FAMILIES.ministry];
  assert.ok(shown.length > 5, `${shown}`);
  for (const url of shown) {
    await page.goto(origin + url);
    const count = sheets(await page.pdf({ format: "A4", preferCSSPageSize: true }));
    t.diagnostic(`${url}: ${count}`);
    if (!(count >= 1 && count <= 2)) faults.push({ page: url, fault: `${count} sheets` });
    await page.emulateMedia({ media: "print" });
    faults.push(...(await page.evaluate(cutOff)).slice(0, 2).map((fault) => ({ page: url, fault: `cut: ${fault}` })));
    const paths = await page.locator(".strip, .steps-mini__bar").evaluateAll((list) => list.filter((mark) => mark.checkVisibility() && getComputedStyle(mark).printColorAdjust !== "exact").length);
    if (paths) faults.push({ page: url, fault: `${paths} marks of a state are left out by printers that spare ink` });
    await page.emulateMedia({ media: null });
  }
  none(faults, "faults on paper");
});
