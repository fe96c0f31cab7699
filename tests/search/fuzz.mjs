/**
 * What `fuzz.test.mjs` runs in a thread of its own, as only such a one can be ended when it does not end by itself: queries nobody
 * types, and indexes that were damaged on their way. The same numbers in every run; `OZG_FUZZ_LAEUFE` takes more of them.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { load } from "../../themes/standard/js/search.js";
import { readState, writeState } from "../../themes/standard/js/search-parts.js";
import { generatedQueries, nodeFetcher, queries, queryFiles, randomNumbers } from "./data.mjs";

const { entry, small, runs, seed, part } = workerData;
const random = randomNumbers(seed);
const one = (/** @type {any} */ list) => list[random(list.length)];

/** What may stand between the words of a query, or in them. */
const ODD = [
  "", " ", "  ", "\t", "\n", "-", "–", "/", "&", "und", "der", "ue", "ß", "ẞ", "\u00ad", "\u0308", "\u200b", "\u202e", "😀", "\ud800", "\udc00", "İ", "ﬃ", "ǆ", "ʼn", "0",
  "99", "§", ".", "…", "\"", "'", "<b>", "%", "%00", "\u0000", "\\", "(", "[", "{", "*", "+", "?", "|", "^", "$", "__proto__", "constructor", "toString", "ä".repeat(70), "x".repeat(300),
];

/** A text that somebody has changed in some places. @param {string} text @param {string[]} others */
function spoilt(text, others) {
  for (let times = 1 + random(4); times > 0; times--) {
    const at = random(text.length + 1);
    const end = Math.min(text.length, at + random(6));
    const put = [() => one(ODD), () => text.slice(random(text.length + 1)).slice(0, random(12)), () => one(others), () => ""][random(4)]();
    text = text.slice(0, at) + put + text.slice(end);
  }
  return text.slice(0, 2_000);
}

/** @param {any} answer @param {number} limit @param {number} documents */
function insistOnAnAnswer(answer, limit, documents) {
  const { total, more, results, correction, unsure, facets } = answer;
  assert.ok(Number.isInteger(total) && total >= 0 && total <= documents, `total: ${total}`);
  assert.ok(results.length <= Math.min(limit, total));
  assert.equal(typeof more, "boolean");
  assert.equal(typeof unsure, "boolean");
  assert.ok(correction === null || (typeof correction === "string" && correction.length > 0), `correction: ${correction}`);
  assert.equal(new Set(results.map(({ url }) => url)).size, results.length, "a page is found twice");
  let before = Infinity;
  for (const { url, kind, title, summary, score, titleMarks, summaryMarks } of results) {
    assert.ok([url, kind, title, summary].every((text) => typeof text === "string"));
    assert.ok(score > 0 && score <= before, `score: ${score} after ${before}`);
    before = score;
    for (const [text, marks] of [[title, titleMarks], [summary, summaryMarks]]) {
      let last = -1;
      for (const [from, to] of marks) {
        assert.ok(last < from && from < to && to <= text.length, `${JSON.stringify(marks)} in ${text}`);
        assert.doesNotMatch(text.slice(from, from + 1), /[\udc00-\udfff]/, "a mark begins within a character");
        last = to;
      }
    }
  }
  for (const values of Object.values(facets)) {
    for (const count of Object.values(values)) assert.ok(Number.isInteger(count) && count > 0 && count <= documents, `facet: ${count}`);
  }
}

/** Queries on a sound index: each has an answer, and the same one twice. */
async function ask() {
  const search = await load(entry, nodeFetcher);
  const written = await Promise.all(queryFiles.map(queries));
  const known = [...written.flat(), ...generatedQueries()].map(({ query }) => query);
  const { documents } = search.head;
  for (let run = 0; run < runs; run++) {
    const query = spoilt(one(known), known);
    parentPort?.postMessage({ run, about: query });
    const limit = 1 + random(20);
    const options = { limit, offset: random(3) * 5, counts: random(2) === 0, byDay: random(4) === 0 };
    const answer = await search.search(query, options);
    if (!options.byDay) insistOnAnAnswer(answer, limit, documents);
    if (run % 16 === 0) assert.deepEqual(await search.search(query, options), answer);
    if (answer.correction) assert.ok((await search.search(answer.correction)).total > 0, `“${answer.correction}” finds nothing`);
    // The address of a search says what was searched.
    const state = { query: query.toWellFormed(), facets: { art: [one(known)], ort: [one(ODD).toWellFormed(), "b"] } };
    assert.deepEqual(readState(writeState(state).slice(1)), state);
  }
}

/** A value that another one has become. @param {any} value @returns {any} */
function damaged(value) {
  if (typeof value === "string") return [() => spoilt(value, ODD), () => "", () => null, () => 7][random(4)]();
  if (typeof value === "number") return one([0, -1, 1e9, 1e308, 0.5, null, "x", [], value + 1]);
  return one([null, [], {}, "", 0]);
}

/** Damages something somewhere in it. @param {any} json */
function damage(json) {
  let at = json;
  for (let depth = random(8); ; depth--) {
    const keys = Object.keys(at);
    if (keys.length === 0) return;
    const key = one(keys);
    if (depth > 0 && at[key] && typeof at[key] === "object") at = at[key];
    else return void (at[key] = damaged(at[key]));
  }
}

/** Damaged indexes: an answer or an error, and an end. */
async function read() {
  const files = new Map();
  const known = ["wohngeld", "Rente", "persoanlausweis", "Hunde anmelden", "steuer 2022", "mietkosten"];
  for (let run = 0; run < runs; run++) {
    const index = run % 4 === 0 ? entry : small;
    const query = random(3) === 0 ? spoilt(one(known), known) : one(known);
    parentPort?.postMessage({ run, about: query });
    const fetcher = async (/** @type {string} */ path) => {
      if (!files.has(path)) files.set(path, await readFile(path, "utf8"));
      const json = JSON.parse(files.get(path));
      if (random(2) === 0) damage(json);
      return json;
    };
    try {
      const answer = await (await load(index, fetcher)).search(query, { counts: random(2) === 0, byDay: random(2) === 0 });
      assert.ok(Array.isArray(answer.results));
    } catch (error) {
      // The page says that the search does not work.
      assert.ok(error instanceof Error && !(error instanceof assert.AssertionError), String(error));
    }
  }
}

await { ask, read }[part]();
