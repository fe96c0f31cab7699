// The built portal: its folder, its pages, its families of pages.
//
// `tests/run` builds once and passes the folder in OZG_SITE. Alone, a test file builds for itself (a second or two).

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "../../..");
export const AS_OF = "2022-02-15";

/** The newest build of the program, or none. */
export function program() {
  const target = process.env.CARGO_TARGET_DIR ?? path.join(ROOT, "target");
  return ["release", "debug"]
    .map((profile) => path.join(target, profile, "ozg"))
    .filter((file) => existsSync(file))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

function build() {
  const folder = mkdtempSync(path.join(tmpdir(), "ozg-browser-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  execFileSync("cargo", ["run", "--quiet", "--", "build", "--stichtag", AS_OF, "--ausgabe", folder], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return folder;
}

/** The folder of the built portal. */
export const SITE = process.env.OZG_SITE ?? build();

const files = readdirSync(SITE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(SITE, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
  .sort();

/** The path of every file, relative to the folder. */
export const FILES = new Set(files);

const addresses = files.filter((file) => file.endsWith(".html")).map((file) => "/" + file.replace(/(^|\/)index\.html$/, "$1"));

export const fileOf = (url) => (url.endsWith("/") ? url + "index.html" : url).slice(1);
export const html = (url) => readFileSync(path.join(SITE, fileOf(url)), "utf8");

const leadsOn = (url) => sizeOf(url) < 2000 && html(url).includes('http-equiv="refresh"');

/** Old addresses that only lead on to new ones. */
export const REDIRECTS = addresses.filter(leadsOn);

/** The address of every page, such as `/leistungen/`; the page for a wrong address is `/404.html`. */
export const PAGES = addresses.filter((url) => !leadsOn(url));

export const bytes = (file) => readFileSync(path.join(SITE, file));
export function sizeOf(url) {
  return statSync(path.join(SITE, fileOf(url))).size;
}
