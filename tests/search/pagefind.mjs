/** Pagefind as another engine of the comparison: its index of the same documents, asked by its own module for browsers. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { pathToFileURL } from "node:url";
import { close, createIndex } from "pagefind";

const TEXTS = { "&": "&amp;", "<": "&lt;" };
const text = (/** @type {string} */ plain) => plain.replace(/[&<]/g, (sign) => TEXTS[sign]);

/**
 * @param {{id: string, title: string, synonyms: string, summary: string, text: string}[]} documents
 * @returns {Promise<{search: (query: string) => Promise<string[]>, end: () => Promise<void>}>}
 */
export async function pagefind(documents, limit) {
  const { index } = await createIndex({ forceLanguage: "de" });
  for (const { id, title, synonyms, summary, text: body } of documents) {
    const content = `<html lang="de"><body><h1>${text(title)}</h1><p data-pagefind-weight="7">${text(synonyms)}</p><p>${text(summary)}</p><p>${text(body)}</p></body></html>`;
    await index.addHTMLFile({ url: `/${id}/`, content });
  }
  const folder = await mkdtemp(`${tmpdir()}/ozg-pagefind-`);
  await index.writeFiles({ outputPath: folder });
  const { files } = await index.getFiles();
  const contents = new Map(files.map(({ path, content }) => [`/${path}`, content]));
  // Its module loads the index over the network as in a browser; here everything is there already.
  const { fetch } = globalThis;
  globalThis.fetch = async (url) => {
    const [path] = String(url).split("?");
    const found = [...contents.keys()].find((name) => path.endsWith(name));
    return found ? new Response(contents.get(found)) : new Response("", { status: 404 });
  };
  Object.assign(globalThis, { window: { location: { origin: "http://localhost" } }, document: { currentScript: null, querySelector: () => ({ getAttribute: () => "de" }) } });
  const engine = await import(pathToFileURL(`${folder}/pagefind.js`).href);
  return {
    search: async (query) => {
      const { results } = await engine.search(query);
      const first = await Promise.all(results.slice(0, limit).map((result) => result.data()));
      return first.map(({ url }) => url.split("/").filter(Boolean).at(-1));
    },
    end: async () => {
      await engine.destroy();
      await close();
      globalThis.fetch = fetch;
      await rm(folder, { recursive: true });
    },
  };
}
