// What the privacy page promises, on every kind of page: no cookie, nothing kept in the browser, nothing asked of anybody else, also
// when a reader searches, filters, sorts and composes code.

import assert from "node:assert/strict";
import test from "node:test";
import { open, visit } from "./support/browser.mjs";
import { TWO_OF_EACH } from "./support/families.mjs";
import { none } from "./support/report.mjs";
import { html } from "./support/site.mjs";

const { origin, browser } = await open();

/** What the browser keeps for the page: names of whatever is there. */
const kept = (page) =>
  page.evaluate(async () => [
    ...document.cookie.split(";").filter(Boolean).map((cookie) => `cookie ${cookie}`),
    ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
    ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
    ...(await indexedDB.databases()).map(({ name }) => `database ${name}`),
    ...(globalThis.caches ? await caches.keys() : []).map((name) => `cache ${name}`),
    ...(navigator.serviceWorker ? await navigator.serviceWorker.getRegistrations() : []).map(({ scope }) => `service worker ${scope}`),
  ]);

/** Uses what there is to use: a word in each field, each filter, each sorting. */
async function use(page) {
  for (const field of await page.locator('main input[type="search"]:enabled:visible, main input[type="text"]:enabled:visible').all()) await field.fill("Wohngeld");
  for (const button of await page.locator("main .table__sort:enabled:visible, main [data-embed-copy]:enabled:visible").all()) await button.click();
  for (const choice of await page.locator('main input[type="radio"]:enabled:visible, main input[type="checkbox"]:enabled:visible').all()) await choice.check();
  for (const select of await page.locator("main select:enabled:visible").all()) await select.selectOption({ index: 1 });
  await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
}

test("the privacy page says that nothing is kept and nothing asked of others", () => {
  const text = html("/datenschutz/");
  assert.ok(text.includes("keine Cookies") && text.includes("nichts im Speicher Ihres Browsers") && text.includes("nichts von anderen Anbietern"));
});

test(`no cookie, nothing kept, no foreign request on ${TWO_OF_EACH.length} pages, used and unused`, async () => {
  const faults = [];
  // One context for all pages: what one leaves, another one would find.
  const page = await visit(browser, { permissions: ["clipboard-write"] });
  let url;
  page.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith("data:")) faults.push({ page: url, fault: `asks ${request.url()}` });
    // Whatever is sent is the address: no other method, no body.
    if (request.method() !== "GET" || request.postData()) faults.push({ page: url, fault: `${request.method()} ${request.url()}` });
  });
  page.on("response", async (response) => {
    if ((await response.allHeaders().catch(() => ({})))["set-cookie"]) faults.push({ page: url, fault: `a cookie with ${response.url()}` });
  });
  for (url of TWO_OF_EACH) {
    await page.goto(origin + url, { waitUntil: "load" });
    await use(page);
    for (const fault of [...(await kept(page)), ...(await page.context().cookies()).map(({ name }) => `cookie ${name}`)]) faults.push({ page: url, fault });
  }
  none(faults, "traces");
});
