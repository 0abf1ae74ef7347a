import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onPinnedNode, root } from './node.mjs';
import { pages } from './pages.mjs';

await onPinnedNode();
const { build } = await import('./build.mjs');
if (!(await build({ quiet: true }))) process.exit(1);

const dist = (path) => import(pathToFileURL(join(root, path)).href);
const { catalog } = await dist('apps/host/dist/index.js');
const { loadModules } = await dist('libs/runtime/dist/index.js');
const { accessMatrix, matrixMarkdown, Migrator } = await dist('libs/database/dist/index.js');
const { startEmbeddedServer } = await dist('libs/database/dist/embedded/index.js');
const { describeSteps, migrationsDocument, schemaDocument, schemaFacts } = await dist(
  'libs/database/dist/migrate/index.js',
);
const { default: pg } = await import('pg');

const modules = await loadModules(catalog, null);
const directory = mkdtempSync(join(tmpdir(), 'carenode-docs-'));
const server = await startEmbeddedServer({ directory, durable: false });
const hostLogin = { name: 'carenode_docs_host', password: 'only-on-loopback-while-pages-are-made' };
const written = {};
try {
  const adminUrl = server.adminUrl;
  written['docs/access-matrix.md'] = matrixMarkdown(accessMatrix(modules));
  written['docs/migrations.md'] = migrationsDocument(
    modules,
    await describeSteps({ adminUrl, hostLogin }, modules),
    pages.testsOf,
    pages.answers(),
  );
  await new Migrator({ adminUrl, hostLogin, modules }).up();
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const facts = await schemaFacts({ query: async (text) => (await client.query(text)).rows });
  await client.end();
  written['docs/schema.md'] = schemaDocument(modules, facts);
} finally {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
}

for (const [path, text] of Object.entries(written)) {
  const file = join(root, path);
  const current = existsSync(file) && readFileSync(file, 'utf8') === text;
  if (!current) writeFileSync(file, text);
  console.log(`${current ? 'current' : 'written'}  ${relative(process.cwd(), file)}`);
}
