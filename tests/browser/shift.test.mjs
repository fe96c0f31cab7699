// Nothing jumps while a page loads on a slow line: the layout shift of every family of pages, on a phone and on a desk.

import test from "node:test";
import { open, visit } from "./support/browser.mjs";
import { ONE_OF_EACH } from "./support/families.mjs";
import { none } from "./support/report.mjs";

/** What a reader notices begins at 0.1; half of it is allowed. */
const MOST = 0.05;
/** A poor mobile line: bytes a second, and milliseconds until the first of them. */
const LINE = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 };

const { origin, browser } = await open();

for (const width of [360, 1280]) {
  test(`layout shift of ${ONE_OF_EACH.length} pages stays below ${MOST} at ${width} px`, async (t) => {
    const page = await visit(browser, { viewport: { width, height: 800 } });
    await page.addInitScript(() => {
      globalThis.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shift += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    await session.send("Network.emulateNetworkConditions", LINE);
    const shifts = [];
    for (const url of ONE_OF_EACH) {
      await page.goto(origin + url, { waitUntil: "networkidle" });
      shifts.push({ page: url, value: await page.evaluate(() => globalThis.shift) });
    }
    shifts.sort((a, b) => b.value - a.value);
    for (const { page, value } of shifts.slice(0, 3)) t.diagnostic(`${page}: ${value.toFixed(3)}`);
    none(shifts.filter(({ value }) => value >= MOST).map(({ page, value }) => ({ page, fault: `shifts by ${value.toFixed(3)}` })), "layout shift");
  });
}
