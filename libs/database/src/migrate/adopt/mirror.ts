import type { SqlRunner } from '@carenode/module-kit';

import { OWNER_ROLE } from '../roles.js';
import type { MigratorSession } from '../session.js';
import { type AdoptionState, asLogin, makeChange, noteChange } from './bookkeeping.js';
import { copyRows } from './copy.js';
import { legacyFunctions } from './legacy-functions.js';
import type { Mapping } from './mapping.js';
import {
  inTriggers,
  LEGACY_KINDS,
  type MirroredTable,
  outTrigger,
  OWN,
  SHARED_FUNCTIONS,
  withoutTriggers,
} from './mirror-sql.js';
import { MIRROR, literal, mirrorKind, qualified, quoted } from './names.js';
import { placeOf } from './plan.js';
import { ourFunctions } from './our-functions.js';
import { eachOnItsSide } from './sides.js';

/** Mirrors every mapped table, referenced ones first: from there to here, then the rows that are there, then back. */
export async function mirrorTables(session: MigratorSession, state: AdoptionState): Promise<void> {
  await session.patiently('adoption: the functions of the mirror', (sql) => ensureMirrorSchema(sql));
  for (const [position, mapping] of state.plan.mappings.entries()) {
    const mirrored = await mirroredTable(session, state, mapping);
    await session.patiently(`adoption: mirroring ${mapping.from}`, (sql) =>
      beginMirror(sql, mirrored, position),
    );
    await copyRows(session, state, mirrored);
    await session.patiently(`adoption: mirroring ${mapping.table}`, (sql) => endMirror(sql, mirrored));
  }
}

export async function mirroredTable(
  session: MigratorSession,
  { plan }: AdoptionState,
  mapping: Mapping,
): Promise<MirroredTable> {
  const schema = placeOf(plan, mapping.from);
  const [row] = (await session.query(
    `select case when (select rolsuper from pg_roles where rolname = current_user)
                 then pg_get_userbyid(relowner)::text else current_user::text end as owner
       from pg_class where oid = to_regclass($1)`,
    [qualified(schema, mapping.from)],
  )) as { owner: string }[];
  const ours = plan.tables.find(({ name }) => name === mapping.table);
  if (!row || !ours) throw new Error(`${mapping.from} or ${mapping.table} is not there any more.`);
  const sided = eachOnItsSide(plan, mapping, qualified(schema, mapping.from));
  return { ...sided, ours, schema, legacyOwner: row.owner };
}

async function ensureMirrorSchema(sql: SqlRunner): Promise<void> {
  const made = await makeChange(sql, {
    name: 'schema of the mirror',
    sql: [
      `create schema ${MIRROR}`,
      `comment on schema ${MIRROR} is 'Functions that carry rows between the adopted application and Carenode while both run.'`,
      `grant usage, create on schema ${MIRROR} to ${OWNER_ROLE}`,
    ],
    undo: [`drop schema ${MIRROR} cascade`],
  });
  if (made) for (const text of SHARED_FUNCTIONS) await sql.query(text);
}

/** From here on what the old application writes is written here too; what was there before is copied after. */
async function beginMirror(sql: SqlRunner, mirrored: MirroredTable, position: number): Promise<void> {
  const { table } = mirrored.mapping;
  const begun = (await sql.query('select from carenode.adoption_tables where table_name = $1', [
    table,
  ])) as unknown[];
  if (begun.length > 0) return;
  const owner = quoted(mirrored.legacyOwner);
  await sql.query(`grant usage on schema carenode to ${owner}`);
  await sql.query(
    `grant execute on function carenode.adopted_id(text, text), carenode.legacy_id(text, uuid) to ${owner}`,
  );
  await sql.query(
    `insert into carenode.adoption_own_rows (table_name, id) select ${literal(table)}, id from ${qualified('public', table)} on conflict do nothing`,
  );
  await asLogin(sql, async () => {
    await sql.query(`grant usage on schema ${MIRROR} to ${owner}`);
    for (const text of mirrored.theirHelpers) await sql.query(text);
  });
  for (const text of mirrored.ourHelpers) await sql.query(text);
  await asLogin(sql, async () => {
    for (const text of legacyFunctions(mirrored)) await sql.query(text);
    const [login] = (await sql.query('select current_user::text as name')) as { name: string }[];
    if (login?.name !== mirrored.legacyOwner)
      for (const text of await ownerChanges(sql, table, owner, mirrored.theirHelperNames))
        await sql.query(text);
  });
  for (const text of ourFunctions(mirrored)) await sql.query(text);
  await asLogin(sql, async () => {
    for (const text of inTriggers(mirrored)) await sql.query(text);
  });
  await sql.query(
    `insert into carenode.adoption_tables (table_name, position, state) values ($1, $2, 'copying')`,
    [table, position],
  );
  const away = withoutTriggers(mirrored);
  await noteChange(sql, {
    name: `mirror ${table}`,
    undo: [...away.theirs, ...away.ours.map((text) => `${OWN}${text}`)],
  });
}

async function ownerChanges(
  sql: SqlRunner,
  table: string,
  owner: string,
  helpers: readonly string[],
): Promise<string[]> {
  const rows = (await sql.query(
    `select oid::regprocedure::text as name from pg_proc where pronamespace = '${MIRROR}'::regnamespace and proname = any ($1)`,
    [[...LEGACY_KINDS.map((kind) => mirrorKind(kind, table)), ...helpers]],
  )) as { name: string }[];
  return rows.map(({ name }) => `alter function ${name} owner to ${owner}`);
}

/** From here on what is written here is written there too. */
async function endMirror(sql: SqlRunner, mirrored: MirroredTable): Promise<void> {
  await sql.query(outTrigger(mirrored));
  await sql.query(`update carenode.adoption_tables set state = 'mirrored' where table_name = $1`, [
    mirrored.mapping.table,
  ]);
}
