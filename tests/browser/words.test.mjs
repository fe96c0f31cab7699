// hunspell finds no misspelt word in the interface texts and in the text of all pages. Words of the field that it does
// not know are in woerterbuch.txt; names of places and authorities come from the content itself.

import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { parse } from "node-html-parser";
import { familyOf } from "./support/families.mjs";
import { none } from "./support/report.mjs";
import { PAGES, ROOT, html } from "./support/site.mjs";

const DICTIONARY = path.join(import.meta.dirname, "woerterbuch.txt");

const ENGLISH = path.join(import.meta.dirname, "woerterbuch-en.txt");

/** Left out: what is not running text of the language. */
const skip = (language) => `script, style, code, pre, kbd, samp, svg, address, .contact, .print-only, [translate=no], [lang]:not(html):not([lang^=${language}])`;
const ATTRIBUTES = ["alt", "aria-label", "title", "placeholder", "data-label", "content"];

function texts(root, language = "de") {
  for (const element of root.querySelectorAll(skip(language))) element.remove();
  const pieces = [];
  // A text node stands for itself; only what is set off within a word or a phrase is read together with it.
  const joined = /^(EM|STRONG|B|I|ABBR|MARK|SUB|SUP|WBR)$/;
  const read = (node) => {
    let run = "";
    for (const child of node.childNodes) {
      if (child.nodeType === 3) run += child.text;
      else if (joined.test(child.tagName ?? "")) run += child.text;
      else {
        run += " ";
        if (child.nodeType === 1) read(child);
      }
    }
    if (run.trim()) pieces.push(run);
  };
  read(root);
  for (const element of root.querySelectorAll(ATTRIBUTES.map((name) => `[${name}]`).join(", "))) {
    if (element.tagName === "META" && !/description|title/.test(element.getAttribute("name") ?? element.getAttribute("property") ?? "")) continue;
    for (const name of ATTRIBUTES) if (element.getAttribute(name)) pieces.push(element.getAttribute(name));
  }
  return pieces;
}

/** Words with what can stand inside a word: letters, marks, hyphen, apostrophe, colon of gender forms. */
function words(text) {
  return text
    .replace(/<!doctype html>/i, " ")
    .normalize("NFC")
    .replaceAll("\u00ad", "")
    .replace(/https?:\/\/\S+|\b[\w.+-]+@[\w.-]+|\b[\w-]+(\.[\w-]+)*\.(de|org|eu|com|yaml|csv|md|pdf|odt|html|json|ics)\b/g, " ")
    // Halves of compounds ("Geburts- und Sterbeurkunde", "Antrags-assistenten") are no words.
    .replace(/\p{L}+-(?![\p{L}])|(?<![\p{L}])-\p{L}+/gu, " ")
    .match(/\p{L}[\p{L}\p{M}]*(?:[’'-]\p{L}[\p{L}\p{M}]*)*/gu) ?? [];
}

/** Names that the content brings: places and authorities. */
function names() {
  const folder = path.join(ROOT, "content/stellen");
  return new Set(readdirSync(folder).flatMap((file) => words(readFileSync(path.join(folder, file), "utf8").replaceAll("/", " "))).flatMap((word) => [word, ...word.split("-")]));
}

function misspelt(list, dictionary = "de_DE", ownFile = DICTIONARY) {
  // Twice: hunspell needs it for parts of words, and where its own dictionary forbids a word it does not listen to ours.
  const own = new Set(readFileSync(ownFile, "utf8").split("\n"));
  const result = spawnSync("hunspell", ["-d", dictionary, "-i", "utf-8", "-l", "-p", ownFile], { input: list.join("\n") + "\n", maxBuffer: 1 << 26, env: { ...process.env, LC_ALL: "C.UTF-8" } });
  if (result.status !== 0) throw new Error(`hunspell: ${result.error ?? result.stderr}`);
  return new Set(result.stdout.toString().split("\n").filter((word) => word && !own.has(word)));
}

test("no misspelt word on any page and in any interface text", () => {
  const known = names();
  const places = new Map();
  const add = (word, place) => {
    // What is all capitals is an abbreviation, and names of places bend: "Potsdams".
    if (known.has(word) || known.has(word.replace(/s$/, "")) || /^[\p{Lu}\d-]+s?$/u.test(word)) return;
    places.set(word, places.get(word) ?? place);
  };
  for (const page of PAGES.filter((page) => !page.startsWith("/en/"))) for (const text of texts(parse(html(page)))) for (const word of words(text)) add(word, page);
  const folder = path.join(ROOT, "themes/standard/i18n");
  for (const line of readFileSync(path.join(folder, "de.yaml"), "utf8").split("\n")) {
    const text = line.replace(/^\s*("[^"]*"|[\w.-]+):/, "").replace(/\{\w+\}/g, " ").replace(/\\_|\\u00a0/g, " ");
    for (const word of words(text)) add(word, "themes/standard/i18n/de.yaml");
  }
  if (places.size < 2000) throw new Error(`only ${places.size} words found`);
  const wrong = misspelt([...places.keys()]);
  // hunspell takes hyphenated words apart; a word is named with the place it was first seen at.
  const faults = [...wrong].map((word) => ({ page: places.get(word) ?? [...places].find(([whole]) => whole.includes(word))?.[1] ?? "?", fault: word }));
  if (process.env.OZG_WOERTER) console.log(faults.map(({ fault, page }) => `${fault}\t${page}`).join("\n"));
  none(faults, "misspelt words");
});

test("no misspelt word in the English interface and on the English pages", () => {
  const known = names();
  const places = new Map();
  const add = (word, place) => {
    if (known.has(word) || /^[\p{Lu}\d-]+s?$/u.test(word)) return;
    places.set(word, places.get(word) ?? place);
  };
  // Pages that are English as a whole: what editors wrote. The others mix names and German texts into the words of the interface.
  const whole = PAGES.filter((page) => familyOf(page) === "page (en)" && !html(page).includes("only available in German"));
  for (const page of whole) for (const text of texts(parse(html(page)).querySelector("main"), "en")) for (const word of words(text)) add(word, page);
  const file = "themes/standard/i18n/en.yaml";
  for (const line of readFileSync(path.join(ROOT, file), "utf8").split("\n")) {
    const text = line.replace(/^\s*("[^"]*"|[\w.-]+):/, "").replace(/\{\w+\}/g, " ").replace(/\\_|\\n|\\u00a0/g, " ");
    for (const word of words(text)) add(word, file);
  }
  if (places.size < 800) throw new Error(`only ${places.size} words found`);
  const wrong = misspelt([...places.keys()].map((word) => word.replaceAll("’", "'")), "en_GB", ENGLISH);
  if (process.env.OZG_WOERTER) console.log([...wrong].join("\n"));
  none([...wrong].map((word) => ({ page: places.get(word) ?? "?", fault: word })), "misspelt words");
});
