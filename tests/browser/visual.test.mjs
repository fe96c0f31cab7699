// Every component as it is meant to look: the sections of the page "Gestaltung" in light and dark, on a phone and on a
// desk, against references: a picture and a structure of each. README.md says how to renew them.
//
// Another major version of the browser draws other pixels without anybody having done anything. Pictures are compared by
// those that made the references; the structure by all.

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { open, visit } from "./support/browser.mjs";
import { none } from "./support/report.mjs";
import { differs, structure } from "./support/structure.mjs";

const RENEW = process.env.OZG_TESTS_ERNEUERN === "1";
const REFERENCES = path.join(import.meta.dirname, "referenzen");
/** Where one finds what differs; ignored by git. */
const DIFFERENCES = path.join(import.meta.dirname, "abweichungen");

// Two pixels of text drawn by another version of the browser differ a little: small differences of colour do not count
// (threshold), and neither do a few pixels.
const THRESHOLD = 0.15;
const ALLOWED = 0.001;

const { origin, browser } = await open();
const major = (version) => version.split(".")[0];

/** The version of the browser that made the references. */
const MADE_BY = path.join(REFERENCES, "chromium.txt");
const madeBy = process.env.OZG_REFERENZEN_VON ?? (existsSync(MADE_BY) ? readFileSync(MADE_BY, "utf8").trim() : "");
const COMPARABLE = major(madeBy) === major(browser.version());

/** The picture as it is kept: fewer shades than one can see or than the comparison minds, and packed well. */
function small(picture) {
  const png = PNG.sync.read(picture);
  png.data.forEach((value, i) => (png.data[i] = Math.round(value / 15) * 15));
  return PNG.sync.write(png, { colorType: 2, filterType: 0, deflateStrategy: 0, deflateLevel: 9 });
}

/**
 * Takes everything away but the component and what it stands in: what stands above one would move it by parts of a pixel,
 * and all its letters, or its height as a picture, with it.
 */
function standAlone(part) {
  return part.evaluate((kept) => {
    for (const hidden of document.querySelectorAll("[data-apart]")) hidden.style.removeProperty("display");
    for (let inner = kept; inner !== document.body; inner = inner.parentElement) {
      for (const other of inner.parentElement.children) {
        if (other === inner) continue;
        other.dataset.apart = "";
        other.style.setProperty("display", "none", "important");
      }
    }
  });
}

function keep(file, data) {
  mkdirSync(DIFFERENCES, { recursive: true });
  writeFileSync(path.join(DIFFERENCES, file), data);
}

/** What is wrong with the structure of a component, or null. */
function compareStructure(name, text) {
  const file = path.join(REFERENCES, `${name}.txt`);
  const fault = existsSync(file) ? differs(text, readFileSync(file, "utf8")) : "has no reference";
  if (fault) keep(`${name}.txt`, text);
  return fault;
}

/** What is wrong with the picture of a component, or null. */
function comparePicture(name, taken) {
  const file = path.join(REFERENCES, `${name}.png`);
  if (!existsSync(file)) return "has no reference";
  const [is, should] = [PNG.sync.read(taken), PNG.sync.read(readFileSync(file))];
  if (is.width !== should.width || is.height !== should.height) {
    keep(`${name}.png`, taken);
    return `is ${is.width} × ${is.height}, the reference ${should.width} × ${should.height}`;
  }
  const difference = new PNG({ width: is.width, height: is.height });
  const pixels = pixelmatch(is.data, should.data, difference.data, is.width, is.height, { threshold: THRESHOLD });
  if (pixels <= is.width * is.height * ALLOWED) return null;
  keep(`${name}.png`, taken);
  keep(`${name}.unterschied.png`, PNG.sync.write(difference));
  return `differs in ${pixels} pixels`;
}

test("every component looks as its reference", async (t) => {
  if (!COMPARABLE && !RENEW) {
    t.diagnostic(`The references were made by Chromium ${madeBy || "(unknown)"}, this is ${browser.version()}: compared are boxes, fonts and colours, and no pixels.`);
  }
  rmSync(DIFFERENCES, { recursive: true, force: true });
  if (RENEW) {
    rmSync(REFERENCES, { recursive: true, force: true });
    mkdirSync(REFERENCES);
    writeFileSync(MADE_BY, `${browser.version()}\n`);
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
        const picture = COMPARABLE || RENEW ? await part.screenshot({ animations: "disabled", caret: "hide" }) : null;
        const text = await part.evaluate(structure);
        taken.add(name);
        if (RENEW) {
          writeFileSync(path.join(REFERENCES, `${name}.png`), small(picture));
          writeFileSync(path.join(REFERENCES, `${name}.txt`), text);
          continue;
        }
        const found = { [`${name}.txt`]: compareStructure(name, text), [`${name}.png`]: picture && comparePicture(name, picture) };
        for (const [file, fault] of Object.entries(found)) if (fault) faults.push({ page: file, fault });
      }
    }
  }
  for (const file of existsSync(REFERENCES) ? readdirSync(REFERENCES) : []) {
    if (file !== path.basename(MADE_BY) && !taken.has(file.replace(/\.(png|txt)$/, ""))) faults.push({ page: file, fault: "a reference without its component" });
  }
  none(faults, "differences from the references");
});
