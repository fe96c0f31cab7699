// @ts-check
/**
 * What the words of a query may mean: a word is looked up as it is, as the beginning of a word, as a compound of known words,
 * and as a word with a typing error.
 *
 * @typedef {import("./search-index.js").Index} Index
 * @typedef {import("./search-index.js").Word} Word
 * @typedef {{terms: Map<string, number>, shown: string[], weight: number}} Slot what one word may mean: terms with factors, the letters
 *   to mark, and how much the word tells
 * @typedef {{slots: Slot[], parts: Slot[], meant: string | null, unknown?: boolean}} Reading `parts`: another reading; `meant`: a correction of the
 *   first; `unknown`: nobody has written the word, nor its parts
 * @typedef {{term: string, written: string}} Part of a compound
 * @typedef {{at: number, written: string, folded: string}} Token
 */
import { firstAt, place } from "./search-index.js";
import { WORD, distance, fold } from "./search-words.js";

const MAX_QUERY = 300;
const MAX_WORDS = 12;
/** From this impact on, a word is in the title or among the search words. */
const PROMINENT = 30;
/** How much a word that says what one does counts beside one that says with what. */
const LIGHT = 0.3;
/** How much less a root counts than the word (`family.rs`). */
const ROOT = 0.85;
/** What each part of a compound costs at least (`compounds.rs`). */
const PART = 10;
/** From so many letters on, a word is probably a compound. */
const LONG = 14;
/** What may stand between a stem and the end of a part of a compound, as in `compounds.rs`. */
const ENDING = /^(?:end|heit|ig|igkeit|igung|ik|isch|keit|lich|lichkeit|ung)?(?:e|em|en|enen|ens|er|ern|es|est|n|s|st|stes|sts)?$/;

export class Query {
  /** @param {Index} index */
  constructor(index) {
    this.index = index;
    const { head } = index;
    this.words = index.words;
    /** @param {string} [list] */
    const set = (list) => new Set((list ?? "").split(" ").filter(Boolean));
    this.stopwords = set(head.stopwords);
    this.shortParts = set(head.short_parts);
    this.neverParts = set(head.never_parts);
    this.guard = new Set([...set(head.guard)].map((word) => this.words.stem(word)));
    this.light = set(head.light);
    this.phrases = set(head.phrases);
  }

  /**
   * What the words of the query may mean, each variant a list of slots; the query as it was probably meant; and the names that it
   * may be.
   * @param {string} query
   * @returns {Promise<{variants: Slot[][], correction: string | null, names: [string, number][], unsure: boolean}>} `names` with what each counts
   */
  async understand(query) {
    const text = query.slice(0, MAX_QUERY);
    const key = keyOf(text);
    if (key && (await this.index.postings(key))) return { variants: [[slotOf([[key, 1]], [key])]], correction: null, names: [], unsure: false };
    const days = await this.daysOf(text);
    const rest = days.text.replace(/(?<=\d)[.\u00a0\u202f](?=\d{3}(?!\d))/g, "");
    const tokens = this.tokens(rest);
    // *Termine im Juni* is not what a page is called.
    const names = days.handles.length > 0 ? [] : this.names(tokens);
    for (const [name] of names) this.index.soon(this.index.postings(name));
    const readings = await Promise.all(this.groups(tokens, rest).map((group, i, all) => this.read(group, i === all.length - 1)));
    let correction = rest;
    for (const { meant, token } of readings) {
      const moved = token.at + correction.length - rest.length;
      if (meant) correction = correction.slice(0, moved) + meant + correction.slice(moved + token.written.length);
    }
    const dated = days.handles.map((handle) => slotOf([[handle, 1]], []));
    const variants = [[...dated, ...readings.flatMap(({ slots }) => slots)]];
    if (readings.some(({ parts }) => parts.length > 0)) {
      variants.push([...dated, ...readings.flatMap(({ slots, parts }) => (parts.length > 0 ? parts : slots))]);
    }
    const unsure = readings.some(({ unknown }) => unknown);
    if (correction === rest) return { variants, correction: null, names, unsure };
    // What is called as the query was meant.
    return { variants, correction, names: [...names, ...this.names(this.tokens(correction))], unsure };
  }

  /**
   * What is called as the query, and, for half, as what is left without the words that say what one does: *Wohngeld* of *Stand Wohngeld*.
   * @param {Token[]} tokens
   * @returns {[string, number][]}
   */
  names(tokens) {
    const called = (/** @type {Token[]} */ some) => this.words.named(some.map(({ folded }) => folded));
    const heavy = tokens.filter(({ folded }) => !this.light.has(folded));
    const rest = heavy.length > 0 && heavy.length < tokens.length ? called(heavy) : [];
    return [...called(tokens).map((name) => /** @type {[string, number]} */ ([name, 1])), ...rest.map((name) => /** @type {[string, number]} */ ([name, 0.5]))];
  }

  /**
   * Days and months, as handles (`handles.rs`), and the text without them: in digits, and in words where something happens then.
   * @param {string} text
   */
  async daysOf(text) {
    const days = daysIn(text);
    const month = monthIn(days.text, this.index.head.language || "de");
    if (!month || !(await this.index.postings(month.handle))) return days;
    return { handles: [...days.handles, month.handle], text: days.text.replace(month.written, " ") };
  }

  /**
   * The words that say something, or all if none does.
   * @param {string} text
   * @returns {Token[]}
   */
  tokens(text) {
    const all = [...text.matchAll(WORD)].map((found) => ({ at: found.index, written: found[0], folded: fold(found[0]) }))
      .filter(({ folded }) => folded);
    const content = all.filter((word) => !this.stopwords.has(word.folded));
    return (content.length > 0 ? content : all).slice(0, MAX_WORDS);
  }

  /**
   * Words that belong together: phrases that the portal knows, and what a hyphen joins.
   * @param {Token[]} tokens @param {string} text
   * @returns {Token[][]}
   */
  groups(tokens, text) {
    const groups = [];
    for (let at = 0; at < tokens.length; ) {
      let length = 1;
      while (at + length < tokens.length && isHyphen(text, tokens[at + length - 1], tokens[at + length])) length++;
      for (let longer = Math.min(4, tokens.length - at); longer > length; longer--) {
        if (this.phrases.has(this.words.joined(tokens.slice(at, at + longer).map(({ folded }) => folded)))) length = longer;
      }
      groups.push(tokens.slice(at, at + length));
      at += length;
    }
    return groups;
  }

  /**
   * @param {Token[]} group @param {boolean} last whether the reader may still be typing it
   * @returns {Promise<Reading & {token: Token}>}
   */
  async read(group, last) {
    const [token] = group;
    if (group.length === 1) return { ...(await this.interpret(token.written, last)), token };
    const one = this.words.joined(group.map(({ folded }) => folded));
    const isPhrase = this.phrases.has(one);
    const whole = slotOf([[one, 1], ...(isPhrase ? [/** @type {[string, number]} */ ([one + '+', 1])] : [])], [one, ...group.map(({ folded }) => folded)]);
    const apart = (await Promise.all(group.map(({ written }, i) => this.interpret(written, last && i === group.length - 1)))).flatMap(({ slots }) => slots);
    return isPhrase ? { slots: [whole], parts: apart, meant: null, token } : { slots: apart, parts: [whole], meant: null, token };
  }

  /**
   * What a word may mean: itself, what begins with it, what is written almost like it; or the parts of a compound.
   * @param {string} written @param {boolean} last @param {boolean} [again] whether it is what another word may have meant
   * @returns {Promise<Reading>}
   */
  async interpret(written, last, again = false) {
    const { index } = this;
    const word = fold(written);
    const term = this.words.stem(word);
    const family = this.words.root(word);
    const weight = this.light.has(word) ? LIGHT : 1;
    const itself = slotOf([[term, 1]], [word, term], weight);
    if (/\p{N}/u.test(word)) return { slots: [itself], parts: [], meant: null };
    if (family) add(itself, [{ term: family }], ROOT, [family]);
    if (this.phrases.has(term)) itself.terms.set(term + '+', 1);
    // Nobody may have written a long word: then it is taken apart, and its beginning is needed.
    if (word.length >= LONG) this.index.soon(this.beginning(word.slice(0, 3)));
    const [known, related, words] = await Promise.all([
      index.postings(term), family ? index.postings(family) : undefined, word.length > 1 ? this.beginning(word) : [],
    ]);
    const begun = this.likely(words.filter((found) => found.folded !== word), term, known ? 1 : 2);
    const complete = known && (word === term || words.some((found) => found.folded === word));
    // *gewerbest* is the beginning of *Gewerbesteuer* rather than a form of *Gewerbe*, though it has the same stem.
    if (!complete && begun.length > 0) itself.terms.set(term, 0.6);
    if (last || !known) add(itself, begun, complete ? 0.5 : 0.9, [word]);
    // A word in the titles of what matters most means itself; one that is only said of other things may mean its parts as well.
    const isProminent = known?.docs.some((doc, i) => doc < index.head.heaviest && known.impacts[i] > PROMINENT);
    if (isProminent) return { slots: [itself], parts: [], meant: null };
    const { parts, head, tail } = await this.split(word);
    const partSlots = parts.map((part) => this.partSlot(part, known ? 0.7 : 0.9));
    if (known || related || begun.length > 0) return { slots: [itself], parts: partSlots, meant: null };

    // What may be looked at next, asked for at once.
    if (head.length > 0) this.index.soon(this.beginning(tail.slice(0, 3)));
    // Unknown: a typing error, or a compound that nobody has written yet? If both are likely, both are tried.
    const headSlots = head.map((part) => this.partSlot(part, 0.9));
    const tailBegun = last && head.length > 0 && tail.length > 2 ? this.likely(await this.beginning(tail), tail, 2) : [];
    const split = parts.length > 0 ? partSlots : tailBegun.length > 0 ? [...headSlots, meaning(tailBegun, 0.7)] : [];
    const { similar, errors } = await this.similar(written, split.length > 0);
    if (similar.length > 0 && (errors === 1 || split.length !== 2)) {
      const slots = [meaning(similar, 1 - 0.2 * errors)];
      // What was meant may be a compound, too.
      const parts = split.length > 0 ? split : again ? [] : (await this.interpret(similar[0].written, false, true)).parts;
      return { slots, parts, meant: similar[0].written, unknown: true };
    }
    if (split.length > 0) return { slots: split, parts: [], meant: null };
    const tailMeant = tail.length > 5 ? (await this.similar(tail, true, 1)).similar : [];
    if (head.length > 0) return { slots: [...headSlots, meaning(tailMeant, 0.7)], parts: [], meant: null, unknown: true };
    const end = await this.knownEnd(word);
    return { slots: [end ? this.partSlot(end, 0.7) : itself], parts: [], meant: null, unknown: true };
  }

  /** @param {Part} part @param {number} factor */
  partSlot({ term, written }, factor) {
    const family = this.words.root(written.replace(/(?<=ung|ion|eit)s$/, ""));
    const found = slotOf([[term, factor]], [term], this.light.has(written) ? LIGHT : 1);
    if (family) add(found, [{ term: family }], factor * ROOT, [family]);
    return found;
  }

  /**
   * The words that begin with the given letters.
   * @param {string} start
   */
  async beginning(start) {
    return (await this.index.lexicon(start, start + "\uffff")).flatMap(({ words }) => {
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
    const needed = new Set([place(this.index.termsFrom, term)]);
    return words.sort((a, b) => b.size - a.size || a.folded.length - b.folded.length).slice(0, 60).filter((word) => {
      const file = place(this.index.termsFrom, word.term);
      return needed.has(file) || (needed.size < files && needed.add(file));
    }).slice(0, 16);
  }

  /**
   * The words that differ least from a word with a typing error, and in how many letters.
   * @param {string} written
   * @param {boolean} near whether to look only among the words with the same three letters at the beginning
   * @param {number} [most] how many errors are allowed
   */
  async similar(written, near, most = written.length < 4 ? 0 : written.length < 9 ? 1 : 2) {
    const plain = written.toLowerCase();
    const word = fold(written);
    const term = this.words.stem(word);
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
    // Most errors are not at the beginning, so few words need to be loaded, and they are there already; at last, the first two
    // letters are swapped.
    const beginnings = [word.slice(0, 3), ...(near ? [] : [word.slice(0, 2), word[0], word[1]])];
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
   * @returns {Promise<{parts: Part[], head: Part[], tail: string}>}
   */
  async split(word) {
    const end = word.length;
    if (end < 6 || end > 64 || this.guard.has(this.words.stem(word))) return { parts: [], head: [], tail: "" };
    /** @type {({cost: number, from: number, term: string, written: string} | undefined)[]} */
    const best = [{ cost: 0, from: 0, term: "", written: "" }];
    let reached = 0;
    for (let from = 0; from < end; from++) {
      const here = best[from];
      if (!here) continue;
      // No way through here is better than the one that is known, so what it needs is not waited for.
      if (here.cost + PART >= (best[end]?.cost ?? Infinity)) continue;
      const rest = word.slice(from);
      const pieces = await this.index.lexicon(rest.slice(0, 3), rest.slice(0, 3) + "\uffff");
      /** @param {string} term */
      const sizeOf = (term) => pieces.reduce((size, { terms }) => terms.get(term)?.size ?? size, -1);
      let stemmed = "";
      for (let to = from + 3; to <= end; to++) {
        const part = word.slice(from, to);
        if (sizeOf(part) >= 0) stemmed = part;
        const glue = this.neverParts.has(part);
        // *wieder*, *über* say little, but they stand before words that say much.
        if (glue && from === 0 && to < end) best[to] = { cost: 30, from, term: "", written: part };
        const ending = part.slice(stemmed.length);
        if (!stemmed || !ENDING.test(ending) || glue || to - from === end) continue;
        if (stemmed.length < 4 && !this.shortParts.has(stemmed) && !/^e./.test(ending)) continue;
        const cost = here.cost + PART + ([6, 3, 1][part.length - 3] ?? 0) + (sizeOf(stemmed) < 2 ? 2 : 0);
        if (cost >= (best[to]?.cost ?? Infinity)) continue;
        const again = ending ? stemmed : this.words.stem(part);
        best[to] = { cost, from, term: sizeOf(again) > sizeOf(stemmed) ? again : stemmed, written: part };
        reached = Math.max(reached, to);
        if (to < end) this.index.soon(this.index.lexicon(word.slice(to, to + 3), word.slice(to, to + 3) + "\uffff"));
      }
    }
    /** @param {number} at */
    const path = (at) => {
      const parts = [];
      for (let step = best[at]; at > 0 && step; at = step.from, step = best[at]) if (step.term) parts.unshift(step);
      return parts;
    };
    if (best[end]) return { parts: path(end), head: [], tail: "" };
    return reached >= 5 ? { parts: [], head: path(reached), tail: word.slice(reached) } : { parts: [], head: [], tail: "" };
  }

  /**
   * The longest known word at the end of one of which nothing else is known, as in `compounds.rs`.
   * @param {string} word
   * @returns {Promise<Part | null>}
   */
  async knownEnd(word) {
    // Each may be in a file of its own, so only a few places are looked at, and all at once.
    const places = Array.from({ length: Math.max(0, Math.min(12, word.length - 4) - 3) }, (_, at) => at + 3);
    const ends = await Promise.all(places.map(async (at) => {
      const written = word.slice(at);
      const term = this.words.stem(written);
      if (!written.startsWith(term) || this.neverParts.has(written)) return null;
      const pieces = await this.index.lexicon(term, term);
      return pieces.some(({ terms }) => (terms.get(term)?.size ?? 0) > 0) ? { term, written } : null;
    }));
    return ends.find((end) => end !== null) ?? null;
  }
}

/**
 * A number as keys are kept: digits only, and telephones with a zero instead of the country's code.
 * @param {string} text
 */
function keyOf(text) {
  const key = fold(text.replace(/^\s*(?:\+|00)49[\s(]*0?/, "0").replace(/[^\p{Alphabetic}\p{N}]/gu, ""));
  if (/^\d{4,}$/.test(key)) return key;
  const run = /[+\d][\d /().–-]{5,}\d/.exec(text)?.[0];
  return run && !/\d\.\d/.test(run) && run.length * 2 > text.length ? keyOf(run) : "";
}

/**
 * Days and months written in digits, and the text without them.
 * @param {string} text
 */
function daysIn(text) {
  /** @type {string[]} */
  const handles = [];
  const two = (/** @type {string} */ number) => number.padStart(2, "0");
  const rest = text
    .replace(/(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)/g, (_, year, month, day) => (handles.push('@' + year + month + day), " "))
    .replace(/(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})?(?!\d)/g, (_, day, month, year = "") => (handles.push('@' + year + two(month) + two(day)), " "))
    .replace(/(?<![\d-])(\d{4})-(\d\d)(?![\d-])/g, (_, year, month) => (handles.push('@' + year + month), " "))
    .replace(/(?<![\d/.])(\d{1,2})[/.](\d{4})(?!\d)/g, (_, month, year) => (handles.push('@' + year + two(month)), " "));
  return { handles, text: rest };
}

/**
 * A month with its year or a day of it, in words: *22. März*, *March 2022*.
 * @param {string} text @param {string} language of the index
 */
function monthIn(text, language) {
  const name = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" });
  const names = Array.from({ length: 12 }, (_, month) => fold(name.format(Date.UTC(2000, month))));
  for (const found of text.matchAll(/(?:(?<![\d.])(\d{1,2})\.?\s*)?(?<!\p{L})(\p{L}{3,})(?:\s+(\d{4})(?!\d))?/gu)) {
    const [written, day, word, year = ""] = found;
    const month = names.indexOf(fold(word)) + 1;
    if (month === 0 || !(day || year)) continue;
    return { written, handle: "@" + year + String(month).padStart(2, "0") + (day ?? "").padStart(day ? 2 : 0, "0") };
  }
  return null;
}

/** @param {string} text @param {Token} a @param {Token} b */
function isHyphen(text, a, b) {
  return /^[-\u2011]$/.test(text.slice(a.at + a.written.length, b.at)) && !/^\d+$/.test(a.folded) && !/^\d+$/.test(b.folded);
}

/**
 * @param {[string, number][]} terms @param {string[]} shown @param {number} [weight]
 * @returns {Slot}
 */
function slotOf(terms, shown, weight = 1) {
  return { terms: new Map(terms), shown, weight };
}

/** @param {Word[]} words @param {number} factor */
function meaning(words, factor) {
  const found = slotOf([], []);
  add(found, words, factor, words.map(({ folded }) => folded));
  return found;
}

/** @param {Slot} slot @param {{term: string}[]} words @param {number} factor @param {string[]} shown */
function add(slot, words, factor, shown) {
  for (const { term } of words) if (!slot.terms.has(term)) slot.terms.set(term, factor);
  slot.shown.push(...shown);
}
