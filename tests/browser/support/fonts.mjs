// The fonts that a browser sees which is started after this: those of `fonts.conf`, none of the machine.

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const folder = path.resolve(import.meta.dirname, "..");
if (!existsSync(path.join(folder, "node_modules/@expo-google-fonts"))) throw new Error("No fonts: run `npm ci` in tests/browser first.");

// What fontconfig remembers of them goes with this process.
const cache = mkdtempSync(path.join(tmpdir(), "ozg-schriften-"));
process.on("exit", () => rmSync(cache, { recursive: true, force: true }));
process.env.XDG_CACHE_HOME = cache;
process.env.FONTCONFIG_FILE = path.join(folder, "fonts.conf");
