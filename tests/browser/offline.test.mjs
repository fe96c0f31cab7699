// The copy for a disk, unpacked and opened without a server: the console stays silent, styles hold, and the search says what to
// use instead.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { open, visit } from "./support/browser.mjs";
import { TWO_OF_EACH } from "./support/families.mjs";
import { none } from "./support/report.mjs";
import { AS_OF, ROOT, fileOf, program } from "./support/site.mjs";

const { browser } = await open();
const folder = mkdtempSync(path.join(tmpdir(), "ozg-kopie-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const copy = path.join(folder, "portal.tar");
execFileSync(program(), ["build", "--wurzel", ROOT, "--stichtag", AS_OF, "--ausgabe", copy], { stdio: "ignore" });
execFileSync("tar", ["-xf", copy, "-C", folder]);
const address = (url) => pathToFileURL(path.join(folder, fileOf(url))).href;

test(`no message and no failed request on ${TWO_OF_EACH.length} pages`, async () => {
  const faults = [];
  const page = await visit(browser);
  let url;
  page.on("console", (message) => faults.push({ page: url, fault: message.text() }));
  page.on("requestfailed", (request) => {
    if (request.failure()?.errorText !== "net::ERR_ABORTED") faults.push({ page: url, fault: request.url() });
  });
  for (url of TWO_OF_EACH) {
    await page.goto(address(url), { waitUntil: "load" });
    const rules = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--brand"));
    if (!rules) faults.push({ page: url, fault: "without its styles" });
  }
  none(faults);
});

test("the search says that it does not run, and where to look instead", async () => {
  const page = await visit(browser);
  await page.goto(address("/"));
  const field = page.locator("form[role=search] input[name=q]").first();
  await field.fill("wohngeld");
  await field.press("Enter");
  await page.waitForURL(/suche\/index\.html\?q=wohngeld$/);
  assert.match(await page.locator("main .lead").innerText(), /In dieser Kopie läuft die Suche nicht/);
  await page.locator("main a[href$='a-z/index.html']").click();
  await page.waitForURL(/^file:.*\/a-z\/index\.html$/);
});
