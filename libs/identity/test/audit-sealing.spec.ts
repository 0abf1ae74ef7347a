import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Migrator } from '@carenode/database';
import { startEmbeddedServer } from '@carenode/database/embedded';
import { newId, Sealer } from '@carenode/module-kit';
import { emptyDatabase, openTestDatabase, startTestHost, type TestHost } from '@carenode/testing';

import { AuditSealing } from '../src/audit/audit-sealing.service.js';
import { AuditVerification } from '../src/audit/audit-verification.service.js';
import { asSuperuser, context, restoreTrail, sealAll, sealEverything } from './audit-trail.js';

/** One transaction each: an event about nobody. */
const EVENTS = (count: number) =>
  `do $$ begin for i in 1..${count} loop insert into public.audit_events (kind) values ('noted'); commit; end loop; end $$`;
const NEW_PROFILE = `insert into profiles (id, user_type, first_name) values ($1, 'patient', 'Ada')`;

describe('sealing the audit trail', () => {
  let test: TestHost;
  const rows = async (sql: string, values: unknown[] = []) =>
    (await test.database.admin.query<Record<string, unknown>>(sql, values)).rows;
  const eventOf = async (id: string) =>
    (await rows('select seq::text, tx::text from audit_events where row_id = $1', [id]))[0];
  const sealsOver = (id: string) =>
    rows(
      `select s.number::text from audit_seals s, audit_events e
        where e.row_id = $1 and e.tx >= s.tx_from and e.tx < s.tx_to and e.seq > s.seq_after`,
      [id],
    );

  beforeAll(async () => {
    test = await startTestHost();
    await sealAll(test);
  });

  afterAll(() => test.close());

  it('waits for a transaction under way, keeps nobody waiting, and misses none of its events', async () => {
    const [slow, quick] = [newId(), newId()];
    const writer = await test.database.admin.connect();
    await writer.query('begin');
    await writer.query(NEW_PROFILE, [slow]);
    await rows(NEW_PROFILE, [quick]);
    // Sealing does not wait for the writer, and what came later is not sealed before it.
    await test.host.get(AuditSealing).seal();
    expect(await sealsOver(quick)).toEqual([]);
    await writer.query('update profiles set last_name = $2 where id = $1', [slow, 'Lovelace']);
    await writer.query('commit');
    writer.release();
    expect(await sealAll(test)).toMatchObject({ ok: true });
    expect(BigInt(String((await eventOf(slow))?.['seq']))).toBeLessThan(
      BigInt(String((await eventOf(quick))?.['seq'])),
    );
    expect(await sealsOver(quick)).toHaveLength(1);
    expect(await sealsOver(slow)).toHaveLength(2);
  });

  it('leaves out what was rolled back', async () => {
    const id = newId();
    const writer = await test.database.admin.connect();
    await writer.query('begin');
    await writer.query(NEW_PROFILE, [id]);
    await writer.query('rollback');
    writer.release();
    expect(await eventOf(id)).toBeUndefined();
    expect(await sealAll(test)).toMatchObject({ ok: true });
  });

  it('has no gap and no event twice when two hosts seal at once while many write', async () => {
    const other = await test.another();
    const writers = Array.from({ length: 6 }, async (_, number) => {
      for (let round = 0; round < 15; round++) {
        const client = await test.database.admin.connect();
        await client.query('begin');
        for (let event = 0; event < 1 + (number % 3); event++) await client.query(NEW_PROFILE, [newId()]);
        await new Promise((resolve) => setTimeout(resolve, (number * 7 + round * 3) % 25));
        await client.query(round % 5 === 4 ? 'rollback' : 'commit');
        client.release();
      }
    });
    let writing = true;
    const sealers = [test, other].map(async ({ host }) => {
      while (writing) {
        await host.get(AuditSealing).seal();
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    });
    await Promise.all(writers);
    writing = false;
    await Promise.all(sealers);
    const report = await sealAll(other);
    expect(report).toMatchObject({ ok: true, findings: [] });
    await other.close();
    expect(
      await rows(`select (select count(*) from audit_events) = sum(event_count) as whole,
                         count(*) = max(audit_seals.number) as unbroken from audit_seals`),
    ).toEqual([{ whole: true, unbroken: true }]);
  }, 60_000);

  it('seals a backlog in several seals, and a large transaction in one', async () => {
    await rows(EVENTS(11_000));
    await rows(`insert into audit_events (kind) select 'noted' from generate_series(1, 12000)`);
    expect(await sealAll(test)).toMatchObject({ ok: true });
    const sizes = await rows('select event_count::int as size from audit_seals order by 1 desc limit 3');
    expect(sizes[0]).toEqual({ size: 12_000 });
    expect(sizes[1]?.['size']).toBeLessThanOrEqual(10_000);
    expect(sizes[2]?.['size']).toBeGreaterThan(500);
  }, 60_000);

  it('goes on after a dump was restored into a new cluster, which counts transactions anew', async () => {
    // The old cluster is to be ahead of the new one.
    await rows(`do $$ begin for i in 1..5000 loop perform pg_current_xact_id(); commit; end loop; end $$`);
    await rows(EVENTS(3));
    await sealAll(test);
    const home = mkdtempSync(join(tmpdir(), 'carenode-restore-'));
    chmodSync(home, 0o755);
    const server = await startEmbeddedServer({ directory: home, durable: false });
    const restored = await emptyDatabase(server.adminUrl);
    const { modules } = test;
    await new Migrator({ adminUrl: restored.adminUrl, hostLogin: restored.hostLogin, modules }).up();
    await restoreTrail(test.database, restored, [NEW_PROFILE, [newId()]]);
    const db = await openTestDatabase(restored, modules);
    const sealer = test.host.get(Sealer);
    const [sealing, trail] = [new AuditSealing(db, sealer), new AuditVerification(db, sealer)];
    try {
      for (let round = 0; round < 3; round++) {
        await restored.admin.query(NEW_PROFILE, [newId()]);
        expect(await sealEverything(sealing, trail)).toMatchObject({ ok: true, findings: [] });
      }
      const { rows: epochs } = await restored.admin.query(
        `select count(*) filter (where tx_from = '0')::int as epochs, max(audit_seals.number) - count(*) as missing,
                (select count(*) from audit_events) - sum(event_count) as uncovered from audit_seals`,
      );
      expect(epochs).toEqual([{ epochs: 2, missing: '0', uncovered: '0' }]);

      // What either cluster sealed cannot be changed.
      for (const which of ['asc', 'desc']) {
        await asSuperuser(restored, (client) =>
          client.query(
            `update audit_events set why = 'because' where seq = (select seq from audit_events order by seq ${which} limit 1)`,
          ),
        );
        expect(await trail.verify(context)).toMatchObject({ ok: false });
        await asSuperuser(restored, (client) =>
          client.query(`update audit_events set why = null where why = 'because'`),
        );
      }
      expect(await trail.verify(context)).toMatchObject({ ok: true });
    } finally {
      await db.close();
      await restored.drop();
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    }
  }, 60_000);
});
