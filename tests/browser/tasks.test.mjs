// What readers come for, done in the browser on a phone, with the actions counted: typing a word, or following one link.
// Reading is no action.

import assert from "node:assert/strict";
import test from "node:test";
import { open, visit } from "./support/browser.mjs";

const { origin, browser } = await open();

/** A reader at the start page, who counts. */
async function reader() {
  const page = await visit(browser, { viewport: { width: 360, height: 740 } });
  await page.goto(`${origin}/`);
  let actions = 0;
  const begin = Date.now();
  return {
    page,
    async type(field, text) {
      actions += 1;
      await page.locator(field).fill(text);
    },
    async follow(link) {
      actions += 1;
      await link.first().click();
      await page.waitForLoadState();
    },
    /** What the words of an element are, without what is folded. */
    read: async (element) => (await element.first().innerText()).replace(/\s+/g, " ").trim(),
    done(t, most) {
      t.diagnostic(`${actions} actions, ${((Date.now() - begin) / 1000).toFixed(1)} s`);
      assert.ok(actions <= most, `${actions} actions, at most ${most} are wanted`);
    },
  };
}

const link = (page, name) => page.getByRole("link", { name });

test("a clerk finds the next step for a service: by when, what it costs, whom to ask", async (t) => {
  const { page, type, follow, read, done } = await reader();
  await type("#suche-kommune", "Panketal");
  await follow(page.locator("[role=listbox] [role=option], .suggestions a").filter({ hasText: "Panketal" }));
  assert.equal(await read(page.locator("h1")), "Panketal");
  const row = page.locator(".plan__table tr", { hasText: "Gewerbe anmelden" });
  const [step, date, costs, whom] = await row.locator("td").allInnerTexts();
  assert.match(step, /Zum Termin anmelden|Online-Dienst bestellen/);
  assert.match(date, /\d{4}/);
  assert.match(costs, /€/);
  assert.match(whom, /\p{L}{5}/u);
  done(t, 2);
});

test("a coordinator sees all that is overdue, in all ministries", async (t) => {
  const { page, follow, read, done } = await reader();
  await follow(link(page, "Aufgaben aller Ressorts"));
  assert.match(await read(page.locator(".section .lead")), /Überfällig sind [1-9]/);
  const [, overdue] = (await read(page.locator(".section .lead"))).match(/Überfällig sind (\d+)/);
  const dates = await page.locator("main tbody tr td[data-value^='20']").evaluateAll((cells) => cells.map((cell) => cell.dataset.value));
  const past = dates.filter((date) => date < "2022-02-15").length;
  assert.equal(past, Number(overdue), "rows that are overdue");
  done(t, 1);
});

test("a journalist gets from a figure to its rows", async (t) => {
  const { page, follow, read, done } = await reader();
  const figure = page.locator(".figure-card").first();
  const [value] = (await read(figure)).match(/\d+/);
  await follow(figure.locator("a"));
  assert.equal(await page.locator("main table tbody tr:visible").count(), Number(value));
  done(t, 1);
});

test("what is new", async (t) => {
  const { page, follow, read, done } = await reader();
  await follow(page.locator(".site-nav summary"));
  await follow(link(page, "Aktuelles"));
  assert.equal(await read(page.locator("h1")), "Aktuelles");
  done(t, 2);
});

test("which services a county carries out", async (t) => {
  const { page, type, follow, read, done } = await reader();
  await type("#suche-kommune", "Barnim");
  await follow(page.locator("[role=listbox] [role=option], .suggestions a").filter({ hasText: "Barnim" }));
  assert.match(await read(page.locator("h1")), /Barnim/);
  assert.ok((await page.locator(".plan__table tbody tr").count()) > 20);
  done(t, 2);
});

test("how to subscribe", async (t) => {
  const { page, follow, read, done } = await reader();
  await follow(page.locator("footer").getByRole("link", { name: "Abonnieren" }));
  assert.match(await read(page.locator("main")), /Feed/);
  assert.ok((await page.locator("main a[href$='.atom'], main a[href$='.ics']").count()) > 0);
  done(t, 1);
});

test("where a citizen applies", async (t) => {
  const { page, done } = await reader();
  assert.match(await link(page, /Landesserviceportal/).first().getAttribute("href"), /^https:/);
  await page.goto(`${origin}/leistungen/hundehaltung/`);
  assert.match(await page.locator(".site-strip__apply a").getAttribute("href"), /^https:/, "a service leads to its own online service");
  done(t, 0);
});

test("what a level of maturity means", async (t) => {
  const { page, type, follow, read, done } = await reader();
  await type("#suche-start", "Reifegrad");
  await page.keyboard.press("Enter");
  await page.waitForURL(/suche/);
  await follow(page.locator("main h2 a, main h3 a").filter({ hasText: "Begriffe" }));
  assert.match(await read(page.locator("main")), /Stufe.*Online-Leistung/);
  done(t, 3);
});
