import { migratedDatabase, startHostProcess, TestClient, testModules } from '@carenode/testing';
import { createHash, randomBytes, randomUUID } from 'node:crypto';

import { demoBundle } from './fhir-bundles.js';
import { type ImportBody, RECORD_TABLES, upload } from './imports.js';

describe('A host that dies in the middle of an import', () => {
  it('leaves no row of the file; the next host calls the import interrupted and takes the file again', async () => {
    const database = await migratedDatabase(await testModules(['patient-data']));
    const rowCounts = async () => {
      const counts = RECORD_TABLES.map((table) =>
        database.admin.query<{ count: string }>(`select count(*) from ${table}`),
      );
      return (await Promise.all(counts)).map(({ rows }) => Number(rows[0]?.count));
    };
    const backends = async (condition: string) => {
      const { rowCount } = await database.admin.query(
        `select from pg_stat_activity where datname = current_database() and usename = $1 and ${condition}`,
        [database.hostLogin.name],
      );
      return rowCount ?? 0;
    };
    try {
      await database.admin.query(
        `insert into instance_module_activations (module_name, is_active) values ('patient-data', true)
         on conflict (module_name) do update set is_active = true`,
      );
      const [id, token] = [randomUUID(), randomBytes(32).toString('base64url')];
      await database.admin.query(`insert into profiles (id, user_type) values ($1, 'patient')`, [id]);
      await database.admin.query(
        `insert into sessions (profile_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')`,
        [id, createHash('sha256').update(token).digest()],
      );

      const first = await startHostProcess({ database, modules: ['patient-data'] });
      const patient = new TestClient(first.url, id, { cookie: `carenode_session=${token}` });
      const blocker = await database.admin.connect();
      await blocker.query('begin');
      await blocker.query('lock table patient_health_goals in access exclusive mode');
      const { status, body } = await upload(patient, demoBundle('cammy-kreiger.json'), {
        headers: { prefer: 'respond-async' },
      });
      expect(status).toBe(202);
      await until(async () => (await backends(`wait_event_type = 'Lock'`)) > 0);
      await first.kill();
      await blocker.query('rollback');
      blocker.release();
      // PostgreSQL notices the dead connection when the statement that waited for the lock is through.
      await until(async () => (await backends('true')) === 0);
      expect(await rowCounts()).toEqual([0, 0, 0, 0, 0]);

      // Half a minute passes.
      await database.admin.query(
        `update patient_data_imports set heartbeat_at = now() - interval '31 seconds'`,
      );
      const second = await startHostProcess({ database, modules: ['patient-data'] });
      try {
        const again = patient.at(second.url);
        const dead = await again.get<ImportBody>(`/api/v1/patients/me/imports/${body.id}`);
        expect(dead.body).toMatchObject({
          status: 'interrupted',
          report: null,
          problem: { code: 'interrupted' },
        });
        const done = await upload(again, demoBundle('cammy-kreiger.json'));
        expect(done.body).toMatchObject({
          status: 'done',
          report: { entries: { stored: 93, duplicate: 0 } },
        });
      } finally {
        expect(await second.stop()).toBe(0);
      }
    } finally {
      await database.drop();
    }
  }, 60_000);
});

async function until(met: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await met()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It did not come to that.');
}
