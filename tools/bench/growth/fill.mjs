/** Rows a patient has in three years; more rows are more patients, so that every size asks for as many rows. */
export const ROWS_A_PATIENT = 1000;
const BATCH = 2_000_000;
/** Two in five values are of one variable (a watch), three in ten of three more, the rest of sixteen. */
const VARIABLE = `v.ids[1 + case when n.h % 10 < 4 then 0 when n.h % 10 < 7 then 1 + n.h / 10 % 3 else 4 + n.h / 10 % 16 end]`;

export const patientsOf = (rows) => Math.max(1000, Math.round(rows / ROWS_A_PATIENT));

/**
 * Measurements in the order in which they arrive: patients in turns at random, time going on. Half come from an import and
 * have its id, half were entered. Triggers and foreign keys are left out while filling; indexes other than the primary key
 * are given back to be made afterwards.
 */
export async function fill(client, rows, log) {
  const patients = patientsOf(rows);
  await client.query(`set session_replication_role = replica`);
  await client.query(
    `insert into profiles (id, user_type, first_name) select md5('patient' || n)::uuid, 'patient', 'Patient' from generate_series(0, $1::int - 1) n
     on conflict do nothing`,
    [patients],
  );
  for (let from = 1; from <= rows; from += BATCH) {
    await client.query(
      `insert into measurements (id, patient_id, variable_id, value, unit, start_at, utc_offset_minutes, source, external_id, created_by, created_at)
       select uuidv7(at - now()), p.id, ${VARIABLE}, round((50 + n.h % 1000 / 10.0)::numeric, 1), '/min', at, 60,
              case when n.n % 2 = 0 then 'watch' else 'manual' end, case when n.n % 2 = 0 then n.n::text end,
              case when n.n % 2 = 1 then p.id end, at
         from (select array_agg(id order by id) as ids from variables where patient_id is null) v,
              (select n, hashint8(n) & 2147483647 as h, hashint8(n + 1000000007) & 2147483647 as g,
                      timestamptz '2023-01-01' + n * (interval '3 years' / $3::float8) as at
                 from generate_series($1::bigint, $2::bigint) n) n
        cross join lateral (select md5('patient' || n.g % $4::int)::uuid as id offset 0) p`,
      [from, Math.min(rows, from + BATCH - 1), rows, patients],
    );
    if (rows > BATCH) log(`  ${Math.min(rows, from + BATCH - 1)} rows`);
  }
  await client.query('reset session_replication_role');
}

/** Drops what slows the filling down; the statements that make it again, by index. */
export async function dropIndexes(client, table = 'measurements') {
  const { rows } = await client.query(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition, con.conname as key
       from pg_index i join pg_class c on c.oid = i.indexrelid
       left join pg_constraint con on con.conindid = i.indexrelid and con.contype = 'p'
      where i.indrelid = $1::regclass`,
    [`public.${table}`],
  );
  for (const { name, key } of rows)
    await client.query(key ? `alter table ${table} drop constraint ${key}` : `drop index ${name}`);
  return rows.map(({ name, definition, key }) => ({
    name,
    sql: [definition, ...(key ? [`alter table ${table} add primary key using index ${name}`] : [])],
  }));
}

/** Makes indexes; the seconds that each took. */
export async function makeIndexes(client, indexes) {
  const seconds = {};
  for (const { name, sql } of indexes) {
    const started = performance.now();
    for (const statement of sql) await client.query(statement);
    seconds[name] = (performance.now() - started) / 1000;
  }
  return seconds;
}
