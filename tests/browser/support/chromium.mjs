// Debian's Chromium, with fonts of our own, for whoever has a portal to look at already.

import "./fonts.mjs";

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const FLAGS = [
  ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
  // Text without coloured fringes: pictures of it are smaller and the same on every screen.
  "--disable-lcd-text",
  // Letters as their drawing has them, whatever the machine thinks of hinting.
  "--font-render-hinting=none",
];

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
