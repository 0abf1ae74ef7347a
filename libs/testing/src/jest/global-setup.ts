import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startEmbeddedServer } from '@carenode/database';

import { shared } from './shared.js';

/** One real PostgreSQL for the whole run; each test file clones databases from templates in it. */
export default async function globalSetup(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'carenode-test-'));
  chmodSync(directory, 0o755);
  const server = await startEmbeddedServer({
    directory,
    durable: false,
    settings: { max_connections: '300' },
  });
  shared.server = server;
  shared.directory = directory;
  process.env['CARENODE_TEST_ADMIN_URL'] = server.adminUrl;
}
