// Every family of pages exists, and every page belongs to one: so that the other suites, which look at one or two pages
// of each family, cannot pass because there is nothing to look at.

import test from "node:test";
import { none } from "./support/report.mjs";
import { FAMILIES, STRANGERS, expected } from "./support/families.mjs";
import { PAGES } from "./support/site.mjs";

test("every family has a page", () => {
  none(Object.keys(FAMILIES).filter((name) => !FAMILIES[name].length).map((name) => ({ page: name, fault: "no page of this family" })), "missing families");
});

test("every page belongs to a family", () => {
  none(STRANGERS.map((page) => ({ page, fault: "fits no pattern in support/families.mjs" })), "unknown pages");
});

test("every service, ministry, guide and authority of the content has its page", () => {
  const built = new Set(PAGES);
  const faults = Object.entries(expected()).flatMap(([kind, urls]) => urls.filter((url) => !built.has(url)).map((page) => ({ page, fault: `no page for this ${kind}` })));
  none(faults, "missing pages");
});
