import { rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

import { requestContext } from '@carenode/module-kit';
import pg from 'pg';

import { prepare, SIZES } from '../prepare.mjs';

/** What row security and the gate may cost over the bare statement, and an audited read over one that is not. */
const BUDGET = { rowSecurity: 1.1, auditedRead: 2 };
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const TIMES = Number(process.env.BENCH_TIMES ?? 1500);

/**
 * The newest 50 measurements of a patient among SIZES.measurements, in the door's own kind of transaction (BEGIN, claims,
 * statement, COMMIT in one round trip), on one connection, in turns: bare (as the tables' owner, whom row security does not
 * concern), as the patient, as a provider without and with the audit event.
 */
export async function run(log) {
  const bench = await prepare(log, { durable: true });
  const client = new pg.Client({ connectionString: bench.adminUrl, pipeline: true });
  try {
    await client.connect();
    await client.query(`set jit = off`);
    const ways = await waysOf(bench);
    for (const way of Object.values(ways)) for (let n = 0; n < 300; n++) await once(client, way, n);
    for (const [name, way] of Object.entries(ways)) await sameRows(client, name, way);
    const medians = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
    for (let round = 0; round < ROUNDS; round++) {
      const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
      for (let n = 0; n < TIMES; n++)
        for (const [name, way] of Object.entries(ways)) times[name].push(await once(client, way, n));
      for (const name of Object.keys(ways)) medians[name].push(median(times[name]));
    }
    const ratios = (of, to) =>
      medians[of].map((value, round) => value / medians[to][round]).sort((a, b) => a - b);
    const measured = {
      rowSecurity: report(ratios('patient', 'bare'), BUDGET.rowSecurity),
      auditedRead: report(ratios('audited', 'unaudited'), BUDGET.auditedRead),
    };
    const micros = Object.fromEntries(
      Object.entries(medians).map(([name, values]) => [name, Math.round(median(values) * 1000)]),
    );
    log(
      `newest 50 of ${SIZES.measurements}: bare ${micros.bare} µs, as the patient ${micros.patient} µs: ${inWords(measured.rowSecurity)}`,
    );
    log(
      `as a provider ${micros.unaudited} µs, audited ${micros.audited} µs, commits reaching the disk: ${inWords(measured.auditedRead)}`,
    );
    return { micros, measured, kept: Object.values(measured).every(({ ratio, budget }) => ratio <= budget) };
  } finally {
    await client.end().catch(() => undefined);
    await bench.server.stop();
    rmSync(bench.directory, { recursive: true, force: true });
  }
}

async function waysOf(bench) {
  const dist = '../../../libs/database/dist/door';
  const { claimsOf } = await import(`${dist}/claims.js`);
  const { noted } = await import(`${dist}/noted-read.js`);
  const { measurementView: view } =
    await import('../../../libs/records/dist/measurement/measurement.view.js');
  const text = `select ${view.select} from public.measurements t ${view.join} where t.patient_id = $1 order by t.start_at desc, t.id desc limit $2`;
  const patients = bench.tokens.slice(0, 50).map(({ patient }) => patient);
  const session = { kind: 'session', id: null };
  const claims = (ctx, noting) => claimsOf(requestContext({ actor: session, ...ctx }), noting)[0];
  const own = patients.map((subject) => claims({ subject, userType: 'patient' }, 'nothing'));
  const reads = claims({ subject: bench.provider, userType: 'provider' }, 'reads');
  const owners = own.map(({ sql, values }) => ({ sql, values: ['carenode_owner', ...values.slice(1)] }));
  const statement = (name) => ({ name, text });
  const of = (n) => patients[n % patients.length];
  return {
    bare: {
      begin: 'BEGIN READ ONLY',
      claims: (n) => owners[n % 50],
      sql: statement('bare'),
      values: (n) => [of(n), 51],
    },
    patient: {
      begin: 'BEGIN READ ONLY',
      claims: (n) => own[n % 50],
      sql: statement('patient'),
      values: (n) => [of(n), 51],
    },
    unaudited: {
      begin: 'BEGIN READ ONLY',
      claims: () => reads,
      sql: statement('unaudited'),
      values: (n) => [of(n), 51],
    },
    audited: {
      begin: 'BEGIN',
      claims: () => reads,
      sql: noted(statement('audited'), { table: 'measurements', patient: of(0) }, 2),
      values: (n) => [of(n), 51, of(n), 50],
    },
  };
}

const AS_TEXT = { getTypeParser: () => (text) => text };

/** One transaction in one round trip, as the door sends it; its milliseconds. */
async function once(client, way, n) {
  const claims = way.claims(n);
  const { stream } = client.connection;
  const started = performance.now();
  stream.cork();
  const sent = [
    client.query({ name: way.begin, text: way.begin }),
    client.query({ ...claims.sql, values: claims.values }),
    client.query({ ...way.sql, values: way.values(n), rowMode: 'array', types: AS_TEXT }),
    client.query({ name: 'COMMIT', text: 'COMMIT' }),
  ];
  stream.uncork();
  const answers = await Promise.all(sent);
  way.rows = answers[2].rows;
  return performance.now() - started;
}

async function sameRows(client, name, way) {
  await once(client, way, 0);
  if (way.rows.length !== 51) throw new Error(`"${name}" saw ${way.rows.length} rows, not 51.`);
}

function report(ratios, budget) {
  return { ratio: median(ratios), from: ratios[0], to: ratios[ratios.length - 1], budget };
}

const inWords = ({ ratio, from, to, budget }) =>
  `${ratio.toFixed(2)} times (${from.toFixed(2)} to ${to.toFixed(2)}); budget ${budget}`;

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
