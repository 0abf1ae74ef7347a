import { randomUUID } from 'node:crypto';

import { requestContext } from '@carenode/module-kit';

import { patientsOf } from './fill.mjs';

const DIST = '../../../libs';
const AS_TEXT = { getTypeParser: () => (text) => text };

/** The statements that the application sends, taken from its own classes. */
export async function statements() {
  const { RowStatements } = await import(`${DIST}/database/dist/rows/row-statements.js`);
  const { measurementView } = await import(`${DIST}/records/dist/measurement/measurement.view.js`);
  const { MeasurementSeries } = await import(
    `${DIST}/records/dist/measurement/measurement-series.service.js`
  );
  const { MeasuredVariables } = await import(`${DIST}/records/dist/variable/measured-variables.service.js`);
  const rows = new RowStatements(measurementView, {
    owner: 'patientId',
    order: 'startAt',
    filters: {
      variableId: 't.variable_id = ?',
      from: 't.start_at >= ?::timestamptz',
      to: 't.start_at < ?::timestamptz',
    },
  });
  const sent = [];
  const heard = { as: () => ({ queryOf: async (_, statement) => (sent.push(statement), [sampleRow]) }) };
  await new MeasurementSeries(heard).find({}, '', { variableId: '' });
  await new MeasuredVariables(heard).list({}, '');
  const [series, measured] = sent;
  return {
    newest: rows.list(true, [], false),
    newestOfVariable: rows.list(true, ['variableId'], false),
    dayRange: rows.list(true, ['from', 'to'], false),
    series,
    measured,
  };
}
const sampleRow = { at: new Date(0), newest_at: new Date(0), value: '1', unit: null, newest_value: null };

/** The reads that have to stay flat, each for a patient and a moment in the second year. */
export function readsOf(sql, variables) {
  const [common, , , , rare] = variables;
  const day = (n, days) => new Date(Date.UTC(2024, 1, 1 + (n % 200) + days)).toISOString();
  return {
    'newest 50 of a patient': { sql: sql.newest, values: (id) => [id, 51] },
    'newest 50 of patient and variable': { sql: sql.newestOfVariable, values: (id) => [id, 51, common] },
    'newest 50 of a rare variable': { sql: sql.newestOfVariable, values: (id) => [id, 51, rare] },
    'one year of a variable': {
      sql: sql.series,
      values: (id) => [id, common, '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z'],
    },
    'thirty days of a patient': { sql: sql.dayRange, values: (id, n) => [id, 51, day(n, 0), day(n, 30)] },
    'what was measured, with counts': { sql: sql.measured, values: (id) => [id] },
  };
}

/** `count` of the patients of that size, spread over all of them. */
export async function somePatients(client, rows, count, skip = 0) {
  const of = patientsOf(rows);
  const { rows: found } = await client.query(
    `select md5('patient' || (n * $2::bigint / $1 + $3::int) % $2::bigint)::uuid as id from generate_series(1, $1::int) n`,
    [count, of, skip],
  );
  return found.map(({ id }) => id);
}

/** The milliseconds of one statement under row security as the patient, between BEGIN with claims and COMMIT; its rows. */
export function asPatients(client, claimsOf) {
  const claims = new Map();
  return async (id, { sql, values }, n) => {
    if (!claims.has(id))
      claims.set(
        id,
        claimsOf(
          requestContext({ actor: { kind: 'session', id: null }, subject: id, userType: 'patient' }),
          'nothing',
        )[0],
      );
    const { sql: claim, values: claimed } = claims.get(id);
    await client.query('BEGIN READ ONLY');
    await client.query({ ...claim, values: claimed });
    const started = performance.now();
    const { rows } = await client.query({
      name: sql.name,
      text: sql.text,
      values: values(id, n),
      rowMode: 'array',
      types: AS_TEXT,
    });
    const took = performance.now() - started;
    await client.query('COMMIT');
    return { took, rows: rows.length };
  };
}

/** One measurement entered by a patient, as the application does it; its milliseconds. */
export async function enter(client, claimsOf, id, variable) {
  const { sql, values } = claimsOf(
    requestContext({ actor: { kind: 'session', id: null }, subject: id, userType: 'patient' }),
    'writes',
  )[0];
  await client.query('BEGIN');
  await client.query({ ...sql, values });
  const started = performance.now();
  await client.query({
    name: 'bench-enter',
    text: `insert into public.measurements (id, patient_id, variable_id, value, unit, start_at) values ($1, $2, $3, 72, '/min', now()) returning id`,
    values: [randomUUID(), id, variable],
  });
  const took = performance.now() - started;
  await client.query('COMMIT');
  return took;
}
