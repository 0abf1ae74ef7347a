import { buildIndex, dropIndex } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

export class FreeCreatedBy implements Migration {
  readonly id = '0021-free-created-by';
  readonly why =
    'created_by is the caller by default and granted to nobody, so a key to profiles proves nothing; it cost an eighth of every measurement written.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query('alter table measurements drop constraint measurements_created_by_fkey');
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query(`
      update measurements m set created_by = null
       where created_by is not null and not exists (select from profiles p where p.id = m.created_by)`);
    await sql.query(`
      alter table measurements add constraint measurements_created_by_fkey
        foreign key (created_by) references profiles (id) on delete set null`);
  }
}

export class DropCreatedByIndex implements Migration {
  readonly id = '0031-drop-created-by-index';
  readonly why = 'It was there for the key that is gone.';
  readonly transaction = false;

  async up(sql: SqlRunner): Promise<void> {
    await dropIndex(sql, 'measurements_created_by');
  }

  async down(sql: SqlRunner): Promise<void> {
    await buildIndex(sql, 'measurements_created_by', 'measurements (created_by)');
  }
}
