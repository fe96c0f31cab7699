// The strict policy holds and the console stays silent: on every page but those of the authorities, of which all kinds
// are looked at and every tenth of the rest.

import test from "node:test";
import { open, visit } from "./support/browser.mjs";
import { TWO_OF_EACH, familyOf } from "./support/families.mjs";
import { none } from "./support/report.mjs";
import { PAGES } from "./support/site.mjs";

const { origin, browser } = await open();

const many = (url) => /^(municipality|office|other authority)/.test(familyOf(url));
const kinds = new Set(TWO_OF_EACH);
const looked = process.env.OZG_FAMILIES ? TWO_OF_EACH : PAGES.filter((url, i) => kinds.has(url) || !many(url) || i % 10 === 0);

test(`no message, no failed and no foreign request on ${looked.length} pages`, async () => {
  const faults = [];
  const queue = [...looked];
  const lane = async () => {
    const page = await visit(browser);
    let url;
    const fault = (text) => faults.push({ page: url, fault: text.replaceAll(origin, "") });
    page.on("console", (message) => fault(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => fault(`error in a script: ${error.message}`));
    page.on("requestfailed", (request) => {
      // An icon may still be on its way when the next page is opened.
      if (request.failure()?.errorText !== "net::ERR_ABORTED") fault(`failed: ${request.url()} ${request.failure()?.errorText}`);
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) fault(`foreign request: ${request.url()}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) fault(`status ${response.status()}: ${response.url()}`);
    });
    while (queue.length) {
      url = queue.shift();
      await page.goto(origin + url, { waitUntil: "load" });
      // Modules run before `load`; what they ask for comes after it.
      await page.evaluate(() => new Promise((done) => setTimeout(done, 20)));
    }
  };
  await Promise.all([lane(), lane()]);
  none(faults, "messages");
});

test("a wrong address gets the page for wrong addresses, complete with style", async () => {
  const faults = [];
  const page = await visit(browser);
  const response = await page.goto(`${origin}/leistungen/gibt/es/nicht/`);
  const styled = await page.evaluate(() => document.styleSheets.length > 0 && document.styleSheets[0].cssRules.length > 10);
  if (response.status() !== 404) faults.push({ page: "404", fault: `status ${response.status()}` });
  if (!styled) faults.push({ page: "404", fault: "no style sheet: addresses on the page must not depend on where it is shown" });
  none(faults, "faults");
});
