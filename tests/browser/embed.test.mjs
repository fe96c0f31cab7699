// The component on a page of another origin, whose policy lets in nothing but the portal's script and data: with and
// without JavaScript, when the data cannot be had, for assistive technology, and with the code that the configurator gives.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test, { after } from "node:test";
import { gzipSync } from "node:zlib";
import { open, visit } from "./support/browser.mjs";
import { FILES, bytes } from "./support/site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { origin: portal, browser } = await open({ headers: true });

/** The address that the portal was built for, which the files of the API name. */
const home = JSON.parse(bytes("api/v1/leistungen.json")).documentation.replace(/\/daten\/$/, "");
const answers = (folder) => [...FILES].filter((file) => file.startsWith(`api/v1/${folder}/`)).map((file) => JSON.parse(bytes(file)).data);
const live = ({ services }) => services.filter(({ reuse }) => reuse.status === "live");
const open_ = ({ services }) => services.filter((service) => service.participation_open);
const todo = ({ plan }) => plan.filter(({ group }) => ["now", "this_quarter", "later"].includes(group));
const most = (all, list) => all.sort((a, b) => list(b).length - list(a).length)[0];
const town = most(answers("stellen"), live);
const ministry = most(answers("ressorts"), open_);
const empty = answers("stellen").find((answer) => live(answer).length === 0 && /^\d+$/.test(answer.authority.id));

/** A site of a municipality: one page with a strict policy, one style sheet. */
async function neighbour() {
  const site = { body: "" };
  const policy = `default-src 'none'; img-src 'self'; style-src 'self'; script-src ${portal}; connect-src ${portal}; base-uri 'none'; form-action 'none'`;
  const server = createServer((request, response) => {
    if (request.url === "/style.css") {
      response.writeHead(200, { "content-type": "text/css" }).end("body { font: 20px/1.5 serif; color: #123456; background: #fff }");
      return;
    }
    if (request.url !== "/") return void response.writeHead(204).end();
    const page = `<!doctype html><html lang="de"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Stadt</title><link rel="stylesheet" href="/style.css"><main><h1>Unsere Stadt</h1>${site.body}</main></html>`;
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": policy }).end(page);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  after(() => server.close());
  site.origin = `http://127.0.0.1:${server.address().port}`;
  return site;
}

const site = await neighbour();
const code = (attribute, id, page) =>
  `<script type="module" src="${portal}/einbinden/ozg.js"></script><ozg-dienste ${attribute}="${id}"><a href="${portal}${page}">Zum Portal</a></ozg-dienste>`;

/** Shows the page, and gathers whatever the browser has to say of it. */
async function show(body, options) {
  site.body = body;
  const page = await visit(browser, options);
  const messages = [];
  page.on("console", (message) => messages.push(message.text()));
  page.on("pageerror", (error) => messages.push(error.message));
  await page.goto(`${site.origin}/`, { waitUntil: "networkidle" });
  return { page, messages };
}

/** What readers see of the component. */
const shown = (page) =>
  page.locator("ozg-dienste").evaluate((element) => {
    const root = element.shadowRoot;
    const links = root ? [...root.querySelectorAll("li a")] : [];
    return {
      heading: root?.querySelector("[part=heading]")?.textContent,
      items: root ? [...root.querySelectorAll("li")].map((item) => item.firstChild.textContent) : [],
      links: links.map((link) => link.href),
      none: root?.querySelector("[part=none]")?.textContent,
      source: root?.querySelector("[part=source] a")?.href,
      font: root && getComputedStyle(root.querySelector("p") ?? element).fontFamily,
      color: root && getComputedStyle(root.querySelector("li a") ?? element).color,
      text: element.innerText.trim(),
    };
  });

test("content has something to show, and nothing", () => {
  assert.ok(live(town).length > 0 && open_(ministry).length > 0 && empty);
  assert.notEqual(new URL(portal).port, new URL(site.origin).port);
});

test("the component is below 6 kB compressed", () => {
  const size = gzipSync(bytes("einbinden/ozg.js"), { level: 9 }).length;
  assert.ok(size < 6000, `${size} bytes`);
});

test("the services that are live in a municipality, in its own type and colour", async () => {
  const { page, messages } = await show(code("stelle", town.authority.id, `/stellen/${town.authority.id}/`));
  const seen = await shown(page);
  assert.deepEqual(messages, []);
  assert.deepEqual(seen.items, live(town).map(({ title }) => title));
  assert.deepEqual(seen.links, live(town).map(({ url, reuse }) => reuse.online_url ?? url));
  assert.equal(seen.source, `${home}/stellen/${town.authority.id}/`);
  assert.equal(seen.font, "serif");
  assert.equal(seen.color, "rgb(18, 52, 86)");
});

test("what a municipality has to do next, as its plan says", async () => {
  const { page, messages } = await show(code("plan", town.authority.id, `/stellen/${town.authority.id}/#plan`));
  const seen = await shown(page);
  const steps = todo(town);
  assert.deepEqual(messages, []);
  assert.deepEqual(seen.items, steps.map(({ title }) => title));
  assert.deepEqual(seen.links, steps.map(({ url }) => url));
  assert.equal(seen.source, `${home}/stellen/${town.authority.id}/#plan`);
  const texts = await page.locator("ozg-dienste").evaluate((element) => [...element.shadowRoot.querySelectorAll("li p")].map((text) => text.textContent));
  assert.deepEqual(texts.length, steps.length);
  for (const [i, { action, date, date_kind, authority, authority_name }] of steps.entries()) {
    assert.ok(texts[i].startsWith(action), texts[i]);
    assert.equal(texts[i].includes(date_kind === "until" ? ", bis " : ", ab "), Boolean(date), texts[i]);
    assert.equal(texts[i].endsWith(authority_name), authority !== town.authority.id, texts[i]);
  }
  // A day, a month and a quarter, as Germans write them.
  const dates = texts.join(" ").match(/ab \d\. Quartal 2022|ab [A-Z][a-z]+ 2022|bis \d+\. \p{L}+ 2022/gu).map((text) => text.split(" ").length + text[0]);
  assert.deepEqual([...new Set(dates)].sort(), ["3a", "4a", "4b"], texts.join("; "));
});

test("a ministry's calls for participation", async () => {
  const { page, messages } = await show(code("ressort", ministry.ministry.id, `/ressorts/${ministry.ministry.id}/`));
  const seen = await shown(page);
  assert.deepEqual(messages, []);
  assert.deepEqual(seen.items, open_(ministry).map(({ title }) => title));
});

test("where nothing is live, it says so", async () => {
  const { page } = await show(code("stelle", empty.authority.id, `/stellen/${empty.authority.id}/`));
  const seen = await shown(page);
  assert.deepEqual(seen.items, []);
  assert.ok(seen.none?.length > 10, seen.text);
});

test("another value shows something else, without another script", async () => {
  const { page } = await show(code("stelle", empty.authority.id, "/"));
  await page.locator("ozg-dienste").evaluate((element, id) => element.setAttribute("stelle", id), town.authority.id);
  await page.waitForFunction(() => document.querySelector("ozg-dienste").shadowRoot.querySelector("li"));
  assert.equal((await shown(page)).items.length, live(town).length);
});

test("without JavaScript it is a plain link", async () => {
  const { page, messages } = await show(code("stelle", town.authority.id, `/stellen/${town.authority.id}/`), { javaScriptEnabled: false });
  const link = page.locator("ozg-dienste a");
  assert.deepEqual(messages, []);
  assert.equal(await link.innerText(), "Zum Portal");
  assert.equal(await link.getAttribute("href"), `${portal}/stellen/${town.authority.id}/`);
  assert.ok(await link.isVisible());
});

test("when the data cannot be had, the link stays", async () => {
  for (const id of ["999999999999", "../x", ""]) {
    const { page } = await show(code("stelle", id, "/stellen/"));
    assert.ok(await page.getByRole("link", { name: "Zum Portal" }).isVisible(), id);
  }
});

test("a policy that does not let it in leaves the link", async () => {
  const other = portal.replace("127.0.0.1", "localhost");
  const { page } = await show(code("stelle", town.authority.id, "/").replaceAll(`${portal}/einbinden`, `${other}/einbinden`));
  assert.ok(await page.getByRole("link", { name: "Zum Portal" }).isVisible());
});

test("assistive technology finds a named list of links, and axe finds nothing", async () => {
  for (const viewport of [{ width: 360, height: 740 }, { width: 1280, height: 900 }]) {
    const { page } = await show(code("stelle", town.authority.id, "/"), { viewport, bypassCSP: true });
    const list = page.getByRole("list", { name: (await shown(page)).heading });
    assert.equal(await list.getByRole("listitem").count(), live(town).length);
    const names = await list.getByRole("link").allInnerTexts();
    assert.deepEqual(names, live(town).map(({ title }) => title));
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
    const overflows = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!overflows, `${viewport.width} px`);
  }
});

test("the configurator's code works when it is put into another page", async () => {
  const page = await visit(browser);
  await page.goto(`${portal}/einbinden/`);
  await page.locator('select[name="authority"]').selectOption(town.authority.id);
  const forTown = await page.locator("[data-embed-code]").innerText();
  assert.ok(forTown.includes(`stelle="${town.authority.id}"`) && forTown.includes(`${home}/einbinden/ozg.js`), forTown);
  await page.waitForFunction(() => document.querySelector("[data-embed-preview] ozg-dienste")?.shadowRoot?.querySelector("[part=source]"));
  assert.deepEqual((await shown(page)).items, live(town).map(({ title }) => title), "the look at it");
  await page.locator('input[value="plan"]').check();
  const forPlan = await page.locator("[data-embed-code]").innerText();
  assert.ok(forPlan.includes(`plan="${town.authority.id}"`) && forPlan.includes(`/stellen/${town.authority.id}/#plan`), forPlan);
  await page.locator('input[value="ressort"]').check();
  assert.ok(await page.locator('select[name="authority"]').isHidden());
  await page.locator('select[name="ministry"]').selectOption(ministry.ministry.id);
  const forMinistry = await page.locator("[data-embed-code]").innerText();
  for (const [given, list] of [
    [forTown, live(town)],
    [forPlan, todo(town)],
    [forMinistry, open_(ministry)],
  ]) {
    // The portal is not published where it says.
    const { page, messages } = await show(given.replaceAll(home, portal));
    assert.deepEqual(messages, []);
    assert.equal((await shown(page)).items.length, list.length);
  }
});

test("the page on embedding has an example to copy without JavaScript", async () => {
  const page = await visit(browser, { javaScriptEnabled: false });
  await page.goto(`${portal}/einbinden/`);
  const examples = await page.locator("pre code").allInnerTexts();
  assert.ok(["stelle", "plan", "ressort"].every((name) => examples.some((example) => example.includes(`<ozg-dienste ${name}=`))), examples.join("\n"));
  assert.ok(await page.locator("[data-embed-configurator]").isHidden());
});
