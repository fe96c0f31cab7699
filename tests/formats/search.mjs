// Compares what search servers are told with the types that their makers publish for their requests: the OpenSearch client's come from
// the specification of its API, those of Meilisearch from its own client. No server is there to try it on.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const here = import.meta.dirname;
const checked = join(here, 'node_modules/.search.ts');

const read = (server, name) => readFileSync(join(folder, server, name), 'utf8');
const files = server => readdirSync(join(folder, server)).sort();
const lines = [
  "import type { API } from '@opensearch-project/opensearch';",
  "import type { Settings } from 'meilisearch';",
];
const add = (type, text) => lines.push(`export const value${lines.length}: ${type} = ${text.trim()};`);
for (const name of files('opensearch')) {
  if (name.startsWith('index-')) add('API.Indices_Create_RequestBody', read('opensearch', name));
  if (name.startsWith('abfrage-')) {
    const { script } = JSON.parse(read('opensearch', name));
    // As the server fills it.
    const asked = script.source
      .replace('{{#toJson}}filter{{/toJson}}', '[{"term":{"art":{"value":"leistung"}}}]')
      .replace('"{{von}}{{^von}}0{{/von}}"', '0')
      .replace('"{{anzahl}}{{^anzahl}}10{{/anzahl}}"', '10')
      .replaceAll('{{anfrage}}', 'Wohngeld');
    if (asked.includes('{{')) throw new Error(`${name}: a gap is left: ${asked}`);
    // Their type of a count of values has every property but the one that it needs.
    add('API.Search_RequestBody', asked.replaceAll(/"terms":\{"field":"[a-z]+",/g, '"terms":{'));
  }
}
for (const name of files('meilisearch')) if (name.startsWith('einstellungen-')) add('Settings', read('meilisearch', name));
if (lines.length < 5) throw new Error(`too little to compare in ${folder}`);
writeFileSync(checked, `${lines.join('\n')}\n`);
const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022', '--types', 'node'];
const done = spawnSync(join(here, 'node_modules/.bin/tsc'), [...options, checked], { cwd: here, encoding: 'utf8' });
rmSync(checked);
process.stdout.write(done.stdout + done.stderr);
console.log(`search servers: ${lines.length - 2} requests compared with the types of their makers, ${done.status ? 'WRONG' : 'all right'}`);
process.exitCode = done.status ? 1 : 0;
