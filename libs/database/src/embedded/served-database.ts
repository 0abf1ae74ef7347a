import pg from 'pg';

import { withClient } from '../with-client.js';
import type { EmbeddedServer } from './embedded-server.js';

/** Makes the database on the server when it is not there yet. */
export async function ensureDatabase(server: EmbeddedServer, database: string): Promise<void> {
  await withClient(server.adminUrl, 'carenode', async (admin) => {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await admin.query(`create database ${pg.escapeIdentifier(database)}`);
  });
}

const LEAVING = 'carenode leaving';

/** Whether anybody is connected to the server, but for those who ask this same question. */
export function hasClients(server: EmbeddedServer): Promise<boolean> {
  return withClient(server.adminUrl, LEAVING, async (admin) => {
    const { rowCount } = await admin.query(
      `select from pg_stat_activity
        where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> $1 limit 1`,
      [LEAVING],
    );
    return rowCount === 1;
  });
}
