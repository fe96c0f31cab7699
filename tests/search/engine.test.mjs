/** The search module on the index of the catalogue. Built and run by `cargo test --test search`. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { nodeFetcher, randomNumbers } from "./data.mjs";
import { network } from "./network.mjs";
import { load } from "../../themes/standard/js/search.js";
import { decode } from "../../themes/standard/js/search-index.js";
import { mark } from "../../themes/standard/js/search-marks.js";
import { distance, fold } from "../../themes/standard/js/search-words.js";

const folder = fileURLToPath(new URL("../../target/search-eval/catalogue", import.meta.url));
const entry = `${folder}/${await readFile(`${folder}/entry`, "utf8")}`;
const search = await load(entry, nodeFetcher);
const { words } = search.index;

/** The titles found, with the marks in brackets. */
async function titles(query, options) {
  const { results } = await search.search(query, options);
  return results.map(({ title, titleMarks }) => bracket(title, titleMarks));
}

function bracket(text, marks) {
  return marks.reduceRight((marked, [from, to]) => `${marked.slice(0, from)}[${marked.slice(from, to)}]${marked.slice(to)}`, text);
}

test("folds, stems, traces and splits 100,000 words as the Rust code does", async () => {
  const rows = JSON.parse(await readFile(`${folder}/analysis`, "utf8"));
  assert.ok(rows.length >= 100_000);
  let compounds = 0;
  for (const [word, folded, stemmed, rooted, parts] of rows) {
    assert.equal(fold(word), folded, word);
    assert.equal(words.stem(folded), stemmed, word);
    assert.equal(words.root(folded), rooted, word);
    // Words with digits are not split by the query.
    if (/\p{N}/u.test(folded)) continue;
    const split = await search.query.split(folded);
    const written = split.parts.map(({ written }) => written).filter((part, i, all) => part !== all[i - 1]);
    assert.equal(written.join("|"), parts, word);
    if (parts) compounds++;
  }
  assert.ok(compounds > 10_000);
});

test("counts typing errors", () => {
  assert.equal(distance("elterngled", "elterngeld", 2), 1);
  assert.equal(distance("wohngeld", "wohngelt", 2), 1);
  assert.equal(distance("wohngeld", "wohnung", 2), 3);
  assert.equal(distance("", "ab", 2), 2);
});

test("finds keys as typed", async () => {
  for (const query of ["99012001000000", "99 012 001 000 000", "10513"]) {
    assert.deepEqual(await titles(query), ["Abbruchgenehmigung"], query);
  }
});

test("marks inflected words, parts of compounds and beginnings", async () => {
  assert.equal((await titles("Waffenerlaubnisse"))[0], "[Waffenerlaubnis]");
  assert.equal((await titles("Betreuung im Hort"))[0], "[Hortbetreuung]");
  assert.equal((await titles("Rente für Witwen"))[0], "[Witwenrente]");
  assert.equal((await titles("schülerb"))[0], "[Schülerb]eförderung");
});

test("marks at most one range per word, in order", () => {
  const marks = mark("Ämter und Amtsblätter, Ämter", ["amt"], new Set(["amt"]), (word) => words.stem(word));
  assert.equal(bracket("Ämter und Amtsblätter, Ämter", marks), "[Ämter] und [Amt]sblätter, [Ämter]");
});

test("understands whole questions", async () => {
  assert.equal((await titles("was brauche ich für einen Reisepass"))[0], "[Reisepass]");
  assert.equal((await titles("Wie kann ich eine Geburtsurkunde bekommen?"))[0], "[Geburtsurkunde] und -bescheinigung");
});

test("asks back after a correction, and only then", async () => {
  assert.equal((await search.search("Persoanlausweis beantragen")).correction, "Personalausweis beantragen");
  assert.equal((await search.search("Personalausweis")).correction, null);
  assert.equal((await search.search("Gewerbeanmeldung")).correction, null);
});

test("a correction never beats a whole match, and two letters are mended in long words only", async () => {
  for (const [query, first] of [["Erbe", /Erb/], ["Rente", /Rente/], ["Steuer", /[Ss]teuer/]]) {
    const { results, correction } = await search.search(query);
    assert.match(results[0].title, first, query);
    assert.equal(correction, null, query);
  }
  assert.equal((await search.search("Kindregled")).correction, "Kindergeld");
  assert.equal((await search.search("Kidngled")).correction, null, "eight letters, two errors");
});

test("a word that only a phrase of the synonyms has comes to an end, and is no correction", async () => {
  assert.ok((await search.search("Punkte in Flensburg")).total > 0);
  assert.equal((await search.search("Flensburk")).correction, null);
  assert.ok(Array.isArray((await search.search("Flensburg")).results));
});

test("counts facets before they are chosen", async () => {
  const open = await search.search("Steuer", { counts: true });
  const { themenfeld } = open.facets;
  assert.equal(Object.values(themenfeld).reduce((a, b) => a + b), open.total);
  for (const [value, count] of Object.entries(themenfeld)) {
    const chosen = await search.search("Steuer", { facets: { themenfeld: [value] }, counts: true });
    assert.equal(chosen.total, count, value);
    assert.deepEqual(chosen.facets.themenfeld, themenfeld, "the counts of the other values stay");
  }
  const none = await search.search("Steuer", { facets: { themenfeld: ["gibt es nicht"] } });
  assert.equal(none.total, 0);
  for (const inherited of ["constructor", "__proto__", "toString"]) {
    assert.equal(open.facets[inherited], undefined);
    assert.equal(themenfeld[inherited], undefined);
  }
  const unknown = await search.search("Steuer", { facets: { unbekannt: ["x"] } });
  assert.equal(unknown.total, 0);
});

test("pages through the results", async () => {
  const all = await titles("Steuer", { limit: 20 });
  assert.deepEqual(await titles("Steuer", { limit: 10, offset: 10 }), all.slice(10));
});

test("gives the same answer twice", async () => {
  const other = await load(entry, nodeFetcher);
  for (const query of ["Steuer", "Hunde anmelden", "Persoanlausweis"]) {
    assert.deepEqual(await search.search(query, { counts: true }), await other.search(query, { counts: true }));
  }
});

test("a first query takes two round trips behind the entry, one with a typing error three, and few bytes", async () => {
  const sizes = new Map(readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => [name, gzipSync(readFileSync(`${folder}/${name}`)).length]));
  const limits = { Wohngeld: 2, "Hunde anmelden": 2, "Antrag auf Elterngeld": 2, Personalausweise: 2, "Kfz Steuer": 2, Persoanlausweis: 3, Elterngled: 3, wohng: 2 };
  for (const [query, most] of Object.entries(limits)) {
    const { counts, fetcher } = network(sizes);
    const opened = await load(entry, fetcher);
    counts.trips = 0;
    const { total } = await opened.search(query, { counts: true });
    assert.ok(total > 0 && counts.trips <= most, `${query}: ${counts.trips} round trips`);
    assert.ok(counts.bytes < 40_000, `${query}: ${counts.bytes} bytes`);
  }
});

test("answers a thousand queries of random letters and signs", async () => {
  const pieces = [
    "wohn", "geld", "antrag", "steuer", "ß", "ü", "ae", "Ǆ", "ﬃ", "\u0000", "\u202e", "\u200d", "\u00ad", "\u0308", "\ud83d", "😀", "👩‍👩‍👧", "مرحبا", "שלום", "漢字", "०१२", "@20220322", "=", "+", "-", "–", "\u2011",
    "(", "[", "{", "\\", "^$", ".*", "(?<=", "|", "'", '"', "`", "<b>", "&amp;", "${0}", "$&", "%00", "__proto__", "constructor", " ", "\t", "\n", "\u00a0", "1.000", "+49 30", "31.2.", "2022-13-45", "März 2022", "0".repeat(40),
  ];
  const random = randomNumbers(1);
  for (let number = 0; number < 1_000; number++) {
    const query = Array.from({ length: 1 + random(12) }, () => pieces[random(pieces.length)]).join(random(3) === 0 ? " " : "");
    const answer = await search.search(query, { counts: number % 10 === 0, facets: number % 7 === 0 ? { [query]: [query] } : {} });
    assert.ok(Array.isArray(answer.results) && Number.isInteger(answer.total) && answer.results.length <= answer.total, JSON.stringify(query));
  }
});

test("answers odd and hostile queries", async () => {
  const queries = [
    "", " ", "\t\n   ", "x", "und", "der die das", "😀", "😀 Wohngeld", "<script>alert(1)</script>", '"unbalanced', "((", "\\", "%00\u0000",
    "مرحبا بالعالم", "\u202eWohngeld", "Wohn\u00adgeld", "ue", "e".repeat(10_000), "wort ".repeat(2_000), "steuer".repeat(1_700),
    "__proto__", "constructor", "toString hasOwnProperty", "ʼn ǆ İ ﬃ", "𝓦𝓸𝓱𝓷𝓰𝓮𝓵𝓭", "1".repeat(10_000), "§ 12 Abs. 3", "\ud800",
    "x".repeat(1_000_000), "سلام ".repeat(200_000), "\u0000".repeat(1_000_000), "(a+)+$".repeat(100_000), "😀".repeat(500_000), "0 ".repeat(500_000),
  ];
  for (const query of queries) {
    const start = performance.now();
    const answer = await search.search(query, { counts: true });
    assert.ok(Array.isArray(answer.results) && Number.isInteger(answer.total), JSON.stringify(query.slice(0, 20)));
    assert.ok(performance.now() - start < 20_000, `${query.slice(0, 20)} takes too long`);
  }
  assert.equal((await titles("😀 Wohngeld"))[0], "[Wohngeld]");
  assert.equal((await titles("Wohn\u00adgeld"))[0], "[Wohngeld]");
  assert.equal((await titles("𝓦𝓸𝓱𝓷𝓰𝓮𝓵𝓭"))[0], "[Wohngeld]");
});

test("returns text, never markup", async () => {
  const { results } = await search.search("<b>Wohngeld</b>");
  assert.ok(results.every(({ title, summary }) => typeof title === "string" && typeof summary === "string"));
});

test("reads no more of a damaged list than it has", () => {
  assert.deepEqual(decode([3, 7, 2, 1, 4, 9, 1e308, 2]), { total: 3, docs: [1, 5, 2], impacts: [7, 7, 9] });
});

test("tries again what could not be loaded", async () => {
  let broken = false;
  const flaky = await load(entry, (url) => (broken ? Promise.reject(new Error("offline")) : nodeFetcher(url)));
  broken = true;
  await assert.rejects(flaky.search("Wohngeld"), /offline/);
  broken = false;
  assert.equal((await flaky.search("Wohngeld")).results[0].title, "Wohngeld");
});

test("a piece that a damaged entry does not know fails as one that cannot be loaded", async () => {
  // Thrown at once, it would leave what was asked for beside it to nobody.
  const broken = JSON.parse(await readFile(entry, "utf8"));
  delete broken.hashes.facets;
  const { index } = await load(entry, (url) => (url === entry ? Promise.resolve(broken) : nodeFetcher(url)));
  const asked = index.groups();
  await assert.rejects(asked);
});

test("asks for the present index once when a piece of its own is there no more", async () => {
  const stale = JSON.parse(await readFile(entry, "utf8"));
  stale.hashes.terms = stale.hashes.terms.replace(/./g, "0");
  let entries = 0;
  /** @type {typeof nodeFetcher} */
  const fetcher = async (path) => {
    if (path !== entry) return nodeFetcher(path);
    entries += 1;
    return entries === 1 ? stale : nodeFetcher(path);
  };
  const opened = await load(entry, fetcher);
  const [answer, other] = await Promise.all([opened.search("wohngeld"), opened.search("elterngeld")]);
  assert.deepEqual(answer, await search.search("wohngeld"));
  assert.deepEqual(other, await search.search("elterngeld"));
  assert.ok(entries <= 3);
});

test("an index that is still the present one is not asked for again and again", async () => {
  let entries = 0;
  /** @type {typeof nodeFetcher} */
  const fetcher = async (path) => {
    if (path !== entry) throw new Error("offline");
    entries += 1;
    return nodeFetcher(path);
  };
  const opened = await load(entry, fetcher);
  await assert.rejects(opened.search("wohngeld"), /offline/);
  assert.equal(entries, 2);
});
