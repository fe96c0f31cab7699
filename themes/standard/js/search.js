// @ts-check
/**
 * German search in the browser, over an index that `ozg` has written (`src/search/`).
 *
 * A query word is looked up as it is, as the beginning of a word, as a compound of known words, and as a word with a
 * typing error. The rules for folding, stemming and splitting are those of the Rust code; tests compare the two.
 *
 * @typedef {{written: string, plain: string, folded: string, term: string, size: number}} Word a word of the lexicon
 * @typedef {{words: Word[], terms: Map<string, Word>}} Lexicon a piece of it, sorted by folded form
 * @typedef {{total: number, docs: number[], impacts: number[]}} Postings documents of a term, best first
 * @typedef {{terms: Map<string, number>, shown: string[]}} Slot what one word of the query may mean: terms with factors,
 *   and the letters to mark
 * @typedef {[number, number][]} Ranges what to mark, in UTF-16 units from–to
 * @typedef {{url: string, kind: string, title: string, summary: string, sample: boolean, german: boolean, score: number,
 *   titleMarks: Ranges, summaryMarks: Ranges}} Result
 * @typedef {{total: number, more: boolean, results: Result[], correction: string | null,
 *   facets: Record<string, Record<string, number>>}} Answer `more`: the total is a lower bound
 * @typedef {{facets?: Record<string, string[]>, limit?: number, offset?: number, counts?: boolean}} Options
 *   `facets`: chosen values; `counts`: whether to count facets
 */

/** Of a folded word, so many characters count (`analysis.rs`). */
const LONGEST_WORD = 100;
const MAX_QUERY = 300;
const MAX_WORDS = 12;
const MAX_IMPACT = 63;
/** What may stand between a stem and the end of a part of a compound, as in `compounds.rs`. */
const ENDING = /^(?:end|heit|ig|igkeit|igung|ik|isch|keit|lich|lichkeit|ung)?(?:e|em|en|enen|ens|er|ern|es|est|n|s|st|stes|sts)?$/;
const PROMINENT = 30;
/** Digits of a content hash in a file name. */
const HASH = 8;

/** Letters, digits, combining marks and soft hyphens make words. */
const WORD = /[\p{Alphabetic}\p{N}\p{M}\u00ad]+/gu;
const SPECIAL = /** @type {Record<string, string>} */ ({ ß: "ss", æ: "a", ø: "o", œ: "o", ł: "l", đ: "d" });

/**
 * Lower case without diacritics; `ae`, `oe`, `ue` and `ß` as in *Fuehrerschein* and *Strasse*.
 * @param {string} word
 */
export function fold(word) {
  const text = word.normalize("NFKD").toLowerCase();
  if (/^[b-df-z]{0,100}$/.test(text)) return text;
  let folded = "";
  let before = "";
  let last = "";
  for (const c of text) {
    const umlaut = c === "e" && (last === "a" || last === "o" || (last === "u" && !/[aeq]/.test(before)));
    if (!umlaut && !/[\p{M}\u00ad]/u.test(c)) folded += SPECIAL[c] ?? c;
    before = last;
    last = c;
  }
  return folded.length > LONGEST_WORD ? [...folded].slice(0, LONGEST_WORD).join("") : folded;
}

/** Whose rules take words apart (`language.rs`); a page loads one index. */
let language = "de";

/** @param {string} c */
const isVowel = (c) => c !== "" && "aeiouyäöü".includes(c);

/**
 * The Snowball stem (German) of a folded word, or its singular (English). Words with digits are keys and stay as they are.
 * @param {string} word
 */
export function stem(word) {
  if (/\p{N}/u.test(word) || !language) return word;
  if (language === "en") return word.replace(/ies$/, "y").replace(/(?<=ss)es$|(?<=[^aius])s$/, "");
  // Between vowels, u and y are consonants; upper case says so.
  const letters = [...word];
  for (let i = 1; i < letters.length - 1; i++) {
    if (/[uy]/.test(letters[i]) && isVowel(letters[i - 1]) && isVowel(letters[i + 1])) letters[i] = letters[i].toUpperCase();
  }
  /** @param {number} from the place after the next consonant that follows a vowel */
  const region = (from) => {
    while (from < letters.length && !isVowel(letters[from])) from++;
    while (from < letters.length && isVowel(letters[from])) from++;
    return Math.min(from + 1, letters.length);
  };
  const after = letters.length < 3 ? letters.length : region(0);
  const r1 = Math.max(after, 3);
  const r2 = region(after);
  let rest = letters.join("");
  /**
   * Removes an ending that begins in the region.
   * @param {RegExp} ending @param {number} region
   */
  const cut = (ending, region) => {
    const found = ending.exec(rest);
    if (!found || rest.length - found[0].length < region) return "";
    rest = rest.slice(0, -found[0].length);
    return found[0];
  };
  const first = /(?:ern|em|en|er|es|e|s)$/.exec(rest)?.[0];
  if (first === "s") cut(/(?<=[bdfghklmnrt])s$/, r1);
  else if (first && cut(/(?:ern|em|en|er|es|e)$/, r1) && /^e[ns]?$/.test(first)) rest = rest.replace(/niss$/, "nis");
  if (/st$/.test(rest) && !/est$/.test(rest)) cut(/(?<=...[bdfghklmnt])st$/, r1);
  else cut(/(?:est|en|er)$/, r1);
  const third = /(?:isch|lich|heit|keit|end|ung|ig|ik)$/.exec(rest)?.[0] ?? "";
  if (third === "end" || third === "ung") {
    if (cut(/(?:end|ung)$/, r2)) cut(/(?<!e)ig$/, r2);
  } else if (third === "lich" || third === "heit") {
    if (cut(/(?:lich|heit)$/, r2)) cut(/e[rn]$/, r1);
  } else if (third === "keit") {
    if (cut(/keit$/, r2)) cut(/(?:lich|ig)$/, r2);
  } else if (third) {
    cut(/(?<!e)(?:isch|ig|ik)$/, r2);
  }
  return rest.replace(/[UY]/g, (c) => c.toLowerCase());
}

/**
 * How many letters must be inserted, deleted, replaced or swapped with their neighbour; `most + 1` if more than `most`.
 * @param {string} a @param {string} b @param {number} most
 */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length], most + 1);
}

/**
 * Lines without the beginning that each shares with the one before.
 * @param {string} lines @param {number} extra how many characters stand between the length and the rest
 * @returns {[string, string][]} word and extra characters
 */
function unfront(lines, extra) {
  let word = "";
  return lines.split("\n").map((line) => {
    word = word.slice(0, parseInt(line[0], 36)) + line.slice(1 + extra);
    return [word, line.slice(1, 1 + extra)];
  });
}

/**
 * @param {string} url @param {boolean} [anew] whether the browser must ask if what it has is still right
 */
async function fetchJson(url, anew = false) {
  const response = await fetch(url, anew ? { cache: "no-cache" } : {});
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

/**
 * Loads the entry of an index.
 * @param {string} entryUrl
 * @param {(url: string, anew?: boolean) => Promise<any>} [fetcher] loads JSON
 */
export async function load(entryUrl, fetcher = fetchJson) {
  return new Search(await fetcher(entryUrl, true), entryUrl, fetcher);
}

export class Search {
  /** @param {any} entry @param {string} url its address @param {(url: string, anew?: boolean) => Promise<any>} fetcher */
  constructor(entry, url, fetcher) {
    this.url = url;
    this.base = url.replace(/[^/]*$/, "");
    this.fetcher = fetcher;
    this.read(entry);
  }

  /** @param {any} entry */
  read(entry) {
    this.entry = entry;
    this.head = entry.head;
    language = this.head.language ?? "de";
    /** @type {Map<string, Promise<any>>} */
    this.pieces = new Map();
    /** @param {string} list */
    const set = (list) => new Set(list.split(" "));
    this.stopwords = set(this.head.stopwords);
    this.shortParts = set(this.head.short_parts);
    this.neverParts = set(this.head.never_parts);
    this.guard = new Set(this.head.guard.split(" ").map(stem));
    /** @type {string[]} */
    this.lexiconFrom = this.head.lexicon_from.split(" ");
    /** @type {string[]} */
    this.termsFrom = this.head.terms_from.split(" ");
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
  async answer(query, { facets = {}, limit = 10, offset = 0, counts = false } = {}) {
    const { variants, correction } = await this.understand(query);
    const chosen = Object.entries(facets).filter(([, values]) => values.length > 0);
    const [matches, groups] = await Promise.all([
      this.match(variants),
      counts || chosen.length > 0 ? this.groups() : null,
    ]);
    const counted = groups ? groups.count(matches.docs, chosen) : {};
    const docs = groups && chosen.length > 0 ? matches.docs.filter((doc) => groups.has(doc, chosen)) : matches.docs;
    const best = top(docs, matches.scores, offset + limit).slice(offset);
    const shown = [...new Set(variants.flat().flatMap((slot) => slot.shown))].filter(Boolean);
    const terms = new Set(variants.flat().flatMap((slot) => [...slot.terms.keys()]));
    const results = await Promise.all(best.map((doc) => this.result(doc, matches.scores[doc], shown, terms)));
    return { total: docs.length, more: matches.more, results, correction: matches.first ? correction : null, facets: counted };
  }

  /**
   * What the words of the query may mean, each variant a list of slots; and the query as it was probably meant.
   * @param {string} query
   * @returns {Promise<{variants: Slot[][], correction: string | null}>}
   */
  async understand(query) {
    const text = query.slice(0, MAX_QUERY);
    const key = fold(text.replace(/[^\p{Alphabetic}\p{N}]/gu, ""));
    if (/^\d{4,}$/.test(key) && (await this.postings(key))) return { variants: [[slot([[key, 1]], [key])]], correction: null };
    const all = [...text.matchAll(WORD)].map((found) => ({ at: found.index, written: found[0], folded: fold(found[0]) }));
    const content = all.filter((word) => !this.stopwords.has(word.folded));
    const words = (content.length > 0 ? content : all).slice(0, MAX_WORDS);
    const meant = await Promise.all(words.map((word, i) => this.interpret(word.written, i === words.length - 1)));
    let correction = text;
    words.forEach((word, i) => {
      const { meant: better } = meant[i];
      const moved = word.at + correction.length - text.length;
      if (better) correction = correction.slice(0, moved) + better + correction.slice(moved + word.written.length);
    });
    const variants = [meant.flatMap(({ slots }) => slots)];
    if (meant.some(({ parts }) => parts.length > 0)) {
      variants.push(meant.flatMap(({ slots, parts }) => (parts.length > 0 ? parts : slots)));
    }
    return { variants, correction: correction === text ? null : correction };
  }

  /**
   * What a word may mean: itself, what begins with it, what is written almost like it; or the parts of a compound.
   * @param {string} written @param {boolean} last whether the reader may still be typing it
   * @returns {Promise<{slots: Slot[], parts: Slot[], meant: string | null}>} `parts`: another reading, as a
   *   compound; `meant`: a correction of the first reading
   */
  async interpret(written, last) {
    const word = fold(written);
    const term = stem(word);
    const itself = slot([[term, 1]], [word, term]);
    if (/\p{N}/u.test(word)) return { slots: [itself], parts: [], meant: null };
    const [known, words] = await Promise.all([this.postings(term), word.length > 1 ? this.beginning(word) : []]);
    const begun = this.likely(words.filter((found) => found.folded !== word), term, known ? 1 : 2);
    const complete = known && (word === term || words.some((found) => found.folded === word));
    // *gewerbest* is the beginning of *Gewerbesteuer* rather than a form of *Gewerbe*, though it has the same stem.
    if (!complete && begun.length > 0) itself.terms.set(term, 0.6);
    if (last || !known) add(itself, begun, complete ? 0.5 : 0.9, [word]);
    // A word that is in titles means itself; one that is only mentioned somewhere may mean its parts as well.
    if (known && known.impacts[0] > PROMINENT) return { slots: [itself], parts: [], meant: null };
    const { parts, head, tail } = await this.split(word);
    const partSlots = parts.map((part) => slot([[part, known ? 0.5 : 0.9]], [part]));
    if (known || begun.length > 0) return { slots: [itself], parts: partSlots, meant: null };

    // Unknown: a typing error, or a compound that nobody has written yet? If both are likely, both are tried.
    const headSlots = head.map((part) => slot([[part, 0.9]], [part]));
    const tailBegun = last && head.length > 0 ? this.likely(await this.beginning(tail), tail, 2) : [];
    const split = parts.length > 0 ? partSlots : tailBegun.length > 0 ? [...headSlots, meaning(tailBegun, 0.7)] : [];
    const { similar, errors } = await this.similar(written, split.length > 0);
    if (similar.length > 0 && (errors === 1 || split.length !== 2)) {
      return { slots: [meaning(similar, 1 - 0.2 * errors)], parts: split, meant: similar[0].written };
    }
    if (split.length > 0) return { slots: split, parts: [], meant: null };
    const tailMeant = tail.length > 5 ? (await this.similar(tail, true, 1)).similar : [];
    return { slots: head.length > 0 ? [...headSlots, meaning(tailMeant, 0.7)] : [itself], parts: [], meant: null };
  }

  /**
   * The words that begin with the given letters.
   * @param {string} start
   */
  async beginning(start) {
    return (await this.lexicon(start, start + "\uffff")).flatMap(({ words }) => {
      const from = firstAt(words.length, (at) => words[at].folded >= start);
      const to = firstAt(words.length, (at) => words[at].folded > start + "\uffff");
      return words.slice(from, to);
    });
  }

  /**
   * The most important of many words, as far as their postings are in few files.
   * @param {Word[]} words @param {string} term whose file is loaded anyway @param {number} files how many may be needed
   */
  likely(words, term, files) {
    const needed = new Set([place(this.termsFrom, term)]);
    return words.sort((a, b) => b.size - a.size || a.folded.length - b.folded.length).slice(0, 60).filter((word) => {
      const file = place(this.termsFrom, word.term);
      return needed.has(file) || (needed.size < files && needed.add(file));
    }).slice(0, 16);
  }

  /**
   * The words that differ least from a word with a typing error, and in how many letters.
   * @param {string} written
   * @param {boolean} near whether to look only among the words with the same three letters at the beginning
   * @param {number} [most] how many errors are allowed
   */
  async similar(written, near, most = written.length < 4 ? 0 : written.length < 7 ? 1 : 2) {
    const plain = written.toLowerCase();
    const word = fold(written);
    const term = stem(word);
    /** @param {Word} other */
    const errorsTo = (other) => Math.min(
      distance(word, other.folded, most),
      // Swapped letters can look like an umlaut: *Stuer* for *Steuer*.
      plain === word && other.plain === other.folded ? most + 1 : distance(plain, other.plain, most),
      term.length < 5 ? most + 1 : distance(term, other.term, most),
    );
    /** @type {Word[]} */
    let similar = [];
    let errors = most + 1;
    // Most errors are not at the beginning, so few words need to be loaded; at last, the first two letters are swapped.
    const beginnings = near ? [word.slice(0, 3)] : [word.slice(0, 2), word[0], word[1]];
    for (const beginning of most > 0 ? beginnings : []) {
      for (const other of await this.beginning(beginning)) {
        const count = errorsTo(other);
        if (count < errors) [similar, errors] = [[], count];
        if (count === errors && count <= most) similar.push(other);
      }
      if (errors < 2) break;
    }
    return { similar: this.likely([...new Set(similar)], term, 2).slice(0, 3), errors };
  }

  /**
   * Takes a compound apart, by the same rules as in `compounds.rs`. If that does not work out, then at least the known
   * words at its beginning (`head`) and the rest (`tail`).
   * @param {string} word folded
   * @returns {Promise<{parts: string[], head: string[], tail: string}>}
   */
  async split(word) {
    const end = word.length;
    if (end < 6 || end > 64 || this.guard.has(stem(word))) return { parts: [], head: [], tail: "" };
    /** @type {({cost: number, from: number, term: string} | undefined)[]} */
    const best = [{ cost: 0, from: 0, term: "" }];
    let reached = 0;
    for (let from = 0; from < end; from++) {
      const here = best[from];
      if (!here) continue;
      const rest = word.slice(from);
      const pieces = await this.lexicon(rest.slice(0, 3), rest);
      /** @param {string} term */
      const sizeOf = (term) => pieces.reduce((size, { terms }) => terms.get(term)?.size ?? size, -1);
      let stemmed = "";
      for (let to = from + 3; to <= end; to++) {
        const part = word.slice(from, to);
        if (sizeOf(part) >= 0) stemmed = part;
        const glue = this.neverParts.has(part);
        // *wieder*, *über* say little, but they stand before words that say much.
        if (glue && from === 0) best[to] = { cost: 30, from, term: "" };
        const ending = part.slice(stemmed.length);
        if (!stemmed || !ENDING.test(ending) || glue || to - from === end) continue;
        if (stemmed.length < 4 && !this.shortParts.has(stemmed) && !/^e./.test(ending)) continue;
        const cost = here.cost + 10 + ([6, 3, 1][part.length - 3] ?? 0) + (sizeOf(stemmed) < 2 ? 2 : 0);
        if (cost >= (best[to]?.cost ?? Infinity)) continue;
        const again = ending ? stemmed : stem(part);
        best[to] = { cost, from, term: sizeOf(again) > sizeOf(stemmed) ? again : stemmed };
        reached = Math.max(reached, to);
      }
    }
    /** @param {number} at */
    const path = (at) => {
      const parts = [];
      for (let step = best[at]; at > 0 && step; at = step.from, step = best[at]) if (step.term) parts.unshift(step.term);
      return parts;
    };
    if (best[end]) return { parts: path(end), head: [], tail: "" };
    return reached >= 5 ? { parts: [], head: path(reached), tail: word.slice(reached) } : { parts: [], head: [], tail: "" };
  }

  /**
   * The documents that match, and how well: for each variant the mean over its slots, less where slots are missing.
   * `first`: whether the best match is one of the first variant.
   * @param {Slot[][]} variants
   */
  async match(variants) {
    const scores = new Float32Array(this.head.documents);
    let more = false;
    /** @type {number[]} */
    const bests = [];
    for (const slots of variants) {
      const found = await Promise.all(slots.map((slot) => this.matchSlot(slot)));
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
        const score = quality[doc] * covered[doc] ** 1.5;
        best = Math.max(best, score);
        scores[doc] = Math.max(scores[doc], score);
      }
      bests.push(best);
    }
    const least = 0.1 * Math.max(...bests);
    /** @type {number[]} */
    const docs = [];
    scores.forEach((score, doc) => score > 0 && score >= least && docs.push(doc));
    return { docs, scores, more, first: bests[0] === Math.max(...bests) };
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
    const lists = await Promise.all([...slot.terms].map(async ([term, factor]) => ({ factor, list: await this.postings(term) })));
    for (const { factor, list } of lists) {
      if (!list) continue;
      most = Math.max(most, list.total);
      cut ||= list.total > list.docs.length;
      list.docs.forEach((doc, i) => {
        const impact = (factor * list.impacts[i]) / MAX_IMPACT;
        if (impact > (best.get(doc) ?? 0)) best.set(doc, impact);
      });
    }
    const rarity = Math.log(1 + (this.head.documents - most + 0.5) / (most + 0.5));
    return { best, rarity, cut };
  }

  /**
   * @param {number} doc @param {number} score @param {string[]} shown @param {Set<string>} terms
   * @returns {Promise<Result>}
   */
  async result(doc, score, shown, terms) {
    const size = this.head.summaries_per_file;
    const rows = await this.piece("summaries", Math.floor(doc / size), (json) => json);
    const [url, kind, title, summary, marks] = rows[doc % size];
    const found = (/** @type {string} */ text) => mark(text, shown, terms);
    return { url, kind, title, summary, sample: marks % 2 > 0, german: marks > 1, score, titleMarks: found(title), summaryMarks: found(summary) };
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
      pieces.push(this.piece("lexicon", at, readLexicon));
    }
    return Promise.all(pieces);
  }

  /** The facets of all documents. */
  groups() {
    return this.piece("facets", 0, (json) => new Facets(json, this.head.documents));
  }

  /**
   * A piece of the index, from inside the entry or from a file of its own; loaded once.
   * @param {string} name @param {number} at @param {(json: any) => any} read
   */
  piece(name, at, read) {
    const id = `${name}-${at}`;
    let piece = this.pieces.get(id);
    if (!piece) {
      const { inside, hashes, share } = this.entry;
      const hash = HASH * Math.floor(at / share);
      const json = inside
        ? Promise.resolve(inside[name][at])
        : this.fetcher(`${this.base}${id}-${hashes[name].slice(hash, hash + HASH)}.json`);
      piece = json.then(read);
      // What could not be loaded may be tried again.
      const { pieces } = this;
      piece.catch(() => pieces.delete(id));
      this.pieces.set(id, piece);
    }
    return piece;
  }
}

/** The values of the facets by document. */
class Facets {
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
 * @param {[string, number][]} terms @param {string[]} shown
 * @returns {Slot}
 */
function slot(terms, shown) {
  return { terms: new Map(terms), shown };
}

/** @param {Word[]} words @param {number} factor */
function meaning(words, factor) {
  const found = slot([], []);
  add(found, words, factor, words.map(({ folded }) => folded));
  return found;
}

/** @param {Slot} slot @param {Word[]} words @param {number} factor @param {string[]} shown */
function add(slot, words, factor, shown) {
  for (const { term } of words) if (!slot.terms.has(term)) slot.terms.set(term, factor);
  slot.shown.push(...shown);
}

/**
 * The first of so many numbers for which a condition holds that holds for all that follow.
 * @param {number} count @param {(at: number) => boolean} holds
 */
function firstAt(count, holds) {
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
function place(directory, word) {
  return firstAt(directory.length, (at) => directory[at] > word) - 1;
}

/** @param {string} json @returns {Lexicon} */
function readLexicon(json) {
  const words = unfront(json, 1).map(([written, size]) => {
    const folded = fold(written);
    return { written, plain: written.toLowerCase(), folded, term: stem(folded), size: parseInt(size, 36) };
  });
  return { words, terms: new Map(words.map((word) => [word.term, word])) };
}

/** @param {number[]} list @returns {Postings} */
function decode(list) {
  const docs = [];
  const impacts = [];
  for (let at = 1; at < list.length; ) {
    const impact = list[at++];
    let count = list[at++];
    for (let doc = 0; count > 0; count--) {
      doc += list[at++];
      docs.push(doc);
      impacts.push(impact);
    }
  }
  return { total: list[0], docs, impacts };
}

/**
 * The best documents, in order; of equal ones the first.
 * @param {number[]} docs @param {Float32Array} scores @param {number} limit
 */
function top(docs, scores, limit) {
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

/**
 * What to mark in a text: whole words whose stem was found, and the found beginnings and parts of longer ones.
 * @param {string} text @param {string[]} shown letters @param {Set<string>} terms
 * @returns {Ranges}
 */
export function mark(text, shown, terms) {
  /** @type {Ranges} */
  const ranges = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const folded = fold(word);
    /** @type {Ranges} */
    const found = [];
    for (const letters of shown) {
      const from = folded.indexOf(letters);
      if (from < 0) continue;
      const to = from + letters.length;
      const isRest = stem(folded.slice(from)) === letters || folded.length - to < 3;
      // In the middle of a word, few letters stand there by chance.
      if (from > 0 && !(letters.length > 3 && isRest) && letters.length < 7) continue;
      const ends = isRest && (from > 0 || terms.has(stem(folded)));
      found.push([index + unfolded(word, from), index + (ends ? word.length : unfolded(word, to))]);
    }
    for (const [from, to] of found.sort((a, b) => a[0] - b[0])) {
      const last = ranges.at(-1);
      if (last && from <= last[1]) last[1] = Math.max(last[1], to);
      else ranges.push([from, to]);
    }
  }
  return ranges;
}

/**
 * Where in a word as written the given number of folded letters ends.
 * @param {string} word @param {number} length
 */
function unfolded(word, length) {
  let at = 0;
  while (at < word.length && fold(word.slice(0, at)).length < length) at++;
  return at;
}
