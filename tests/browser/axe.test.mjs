// axe-core finds no violation on any kind of page (thoroughly: on any page), light and dark, on a phone and on a desk.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { open, visit } from "./support/browser.mjs";
import { ONE_OF_EACH, THOROUGH, poorest } from "./support/families.mjs";
import { none } from "./support/report.mjs";
import { PAGES } from "./support/site.mjs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// All rules of WCAG 2.2 A and AA and axe's own good practices. Those off by default and worth having are named.
const OPTIONS = {
  resultTypes: ["violations"],
  rules: {
    "target-size": { enabled: true },
    "label-content-name-mismatch": { enabled: true },
    "table-fake-caption": { enabled: true },
    "td-has-header": { enabled: true },
    "focus-order-semantics": { enabled: true },
    "p-as-heading": { enabled: true },
    "css-orientation-lock": { enabled: true },
  },
};

// In the dark only colours differ: the second run is for the rules that look at them.
const COLOURS = { resultTypes: ["violations"], runOnly: ["color-contrast", "link-in-text-block", "target-size"] };

// The fullest page of every kind, and the emptiest of those that can lack nearly everything.
const URLS = THOROUGH ? PAGES : [...new Set([...ONE_OF_EACH, ...["service", "ministry", "topic", "event", "municipality"].map(poorest).filter(Boolean)])];

const { origin, browser } = await open();

test(`no violation on ${URLS.length} pages, light and dark, at 360 and 1280 px`, async () => {
  const faults = [];
  const page = await visit(browser);
  for (const url of URLS) {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(origin + url);
    // The protocol puts the script into the page; the policy of the page stays as strict as it is.
    await page.evaluate(source);
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      // On a phone as it comes; on the desk with all that folds unfolded, or axe would never see it.
      // The menu lies above the page when it is unfolded: that is looked at on the start page.
      if (width === 1280) await page.evaluate((skipped) => document.querySelectorAll("details").forEach((details) => (details.open = !details.matches(skipped))), url === "/" ? ".none" : ".site-nav__more");
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await page.evaluate((options) => axe.run(document, options), colorScheme === "light" ? OPTIONS : COLOURS);
        for (const { id, help, nodes } of violations) {
          faults.push({ page: `${url} (${width}, ${colorScheme})`, fault: `${id}: ${help}, e.g. ${nodes[0].target.join(" ")}: ${nodes[0].failureSummary?.split("\n")[1]?.trim() ?? ""}` });
        }
      }
    }
  }
  none(faults, "violations");
});
