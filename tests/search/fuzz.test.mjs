/** Fuzzing of the search: what the two parts of `fuzz.mjs` promise. Built and run by `cargo test --test search`. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

/** Nothing that is asked takes a hundredth of it on the busiest machine. */
const PATIENCE = 60_000;
/** What keeps a damaged index from filling the memory of the machine. */
const MEGABYTES = 1_024;
const runs = Number(process.env.OZG_FUZZ_LAEUFE ?? 1_000);
const seed = Number(process.env.OZG_FUZZ_ANFANG ?? 20220215);

const index = async (/** @type {string} */ name) => {
  const folder = fileURLToPath(new URL(`../../target/search-eval/${name}`, import.meta.url));
  return `${folder}/${(await readFile(`${folder}/entry`, "utf8")).trim()}`;
};
const [entry, small] = [await index("catalogue"), await index("small")];

/** Runs a part to its end, and ends it when nothing happens. @param {string} part */
function fuzz(part) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("fuzz.mjs", import.meta.url), {
      workerData: { entry, small, runs, seed, part },
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    });
    let last = { run: -1, about: "" };
    let isOver = false;
    let timer;
    const told = () => `run ${last.run} of seed ${seed}: ${JSON.stringify(last.about)}`;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        isOver = true;
        worker.terminate();
      }, PATIENCE);
    };
    wait();
    worker.on("message", (message) => {
      last = message;
      wait();
    });
    worker.on("error", (error) => reject(new Error(`${told()}\n${error.stack ?? error}`)));
    worker.on("exit", (code) => {
      clearTimeout(timer);
      code === 0 ? resolve(last.run + 1) : reject(new Error(`${isOver ? "no end" : `ended with ${code}`}: ${told()}`));
    });
  });
}

test("every query has an answer", async () => assert.equal(await fuzz("ask"), runs));
test("a damaged index is an error or an answer, and comes to an end", async () => assert.equal(await fuzz("read"), runs));
