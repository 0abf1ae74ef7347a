import type { Migration, SqlRunner } from '@carenode/module-kit';

import { AUDIT_WRITE } from './0002-audit-functions.js';

/**
 * A step that changes rows tells the trail of each batch by itself, one event per person; its undo log has what was there.
 * Only who may act as the owner can say that it is one: nobody who signs in as a host.
 */
const TOLD_BY_ITSELF = `
    if tg_op = 'UPDATE' and pg_catalog.current_setting('carenode.data_step', true) = tg_table_name
       and pg_catalog.current_setting('role') = 'carenode_owner' then
      return null;
    end if;
`;

export class TellDataStepsAtOnce implements Migration {
  readonly id = '0004-tell-data-steps-at-once';
  readonly why = 'A step that changes millions of rows would tell the audit trail of each of them.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(replacing(AUDIT_WRITE.replace('\n  begin\n', `\n  begin${TOLD_BY_ITSELF}`)));
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query(replacing(AUDIT_WRITE));
  }
}

function replacing(text: string): string {
  return text.replace('create function', 'create or replace function');
}
