// The browser: Debian's Chromium, a fresh profile, nothing that calls home. One for each test file.

import { after } from "node:test";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/**
 * Starts server and browser, and ends both after the tests of the file.
 * @returns {Promise<{origin: string, browser: import("playwright-core").Browser}>}
 */
export async function open() {
  const server = await serve();
  // playwright makes a new profile folder for each launch and removes it at the end.
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  after(async () => {
    await browser.close();
    await server.close();
  });
  return { origin: server.origin, browser };
}

/** A context of its own with one page in it; German, quiet, and at rest. */
export async function visit(browser, options = {}) {
  const context = await browser.newContext({
    locale: "de-DE",
    timezoneId: "Europe/Berlin",
    reducedMotion: "reduce",
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  return { context, page, [Symbol.asyncDispose]: () => context.close() };
}

/** Calls `task` for each item, `lanes` at a time; what one lane needs is made by `prepare` and passed on. */
export async function inLanes(items, lanes, prepare, task) {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: Math.min(lanes, items.length) }, async () => {
      const lane = await prepare();
      while (queue.length) await task(lane, queue.shift());
      await lane.context?.close();
    }),
  );
}
