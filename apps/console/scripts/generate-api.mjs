/*
 * Writes the console's API client types from the OpenAPI document of the host.
 *
 *   node apps/console/scripts/generate-api.mjs                       from libs/ui/openapi.json
 *   node apps/console/scripts/generate-api.mjs --from <url or file>  takes the document from a running host first:
 *                                                                    http://localhost:3000/api/v1/openapi.json
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import openapiTypescript, { astToString } from 'openapi-typescript';
import { format } from 'prettier';

const ui = resolve(import.meta.dirname, '../../../libs/ui');
const documentFile = join(ui, 'openapi.json');
const schemaFile = join(ui, 'src/api/generated/schema.d.ts');

const at = process.argv.indexOf('--from');
if (at !== -1) {
  const source = process.argv[at + 1];
  if (source === undefined) {
    console.error('generate-api: --from needs the URL or the file of an OpenAPI document.');
    process.exit(1);
  }
  writeFileSync(documentFile, await tidy(JSON.stringify(await read(source)), 'json'));
}
const document = JSON.parse(readFileSync(documentFile, 'utf8'));
const types = astToString(await openapiTypescript(document, { defaultNonNullable: false }));
mkdirSync(dirname(schemaFile), { recursive: true });
writeFileSync(schemaFile, await tidy(types, 'typescript'));
console.log(`${Object.keys(document.paths).length} paths written to ${schemaFile}`);

async function read(source) {
  if (!/^https?:/.test(source)) return JSON.parse(readFileSync(source, 'utf8'));
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`${source} answered ${answer.status}.`);
  return answer.json();
}

function tidy(text, parser) {
  return format(text, { parser, singleQuote: true, trailingComma: 'all', printWidth: 110 });
}
