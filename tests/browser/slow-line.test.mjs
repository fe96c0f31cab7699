// The first search of a reader on a slow line: how often the page must wait for the line until the results are there, and what
// goes over it. Times depend on the machine and are only printed.

import assert from "node:assert/strict";
import test from "node:test";
import { open, visit } from "./support/browser.mjs";
import { compressed } from "./support/server.mjs";
import { fileOf } from "./support/site.mjs";

/** A poor mobile line ("Slow 3G" of WebPageTest): bytes a second, and milliseconds until the first of them. */
const LINE = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
/** What is asked for within so many milliseconds is asked for at once. */
const QUIET = 600;
const QUERIES = ["wohngeld", "hund anmelden", "Personalausweis beantragen", "Gewerbe"];
/** The page; its styles and modules and the entry of the index; the words; what is shown of the results. */
const MOST_TRIPS = 4;
const MOST_BYTES = 75_000;

const { origin, browser } = await open();
const address = (query) => origin + "/suche/?q=" + encodeURIComponent(query);
const FOUND = ".search-page__result";

/** Lets everything that is asked for at once arrive at once, and counts how often that happens until there are results. */
async function trips(query) {
  const page = await visit(browser);
  const seen = new Set();
  let held = [];
  let count = 0;
  let timer;
  await page.route("**/*", (route) => {
    seen.add(new URL(route.request().url()).pathname);
    held.push(route);
    clearTimeout(timer);
    timer = setTimeout(() => {
      count += 1;
      for (const one of held.splice(0)) one.continue().catch(() => {});
    }, QUIET);
  });
  await page.goto(address(query), { waitUntil: "commit" });
  await page.waitForSelector(FOUND);
  const upTo = count;
  await page.context().close();
  return { trips: upTo, bytes: [...seen].reduce((sum, url) => sum + compressed(fileOf(url)).length, 0), requests: seen.size };
}

for (const query of QUERIES) {
  test(`“${query}” is answered in ${MOST_TRIPS} round trips and ${MOST_BYTES / 1000} kB`, async (t) => {
    const { trips: count, bytes, requests } = await trips(query);
    const page = await visit(browser);
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", LINE);
    const start = Date.now();
    await page.goto(address(query), { waitUntil: "commit" });
    await page.waitForSelector(FOUND);
    t.diagnostic(`${count} round trips, ${bytes} bytes, ${requests} requests; ${Date.now() - start} ms on a slow line`);
    await page.context().close();
    assert.ok(count <= MOST_TRIPS, `${count} round trips`);
    assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
  });
}
