// A failed check shows every fault it found, not the first.

import assert from "node:assert/strict";

/** Fails when there are faults; the message lists them, the same ones once with the pages they are on. */
export function none(faults, what) {
  if (!faults.length) return;
  const places = new Map();
  for (const { page, fault } of faults) places.set(fault, [...(places.get(fault) ?? []), page]);
  const lines = [...places].map(([fault, pages]) => {
    const shown = [...new Set(pages)].slice(0, 4).join(" ");
    const more = new Set(pages).size - 4;
    return `  ${fault}\n    ${shown}${more > 0 ? ` and ${more} more` : ""}`;
  });
  // The place of this call says nothing; the list does.
  Error.stackTraceLimit = 0;
  assert.fail(`${what}: ${faults.length}\n${lines.slice(0, 60).join("\n")}${lines.length > 60 ? `\n  … ${lines.length - 60} more` : ""}`);
}
