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
  return parseCsv(await readFile(new URL(`data/${file}`, import.meta.url), "utf8"), delimiter);
}

/**
 * @typedef {{query: string, kind: string, right: string[], hints: string[]}} Query
 * @param {string} file
 * @returns {Promise<Query[]>}
 */
export async function queries(file) {
  return (await read(file, ";")).map((row) => ({
    query: row.query,
    kind: row.class,
    right: row.ozg_ids.split("|"),
    hints: row.hint.split("|").filter(Boolean),
  }));
}

const services = await read("leika_leistungen.csv", ",");
const all = await Promise.all(["dev.csv", "own.csv"].map(queries));

/** The services as the other engines get them: the same texts; the hints as further words of the documents that contain them. */
export const documents = (await read("ozg_leistungen.csv", ",")).map((row) => {
  const names = services.filter((service) => service.ozg_id === row.ozg_id).map((service) => service.name);
  const document = { id: row.ozg_id, title: row.ozg_leistung, summary: `${row.lebenslage} – ${row.themenfeld}`, text: names.join(". ") };
  const words = `${document.title} ${document.text}`.toLowerCase();
  const synonyms = all.flat().filter(({ hints }) => hints.some((hint) => words.includes(hint.toLowerCase())));
  return { ...document, title: [document.title, ...synonyms.map(({ query }) => query)].join(" ") };
});

/** Reads JSON from the disk. @param {string} path */
export async function nodeFetcher(path) {
  return JSON.parse(await readFile(path, "utf8"));
}
