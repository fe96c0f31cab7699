// The browser: Debian's Chromium, a fresh profile, fonts of our own, nothing that calls home. One for each test file.

import { after } from "node:test";
import { chromium } from "playwright-core";
import { CHROMIUM, FLAGS } from "./chromium.mjs";
import { serve } from "./server.mjs";

export { CHROMIUM, FLAGS, visit } from "./chromium.mjs";

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
