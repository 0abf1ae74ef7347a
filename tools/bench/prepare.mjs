import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Migrator, startEmbeddedServer } from '@carenode/database';
import { catalog } from '@carenode/host';
import { loadModules } from '@carenode/runtime';
import pg from 'pg';

/** Bench data: as many patients and rows as the targets name. */
export const SIZES = { patients: 10_000, measurements: 1_000_000, foodLog: 500_000, sessions: 200 };

const HOST_LOGIN = { name: 'carenode_bench_host', password: 'only-on-loopback-while-a-benchmark-runs' };

/**
 * A server of its own with all modules, the rows of SIZES, signed-in patients, and a provider with fifty of them in care.
 * `server.stop` and removing `directory` leave nothing. Commits reach the disk only with `durable`; without `rows` the tables
 * are empty.
 */
export async function prepare(log, { durable = false, rows = true } = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'carenode-bench-'));
  chmodSync(directory, 0o755);
  const server = await startEmbeddedServer({
    directory,
    durable,
    settings: { shared_buffers: '512MB' },
  });
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query('create database bench');
  await admin.end();
  const modules = await loadModules(catalog, null);
  await new Migrator({ adminUrl: server.urlFor('bench'), hostLogin: HOST_LOGIN, modules }).up();
  const client = new pg.Client({ connectionString: server.urlFor('bench') });
  await client.connect();
  await client.query(
    `insert into instance_module_activations (module_name, is_active) values ('patient-data', true) on conflict (module_name) do update set is_active = true`,
  );
  const url = server.urlFor('bench', HOST_LOGIN.name, HOST_LOGIN.password);
  if (!rows) {
    await client.end();
    return { server, directory, url, adminUrl: server.urlFor('bench') };
  }
  log('filling tables');
  // Triggers and foreign keys are left out while filling; the rows keep their rules.
  await client.query(`set session_replication_role = replica`);
  await client.query(`update instance_module_activations set is_active = true`);
  await client.query(
    `insert into profiles (id, user_type, email, first_name, last_name)
     select md5('patient' || n)::uuid, 'patient', 'patient' || n || '@example.org', 'Patient', n::text from generate_series(1, $1::int) n`,
    [SIZES.patients],
  );
  await client.query(
    `insert into measurements (id, patient_id, variable_id, value, unit, start_at, utc_offset_minutes, source, external_id)
     select gen_random_uuid(), md5('patient' || (n % $2 + 1))::uuid, v.ids[n % array_length(v.ids, 1) + 1], round((random() * 100)::numeric, 2), 'mg/dL',
            timestamptz '2026-01-01' - n * interval '37 seconds', 60, 'bench', n::text
       from generate_series(1, $1::int) n, (select array_agg(id) as ids from variables where patient_id is null) v`,
    [SIZES.measurements, SIZES.patients],
  );
  await client.query(
    `insert into patient_food_log (id, patient_id, timestamp, food_name, quantity, unit, calories)
     select gen_random_uuid(), md5('patient' || (n % $2 + 1))::uuid, timestamptz '2026-01-01' - n * interval '61 seconds', 'Oat porridge', 250, 'g', 180
       from generate_series(1, $1::int) n`,
    [SIZES.foodLog, SIZES.patients],
  );
  const provider = await addProvider(client);
  const tokens = [];
  for (let n = 1; n <= SIZES.sessions; n++) {
    const token = createHash('sha256').update(randomUUID()).digest('base64url');
    const { rows } = await client.query(
      `insert into sessions (profile_id, token_hash, expires_at) values (md5('patient' || $1::text)::uuid, $2, now() + interval '1 day') returning profile_id`,
      [String(n), createHash('sha256').update(token).digest()],
    );
    tokens.push({ token, patient: rows[0].profile_id });
  }
  await client.query('vacuum analyze');
  await client.end();
  return { server, directory, url, adminUrl: server.urlFor('bench'), tokens, provider };
}

/** A provider in the active care teams of fifty patients who have agreed to care. */
async function addProvider(client) {
  const id = randomUUID();
  await client.query(
    `insert into profiles (id, user_type, email, first_name, last_name) values ($1, 'provider', 'provider@example.org', 'Provider', 'Example')`,
    [id],
  );
  await client.query(
    `insert into care_team_members (patient_id, provider_id, status, awaiting)
     select md5('patient' || n)::uuid, $1, 'active', null from generate_series(1, 50) n`,
    [id],
  );
  await client.query(
    `insert into patient_consents (patient_id, purpose, text_version, method)
     select md5('patient' || n)::uuid, 'care', 1, 'paper' from generate_series(1, 50) n`,
  );
  return id;
}
