import { AuditTrail, type AuditReport, type SealHead } from '@carenode/identity-contract';
import { systemContext } from '@carenode/module-kit';
import type { AnotherHost, TestDatabase, TestHost } from '@carenode/testing';

import { AuditSealing } from '../src/audit/audit-sealing.service.js';

export const context = systemContext('test the audit trail');

type Hosted = Pick<TestHost | AnotherHost, 'host'>;

export const verify = ({ host }: Hosted, expect?: SealHead): Promise<AuditReport> =>
  host.get(AuditTrail).verify(context, expect);

export const sealAll = ({ host }: Hosted): Promise<AuditReport> =>
  sealEverything(host.get(AuditSealing), host.get(AuditTrail));

/** Seals until nothing waits: transactions of other test files hold seals up for a moment. */
export async function sealEverything(sealing: AuditSealing, trail: AuditTrail): Promise<AuditReport> {
  for (;;) {
    await sealing.seal();
    const report = await trail.verify(context);
    if (report.notYetSealed === 0) return report;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

type Client = Pick<TestDatabase['admin'], 'query'>;

/** What somebody can do who rules over PostgreSQL: no trigger and no policy stops them. */
export async function asSuperuser(
  { admin }: Pick<TestDatabase, 'admin'>,
  work: (client: Client) => Promise<unknown>,
): Promise<void> {
  const client = await admin.connect();
  try {
    await client.query('set session_replication_role = replica');
    await work(client);
    await client.query('reset session_replication_role');
  } finally {
    client.release();
  }
}

/** Copies the audit trail as a dump and its restoration do, as of one moment in which `unsealed` was not sealed yet. */
export async function restoreTrail(
  from: TestDatabase,
  into: TestDatabase,
  unsealed: readonly [sql: string, values: unknown[]],
): Promise<void> {
  const tables = ['audit_events', 'audit_changes', 'audit_seals'];
  const source = await from.admin.connect();
  await source.query('begin isolation level repeatable read');
  await source.query(...unsealed);
  await asSuperuser(into, async (target) => {
    for (const table of tables) {
      await target.query(`delete from ${table}`);
      const { rows } = await source.query<{ dump: string }>(
        `select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as dump from ${table} t`,
      );
      await target.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [
        rows[0]?.dump,
      ]);
    }
    const { rows } = await source.query<{ last: string }>(
      'select last_value::text as last from carenode.audit_event_seq',
    );
    await target.query(`select setval('carenode.audit_event_seq', $1)`, [rows[0]?.last]);
  });
  await source.query('rollback');
  source.release();
}
