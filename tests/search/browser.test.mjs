/**
 * The search in a real browser (Chromium), under the strict Content-Security-Policy of the portal.
 * Skipped where there is no Chromium. Set CHROMIUM to choose one.
 */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const chromium = process.env.CHROMIUM ?? "chromium";
const skip = spawnSync(chromium, ["--version"]).status !== 0 && "there is no Chromium";
const file = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const index = "target/search-eval/catalogue";
const entry = (await readFile(file(`${index}/entry`), "utf8")).trim();

const small = (await readFile(file("target/search-eval/small/entry"), "utf8")).trim();

const FORM = `<form role="search" action="/a-z/" data-search="/suche/${entry}" data-search-results="/suche/">
  <label for="kopf">Suche</label> <input type="text" id="kopf" name="q"> <button>Suchen</button></form>`;
const page = (/** @type {string} */ body) => `<!doctype html><html lang="de"><title>Test</title><body>${body}
  <script type="module" src="/js/search-ui.js"></script>`;
/** The name that the entries of all languages have. */
const ENTRY = "verzeichnis.json";
const LANGUAGES = `<nav class="languages"><a href="/suche/" hreflang="de">Deutsch</a> <a class="languages__start" href="/leicht/" hreflang="de-x-leicht">Leicht</a></nav>`;
const PAGES = {
  "/": page(FORM),
  "/suche/": page(`<main data-search-page data-search="/suche/${entry}" data-search-index="/a-z/" data-municipality="/meine-kommune/" data-services="https://example.org/" data-services-name="Serviceportal">Ohne JavaScript: <a href="/a-z/">A–Z</a></main>`),
  "/en/suche/": page(`${LANGUAGES}<main data-search-page data-search="/en/suche/${ENTRY}"></main>`),
};
/** A page that is found, with a word that neither its title nor its summary has. */
const FOUND = `<!doctype html><title>Leistung</title><main><h2 id="wege">Wege</h2><p>Wer umzieht, bringt den Mietvertrag mit, denn ohne Mietvertrag geht es nicht.</p>
  <ul><li><span>März 2022</span><span class="visually-hidden">Umzug</span><span>Musterablauf</span><span><a href="/">Umzug</a> und <strong>Wohn</strong>geld</span></li></ul></main>`;

/** What the browser has asked for. @type {string[]} */
const asked = [];
const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  asked.push(pathname);
  response.setHeader("content-security-policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'");
  try {
    if (pathname in PAGES) return response.setHeader("content-type", "text/html; charset=utf-8").end(PAGES[pathname]);
    if (pathname.startsWith("/leistungen/")) return response.setHeader("content-type", "text/html; charset=utf-8").end(FOUND);
    if (pathname === "/favicon.ico") return response.writeHead(204).end();
    const entries = { [`/suche/${ENTRY}`]: `${index}/${entry}`, [`/en/suche/${ENTRY}`]: `target/search-eval/small/${small}` };
    const path = entries[pathname] ?? (pathname.startsWith("/js/") ? `themes/standard${pathname}` : pathname.replace("/suche/", `${index}/`));
    response.setHeader("content-type", pathname.endsWith(".js") ? "text/javascript" : "application/json");
    response.end(await readFile(file(path)));
  } catch {
    response.writeHead(404).end();
  }
});

/** What the console and the browser had to say. */
const complaints = [];
let browser, profile, session, origin;
const waiting = new Map();

/** Sends a command of the DevTools protocol through the pipe. */
function send(method, params = {}) {
  const id = waiting.size + 1;
  browser.stdio[3].write(`${JSON.stringify({ id, method, params, ...(session && { sessionId: session }) })}\0`);
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

function receive({ id, result, error, method, params }) {
  if (id) return error ? waiting.get(id).reject(new Error(error.message)) : waiting.get(id).resolve(result);
  if (method === "Runtime.exceptionThrown") complaints.push(params.exceptionDetails.text);
  if (method === "Runtime.consoleAPICalled") complaints.push(params.args.map(({ value }) => value).join(" "));
  if (method === "Log.entryAdded") complaints.push(params.entry.text);
}

async function evaluate(expression) {
  const { result, exceptionDetails } = await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

/** Waits until an expression in the page is true. */
async function until(expression) {
  // A busy machine takes its time; a fault is told all the same.
  for (let i = 0; i < 600; i++) {
    if (await evaluate(expression).catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`never true: ${expression}; ${await evaluate("document.body.innerText")}`);
}

async function open(path) {
  await send("Page.navigate", { url: origin + path });
  await until(`location.href === ${JSON.stringify(origin + path)} && document.readyState === "complete"`);
}

async function press(key, code = key) {
  const codes = { Enter: 13, Escape: 27, ArrowDown: 40, ArrowUp: 38, Space: 32 };
  const text = key === "Enter" ? "\r" : key === " " ? " " : undefined;
  await send("Input.dispatchKeyEvent", { type: "keyDown", key, code, text, windowsVirtualKeyCode: codes[code] });
  await send("Input.dispatchKeyEvent", { type: "keyUp", key, code, windowsVirtualKeyCode: codes[code] });
}

async function type(selector, text) {
  await evaluate(`document.querySelector(${JSON.stringify(selector)}).focus()`);
  await evaluate(`document.querySelector(${JSON.stringify(selector)}).select()`);
  await send("Input.insertText", { text });
}

before(async () => {
  if (skip) return;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  origin = `http://127.0.0.1:${server.address().port}`;
  profile = await mkdtemp(`${tmpdir()}/ozg-search-`);
  const options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe", `--user-data-dir=${profile}`];
  browser = spawn(chromium, options, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  let buffer = "";
  browser.stdio[4].on("data", (data) => {
    const messages = (buffer + data).split("\0");
    buffer = messages.pop() ?? "";
    messages.forEach((message) => receive(JSON.parse(message)));
  });
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  ({ sessionId: session } = await send("Target.attachToTarget", { targetId, flatten: true }));
  for (const domain of ["Page", "Runtime", "Log"]) await send(`${domain}.enable`);
});

after(async () => {
  if (skip) return;
  const closed = new Promise((resolve) => browser.once("exit", resolve));
  session = undefined;
  send("Browser.close");
  await closed;
  server.close();
  server.closeAllConnections();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

test("suggestions appear and are used with the keyboard alone", { skip }, async () => {
  await open("/");
  assert.equal(await evaluate("document.forms[0].getAttribute('action')"), "/suche/");
  await type("#kopf", "Persoanlausweis");
  await until("!document.querySelector('.search__list').hidden");
  assert.match(await evaluate("document.querySelector('[role=status]').textContent"), /Ergebnis/);
  await press("ArrowDown");
  const active = await evaluate("document.getElementById(document.querySelector('#kopf').getAttribute('aria-activedescendant')).textContent");
  assert.match(active, /^Personalausweis/);
  assert.equal(await evaluate("document.querySelector('[aria-selected=true] mark').textContent"), "Personalausweis");
  await press("ArrowUp");
  assert.equal(await evaluate("document.querySelector('#kopf').getAttribute('aria-activedescendant')"), null);
  await press("Escape");
  assert.equal(await evaluate("document.querySelector('.search__list').hidden"), true);
  assert.equal(await evaluate("document.querySelector('#kopf').value"), "Persoanlausweis");
  await press("ArrowDown");
  await until("!document.querySelector('.search__list').hidden");
  await press("ArrowDown");
  await press("Enter");
  await until("location.pathname === '/leistungen/10119/'");
});

test("Ctrl+K leads to the field; the list ends with all results and the corrected query; the title has the query", { skip }, async () => {
  await open("/");
  await evaluate("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true, cancelable: true }))");
  assert.equal(await evaluate("document.activeElement.id"), "kopf");
  await type("#kopf", "Persoanlausweis");
  await until("document.querySelectorAll('.search__option').length > 2");
  const ways = await evaluate("JSON.stringify([...document.querySelectorAll('.search__option')].slice(-2).map((option) => [option.textContent, option.dataset.url]))");
  const [all, meant] = JSON.parse(ways);
  assert.equal(all[0], "Alle Treffer anzeigen");
  assert.match(all[1], /\/suche\/\?q=Persoanlausweis$/);
  assert.equal(meant[0], "Meinten Sie: Personalausweis");
  await press("ArrowUp");
  await press("Enter");
  await until("location.search === '?q=Personalausweis' && document.title === 'Personalausweis – Test'");
});

test("Enter without a choice leads to the page of results", { skip }, async () => {
  await open("/");
  await type("#kopf", "Wohngeld");
  await press("Enter");
  await until("location.pathname + location.search === '/suche/?q=Wohngeld'");
  await until("document.querySelector('.search-page__result a')?.textContent === 'Wohngeld'");
  assert.match(await evaluate("document.querySelector('.search-page__status').textContent"), /^\d+ Ergebnisse?$/);
});

test("facets narrow the results; the URL and the back button follow", { skip }, async () => {
  await open("/suche/?q=Steuer");
  await until("document.querySelectorAll('.search-page__facet').length === 2");
  // In a small window the facets are folded.
  await evaluate("document.querySelector('.search-page__filter:not([open]) > summary')?.click()");
  const counts = await evaluate("[...document.querySelectorAll('[name=themenfeld]')].map(box => [box.value, parseInt(box.parentElement.querySelector('.search-page__count').textContent.slice(1))])");
  const [value, count] = counts[0];
  await evaluate(`document.getElementById(${JSON.stringify(`search-facet-themenfeld-${value}`)}).focus()`);
  await press(" ", "Space");
  await until("location.search.includes('themenfeld=')");
  await until(`document.querySelector('.search-page__status').textContent.startsWith('${count} Ergebnis')`);
  assert.equal(await evaluate("document.activeElement.name"), "themenfeld", "the focus stays");
  const url = await evaluate("location.pathname + location.search");
  await evaluate("history.back()");
  await until("location.search === '?q=Steuer' && !document.querySelector('[name=themenfeld]:checked')");
  await open(url);
  await until("document.querySelector('[name=themenfeld]:checked') !== null");
  await until(`document.querySelector('.search-page__status').textContent.startsWith('${count} Ergebnis')`);
});

test("a name that all objects inherit is neither a facet nor one of its values", { skip }, async () => {
  await open("/suche/?q=Steuer");
  await until("document.querySelectorAll('.search-page__facet').length === 2");
  const status = await evaluate("document.querySelector('.search-page__status').textContent");
  for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty"]) {
    await open(`/suche/?q=Steuer&${name}=x`);
    await until("document.querySelectorAll('.search-page__facet').length === 2");
    assert.equal(await evaluate("document.querySelector('.search-page__status').textContent"), status, name);
    await open(`/suche/?q=Steuer&themenfeld=${name}`);
    await until("document.querySelector('[name=themenfeld]:checked') !== null");
    const label = await evaluate("document.querySelector('[name=themenfeld]:checked').parentElement.textContent.trim()");
    assert.equal(label.replace(/\s+/g, " "), `${name} (0)`);
  }
});

test("asks back, says what to do when nothing is found, and shows hostile queries as text", { skip }, async () => {
  await open("/suche/");
  await until("document.querySelector('#search-page-q') !== null");
  await type("#search-page-q", "Kindergled");
  await until("document.querySelector('.search-page__meant a')?.textContent === 'Kindergeld'");
  await evaluate("document.querySelector('.search-page__meant a').click()");
  await until("location.search === '?q=Kindergeld' && document.querySelector('.search-page__result a').textContent === 'Kindergeld'");
  await type("#search-page-q", "<qqqqqq/><img/>");
  await until("document.querySelector('.search-page__empty') !== null");
  assert.match(await evaluate("document.querySelector('.search-page__empty').innerText"), /<qqqqqq\/><img\/>/);
  assert.equal(await evaluate("document.images.length"), 0);
  const ways = await evaluate("JSON.stringify([...document.querySelectorAll('.search-page__empty a')].map((a) => a.getAttribute('href')))");
  assert.deepEqual(JSON.parse(ways), ["/a-z/", "/meine-kommune/", "https://example.org/"]);
  assert.match(await evaluate("document.querySelector('.search-page__empty').innerText"), /Serviceportal/);
});

test("a query that is not understood leads over to the language that has it, with the query", { skip }, async () => {
  await open("/en/suche/?q=Reisepass");
  await until("document.querySelector('.search-page__elsewhere a') !== null");
  assert.equal(await evaluate("document.querySelectorAll('.search-page__elsewhere a').length"), 1);
  assert.equal(await evaluate("document.querySelector('.search-page__elsewhere a').lang"), "de");
  assert.match(await evaluate("document.querySelector('.search-page__elsewhere').textContent"), /^Auf Deutsch gibt es \d+ Ergebniss?e? zu „Reisepass“$/);
  await evaluate("document.querySelector('.search-page__elsewhere a').click()");
  await until("location.pathname + location.search === '/suche/?q=Reisepass'");
});

/** Opens the first passage that is offered, with the keyboard. */
async function openPassage() {
  await until("document.querySelector('.search-page__passage > summary') !== null");
  await evaluate("document.querySelector('.search-page__passage > summary').focus()");
  await press("Enter");
}

test("a passage of the page shows on request what title and summary do not say, with a link to its section", { skip }, async () => {
  asked.length = 0;
  await open("/suche/?q=Wohngeld+Mietvertrag");
  await until("document.querySelector('.search-page__passage') !== null");
  assert.match(await evaluate("document.querySelector('.search-page__passage > summary').textContent"), /^Textstelle zeigen: ./);
  assert.deepEqual(asked.filter((path) => path.startsWith("/leistungen/")), [], "no page is read before somebody asks");
  await openPassage();
  await until("document.querySelector('.search-page__excerpt a') !== null");
  assert.match(await evaluate("document.querySelector('.search-page__excerpt mark').textContent"), /^Mietvertrag/);
  assert.match(await evaluate("document.querySelector('.search-page__excerpt a').getAttribute('href')"), /#wege$/);
  assert.equal(await evaluate("document.querySelector('.search-page__excerpt a').textContent"), "Im Abschnitt „Wege“");
});

test("a passage keeps apart what stands apart on its page, and joins what stands within a word", { skip }, async () => {
  await open("/suche/?q=Wohngeld+Umzug");
  await openPassage();
  await until("document.querySelector('.search-page__excerpt > span') !== null");
  assert.equal(await evaluate("document.querySelector('.search-page__excerpt > span:last-of-type').textContent"), "März 2022 Musterablauf Umzug und Wohngeld");
});

test("passages are shown at once to those who want that; a page without one says so", { skip }, async () => {
  await open("/suche/?q=Wohngeld+Mietvertrag");
  await until("document.querySelector('.search-page__result') !== null");
  await evaluate("document.getElementById('search-passages').click()");
  await open("/suche/?q=Wohngeld+Mietvertrag");
  await until("document.querySelector('.search-page__passage[open] .search-page__excerpt a') !== null");
  await open("/suche/?q=Kindergeld+Rollstuhl");
  await until("document.querySelector('.search-page__passage[open] .search-page__excerpt')?.textContent === 'Auf der Seite wurde keine passende Textstelle gefunden.'");
  await evaluate("document.getElementById('search-passages').click()");
  assert.equal(await evaluate("localStorage.length"), 0);
});

test("queries are kept and the key leads to the search for those who want that, and for nobody else", { skip }, async () => {
  const slash = "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true }))";
  await open("/suche/?q=Wohngeld");
  await until("document.querySelector('.search-page__result') !== null");
  await evaluate(slash);
  assert.notEqual(await evaluate("document.activeElement.id"), "search-page-q");
  assert.equal(await evaluate("localStorage.length"), 0);
  await evaluate("for (const name of ['remember', 'slash']) document.getElementById(`search-${name}`).click()");
  await evaluate(slash);
  assert.equal(await evaluate("document.activeElement.id"), "search-page-q");
  await open("/suche/?q=Kindergeld");
  await until("document.querySelector('.search-page__result') !== null");
  await open("/suche/");
  await until("document.querySelector('.search-page__recent a')?.textContent === 'Kindergeld'");
  await evaluate("document.querySelector('.search-page__settings button').click()");
  await until("document.querySelector('.search-page__recent') === null");
  await evaluate("for (const name of ['remember', 'slash']) document.getElementById(`search-${name}`).click()");
  assert.equal(await evaluate("localStorage.length"), 0, "nothing is left of what nobody wants");
});

test("more results keep the place of the reader", { skip }, async () => {
  await open("/suche/?q=Steuer");
  await until("document.querySelector('.search-page__next') !== null");
  await evaluate("document.querySelector('.search-page__next').click()");
  await until("document.querySelectorAll('.search-page__result').length === 20");
  await until("document.activeElement === document.querySelectorAll('.search-page__link')[10]");
});

test("the console stays silent", { skip }, () => assert.deepEqual(complaints, []));
