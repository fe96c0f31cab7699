// Every component as it is meant to look: the sections of the page "Gestaltung" in light and dark, on a phone and on a
// desk, against references. README.md says how to renew them.

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { open, visit } from "./support/browser.mjs";
import { none } from "./support/report.mjs";

const RENEW = process.env.OZG_TESTS_ERNEUERN === "1";
const REFERENCES = path.join(import.meta.dirname, "referenzen");
/** Where one finds what differs; ignored by git. */
const DIFFERENCES = path.join(import.meta.dirname, "abweichungen");

// Two pixels of text drawn by another version of the browser differ a little: small differences of colour do not count
// (threshold), and neither do a few pixels.
const THRESHOLD = 0.15;
const ALLOWED = 0.001;

const { origin, browser } = await open();

/** The picture as it is kept: fewer shades than one can see or than the comparison minds, and packed well. */
function small(picture) {
  const png = PNG.sync.read(picture);
  png.data.forEach((value, i) => (png.data[i] = Math.round(value / 15) * 15));
  return PNG.sync.write(png, { colorType: 2, filterType: 0, deflateStrategy: 0, deflateLevel: 9 });
}

/** Hides all other sections: what stands above one would move it by parts of a pixel, and all its letters with it. */
function standAlone(part) {
  return part.evaluate((kept) => {
    for (const section of document.querySelectorAll("main section[aria-labelledby]")) section.hidden = section !== kept;
  });
}

function compare(name, taken) {
  const file = path.join(REFERENCES, `${name}.png`);
  if (!existsSync(file)) return "has no reference";
  const [is, should] = [PNG.sync.read(taken), PNG.sync.read(readFileSync(file))];
  const keep = (suffix, data) => {
    mkdirSync(DIFFERENCES, { recursive: true });
    writeFileSync(path.join(DIFFERENCES, `${name}${suffix}.png`), data);
  };
  if (is.width !== should.width || is.height !== should.height) {
    keep("", taken);
    return `is ${is.width} × ${is.height}, the reference ${should.width} × ${should.height}`;
  }
  const difference = new PNG({ width: is.width, height: is.height });
  const pixels = pixelmatch(is.data, should.data, difference.data, is.width, is.height, { threshold: THRESHOLD });
  if (pixels <= is.width * is.height * ALLOWED) return null;
  keep("", taken);
  keep(".unterschied", PNG.sync.write(difference));
  return `differs in ${pixels} pixels`;
}

test("every component looks as its reference", async () => {
  rmSync(DIFFERENCES, { recursive: true, force: true });
  if (RENEW) {
    rmSync(REFERENCES, { recursive: true, force: true });
    mkdirSync(REFERENCES);
  }
  const faults = [];
  const taken = new Set();
  const page = await visit(browser);
  for (const width of [360, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.goto(`${origin}/gestaltung/`);
      // Two more than the sections: the frame of every page is a component too.
      const parts = [
        ["kopf", page.locator(".site-header")],
        ["fuss", page.locator(".site-footer")],
        ...(await page.locator("main section[aria-labelledby]").all()).map((section) => [null, section]),
      ];
      for (const [fixed, part] of parts) {
        const name = `${fixed ?? (await part.getAttribute("aria-labelledby"))}-${width}-${colorScheme === "light" ? "hell" : "dunkel"}`;
        await standAlone(part);
        const picture = await part.screenshot({ animations: "disabled", caret: "hide" });
        taken.add(name);
        if (RENEW) {
          writeFileSync(path.join(REFERENCES, `${name}.png`), small(picture));
          continue;
        }
        const fault = compare(name, picture);
        if (fault) faults.push({ page: `${name}.png`, fault });
      }
    }
  }
  for (const file of existsSync(REFERENCES) ? readdirSync(REFERENCES) : []) {
    if (!taken.has(file.replace(/\.png$/, ""))) faults.push({ page: file, fault: "a reference without its component" });
  }
  none(faults, "differences from the references");
});
