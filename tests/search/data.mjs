/** The catalogue as documents and the queries with their right answers, for the scripts beside this file. */
import { readFile } from "node:fs/promises";

/**
 * Rows of a CSV file by the names in its first line.
 * @param {string} text @param {string} delimiter
 * @returns {Record<string, string>[]}
 */
function parseCsv(text, delimiter) {
  const field = new RegExp(`("(?:[^"]|"")*"|[^${delimiter}\\r\\n]*)(${delimiter}|\\r?\\n|$)`, "y");
  const rows = [[]];
  for (let found; field.lastIndex < text.length && (found = field.exec(text)); ) {
    const [, raw, end] = found;
    rows.at(-1).push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end !== delimiter) rows.push([]);
  }
  const [names, ...body] = rows.filter((row) => row.length > 1);
  return body.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? ""])));
}

/** @param {string} file @param {string} delimiter */
async function read(file, delimiter) {
  return parseCsv(await readFile(new URL(file, new URL("data/", import.meta.url)), "utf8"), delimiter);
}

/**
 * @typedef {{query: string, kind: string, right: string[], hints: string[], half: string}} Query `half`: of a set that was written at once
 * @param {string} file
 * @returns {Promise<Query[]>}
 */
export async function queries(file) {
  return (await read(file, ";")).map((row) => ({
    query: row.query,
    kind: row.class,
    right: row.ozg_ids.split("|"),
    hints: row.hint.split("|").filter(Boolean),
    half: row.half ?? "",
  }));
}

const services = await read("leika_leistungen.csv", ",");
/** The files of queries; the variable `QUERIES` adds one that is kept elsewhere. */
export const queryFiles = ["dev.csv", "own.csv", "late.csv", "people.csv", process.env.QUERIES ?? []].flat();
const all = await Promise.all(queryFiles.map(queries));

/** The services as the other engines get them: the same texts; the hints as further words of the documents that contain them. */
export const documents = (await read("ozg_leistungen.csv", ",")).map((row) => {
  const names = services.filter((service) => service.ozg_id === row.ozg_id).map((service) => service.name);
  const document = { id: row.ozg_id, title: row.ozg_leistung, summary: `${row.lebenslage} – ${row.themenfeld}`, text: names.join(". ") };
  const words = `${document.title} ${document.text}`.toLowerCase();
  const synonyms = all.flat().filter(({ hints }) => hints.some((hint) => words.includes(hint.toLowerCase())));
  return { ...document, synonyms: synonyms.map(({ query }) => query).join(" ") };
});

/**
 * Queries made from the titles by rule, so that nobody chose them: with a typing error, in other umlaut spellings, only
 * begun, in other case. A title counts if it is one word of eight letters or more and no other title contains it.
 * @returns {Query[]}
 */
export function generatedQueries() {
  const random = randomNumbers(20220228);
  const titles = documents.map(({ title }) => title);
  const services = documents.filter(({ title }) => /^\p{L}{8,}$/u.test(title) && titles.filter((other) => other.includes(title)).length === 1);
  const rules = {
    "swapped letters": (word, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
    "missing letter": (word, at) => word.slice(0, at) + word.slice(at + 1),
    "doubled letter": (word, at) => word.slice(0, at) + word[at] + word.slice(at),
    "wrong letter": (word, at) => word.slice(0, at) + "aeinrst"[random(7)] + word.slice(at + 1),
    "two errors": (word, at) => word.slice(0, at - 1) + word.slice(at) .replace(/(.)(.)$/, "$2$1"),
    "umlauts as ae": (word) => word.toUpperCase().replaceAll("Ä", "AE").replaceAll("Ö", "OE").replaceAll("Ü", "UE"),
    "umlauts as a": (word) => word.toLowerCase().replaceAll("ä", "a").replaceAll("ö", "o").replaceAll("ü", "u"),
    begun: (word) => word.slice(0, Math.ceil(word.length * 0.7)),
  };
  return Object.entries(rules).flatMap(([kind, change]) =>
    services.map(({ id, title }) => ({ kind, query: change(title, 2 + random(title.length - 4)), right: [id], hints: [], half: "" })),
  );
}

/** The same numbers in every run. @param {number} seed */
export function randomNumbers(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Reads JSON from the disk. @param {string} path */
export async function nodeFetcher(path) {
  return JSON.parse(await readFile(path, "utf8"));
}
