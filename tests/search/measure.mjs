/**
 * Measures sizes and times on generated indexes, as a table for README.md.
 *
 *     cargo test --release --test search -- --ignored --nocapture
 *     node tests/search/measure.mjs
 */
import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { nodeFetcher, randomNumbers } from "./data.mjs";
import { network } from "./network.mjs";
import { load } from "../../themes/standard/js/search.js";

const QUERIES = 60;

/** @param {number[]} values @param {number} share */
function quantile(values, share) {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))];
}

/** Queries like those of readers: words of titles; joined, with a typing error, or only begun. */
async function queries(folder) {
  const random = randomNumbers(7);
  const files = (await readdir(folder)).filter((name) => name.startsWith("summaries-"));
  const entry = JSON.parse(await readFile(`${folder}/${await readFile(`${folder}/entry`, "utf8")}`, "utf8"));
  const kinds = [
    ([a]) => a,
    ([a, b]) => `${a} ${b}`,
    ([a, b]) => `${a} für ${b}`,
    ([a]) => a.slice(0, 2) + a[3] + a[2] + a.slice(4),
    ([a]) => a.slice(0, 5),
    ([a, b]) => a + b.toLowerCase(),
  ];
  const made = [];
  while (made.length < QUERIES) {
    const rows = files.length > 0 ? JSON.parse(await readFile(`${folder}/${files[random(files.length)]}`, "utf8")) : entry.inside.summaries[0];
    const words = rows[random(rows.length)][2].split(" ").filter((word) => word.length > 5);
    if (words.length > 1) made.push(kinds[made.length % kinds.length](words));
  }
  return made;
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

console.log("| documents | index, compressed | bytes a document | entry | first query: median, largest | round trips behind the entry: median, most | next query: median, largest | round trips: median, most | time: median, 95 % |");
console.log("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
for (const count of (process.env.DOCUMENTS ?? "500 10000 100000").split(" ").map(Number)) {
  const folder = fileURLToPath(new URL(`../../target/search-eval/generated-${count}`, import.meta.url));
  const name = await readFile(`${folder}/entry`, "utf8");
  const sizes = new Map();
  const files = (await readdir(folder)).filter((file) => file.endsWith(".json"));
  for (const file of files) sizes.set(file, gzipSync(await readFile(`${folder}/${file}`), { level: 9 }).length);
  const total = [...sizes.values()].reduce((a, b) => a + b);

  const options = { limit: 10, counts: true };
  const list = await queries(folder);
  const first = [];
  const next = [];
  const trips = [];
  const again = [];
  for (let i = 0; i + 1 < list.length; i++) {
    const { counts, fetcher } = network(sizes);
    const search = await load(`${folder}/${name}`, fetcher);
    await search.search(list[i], options);
    first.push(counts.bytes);
    // The entry comes with the modules of the page.
    trips.push(counts.trips - 1);
    [counts.bytes, counts.trips] = [0, 0];
    await search.search(list[i + 1], options);
    next.push(counts.bytes);
    again.push(counts.trips);
    if (process.argv.includes("--each")) console.log(list[i], first.at(-1), trips.at(-1), next.at(-1));
  }

  const search = await load(`${folder}/${name}`, nodeFetcher);
  for (const query of list) await search.search(query, options);
  const times = [];
  for (let round = 0; round < 3; round++) {
    for (const query of list) {
      const start = performance.now();
      await search.search(query, options);
      times.push(performance.now() - start);
    }
  }
  const range = (values) => `${kilobytes(quantile(values, 0.5))}, ${kilobytes(Math.max(...values))}`;
  console.log(
    `| ${count.toLocaleString("en")} | ${kilobytes(total)} | ${Math.round(total / count)} | ${kilobytes(sizes.get(name))} | ${range(first)} | ${quantile(trips, 0.5)}, ${Math.max(...trips)} | ${range(next)} ` +
      `| ${quantile(again, 0.5)}, ${Math.max(...again)} | ${quantile(times, 0.5).toFixed(1)} ms, ${quantile(times, 0.95).toFixed(1)} ms |`,
  );
}
