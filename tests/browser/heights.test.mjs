// Lists are not longer than they must be: of each, the height to which it was brought at the three widths. What grows with the
// content is measured for each of its rows, so that a new record breaks nothing and a row that swells does.

import test from "node:test";
import { open, visit } from "./support/browser.mjs";
import { none } from "./support/report.mjs";

const { origin, browser } = await open();
const WIDTHS = [360, 768, 1280];

/** Page → its rows, and how high a page may be for each of them: half of what it was before, or less. */
const LISTS = {
  // Before: 30,100, 27,800 and 13,600 pixels for 83 rows.
  "/leistungen/": ["main tbody tr", [181, 167, 82]],
  // Before: 22,579, 20,992 and 8,173 for 72 rows, with maps and a curve above them.
  "/verbreitung/": [".table--counts tbody tr", [156, 145, 113]],
};

test("lists have half the height that they once had", async (t) => {
  const page = await visit(browser);
  const faults = [];
  for (const [url, [rows, most]] of Object.entries(LISTS)) {
    for (const [i, width] of WIDTHS.entries()) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(origin + url);
      const count = await page.locator(rows).count();
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      t.diagnostic(`${url} at ${width}: ${height} px, ${Math.round(height / count)} for each of ${count} rows`);
      if (height > most[i] * count) faults.push({ page: `${url} at ${width}`, fault: `${height} px for ${count} rows, at most ${most[i]} each` });
    }
  }
  none(faults, "heights");
});

test("a table of a tablet stays a table", async () => {
  const page = await visit(browser, { viewport: { width: 768, height: 900 } });
  const faults = [];
  for (const url of Object.keys(LISTS)) {
    await page.goto(origin + url);
    const display = await page.locator("main table.table--compact tbody tr").first().evaluate((row) => getComputedStyle(row).display);
    if (display !== "table-row") faults.push({ page: url, fault: display });
  }
  none(faults, "tables");
});
