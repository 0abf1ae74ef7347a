import type { ModuleManifest, SqlRunner } from '@carenode/module-kit';

import type { MigratorOptions } from '../migrator-options.js';
import { OWNER_ROLE } from '../roles.js';
import { withSession } from '../session.js';
import { chosenOtherwise, conflict, type Conflict } from './conflict.js';
import { checkRows, type TableData } from './data-checks.js';
import { holesOf, remarksOf } from './holes.js';
import { type LegacyCatalog, readLegacyCatalog } from './legacy-catalog.js';
import { type Mapping, matchTables } from './mapping.js';
import { movesOf } from './moves.js';
import { nameOf, quoted } from './names.js';
import { ourSchemaOf } from './our-schema.js';
import { placeOf, type Plan } from './plan.js';
import { readingOurs } from './sides.js';
import { dataConflicts, structureConflicts } from './structure-conflicts.js';

/** A choice by the id of its conflict. */
export type Choices = Readonly<Record<string, string>>;

/**
 * Looks at another application's database and says what an adoption would do. Changes nothing: one transaction that can
 * only read; what our steps make is seen in a database of its own. `choices` are those of an edited plan.
 */
export async function inspectDatabase(
  options: MigratorOptions,
  modules: readonly ModuleManifest[],
  choices: Choices = {},
): Promise<Plan> {
  const rolesExist = await withSession(options, async (session) => {
    const rows = await session.query(`select from pg_roles where rolname = '${OWNER_ROLE}'`);
    return rows.length > 0;
  });
  const ours = await ourSchemaOf(options, rolesExist);
  return withSession(options, async (session) => {
    await session.query('begin transaction isolation level repeatable read, read only');
    try {
      await session.query(`set local search_path = ''`);
      const legacy = await readLegacyCatalog(session);
      const matches = matchTables(modules, legacy, ours);
      const mappings = matches.flatMap(({ mapping }) => mapping ?? []);
      const moves = movesOf(legacy, ours);
      const data: TableData[] = [];
      const ourTables = ours.tables.map(({ name }) => name);
      const later = (mapping: Mapping) => readingOurs(ourTables, mapping);
      for (const mapping of mappings)
        if (mayRead(legacy, mapping)) data.push(await checkRows(session, mapping, { mappings, ours, later }));
      const holes = holesOf(legacy, moves);
      const conflicts = [
        ...structureConflicts(legacy, matches, moves),
        ...(await userTypes(session, mappings, legacy)),
        ...dataConflicts(data),
        ...holes.map((hole) => hole.conflict),
        ...remarksOf(legacy),
        ...functionsOfOthers(legacy, moves.tables),
      ].map((found) =>
        choices[found.id] === undefined ? found : chosenOtherwise(found, choices[found.id] ?? ''),
      );
      const known = new Set(mappings.map(({ from }) => from));
      return {
        database: legacy.database,
        postgres: Math.floor(legacy.version / 10_000),
        mappings,
        ourTables,
        tables: ours.tables.filter(({ name }) => mappings.some(({ table }) => table === name)),
        moves,
        views: legacy.tables.map(({ name }) => name),
        unmapped: legacy.tables
          .filter(({ kind, name }) => 'rp'.includes(kind) && !known.has(name))
          .map(({ name }) => name),
        roles: legacy.roles,
        logins: legacy.logins,
        data,
        conflicts,
        closings: holes.flatMap(({ conflict: { id }, closings }) => {
          const { chosen = '', table = '' } = conflicts.find((found) => found.id === id) ?? {};
          const closing = closings[chosen];
          if (!closing) return [];
          const schema = table === '' ? 'legacy' : placeOf({ moves }, table);
          return [{ id, ...closing(schema), keep: closing('public').close }];
        }),
      };
    } finally {
      await session.query('rollback');
    }
  });
}

function mayRead(legacy: LegacyCatalog, { from }: Mapping): boolean {
  return legacy.tables.find(({ name }) => name === from)?.mine === true;
}

/** Which values their user types have, and how many people have each. */
async function userTypes(
  sql: SqlRunner,
  mappings: readonly Mapping[],
  legacy: LegacyCatalog,
): Promise<Conflict[]> {
  const mapping = mappings.find(({ table }) => table === 'profiles');
  const column = legacy.tables
    .find(({ name }) => name === mapping?.from)
    ?.columns.find(({ name }) => ['user_type', 'user_role', 'role'].includes(name));
  if (!mapping || !column || !mayRead(legacy, mapping)) return [];
  const rows = (await sql.query(
    `select coalesce(${quoted(column.name)}::text, '(none)') as type, count(*)::int as n from public.${quoted(mapping.from)} group by 1 order by 2 desc, 1 limit 50`,
  )) as { type: string; n: number }[];
  if (rows.length === 0) return [];
  return [
    conflict(
      `user-types:${mapping.from}`,
      mapping.from,
      `${mapping.from}.${column.name} has ${rows.map(({ type, n }) => `${type} (${n})`).join(', ')}.`,
      [
        [
          'approve',
          'Everybody comes in with the rights of a patient; more needs an approved target for each of these types afterwards',
        ],
      ],
    ),
  ];
}

/** Functions that name what moves, and that we may not rewrite. */
function functionsOfOthers(legacy: LegacyCatalog, moved: readonly string[]): Conflict[] {
  return legacy.functions
    .filter(({ mine, source }) => !mine && namesTable(source, moved))
    .map(({ signature, owner }) =>
      conflict(
        `function-of:${signature}`,
        '',
        `${signature} of ${owner} names tables that move, and "${legacy.login}" may not rewrite it.`,
        [
          ['block', 'Nothing is applied until it is given to this login, or its owner rewrites it'],
          ['leave', 'It fails after the move'],
        ],
      ),
    );
}

/** Does the body of a function name one of these tables of schema public? */
export function namesTable(source: string, tables: readonly string[]): boolean {
  return [...source.matchAll(NAMED_IN_PUBLIC)].some(([, name = '']) => tables.includes(nameOf(name)));
}

/** Where text names something of schema public; the first group is its name as it stands there. */
export const NAMED_IN_PUBLIC =
  /(?<![\w$".])(?:"public"|public)\s*\.\s*("(?:[^"]|"")+"|[a-z_\u0080-\uffff][\w$\u0080-\uffff]*)/gi;
