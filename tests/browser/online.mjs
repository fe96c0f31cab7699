// What a browser makes of a portal that somebody else serves: `tests/portal/servers/browser.rs` starts the server and says what to do.
//
//   node online.mjs console ORIGIN ADDRESS …     opens pages, and prints all that the browser complains of, as JSON
//   node online.mjs publication ORIGIN PAGE WORD LATER NEW
//     opens a page and a search, says "ready", waits for a line, and prints what each shows once something else was published:
//     the page again from the browser's cache, the open search for a word of which it has loaded nothing yet, and for a new word;
//     then it says "published", waits for another line, and looks at the page once more

import { createInterface } from "node:readline";
import { chromium } from "playwright-core";
import { CHROMIUM, FLAGS, visit } from "./support/chromium.mjs";

const [mode, origin, ...rest] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

/** Gathers whatever the browser complains of on a page. */
function complaints(page) {
  const found = [];
  const say = (text) => found.push(text.replaceAll(origin, ""));
  page.on("console", (message) => say(`${new URL(page.url()).pathname}: ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => say(`${new URL(page.url()).pathname}: error in a script: ${error.message}`));
  page.on("requestfailed", (request) => request.failure()?.errorText !== "net::ERR_ABORTED" && say(`failed: ${request.url()}`));
  page.on("response", (response) => response.status() >= 400 && say(`status ${response.status()}: ${response.url()}`));
  page.on("request", (request) => !request.url().startsWith(origin) && !request.url().startsWith("data:") && say(`foreign: ${request.url()}`));
  return found;
}

/** What the page of results has found, once it has. */
async function results(page) {
  const fresh = "main a.search-page__link:not([data-earlier])";
  await page.waitForSelector(`${fresh}, main [role=alert]`, { timeout: 60_000 });
  return page.locator(fresh).evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
}

async function search(page, word) {
  // What was found before is replaced by what is found now.
  await page.locator("main a.search-page__link").evaluateAll((links) => links.forEach((link) => { link.dataset.earlier = ""; }));
  await page.fill("input.search-page__input", word);
  await page.press("input.search-page__input", "Enter");
  return results(page);
}

const modes = {
  async console() {
    const page = await visit(browser);
    const found = complaints(page);
    for (const address of rest) {
      await page.goto(origin + address, { waitUntil: "load" });
      // Modules run before `load`; what they ask for comes after it.
      await (address.startsWith("/suche/?") ? results(page) : page.waitForTimeout(100));
    }
    return found;
  },
  async publication() {
    const [address, word, later, fresh] = rest;
    const reading = await visit(browser);
    const [read, searching] = [complaints(reading), await reading.context().newPage()];
    await reading.goto(origin + address, { waitUntil: "networkidle" });
    const text = async () => (await reading.textContent("main")).replace(/\s+/g, " ");
    const before = await text();
    await searching.goto(`${origin}/suche/?q=${word}`, { waitUntil: "networkidle" });
    const first = await results(searching);
    const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
    console.log("ready");
    await lines.next();
    // As somebody comes back by a link, not by reloading.
    await reading.goto(`${origin}/`, { waitUntil: "networkidle" });
    await reading.goto(origin + address, { waitUntil: "networkidle" });
    const after = await text();
    const old = await search(searching, later);
    const found = await search(searching, fresh);
    const opened = await reading.context().newPage();
    const opening = complaints(opened);
    await opened.goto(`${origin}/suche/?q=${fresh}`, { waitUntil: "networkidle" });
    const seen = { before, after, first, old, found, opened: await results(opened) };
    console.log("published");
    await lines.next();
    await reading.goto(`${origin}/`, { waitUntil: "networkidle" });
    await reading.goto(origin + address, { waitUntil: "networkidle" });
    return { ...seen, back: await text(), complaints: [...read, ...opening] };
  },
};
try {
  console.log(JSON.stringify(await modes[mode]()));
} finally {
  await browser.close();
  // Whoever could still say something is not waited for.
  process.stdin.destroy();
}
