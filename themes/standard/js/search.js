// @ts-check
/**
 * German search in the browser, over an index that `ozg` has written (`src/search/`): from a query to the best documents.
 *
 * @typedef {import("./search-query.js").Slot} Slot
 * @typedef {import("./search-marks.js").Ranges} Ranges
 * @typedef {{url: string, kind: string, title: string, summary: string, sample: boolean, german: boolean, facts: string[], score: number,
 *   titleMarks: Ranges, summaryMarks: Ranges}} Result
 * @typedef {{total: number, more: boolean, results: Result[], correction: string | null, unsure: boolean, shown: string[], terms: Set<string>,
 *   facets: Record<string, Record<string, number>>}} Answer `more`: the total is a lower bound; `unsure`: a word is not known; `shown`,
 *   `terms`: the letters to mark and the terms that were found
 * @typedef {{facets?: Record<string, string[]>, limit?: number, offset?: number, counts?: boolean, byDay?: boolean, apart?: string[]}} Options
 *   `facets`: chosen values; `counts`: whether to count facets; `byDay`: the newest first; `apart`: kinds that are counted and not shown, unless
 *   a kind is chosen or the best result is of them
 */
import { Index, fetchJson, top } from "./search-index.js";
import { mark } from "./search-marks.js";
import { Query } from "./search-query.js";

const MAX_IMPACT = 63;
/** The facet that every document has (`document.rs`). */
const KIND = "art";
/** How much a document loses that has only some of the words: the exponent of their share. */
const COVERAGE = 0.5;
/** More than any portal has: a damaged entry must not fill the memory. */
const MOST_DOCUMENTS = 1_000_000;
/** What is called as the query comes before all that only has its words. */
const NAMED = 1;

/**
 * Loads the entry of an index.
 * @param {string} entryUrl
 * @param {(url: string, anew?: boolean) => Promise<any>} [fetcher] loads JSON
 */
export async function load(entryUrl, fetcher = fetchJson) {
  return new Search(await fetcher(entryUrl, true), entryUrl, fetcher);
}

/**
 * The search over an index of which the entry is there already.
 * @param {string} entryUrl @param {any} entry
 */
export const open = (entryUrl, entry) => new Search(entry, entryUrl, fetchJson);

export class Search {
  /** @param {any} entry @param {string} url its address @param {(url: string, anew?: boolean) => Promise<any>} fetcher */
  constructor(entry, url, fetcher) {
    this.url = url;
    this.fetcher = fetcher;
    this.read(entry);
  }

  /** @param {any} entry */
  read(entry) {
    if (!(entry.head.documents <= MOST_DOCUMENTS)) throw new Error("damaged index");
    this.entry = entry;
    this.head = entry.head;
    this.index = new Index(entry, this.url.replace(/[^/]*$/, ""), this.fetcher);
    this.query = new Query(this.index);
  }

  /**
   * Answers a query. Whatever the reader types, the answer is a value, never an error (unless the network fails).
   * @param {string} query @param {Options} [options]
   * @returns {Promise<Answer>}
   */
  async search(query, options) {
    const { entry } = this;
    try {
      return await this.answer(query, options);
    } catch (error) {
      if (await this.isAnotherSince(entry)) return this.answer(query, options);
      throw error;
    }
  }

  /**
   * Whether there is another index than the one of this entry. A page may be open for long, and then pieces that the entry
   * names are there no more; the present entry names others.
   * @param {any} entry
   */
  async isAnotherSince(entry) {
    if (this.entry === entry) {
      const now = await this.fetcher(this.url, true);
      // The same names: it was the network.
      if (this.entry === entry && JSON.stringify(now) !== JSON.stringify(entry)) this.read(now);
    }
    return this.entry !== entry;
  }

  /**
   * @param {string} query @param {Options} [options]
   * @returns {Promise<Answer>}
   */
  async answer(query, { facets = {}, limit = 10, offset = 0, counts = false, byDay = false, apart = [] } = {}) {
    if (counts) this.index.soon(this.index.groups());
    const { variants, correction, names, unsure } = await this.query.understand(query);
    const chosen = Object.entries(facets).filter(([, values]) => values.length > 0);
    const [matches, groups, days] = await Promise.all([
      this.match(variants, names),
      counts || chosen.length > 0 || apart.length > 0 ? this.index.groups() : null,
      byDay ? this.index.days() : null,
    ]);
    const counted = groups ? groups.count(matches.docs, chosen) : {};
    const all = groups && chosen.length > 0 ? matches.docs.filter((doc) => groups.has(doc, chosen)) : matches.docs;
    const isApart = (/** @type {number} */ doc) => apart.length > 0 && (groups?.has(doc, [[KIND, apart]]) ?? false);
    const isShown = chosen.some(([name]) => name === KIND) || top(all, matches.scores, 1).some(isApart);
    const docs = isShown ? all : all.filter((doc) => !isApart(doc));
    // Of one day, and of what has none, the best come first.
    const order = days ? Float64Array.from(matches.scores, (score, doc) => days[doc] + score / 100) : matches.scores;
    const best = top(docs, order, offset + limit).slice(offset);
    const shown = [...new Set(variants.flat().flatMap((slot) => slot.shown))].filter(Boolean);
    const terms = new Set(variants.flat().flatMap((slot) => [...slot.terms.keys()]));
    const found = (/** @type {string} */ text) => this.mark(text, { shown, terms });
    const results = await Promise.all(best.map((doc) => this.result(doc, matches.scores[doc], found)));
    return {
      total: docs.length, more: matches.more, results, correction: matches.first ? correction : null, unsure, shown, terms, facets: counted,
    };
  }

  /**
   * The documents that match, and how well: for each variant the mean over its slots, less where slots are missing.
   * `first`: whether the best match is one of the first variant: a correction that finds nothing is none.
   * @param {Slot[][]} variants @param {[string, number][]} names that the query may be
   */
  async match(variants, names) {
    const naming = this.called(names);
    this.index.soon(naming);
    const scores = new Float32Array(this.head.documents);
    let more = false;
    /** @type {number[]} */
    const bests = [];
    // All are asked for at once.
    const readings = await Promise.all(variants.map((slots) => Promise.all(slots.map((slot) => this.matchSlot(slot)))));
    for (const found of readings) {
      // A word that nothing matches tells no documents apart.
      const all = found.reduce((sum, { best, rarity }) => sum + (best.size > 0 ? rarity : 0), 0) || 1;
      const quality = new Float32Array(scores.length);
      const covered = new Float32Array(scores.length);
      for (const { best, rarity, cut } of found) {
        more ||= cut;
        for (const [doc, impact] of best) {
          quality[doc] += (rarity / all) * impact;
          covered[doc] += rarity / all;
        }
      }
      let best = 0;
      for (let doc = 0; doc < scores.length; doc++) {
        if (covered[doc] === 0) continue;
        const score = quality[doc] * covered[doc] ** COVERAGE;
        best = Math.max(best, score);
        scores[doc] = Math.max(scores[doc], score);
      }
      bests.push(best);
    }
    const least = 0.1 * Math.max(...bests);
    for (const [doc, impact] of await naming) scores[doc] += NAMED * impact;
    /** @type {number[]} */
    const docs = [];
    scores.forEach((score, doc) => score > 0 && score >= least && docs.push(doc));
    return { docs, scores, more, first: bests[0] > 0 && bests[0] === Math.max(...bests) };
  }

  /**
   * The documents that are called so, with what that counts.
   * @param {[string, number][]} names
   */
  async called(names) {
    /** @type {Map<number, number>} */
    const called = new Map();
    const lists = await Promise.all(names.map(async ([name, factor]) => ({ factor, list: await this.index.postings(name) })));
    for (const { factor, list } of lists) {
      list?.docs.forEach((doc, i) => called.set(doc, Math.max(called.get(doc) ?? 0, factor * (1 + list.impacts[i] / MAX_IMPACT))));
    }
    return called;
  }

  /**
   * The best match of a slot in each document, and how rare such matches are.
   * @param {Slot} slot
   */
  async matchSlot(slot) {
    /** @type {Map<number, number>} */
    const best = new Map();
    let most = 0;
    let cut = false;
    const lists = await Promise.all([...slot.terms].map(async ([term, factor]) => ({ factor, list: await this.index.postings(term) })));
    for (const { factor, list } of lists) {
      if (!list) continue;
      most = Math.max(most, list.total);
      cut ||= list.total > list.docs.length;
      list.docs.forEach((doc, i) => {
        const impact = (factor * list.impacts[i]) / MAX_IMPACT;
        if (impact > (best.get(doc) ?? 0)) best.set(doc, impact);
      });
    }
    const rarity = slot.weight * Math.log(1 + (this.head.documents - most + 0.5) / (most + 0.5));
    return { best, rarity, cut };
  }

  /**
   * What an answer has found in a text.
   * @param {string} text @param {{shown: string[], terms: Set<string>}} answer
   */
  mark(text, { shown, terms }) {
    return mark(text, shown, terms, (word) => this.index.words.stem(word));
  }

  /**
   * @param {number} doc @param {number} score @param {(text: string) => Ranges} found
   * @returns {Promise<Result>}
   */
  async result(doc, score, found) {
    const [url, kind, title, summary, marks, facts] = await this.index.row(doc);
    return { url, kind, title, summary, sample: marks % 2 > 0, german: marks > 1, facts, score, titleMarks: found(title), summaryMarks: found(summary) };
  }
}
