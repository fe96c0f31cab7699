// A static server as the portal's own will be: content types, gzip, the strict policy, the page for wrong addresses.

import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import path from "node:path";
import { FILES, bytes } from "./site.mjs";

/** Only from the portal itself, and nothing inline. The preview sends the same (`src/preview/server.rs`). */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const TYPES = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  webmanifest: "application/manifest+json",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  webp: "image/webp",
  ico: "image/x-icon",
  pdf: "application/pdf",
  csv: "text/csv; charset=utf-8",
  ics: "text/calendar; charset=utf-8",
  vcf: "text/vcard; charset=utf-8",
  xml: "application/xml",
  txt: "text/plain; charset=utf-8",
};
const TEXT = /^(text|application\/(json|xml|manifest)|image\/svg)/;

const packed = new Map();
/** A file as it goes over the line; packed once. */
export function compressed(file) {
  if (!packed.has(file)) packed.set(file, gzipSync(bytes(file), { level: 9 }));
  return packed.get(file);
}

/** The rules of the portal's own `_headers`: a pattern of addresses each, and the headers that they get. */
function rules() {
  const all = [];
  for (const line of bytes("_headers").toString().split("\n")) {
    const [name, ...value] = line.trim().split(": ");
    if (line.startsWith("/")) all.push({ pattern: new RegExp("^" + line.trim().replace(/[.+?]/g, "\\$&").replaceAll("*", ".*").replaceAll(/:\w+/g, "[^/]+") + "$"), headers: {} });
    else if (value.length) all.at(-1).headers[name.toLowerCase()] = value.join(": ");
  }
  return all;
}

function answer(request, response, own) {
  const url = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  let file = (url.endsWith("/") ? url + "index.html" : url).slice(1);
  if (!FILES.has(file) && FILES.has(file + "/index.html")) {
    response.writeHead(308, { location: url + "/" }).end();
    return;
  }
  const found = FILES.has(file);
  if (!found) file = "404.html";
  const type = TYPES[path.extname(file).slice(1)] ?? "application/octet-stream";
  const headers = {
    "content-type": type,
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": file.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache",
  };
  for (const { pattern, headers: more } of own) {
    if (pattern.test(url)) Object.assign(headers, more);
  }
  let body = bytes(file);
  if (TEXT.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) {
    body = compressed(file);
    headers["content-encoding"] = "gzip";
    headers.vary = "accept-encoding";
  }
  headers["content-length"] = body.length;
  response.writeHead(found ? 200 : 404, headers).end(request.method === "HEAD" ? undefined : body);
}

/** Starts the server on a free port; with `headers`, as a host does that heeds `_headers`. Returns its origin and how to end it. */
export async function serve({ headers = false } = {}) {
  const own = headers ? rules() : [];
  const server = createServer((request, response) => answer(request, response, own));
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

