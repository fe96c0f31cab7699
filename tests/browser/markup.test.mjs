// The HTML: the Nu checker and html-validate find no error on two pages of every family (thoroughly: on all); on all of
// them nothing is inline that the policy forbids.

import { execFile } from "node:child_process";
import path from "node:path";
import test from "node:test";
import { promisify } from "node:util";
import { HtmlValidate } from "html-validate";
import { parse } from "node-html-parser";
import { CHECKED } from "./support/families.mjs";
import { none } from "./support/report.mjs";
import { PAGES, REDIRECTS, SITE, fileOf, html } from "./support/site.mjs";

const ALL = [...PAGES, ...REDIRECTS];
const LOOKED_AT = [...CHECKED, ...REDIRECTS];
const run = promisify(execFile);

test(`Nu: no error and no warning on ${LOOKED_AT.length} pages`, async () => {
  const jar = path.join(import.meta.dirname, "node_modules/vnu-jar/build/dist/vnu.jar");
  // The checker writes its report to stderr and ends with 1 if there is anything in it.
  const { stderr } = await run("java", ["-Xmx1g", "-jar", jar, "--format", "json", ...LOOKED_AT.map((page) => path.join(SITE, fileOf(page)))], { maxBuffer: 1 << 28 }).catch((error) => error);
  const { messages } = JSON.parse(stderr);
  const faults = messages
    .filter(({ type, subType }) => type !== "info" || subType === "warning")
    // Files have no origin that 'self' could mean; console.test.mjs asks a browser what the policy blocks.
    .filter(({ message }) => !message.includes("Content Security Policy (meta tag)"))
    .map(({ url, lastLine, message }) => ({ page: `${url.replace(`file:${SITE}`, "")}:${lastLine}`, fault: message }));
  none(faults, "faults found by Nu");
});

test(`html-validate: no error on ${LOOKED_AT.length} pages`, async () => {
  const validator = new HtmlValidate({
    root: true,
    extends: ["html-validate:recommended", "html-validate:document"],
    rules: {
      // Matters of taste or of bytes, not of correctness:
      "no-trailing-whitespace": "off",
      "void-style": "off",
      "long-title": "off",
      // Keys of municipalities are ids, and they begin with a digit.
      "valid-id": ["error", { relaxed: true }],
      // A link that is styled as a button is still a link; SVG and ARIA are Nu's and axe's business.
      "prefer-native-element": "off",
      "no-inline-style": "error",
      "require-sri": "off",
    },
  });
  const faults = [];
  for (const page of LOOKED_AT) {
    const report = await validator.validateString(html(page), page);
    for (const { ruleId, message, line } of report.results.flatMap((result) => result.messages)) faults.push({ page: `${page}:${line}`, fault: `${ruleId}: ${message}` });
  }
  none(faults, "faults found by html-validate");
});

test("no inline script, style or handler", () => {
  const faults = [];
  for (const page of ALL) {
    const fault = (text) => faults.push({ page, fault: text });
    const text = html(page);
    const root = parse(text, { blockTextElements: { script: true, style: true, pre: true } });
    if (root.querySelector("style")) fault("<style> in the page");
    for (const script of root.querySelectorAll("script:not([src])")) {
      // Data blocks are no scripts: the browser does not run them.
      if (script.getAttribute("type") !== "application/ld+json") fault("<script> without src");
    }
    if (/<[a-z][^<>]*\sstyle\s*=/i.test(text)) fault("attribute style");
    if (/<[a-z][^<>]*\son[a-z]+\s*=/i.test(text)) fault("handler in an attribute");
    if (/(href|src|action)\s*=\s*["']?\s*javascript:/i.test(text)) fault("address with javascript:");
  }
  none(faults, "breaches of the policy");
});
