// The browser: Debian's Chromium, a fresh profile, fonts of our own, nothing that calls home. One for each test file.

import { after } from "node:test";
import { chromium } from "playwright-core";
import "./fonts.mjs";
import { serve } from "./server.mjs";

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const FLAGS = [
  ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
  // Text without coloured fringes: pictures of it are smaller and the same on every screen.
  "--disable-lcd-text",
  // Letters as their drawing has them, whatever the machine thinks of hinting.
  "--font-render-hinting=none",
];

/**
 * Starts server and browser, and ends both after the tests of the file.
 * @returns {Promise<{origin: string, browser: import("playwright-core").Browser}>}
 */
export async function open(options) {
  const server = await serve(options);
  // playwright makes a new profile folder for each launch and removes it at the end.
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  after(async () => {
    await browser.close();
    await server.close();
  });
  return { origin: server.origin, browser };
}

/** A page in a context of its own: German, quiet, at rest. It ends with the browser. */
export async function visit(browser, options = {}) {
  const context = await browser.newContext({
    locale: "de-DE",
    timezoneId: "Europe/Berlin",
    reducedMotion: "reduce",
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  return context.newPage();
}
