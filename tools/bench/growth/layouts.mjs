/**
 * Ways to lay the rows out, each made from the one before; every one keeps the columns, checks, triggers and rights. A
 * partitioned table's unique keys contain the partition key, so what they promise is less.
 */
export const LAYOUTS = {
  present: {
    about: 'heap, B-trees as the steps make them; the one by patient and variable holds value and unit',
  },
  uncovered: {
    about: 'the index by patient and variable holds its keys only',
    async make({ client }) {
      await client.query(
        `create index bench_series on measurements (patient_id, variable_id, start_at desc, id desc)`,
      );
      await client.query(`drop index measurements_series`);
    },
    async unmake({ client }) {
      await client.query(
        `create index measurements_series on measurements (patient_id, variable_id, start_at desc, id desc) include (value, unit)`,
      );
      await client.query(`drop index bench_series`);
    },
  },
  brin: {
    about: 'BRIN on start_at instead of the index by patient and start',
    async make({ client }) {
      await client.query(`drop index measurements_patient_start`);
      await client.query(`create index bench_brin on measurements using brin (start_at)`);
    },
    async unmake({ client }) {
      await client.query(`drop index bench_brin`);
      await client.query(
        `create index measurements_patient_start on measurements (patient_id, start_at desc, id desc)`,
      );
    },
  },
  clustered: {
    about: 'heap written anew by patient and start (CLUSTER: nobody reads or writes meanwhile)',
    make: ({ client }) => client.query(`cluster measurements using measurements_patient_start`),
  },
  'hash-16': { about: '16 partitions by hash of patient_id', make: (bench) => byHash(bench, 16) },
  'hash-64': { about: '64 partitions by hash of patient_id', make: (bench) => byHash(bench, 64) },
  months: {
    about: '36 partitions by month of start_at',
    make: (bench) =>
      partitioned(bench, 'range (start_at)', 'id, start_at', (name) => [
        ...Array.from({ length: 36 }, (_, n) => {
          const month = (at) => `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01Z`;
          return `create table carenode.measurements_m${n} partition of ${name} for values from ('${month(n)}') to ('${month(n + 1)}')`;
        }),
        `create table carenode.measurements_other partition of ${name} default`,
      ]),
  },
};

function byHash(bench, modulus) {
  return partitioned(bench, 'hash (patient_id)', 'id, patient_id', (name) =>
    Array.from(
      { length: modulus },
      (_, n) =>
        `create table carenode.measurements_${modulus}_${n} partition of ${name} for values with (modulus ${modulus}, remainder ${n})`,
    ),
  );
}

/** Puts a partitioned table with the same rows, checks, triggers, indexes and rights in the place of `measurements`. */
async function partitioned({ client, migrate, log }, by, key, partitions) {
  const byMonth = by.startsWith('range');
  const { rows: indexes } = await client.query(
    `select indexname as name, indexdef as definition from pg_indexes where tablename = 'measurements'`,
  );
  const { rows: triggers } = await client.query(
    `select pg_get_triggerdef(oid) as definition from pg_trigger
      where tgrelid = 'public.measurements'::regclass and not tgisinternal and tgname in ('touch', 'refuse_foreign_variables', 'refuse_foreign_variable')`,
  );
  const { rows: keys } = await client.query(
    `select pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = 'public.measurements'::regclass and contype = 'f'`,
  );
  await client.query(`set role carenode_owner`);
  await client.query(`alter table measurements rename to measurements_before`);
  await client.query(
    `create table measurements (like measurements_before including defaults including constraints including comments) partition by ${by}`,
  );
  for (const sql of partitions('measurements')) {
    await client.query(sql);
  }
  await client.query(
    `do $$ declare p regclass; begin for p in select inhrelid::regclass from pg_inherits where inhparent = 'public.measurements'::regclass loop
       execute format('alter table %s enable row level security', p); end loop; end $$`,
  );
  await client.query('reset role');
  const columns = await namesOf(client);
  const copying = performance.now();
  await client.query(`set session_replication_role = replica`);
  await client.query(`insert into measurements (${columns}) select ${columns} from measurements_before`);
  await client.query(`reset session_replication_role`);
  log(`  copied in ${Math.round((performance.now() - copying) / 1000)} s`);
  await client.query(`drop table measurements_before`);
  await client.query(`set role carenode_owner`);
  await client.query(`alter table measurements enable row level security`);
  await client.query(`alter table measurements add primary key (${key})`);
  for (const { name, definition } of indexes) {
    if (name === 'measurements_pkey') continue;
    await client.query(byMonth ? definition.replace('CREATE UNIQUE', 'CREATE') : definition);
  }
  for (const { definition } of keys) await client.query(`alter table measurements add ${definition}`);
  for (const { definition } of triggers) await client.query(definition);
  await client.query('reset role');
  await client.query('vacuum analyze measurements');
  await migrate();
}

async function namesOf(client) {
  const { rows } = await client.query(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute where attrelid = 'public.measurements'::regclass and attnum > 0 and not attisdropped`,
  );
  return rows[0].names;
}
