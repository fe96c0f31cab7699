// @ts-check
/**
 * Words: the one form under which all spellings and inflections of a word are found. The rules are those of the Rust code
 * (`analysis.rs`, `family.rs`); tests compare the two.
 */

/** Of a folded word, so many characters count (`analysis.rs`). */
const LONGEST_WORD = 100;

/** Letters, digits, combining marks and soft hyphens make words. */
export const WORD = /[\p{Alphabetic}\p{N}\p{M}\u00ad]+/gu;
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

/** @param {string} c */
const isVowel = (c) => c !== "" && "aeiouyäöü".includes(c);

/** The endings of nouns and adjectives with what stands in their place in the verb (`family.rs`). */
const ENDINGS = "ikationen:izieren ikation:izieren ationen:ieren ation:ieren aturen:ieren atur:ieren erungen:ern erung:ern ern:er erinnen:er erin:er innen: tin:t arin:ar ogin:og chin:ch tler:t nisse:en nis:en bare:en bar:en lose: los:"
  .split(" ").map((pair) => pair.split(":"));

/** @param {string} core */
const isCore = (core) => core.length >= 4 && /[aeiou]/.test(core);

/** @param {string} participle */
const withoutT = (participle) => (participle.endsWith("t") ? participle.slice(0, -1).replace(/(?<=[dt])e$/, "") : "");

/** The words of a language (`language.rs`), with the tables of `family.rs` that the entry of an index has. */
export class Words {
  /** @param {{language?: string, prefixes?: string, strong?: string}} head of an index */
  constructor(head) {
    this.language = head.language ?? "de";
    this.prefixes = (head.prefixes ?? "").split(" ");
    /** Strong forms and the stem of their verb. @type {Map<string, string>} */
    this.strong = new Map((head.strong ?? "").split(/\s+/).filter(Boolean).flatMap((pair) => {
      const [verb, forms] = pair.split(":");
      return forms.split(",").map((form) => /** @type {[string, string]} */ ([form, verb]));
    }));
  }

  /**
   * The Snowball stem (German) of a folded word, or its singular (English). Words with digits are keys and stay as they are.
   * @param {string} word
   */
  stem(word) {
    if (/\p{N}/u.test(word) || !this.language) return word;
    if (this.language === "en") return word.replace(/ies$/, "y").replace(/(?<=ss)es$|(?<=[^aius])s$/, "");
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
   * The stem of the verb or noun that a folded word is derived from, or nothing: the rules of `family.rs`.
   * @param {string} word
   */
  root(word) {
    if (this.language !== "de" || !/^[a-z]{4,}$/.test(word)) return "";
    const stemmed = this.stem(word);
    const made = this.noun(word);
    const found = this.verb(stemmed) || (made && this.stem(made));
    const root = found && (this.verb(found) || found);
    return root !== stemmed && root.length >= 3 ? root : "";
  }

  /** @param {string} word */
  noun(word) {
    for (const [ending, instead] of ENDINGS) {
      if (!word.endsWith(ending)) continue;
      const base = word.slice(0, -ending.length);
      return base.length >= 2 && base.length + instead.length >= 4 && !this.prefixes.includes(base) ? base + instead : "";
    }
    if (word.endsWith("eln")) return word.slice(0, -1);
    const base = /^(....*?)(?:lungen|lung|ler)$/.exec(word)?.[1] ?? "";
    if (base && !/[aeiouhl]$/.test(base)) return base + "el";
    const short = /^(.{4,}?)ung(?:en)?$/.exec(word)?.[1];
    return short ? short + "en" : "";
  }

  /** @param {string} word a stem */
  verb(word) {
    const { prefixes, strong } = this;
    if (/^zuruck.../.test(word)) return this.verb(word.slice(2)) || word.slice(2);
    let at = 0;
    for (let found; !strong.has(word.slice(at)); at += found.length) {
      const rest = word.slice(at);
      found = prefixes.find((prefix) => rest.length >= prefix.length + 3 && rest.startsWith(prefix) && (at === 0 || prefix !== "zu"));
      if (!found) break;
    }
    const [prefix, core] = [word.slice(0, at), word.slice(at)];
    if (strong.has(core)) return prefix + strong.get(core);
    if (/^be(?:an|auf|ein|ur)/.test(word) && isCore(word.replace(/^be(?:an|auf|ein|ur)/, ""))) {
      const noun = word.slice(2);
      return /(?:gt|cht|et)$/.test(noun) ? withoutT(noun) : noun;
    }
    if (/^ge.../.test(core)) {
      const participle = core.slice(2);
      if (strong.has(participle)) return prefix + strong.get(participle);
      const weak = withoutT(participle);
      if (weak.length >= 3) return prefix + this.weakStem(weak);
      return prefix && prefix + participle;
    }
    if (prefix && core.startsWith("zu") && isCore(core.slice(2))) return prefix + (strong.get(core.slice(2)) ?? core.slice(2));
    const weak = /^(?:be|ver|ent|er|zer|(?:durch|hinter|uber|unter|wider).*(?:zt|et|gt)$)/.test(word) ? withoutT(word) : "";
    return weak.length >= 6 ? this.weakStem(weak) : "";
  }

  /** @param {string} weak */
  weakStem(weak) {
    return weak.endsWith("er") ? this.stem(weak) : weak;
  }

  /** Words as one stem, as names and phrases are kept (`handles.rs`). @param {string[]} folded */
  joined(folded) {
    return this.stem(fold(folded.join("")));
  }

  /** The handles of what is called so, exactly or by its stem. @param {string[]} folded */
  named(folded) {
    return [...new Set([fold(folded.join("")), this.joined(folded)])].filter(Boolean).map((name) => name + "=");
  }
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

