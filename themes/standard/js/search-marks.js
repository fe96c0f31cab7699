// @ts-check
/**
 * What to show of a text in which something was found.
 *
 * @typedef {[number, number][]} Ranges what to mark, in UTF-16 units from–to
 */
import { WORD, fold } from "./search-words.js";

/**
 * What to mark in a text: whole words whose stem was found, and the found beginnings and parts of longer ones.
 * @param {string} text @param {string[]} shown letters @param {Set<string>} terms @param {(word: string) => string} stem
 * @returns {Ranges}
 */
export function mark(text, shown, terms, stem) {
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
