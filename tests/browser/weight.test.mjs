// What a page costs on a slow line: every service page under 40 kB compressed, with all that it needs; every page of maps
// under 60 kB by itself.

import test from "node:test";
import { parse } from "node-html-parser";
import { FAMILIES, ONE_OF_EACH } from "./support/families.mjs";
import { none } from "./support/report.mjs";
import { compressed } from "./support/server.mjs";
import { bytes, fileOf, html } from "./support/site.mjs";

const BUDGET = 40_000;

/** The files that a browser loads for a page: what it names, and what modules import from there. */
function parts(url) {
  const root = parse(html(url));
  const named = root.querySelectorAll("script[src], link[rel=stylesheet], link[rel=icon], link[rel=modulepreload], img[src]").map((element) => element.getAttribute("src") ?? element.getAttribute("href"));
  const files = new Set([fileOf(url), ...named.filter((link) => link.startsWith("/")).map((link) => link.slice(1))]);
  for (const file of files) {
    if (!file.endsWith(".js")) continue;
    for (const [, name] of bytes(file).toString().matchAll(/(?:^|[;\s])import\s*(?:[\w*{][^"';]*from\s*)?["']([^"']+)["']/g)) files.add(new URL(name, `http://host/${file}`).pathname.slice(1));
  }
  return [...files];
}

const weight = (url) => parts(url).reduce((sum, file) => sum + compressed(file).length, 0);

test(`each of ${FAMILIES.service.length} service pages weighs less than ${BUDGET / 1000} kB in all`, (t) => {
  const heaviest = FAMILIES.service.map((page) => ({ page, bytes: weight(page) })).sort((a, b) => b.bytes - a.bytes);
  t.diagnostic(`heaviest: ${heaviest[0].page} with ${heaviest[0].bytes} bytes in ${parts(heaviest[0].page).length} requests`);
  none(heaviest.filter((entry) => entry.bytes >= BUDGET).map((entry) => ({ page: entry.page, fault: `${entry.bytes} bytes` })), "too heavy");
});

test("no page of another kind weighs more than 80 kB", (t) => {
  const list = ONE_OF_EACH.map((page) => ({ page, bytes: weight(page) })).sort((a, b) => b.bytes - a.bytes);
  for (const { page, bytes } of list.slice(0, 5)) t.diagnostic(`${page}: ${bytes} bytes`);
  none(list.filter((entry) => entry.bytes >= 2 * BUDGET).map((entry) => ({ page: entry.page, fault: `${entry.bytes} bytes` })), "too heavy");
});

test(`each of ${FAMILIES["spread of a service"].length} pages of maps weighs less than 60 kB`, (t) => {
  const list = [...FAMILIES["spread of a service"], ...FAMILIES.spread].map((page) => ({ page, bytes: compressed(fileOf(page)).length })).sort((a, b) => b.bytes - a.bytes);
  t.diagnostic(`heaviest: ${list[0].page} with ${list[0].bytes} bytes, ${weight(list[0].page)} with all that it needs`);
  none(list.filter((entry) => entry.bytes >= 60_000).map((entry) => ({ page: entry.page, fault: `${entry.bytes} bytes` })), "too heavy");
});
