import { readFileSync } from "node:fs";

/**
 * A network in which whatever is asked for at once arrives at once: it counts how often one must wait for it.
 * @param {Map<string, number>} sizes
 */
export function network(sizes) {
  const counts = { bytes: 0, trips: 0 };
  /** @type {(() => void)[]} */
  let asked = [];
  const arrive = () => {
    counts.trips += 1;
    for (const answer of asked.splice(0)) answer();
  };
  const fetcher = (/** @type {string} */ path) => {
    counts.bytes += sizes.get(path.split("/").at(-1) ?? "") ?? 0;
    return new Promise((resolve) => {
      // All that follows from what is there already is asked for before the next timer.
      if (asked.length === 0) setTimeout(arrive, 2);
      asked.push(() => resolve(JSON.parse(readFileSync(path, "utf8"))));
    });
  };
  return { counts, fetcher };
}
