/**
 * Evaluates the search module of the theme on an index built by the Rust code, beside three common engines; and once more on an
 * index that has the everyday words of a portal, too.
 *
 *     cargo test --test search        # builds the index and runs this
 *     node tests/search/evaluate.mjs [--misses]
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import MiniSearch from "minisearch";
import { documents, generatedQueries, nodeFetcher, queries, queryFiles } from "./data.mjs";
import { pagefind } from "./pagefind.mjs";
import { load } from "../../themes/standard/js/search.js";

const LIMIT = 10;
const showMisses = process.argv.includes("--misses");

/** @typedef {(query: string) => Promise<string[]> | string[]} Engine ids of the OZG services found, best first */

/** @param {string} name of the index @returns {Promise<Engine>} */
async function ours(name) {
  const folder = fileURLToPath(new URL(`../../target/search-eval/${name}`, import.meta.url));
  const search = await load(`${folder}/${await readFile(`${folder}/entry`, "utf8")}`, nodeFetcher);
  return async (query) => {
    const { results } = await search.search(query, { limit: LIMIT });
    return results.map(({ url }) => url.split("/")[2]);
  };
}

/** @returns {Engine} */
function miniSearch() {
  const engine = new MiniSearch({
    fields: ["title", "synonyms", "summary", "text"],
    searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 4, synonyms: 4 } },
  });
  engine.addAll(documents);
  return (query) => engine.search(query).slice(0, LIMIT).map(({ id }) => id);
}

/** @returns {Engine} */
function lunrGerman() {
  const require = createRequire(import.meta.url);
  const lunr = require("lunr");
  require("lunr-languages/lunr.stemmer.support")(lunr);
  require("lunr-languages/lunr.de")(lunr);
  const index = lunr(function () {
    this.use(lunr.de);
    this.field("title", { boost: 4 });
    this.field("synonyms", { boost: 4 });
    this.field("summary");
    this.field("text");
    documents.forEach((document) => this.add(document));
  });
  return (query) => index.search(query.replace(/[~^:*+-]/g, " ")).slice(0, LIMIT).map(({ ref }) => ref);
}

/**
 * @param {Engine} engine @param {import("./data.mjs").Query[]} list
 * @returns {Promise<Map<string, {queries: number, first: number, five: number, reciprocal: number}>>}
 */
async function evaluate(engine, list, name) {
  const classes = new Map();
  for (const { query, kind, right } of list) {
    const found = await engine(query);
    const rank = found.findIndex((id) => right.includes(id));
    if (name && rank !== 0) console.log(`  ${name}: “${query}” (${kind}) → ${rank + 1 || "not found"}; ${found.slice(0, 3)}`);
    for (const group of [kind, "all"]) {
      const sum = classes.get(group) ?? { queries: 0, first: 0, five: 0, reciprocal: 0 };
      sum.queries += 1;
      sum.first += rank === 0 ? 1 : 0;
      sum.five += rank >= 0 && rank < 5 ? 1 : 0;
      sum.reciprocal += rank >= 0 ? 1 / (rank + 1) : 0;
      classes.set(group, sum);
    }
  }
  const all = classes.get("all");
  classes.delete("all");
  return classes.set("all", all);
}

const other = await pagefind(documents, LIMIT);
const EVERYDAY = "with everyday words";
const engines = { "this search": await ours("catalogue"), [EVERYDAY]: await ours("everyday"), MiniSearch: miniSearch(), "lunr de": lunrGerman(), Pagefind: other.search };
/** “künstlers” begins two titles, of which either may come first. */
const CHANCE = new Set(["own.csv, prefix: Pagefind"]);
const failures = [];
/** @type {Record<string, import("./data.mjs").Query[]>} */
const sets = {};
for (const file of queryFiles) {
  for (const query of await queries(file)) (sets[query.half ? `${file}, ${query.half}` : file] ??= []).push(query);
}
sets.generated = generatedQueries();
for (const [file, list] of Object.entries(sets)) {
  const measured = {};
  for (const [name, engine] of Object.entries(engines)) {
    measured[name] = await evaluate(engine, list, showMisses && name === "this search" && !file.endsWith(", kept") ? file : "");
  }
  const names = Object.keys(engines);
  console.log(`\n### ${file}: recall@1 / recall@5 / mean reciprocal rank\n`);
  console.log(`| class | queries | ${names.join(" | ")} |`);
  console.log(`| --- | ---: | ${names.map(() => "---").join(" | ")} |`);
  for (const group of measured[names[0]].keys()) {
    const cells = names.map((name) => {
      const { queries, first, five, reciprocal } = measured[name].get(group);
      return [first, five, reciprocal].map((sum) => (sum / queries).toFixed(2)).join(" / ");
    });
    console.log(`| ${group} | ${measured[names[0]].get(group).queries} | ${cells.join(" | ")} |`);
    for (const other of names.slice(2)) {
      const [a, b] = [measured[names[0]].get(group), measured[other].get(group)];
      // The generated set has eight kinds of change for the same titles; it is there to see that nothing falls apart.
      // Of people.csv, what it reached is held; where another engine is ahead is told in README.md.
      const isHeld = file !== "generated" && !file.startsWith("people") && !CHANCE.has(`${file}, ${group}: ${other}`);
      if (isHeld && (a.five < b.five || a.first < b.first)) failures.push(`${file}, ${group}: ${other} is ahead`);
    }
  }
  for (const [name, people] of [[names[0], [0.97, 0.87]], [EVERYDAY, [0.97, 0.92]]]) {
    const { queries: count, first, five } = measured[name].get("all");
    const [least, leastFirst] = file.startsWith("people") ? people : [0.97, 0.88];
    if (five / count < least) failures.push(`${file}, ${name}: recall@5 is below ${least}`);
    if (first / count < leastFirst) failures.push(`${file}, ${name}: recall@1 is below ${leastFirst}`);
  }
}
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;
await other.end();
