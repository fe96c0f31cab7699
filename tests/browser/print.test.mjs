// A service page on paper: at most two sheets of A4, and its address is on them.

import test from "node:test";
import { open, visit } from "./support/browser.mjs";
import { FAMILIES } from "./support/families.mjs";
import { none } from "./support/report.mjs";
import { sizeOf } from "./support/site.mjs";

const { origin, browser } = await open();

/** How many pages a PDF of Chromium has. */
function sheets(pdf) {
  const text = pdf.toString("latin1");
  const direct = [...text.matchAll(/\/Type\s*\/Pages\b[^>]*?\/Count\s+(\d+)/g), ...text.matchAll(/\/Count\s+(\d+)[^>]*?\/Type\s*\/Pages\b/g)].map(([, n]) => Number(n));
  return direct.length ? Math.max(...direct) : text.match(/\/Type\s*\/Page\b(?!s)/g)?.length;
}

test("the plan of a town that carries out its tasks itself fits on two sheets", async () => {
  const page = await visit(browser);
  const url = "/stellen/120600181181/";
  await page.goto(origin + url);
  const count = sheets(await page.pdf({ format: "A4", preferCSSPageSize: true }));
  await page.emulateMedia({ media: "print" });
  const rows = await page.locator(".plan__table tbody tr").evaluateAll((list) => list.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
  none(rows.length < 40 || count > 2 ? [{ page: url, fault: `${count} sheets for ${rows.length} rows` }] : [], "sheets");
  // What is not known is said on paper, too.
  none(rows.filter((cells) => cells.includes("")).map(([name]) => ({ page: url, fault: `an empty cell: ${name}` })), "cells");
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
