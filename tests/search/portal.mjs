/**
 * Whether every page of a portal is the first that is found for its own name. Names the twins: pages that are called the same.
 *
 *     node tests/search/portal.mjs FOLDER_OF_THE_PORTAL
 */
import { readFile } from "node:fs/promises";
import { load } from "../../themes/standard/js/search.js";

const folder = process.argv[2];
const search = await load(`${folder}/suche/verzeichnis.json`, async (path) => JSON.parse(await readFile(path, "utf8")));
const rows = await Promise.all(Array.from({ length: search.head.documents }, (_, doc) => search.index.row(doc)));
/** @type {Map<string, string[]>} */
const called = new Map();
for (const [url, , title] of rows) called.set(title, [...(called.get(title) ?? []), url]);

const misses = [];
const twins = [];
for (const [title, urls] of called) {
  const { results } = await search.search(title, { limit: urls.length });
  const found = results.map(({ url }) => url);
  if (found.length !== urls.length || !urls.every((url) => found.includes(url))) misses.push(`${title}: ${found} instead of ${urls}`);
  if (urls.length > 1) twins.push(`${title} (${urls.length})`);
}
console.log(`${rows.length} pages, ${called.size} names. Twins: ${twins.join(", ") || "none"}`);
if (rows.length < 20 || misses.length > 0) {
  console.error(misses.join("\n"));
  process.exitCode = 1;
}
