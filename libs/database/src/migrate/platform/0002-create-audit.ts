import type { Migration, SqlRunner } from '@carenode/module-kit';

import { AUDIT_FUNCTIONS, TABLE_REGISTRY } from './0002-audit-functions.js';
import { AUDIT_KEEPING, AUDIT_TABLES } from './0002-audit-tables.js';

export class CreateAudit implements Migration {
  readonly id = '0002-create-audit';
  readonly why =
    'Every write, and every read of somebody else’s record, is told in a trail that nobody can change unseen.';

  async up(sql: SqlRunner): Promise<void> {
    for (const text of [...AUDIT_TABLES, ...AUDIT_KEEPING, ...AUDIT_FUNCTIONS, ...TABLE_REGISTRY])
      await sql.query(text);
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table carenode.tables');
    await sql.query('drop function carenode.note_event(text, uuid, text)');
    await sql.query('drop function carenode.note_reads(text, uuid[])');
    await sql.query('drop function carenode.note_read(text, uuid, bigint)');
    await sql.query('drop function carenode.audit_write()');
    await sql.query('drop function carenode.make_audit_partitions()');
    await sql.query('drop table public.audit_seals, public.audit_changes, public.audit_events');
    await sql.query('drop function carenode.refuse_audit_change()');
    await sql.query('drop sequence carenode.audit_event_seq');
    await sql.query('drop function carenode.person()');
  }
}
