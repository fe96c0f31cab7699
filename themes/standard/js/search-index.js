// @ts-check
/**
 * The pieces of an index as `ozg` writes them (`shards.rs`, `facets.rs`), and what is looked up in them.
 *
 * @typedef {{written: string, plain: string, folded: string, term: string, size: number}} Word a word of the lexicon
 * @typedef {{words: Word[], terms: Map<string, Word>}} Lexicon a piece of it, sorted by folded form
 * @typedef {{total: number, docs: number[], impacts: number[]}} Postings documents of a term, best first
 */
import { Words, fold } from "./search-words.js";

/** Digits of a content hash in a file name. */
const HASH = 8;

/**
 * @param {string} url @param {boolean} [anew] whether the browser must ask if what it has is still right
 */
export async function fetchJson(url, anew = false) {
  const response = await fetch(url, anew ? { cache: "no-cache" } : {});
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

/** The files of an index, each loaded once and when it is needed. */
export class Index {
  /** @param {any} entry @param {string} base @param {(url: string) => Promise<any>} fetcher */
  constructor(entry, base, fetcher) {
    this.entry = entry;
    this.head = entry.head;
    this.base = base;
    this.fetcher = fetcher;
    this.words = new Words(entry.head);
    /** @type {Map<string, Promise<any>>} */
    this.pieces = new Map();
    /** @type {string[]} */
    this.lexiconFrom = unfront(this.head.lexicon_from, 0).map(([word]) => word);
    /** @type {string[]} */
    this.termsFrom = unfront(this.head.terms_from, 0).map(([word]) => word);
  }

  /**
   * The postings of a term, if it occurs.
   * @param {string} term
   * @returns {Promise<Postings | undefined>}
   */
  async postings(term) {
    const at = place(this.termsFrom, term);
    const lists = await this.piece("terms", at, (json) => {
      const names = unfront(json.terms, 0);
      return new Map(names.map(([name], i) => [name, json.postings[i]]));
    });
    const list = lists.get(term);
    if (!Array.isArray(list)) return list;
    const decoded = decode(list);
    lists.set(term, decoded);
    return decoded;
  }

  /**
   * The pieces of the lexicon that cover a range.
   * @param {string} from @param {string} to
   * @returns {Promise<Lexicon[]>}
   */
  lexicon(from, to) {
    const directory = this.lexiconFrom;
    const pieces = [];
    for (let at = place(directory, from); at < directory.length && directory[at] <= to; at++) {
      pieces.push(this.piece("lexicon", at, (json) => readLexicon(json, this.words)));
    }
    return Promise.all(pieces);
  }

  /**
   * What the list of results shows of a document.
   * @param {number} doc
   */
  async row(doc) {
    const size = this.head.summaries_per_file;
    const rows = await this.piece("summaries", Math.floor(doc / size), (json) => json);
    return rows[doc % size];
  }

  /** Asks for what will be needed, so that it need not be waited for later. @param {Promise<any>} piece */
  soon(piece) {
    // Whoever needs it is told what was wrong.
    piece.catch(() => {});
  }

  /** The facets of all documents. */
  groups() {
    return this.piece("facets", 0, (json) => new Facets(json, this.head.documents));
  }

  /** The day of each document as a number (20220322); nothing for those without one. */
  days() {
    return this.piece("days", 0, (/** @type {number[]} */ json) => {
      const days = new Float64Array(this.head.documents);
      for (let at = 0, doc = 0; at < json.length; at += 2) days[(doc += json[at])] = json[at + 1];
      return days;
    });
  }

  /**
   * A piece of the index, from inside the entry or from a file of its own; loaded once.
   * @param {string} name @param {number} at @param {(json: any) => any} read
   */
  piece(name, at, read) {
    const id = `${name}-${at}`;
    let piece = this.pieces.get(id);
    if (!piece) {
      // Whatever is wrong with the entry is told by the piece: who has asked for others meanwhile has to hear of those, too.
      const asked = async () => {
        const { inside, hashes, share } = this.entry;
        if (inside) return inside[name][at];
        const hash = HASH * Math.floor(at / share);
        return this.fetcher(`${this.base}${id}-${hashes[name].slice(hash, hash + HASH)}.json`);
      };
      piece = asked().then(read);
      // What could not be loaded may be tried again.
      piece.catch(() => this.pieces.delete(id));
      this.pieces.set(id, piece);
    }
    return piece;
  }
}

/**
 * Lines without the beginning that each shares with the one before.
 * @param {string} lines @param {number} extra how many characters stand between the length and the rest
 * @returns {[string, string][]} word and extra characters
 */
export function unfront(lines, extra) {
  let word = "";
  return lines.split("\n").map((line) => {
    word = word.slice(0, parseInt(line[0], 36)) + line.slice(1 + extra);
    return [word, line.slice(1, 1 + extra)];
  });
}

/** The values of the facets by document. */
export class Facets {
  /** @param {{lengths: number[], facets: Record<string, {values: string[], runs: (number | number[])[]}>}} json @param {number} documents */
  constructor({ lengths, facets }, documents) {
    this.runs = lengths.length;
    /** Facet name → for each run the values. @type {Map<string, string[][]>} */
    this.values = new Map(Object.entries(facets).map(([name, { values, runs }]) =>
      [name, runs.map((numbers) => [numbers].flat().map((number) => values[number]))]));
    this.runOf = new Uint32Array(documents);
    let doc = 0;
    lengths.forEach((length, run) => {
      this.runOf.fill(run, doc, doc + length);
      doc += length;
    });
  }

  /**
   * Whether a document has, for each facet but `except`, one of the chosen values.
   * @param {number} run @param {[string, string[]][]} chosen @param {string} [except]
   */
  runHas(run, chosen, except) {
    return chosen.every(([name, wanted]) => {
      if (name === except) return true;
      return this.values.get(name)?.[run].some((value) => wanted.includes(value)) ?? false;
    });
  }

  /** @param {number} doc @param {[string, string[]][]} chosen */
  has(doc, chosen) {
    return this.runHas(this.runOf[doc], chosen);
  }

  /**
   * How many documents would be shown for each value; what is chosen in the same facet does not count.
   * The records inherit nothing: a value may be called `constructor`.
   * @param {number[]} docs @param {[string, string[]][]} chosen
   */
  count(docs, chosen) {
    const perRun = new Uint32Array(this.runs);
    for (const doc of docs) perRun[this.runOf[doc]]++;
    /** @type {Record<string, Record<string, number>>} */
    const counts = Object.create(null);
    for (const [name, values] of this.values) {
      /** @type {Record<string, number>} */
      const count = (counts[name] = Object.create(null));
      values.forEach((tokens, run) => {
        if (perRun[run] === 0 || !this.runHas(run, chosen, name)) return;
        for (const token of tokens) count[token] = (count[token] ?? 0) + perRun[run];
      });
    }
    return counts;
  }
}

/**
 * The first of so many numbers for which a condition holds that holds for all that follow.
 * @param {number} count @param {(at: number) => boolean} holds
 */
export function firstAt(count, holds) {
  let low = 0;
  while (low < count) {
    const middle = (low + count) >> 1;
    if (holds(middle)) count = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The last piece that begins at or before a word; the first begins with the empty word.
 * @param {string[]} directory @param {string} word
 */
export function place(directory, word) {
  return firstAt(directory.length, (at) => directory[at] > word) - 1;
}

/** @param {string} json @param {Words} language @returns {Lexicon} */
export function readLexicon(json, language) {
  const words = unfront(json, 1).map(([written, size]) => {
    const folded = fold(written);
    return { written, plain: written.toLowerCase(), folded, term: language.stem(folded), size: parseInt(size, 36) };
  });
  return { words, terms: new Map(words.map((word) => [word.term, word])) };
}

/** @param {number[]} list @returns {Postings} */
export function decode(list) {
  const docs = [];
  const impacts = [];
  for (let at = 1; at < list.length; ) {
    const impact = list[at++];
    let count = list[at++];
    // However many a damaged list says that there are, no more are read than it has.
    for (let doc = 0; count > 0 && at < list.length; count--) {
      doc += list[at++];
      docs.push(doc);
      impacts.push(impact);
    }
  }
  return { total: list[0], docs, impacts };
}

/**
 * The best documents, in order; of equal ones the first.
 * @param {number[]} docs @param {Float32Array | Float64Array} scores @param {number} limit
 */
export function top(docs, scores, limit) {
  /** @type {number[]} */
  const best = [];
  for (const doc of docs) {
    if (best.length === limit && scores[doc] <= scores[best[limit - 1]]) continue;
    let at = best.length;
    while (at > 0 && scores[best[at - 1]] < scores[doc]) at--;
    best.splice(at, 0, doc);
    if (best.length > limit) best.pop();
  }
  return best;
}
