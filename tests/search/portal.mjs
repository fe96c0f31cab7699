/**
 * Whether every page of the portal of this repository is the first that is found for its own name, and whether the queries of
 * `data/portal.csv` find what they mean, and the words of the plan lead to it. Names the twins: pages that are called the same.
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

const queries = (await readFile(new URL("data/portal.csv", import.meta.url), "utf8")).trim().split("\n").slice(1).map((line) => line.split(";"));
for (const half of ["dev", "late"]) {
  const asked = queries.filter((query) => query[3] === half);
  let [first, five] = [0, 0];
  for (const [query, kind, url] of asked) {
    const { results } = await search.search(query, { limit: 5 });
    const at = results.findIndex((result) => result.url.endsWith(url));
    first += at === 0 ? 1 : 0;
    five += at >= 0 ? 1 : 0;
    if (results.length === 0) misses.push(`“${query}” finds nothing`);
    if (process.argv.includes("--misses") && at !== 0) console.log(`  ${half}: “${query}” (${kind}) → ${results.map((result) => result.url)}`);
  }
  console.log(`${half}: ${asked.length} queries, recall@1 ${(first / asked.length).toFixed(2)}, recall@5 ${(five / asked.length).toFixed(2)}`);
  if (first / asked.length < 0.8 || five / asked.length < 0.9) misses.push(`${half}: recall is too low`);
}
// Words of the plan and of the worklists, and what has to be first.
const plan = { "Ihr Plan": "/plan/", "nächster Schritt": "/plan/", "nächste Schritte": "/plan/", "Plan der Kommune": "/plan/", Aufgaben: "/ressorts/aufgaben/", überfällig: "/ressorts/aufgaben/", "was fehlt noch": "/ressorts/aufgaben/" };
for (const [query, url] of Object.entries(plan)) {
  const { results } = await search.search(query, { limit: 3 });
  if (!results[0]?.url.endsWith(url)) misses.push(`“${query}”: ${results.map((result) => result.url)} instead of ${url}`);
}
if (rows.length < 20 || misses.length > 0) {
  console.error(misses.join("\n"));
  process.exitCode = 1;
}
