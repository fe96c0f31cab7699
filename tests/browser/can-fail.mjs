// Proves that each suite can fail: breaks a copy of the built portal in one way per suite, and insists that the suite
// notices. A test that cannot fail says nothing. Run it after changing a suite; it takes a few minutes. The suites look only
// at the pages that were broken.
//
//   node can-fail.mjs [suite …]

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { SITE, html, program } from "./support/site.mjs";

const here = import.meta.dirname;
const copy = mkdtempSync(path.join(tmpdir(), "ozg-kaputt-"));
process.on("exit", () => rmSync(copy, { recursive: true, force: true }));

const edit = (file, change) => {
  const before = readFileSync(path.join(copy, file), "utf8");
  const after = change(before);
  if (after === before) throw new Error(`nothing to break in ${file}`);
  writeFileSync(path.join(copy, file), after);
};
const asset = (begin) => "assets/" + readdirSync(path.join(copy, "assets")).find((file) => file.startsWith(begin));
const style = (rule) => edit(asset("style."), (css) => css + rule);
const START = "index.html";

/** A preview of a copy that nobody edits; returns what the environment needs to use it. */
function deafPreview() {
  mkdirSync(path.join(copy, "target/debug"), { recursive: true });
  const script = `#!/bin/sh\ncp -r "$3/content" "${copy}/content"\nexec "${program()}" serve --wurzel "${copy}" --stichtag "$5"\n`;
  writeFileSync(path.join(copy, "target/debug/ozg"), script, { mode: 0o755 });
  return { CARGO_TARGET_DIR: path.join(copy, "target") };
}

// Suite → ways to break what it looks after: a name, and what is done to the copy.
const FAULTS = {
  families: { "a family is gone": () => rmSync(path.join(copy, "fahrplan"), { recursive: true }), "a service is gone": () => rmSync(path.join(copy, "leistungen/wohngeld"), { recursive: true }), "a page of no family": () => cpSync(path.join(copy, START), path.join(copy, "leistungen/a/b/c/index.html")) },
  markup: {
    "an element is not closed": () => edit(START, (text) => text.replace("</main>", "")),
    "a style attribute": () => edit(START, (text) => text.replace("<h1", '<h1 style="color: red"')),
  },
  axe: { "a picture without text": () => edit(START, (text) => text.replace("</h1>", '</h1><img src="/favicon.png">')), "pale text": () => style(":root { --color-muted: #ccc }"), "pale text in the dark": () => style("@media (prefers-color-scheme: dark) { :root { --color-muted: #444 } }") },
  keyboard: {
    "no outline": () => style("a:focus-visible { outline: none !important }"),
    "a positive tabindex": () => edit(START, (text) => text.replace("<main", '<p tabindex="5">x</p><main')),
    "a lid on the page": () => style("body::after { content: ''; position: fixed; inset: 40% 0 0; background: #fff }"),
  },
  layout: { "a wide box": () => style("h1 { min-width: 700px }"), "cut text": () => style("h1 { height: 1em; overflow: hidden }"), "gone on a phone": () => style("@media (width < 30rem) { main p { display: none } }"), "no forced colours": () => style("main p { forced-color-adjust: none }"), "it moves": () => style("main { transition: opacity 1s !important }") },
  crawl: {
    "a dead link": () => edit(START, (text) => text.replace("</main>", '<a href="/gibt-es-nicht/">x</a></main>')),
    "an anchor that is not there": () => edit(START, (text) => text.replace("</main>", '<a href="/leistungen/#nirgends">x</a></main>')),
    "no word on barriers": () => edit("en/fahrplan/index.html", (text) => text.replace("Report a barrier", "Write to us")),
    "a link without encryption": () => edit(START, (text) => text.replace("</main>", '<a href="http://example.org/">x</a></main>')),
    "a list made by a script": () => writeFileSync(path.join(copy, asset("table.")), "for (let i = 0; i < 9; i++) document.querySelector('main').append(document.createElement('p'))"),
  },
  console: { "a file that is not there": () => edit(START, (text) => text.replace("</main>", '<img src="/x.png" alt=""></main>')), "a picture from elsewhere": () => edit(START, (text) => text.replace("</main>", '<img src="https://example.org/x.png" alt=""></main>')), "a message": () => writeFileSync(path.join(copy, asset("table.")), "console.log('x')"), "a style attribute": () => edit(START, (text) => text.replace("<h1", '<h1 style="color: red"')) },
  privacy: {
    "something kept": () => writeFileSync(path.join(copy, asset("table.")), "localStorage.setItem('sicht', 'x')"),
    "a cookie": () => writeFileSync(path.join(copy, asset("table.")), "document.cookie = 'sicht=x'"),
    "a beacon": () => writeFileSync(path.join(copy, asset("table.")), "navigator.sendBeacon('/zaehler', 'x')"),
    "a picture from elsewhere": () => edit(START, (text) => text.replace("</main>", '<img src="https://example.org/x.png" alt=""></main>')),
  },
  weight: { "a heavy map": () => edit("leistungen/wohngeld/verbreitung/index.html", (text) => text + `<!--${Array.from({ length: 20000 }, (_, i) => ((i * 7919) % 99991).toString(36)).join("")}-->`), "a heavy style sheet": () => style(Array.from({ length: 9000 }, (_, i) => `.k${(i * 7919).toString(36)}{margin:${(i * 31) % 997}px}`).join("")) },
  lighthouse: { "over budget": () => style(Array.from({ length: 9000 }, (_, i) => `.k${(i * 7919).toString(36)}{margin:${(i * 31) % 997}px}`).join("")), "no description": () => edit(START, (text) => text.replace(/<meta name="description"[^>]*>/, "")) },
  visual: {
    "another colour in the dark": () => style("@media (prefers-color-scheme: dark) { :root { --success-bg: #5d1423 } }"), "another line height": () => style(":root { --leading: 1.6 }"), "another colour": () => style(":root { --success-bg: #bde5ff }"),
    // To a browser of another version, which compares structures alone.
    "another line height, in another browser": () => (style(":root { --leading: 1.6 }"), { OZG_REFERENZEN_VON: "1" }),
    "another colour in the dark, in another browser": () => (style("@media (prefers-color-scheme: dark) { :root { --success-bg: #5d1423 } }"), { OZG_REFERENZEN_VON: "1" }),
  },
  words: { "a misspelt word": () => edit(START, (text) => text.replace("</h1>", " Verwalltungsdienst</h1>")), "a misspelt English word": () => edit("en/impressum/index.html", (text) => text.replace("</h1>", " Goverment</h1>")) },
  languages: {
    "the switch leads home": () => edit("leistungen/wohngeld/index.html", (text) => text.replace('href="/en/leistungen/wohngeld/" lang', 'href="/en/" lang')),
    "German in a list": () => edit("en/fahrplan/index.html", (text) => text.replaceAll(' lang="de"', "")),
    "no language of the page": () => edit("en/fahrplan/index.html", (text) => text.replace('<html lang="en">', '<html lang="de">')),
    "German without a word": () => edit("en/leistungen/hundehaltung/index.html", (text) => text.replace('<h1 lang="de">', "<h1>")),
  },
  embed: {
    "data for nobody else": () => edit("_headers", (text) => text.replaceAll("Access-Control-Allow-Origin", "X-Nothing")),
    "no name of the list": () => edit("einbinden/ozg.js", (text) => text.replace('"aria-labelledby", "heading"', '"data-x", "heading"')),
    "no shadow of the page's type": () => edit("einbinden/ozg.js", (text) => text.replace("font: inherit; color: inherit", "font: 10px sans-serif")),
  },
  table: { "no script": () => writeFileSync(path.join(copy, asset("table.")), "") },
  preview: { "nobody watches the files": deafPreview },
  print: { "large type": () => style("@media print { :root { --text-s: 14pt; --text-m: 15pt } }"), "no address": () => style("@media print { .print-only { display: none !important } }") },
};
// Every link to one page taken away: no way leads there.
FAULTS.crawl["a lost page"] = () => {
  for (const file of readdirSync(copy, { recursive: true })) {
    if (!String(file).endsWith(".html")) continue;
    const text = readFileSync(path.join(copy, file), "utf8");
    if (text.includes('href="/leistungen/wohngeld/')) writeFileSync(path.join(copy, file), text.replaceAll(/href="\/leistungen\/wohngeld\/[^"]*"/g, 'href="/"'));
  }
};

if (!html("/").includes("<h1")) throw new Error("no portal to break");
const wanted = process.argv.slice(2);
let missed = 0;
for (const [suite, faults] of Object.entries(FAULTS)) {
  if (wanted.length && !wanted.includes(suite)) continue;
  for (const [name, breakIt] of Object.entries(faults)) {
    rmSync(copy, { recursive: true, force: true });
    cpSync(SITE, copy, { recursive: true });
    const environment = breakIt() ?? {};
    const { status } = spawnSync("node", ["--test", `${suite}.test.mjs`], { cwd: here, env: { ...process.env, OZG_SITE: copy, OZG_FAMILIES: "start,services", ...environment }, stdio: "ignore" });
    console.log(`${status === 0 ? "MISSED " : "noticed"}  ${suite}: ${name}`);
    if (status === 0) missed++;
  }
}
console.log(missed ? `${missed} faults were missed` : "Every suite can fail.");
process.exitCode = missed ? 1 : 0;
