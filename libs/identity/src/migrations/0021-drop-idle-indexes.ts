import { buildIndex, dropIndex } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

// Sessions end by expires_at or by last_seen_at, files of exports by expires_at or by ready_at: an index on the one cannot
// find the others, so the table is read as a whole, once an hour.
const IDLE: Readonly<Record<string, string>> = {
  sessions_expiry: 'sessions (expires_at)',
  data_exports_expiry: 'data_exports (expires_at)',
};

export class DropIdleIndexes implements Migration {
  readonly id = '0021-drop-idle-indexes';
  readonly why = 'No read used the indexes of when sessions and exports expire; each sign-in kept one up.';
  readonly transaction = false;

  async up(sql: SqlRunner): Promise<void> {
    for (const index of Object.keys(IDLE)) await dropIndex(sql, index);
  }

  async down(sql: SqlRunner): Promise<void> {
    for (const [index, on] of Object.entries(IDLE)) await buildIndex(sql, index, on);
  }
}
