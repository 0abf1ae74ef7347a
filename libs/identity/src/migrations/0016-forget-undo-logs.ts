import type { Migration, SqlRunner } from '@carenode/module-kit';

import { ERASE } from './0012-create-erasure.js';

const FORGET_CHANGES = '    delete from public.audit_changes c where c.patient_id = person;\n';
const FORGET_UNDO = '    perform carenode.forget_undo(person);\n';

export class ForgetUndoLogs implements Migration {
  readonly id = '0016-forget-undo-logs';
  readonly why = 'Steps that change rows keep what was there before: erasing a person erases that too.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(replacing(ERASE.replace(FORGET_CHANGES, FORGET_CHANGES + FORGET_UNDO)));
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query(replacing(ERASE));
  }
}

function replacing(text: string): string {
  return text.replace('create function', 'create or replace function');
}
