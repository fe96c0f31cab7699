// Lists are not longer than they must be: of each, the height to which it was brought at the three widths. What grows with the
// content is measured for each of its rows, so that a new record breaks nothing and a row that swells does.

import test from "node:test";
import { open, visit } from "./support/browser.mjs";
import { FAMILIES, richest } from "./support/families.mjs";
import { none } from "./support/report.mjs";

const { origin, browser } = await open();
const WIDTHS = [360, 768, 1280];
const PHONE = { width: 360, height: 740 };

/** Page → its rows, and how high a page may be for each of them: what was reached, and a little more. */
const LISTS = {
  // Before: 30,100, 27,800 and 13,600 pixels for 83 rows.
  "/leistungen/": ["main tbody tr", [181, 167, 82]],
  // Before: 22,579, 20,992 and 8,173 for 72 rows, with maps and a curve above them.
  "/verbreitung/": [".table--counts tbody tr", [156, 145, 113]],
  // Before: 16,417, 13,265 and 5,875 for 71 rows; not halved at 1280, where a row is one line.
  "/ressorts/aufgaben/": [".worklist tbody tr", [145, 95, 68]],
  // Before: 20,833 at 360, for the 63 rows of a plan and what stands below it.
  "/stellen/120600181181/": [".plan__table tbody tr", [215, 155, 125]],
  // Before: 43,135 and 38,340 for 200 rows.
  "/stellen/art/amtsangehoerige_gemeinde/": ["main tbody tr", [119, 65, 52]],
  // Before: 18,102, 14,391 and 8,167 for 20 services, their tasks, steps and events.
  "/ressorts/mik/": ["#leistungen-tabelle tbody tr", [690, 445, 385]],
};

test("lists are no higher than they were made", async (t) => {
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
  for (const url of [...Object.keys(LISTS), "/ressorts/aufgaben/", richest("office")]) {
    await page.goto(origin + url);
    const display = await page.locator("main table:not(.table--wide) tbody tr").first().evaluate((row) => getComputedStyle(row).display);
    if (display !== "table-row") faults.push({ page: url, fault: display });
  }
  none(faults, "tables");
});

test("status and first answer of every service stand on the first two screens of a phone", async (t) => {
  const page = await visit(browser, { viewport: PHONE });
  const places = [];
  for (const url of FAMILIES.service) {
    await page.goto(origin + url);
    places.push({ page: url, ...(await page.evaluate(() => ({
      status: document.querySelector(".status-panel").getBoundingClientRect().top,
      answer: document.querySelector(".answer__body > *").getBoundingClientRect().bottom,
      contact: document.querySelector("#teil-kontakt") ? document.querySelector(".side-nav").getBoundingClientRect().top : 0,
    }))) });
  }
  const worst = places.reduce((a, b) => (a.answer > b.answer ? a : b));
  const [fullest] = places.filter(({ page }) => page === richest("service"));
  for (const one of [fullest, worst]) t.diagnostic(`${one.page}: status at ${Math.round(one.status)}, end of the first answer at ${Math.round(one.answer)}, contact (folded) at ${Math.round(one.contact)}`);
  none(places.filter(({ answer }) => answer > 2 * PHONE.height).map(({ page, answer }) => ({ page, fault: `the first answer ends at ${Math.round(answer)}` })), "first two screens");
});

test("the doors of the start page fill its first screen", async (t) => {
  const page = await visit(browser, { viewport: { width: 1280, height: 900 } });
  await page.goto(`${origin}/`);
  const doors = await page.locator(".doors").boundingBox();
  const share = (Math.min(doors.y + doors.height, 900) - doors.y) / 900;
  t.diagnostic(`at 1280: from ${Math.round(doors.y)} to ${Math.round(doors.y + doors.height)}, ${Math.round(share * 100)} % of the screen`);
  const faults = [];
  if (share < 0.66) faults.push({ page: "/ at 1280", fault: `${Math.round(share * 100)} % of the first screen` });
  await page.setViewportSize(PHONE);
  for (const door of await page.locator(".door").all()) {
    const name = await door.locator("h3").innerText();
    // A field, or the first way on; what is folded below it may lie on the next screen.
    const { y, height } = await door.locator("form, .arrow-link").first().boundingBox();
    t.diagnostic(`at 360: “${name}” leads on at ${Math.round(y)} to ${Math.round(y + height)}`);
    if (y + height > PHONE.height) faults.push({ page: "/ at 360", fault: `“${name}” leads on at ${Math.round(y + height)}` });
  }
  none(faults, "doors");
});
