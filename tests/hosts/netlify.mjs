// Reads `_headers` and `_redirects` of a folder as Netlify does, and prints what it understood and what it did not.

import path from "node:path";
import { parseAllHeaders } from "@netlify/headers-parser";
import { parseAllRedirects } from "@netlify/redirect-parser";

const [folder] = process.argv.slice(2);
const common = { configHeaders: [], configRedirects: [], minimal: true };
const { headers, errors: headerErrors } = await parseAllHeaders({ ...common, headersFiles: [path.join(folder, "_headers")] });
const { redirects, errors: redirectErrors } = await parseAllRedirects({ ...common, redirectsFiles: [path.join(folder, "_redirects")] });
const errors = [...headerErrors, ...redirectErrors].map((error) => error.message);
console.log(JSON.stringify({ headers, redirects, errors }));
