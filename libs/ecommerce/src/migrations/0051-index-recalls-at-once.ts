import type { Migration, SqlRunner } from '@carenode/module-kit';

// What waits to be entered into such an index is read whole by each search: hundreds of pages for each lot that comes in,
// until the next vacuum.
const INDEXES = ['recalls_whole_products', 'products_recall_keys'];

export class IndexRecallsAtOnce implements Migration {
  readonly id = '0051-index-recalls-at-once';
  readonly why = 'Comparing lots and recalls takes as long after many came in as before.';

  async up(sql: SqlRunner): Promise<void> {
    for (const index of INDEXES) {
      await sql.query(`alter index ${index} set (fastupdate = off)`);
      await sql.query(`select gin_clean_pending_list('${index}'::regclass)`);
    }
  }

  async down(sql: SqlRunner): Promise<void> {
    for (const index of INDEXES) await sql.query(`alter index ${index} reset (fastupdate)`);
  }
}
