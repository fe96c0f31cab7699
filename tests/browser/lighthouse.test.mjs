// Lighthouse: 100 in accessibility, best practices and SEO on the five pages people come to first. Performance depends on
// the machine and is only printed; what it depends on (bytes, requests, shifts of the layout) is held to a budget.

import { after, test } from "node:test";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { CHROMIUM, FLAGS } from "./support/browser.mjs";
import { richest } from "./support/families.mjs";
import { none } from "./support/report.mjs";
import { serve } from "./support/server.mjs";

const server = await serve();
const chrome = await launch({ chromePath: CHROMIUM, chromeFlags: FLAGS });
after(async () => {
  await chrome.kill();
  await server.close();
});

/** A fifth of what counts as good. */
const MOST_SHIFT = 0.02;

// Bytes are what goes over the line, headers included.
const PLACES = {
  start: { url: "/", bytes: 45_000, requests: 8 },
  ministry: { url: richest("ministry"), bytes: 45_000, requests: 7 },
  // Without headers it is below 40 kB: `weight.test.mjs`.
  service: { url: richest("service"), bytes: 45_000, requests: 6 },
  "list of services": { url: "/leistungen/", bytes: 60_000, requests: 7 },
  // Pages that were found are read when somebody asks for a passage, not before.
  search: { url: "/suche/?q=wohngeld", bytes: 70_000, requests: 18 },
};

for (const [name, { url, bytes, requests }] of Object.entries(PLACES)) {
  test(`${name}: ${url}`, async (t) => {
    const { lhr } = await lighthouse(server.origin + url, { port: chrome.port, logLevel: "silent", output: "json" });
    const faults = [];
    const fault = (text) => faults.push({ page: url, fault: text });
    if (lhr.runtimeError) fault(lhr.runtimeError.message);
    for (const category of ["accessibility", "best-practices", "seo"]) {
      const { score, auditRefs } = lhr.categories[category];
      if (score === 1) continue;
      // Pages with invented samples ask search engines to leave them out.
      const isSample = category === "seo" && lhr.audits["is-crawlable"].score === 0;
      const lost = auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1 && !(isSample && id === "is-crawlable")).map(({ id }) => `${id} (${lhr.audits[id].title})`);
      if (isSample && !lost.length) continue;
      fault(`${category}: ${Math.round(score * 100)}: ${lost.join(", ")}`);
    }
    const items = (lhr.audits["network-requests"].details?.items ?? []).filter((item) => !item.url.startsWith("data:"));
    const sum = items.reduce((total, item) => total + item.transferSize, 0);
    const shift = lhr.audits["cumulative-layout-shift"].numericValue;
    if (sum > bytes) fault(`${sum} bytes, allowed are ${bytes}`);
    if (items.length > requests) fault(`${items.length} requests, allowed are ${requests}`);
    if (!(shift < MOST_SHIFT)) fault(`layout shift ${shift}`);
    for (const item of items) if (!item.url.startsWith(server.origin)) fault(`foreign request: ${item.url}`);
    t.diagnostic(`performance ${Math.round(lhr.categories.performance.score * 100)}, ${sum} bytes, ${items.length} requests, layout shift ${shift.toFixed(3)}`);
    none(faults, "below 100 or over budget");
  });
}
