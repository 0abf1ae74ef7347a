import type { TableData } from './data-checks.js';
import { BLOCK, conflict, type Conflict } from './conflict.js';
import type { LegacyCatalog } from './legacy-catalog.js';
import type { Mapping, Match } from './mapping.js';
import type { Moves } from './moves.js';

const STOP = [BLOCK, 'Nothing is applied until this is put right there'] as const;

/** Conflicts of names, types, keys and columns. */
export function structureConflicts(
  legacy: LegacyCatalog,
  matches: readonly Match[],
  moves: Moves,
): Conflict[] {
  const mappings = matches.flatMap(({ mapping }) => mapping ?? []);
  return [
    ...matches.flatMap(({ table, alike }) =>
      alike
        ? [
            conflict(
              `partial:${table}`,
              alike.table,
              `${alike.table} looks like our ${table} but lacks ${alike.lacks.join(', ')}.`,
              [
                [BLOCK, 'Nothing is applied until it is clear what the table is'],
                ['unknown', 'Not taken over: it stays as it is, as a table that nobody maps'],
              ],
            ),
          ]
        : [],
    ),
    ...moves.tables.map((table) =>
      conflict(
        `name:${table}`,
        table,
        `Our steps make something of the name of ${table}, or of one of its indexes.`,
        [
          [
            'move',
            'It moves to schema legacy with its rows, indexes, policies and triggers; the old application finds it through compat',
          ],
        ],
      ),
    ),
    ...[...moves.types, ...moves.sequences].map((name) =>
      conflict(
        `name:${name}`,
        '',
        `Our steps make something called ${name}, as a type or a sequence there is.`,
        [['move', 'It moves to schema legacy, which the old application searches too']],
      ),
    ),
    ...moves.functions.map((name) =>
      conflict(`function:${name}`, '', `Our steps make the function ${name}, which is there already.`, [
        ['move', 'It moves to schema legacy, which the old application searches too'],
      ]),
    ),
    ...mappings.flatMap((mapping) => ofMapping(mapping, legacy)),
    ...ofServer(legacy),
    ...notRedirected(legacy, moves),
  ];
}

/**
 * The migrator's own login, and superusers, keep their search path: what the other application does as one of them would
 * meet our tables under the names of its own.
 */
function notRedirected(legacy: LegacyCatalog, moves: Moves): Conflict[] {
  if (moves.tables.length === 0) return [];
  const nobody = legacy.logins.length === 0;
  const logins = legacy.sessionsNotRedirected.map(({ login, sessions }) => `"${login}" (${sessions})`);
  if (!nobody && logins.length === 0) return [];
  const own = `The adoption signs in as "${legacy.login}", whose search path stays as it is. `;
  return [
    conflict(
      'login',
      '',
      nobody
        ? `${own}No other login has rights on the tables: if the other application signs in as this one, or as a superuser, it does not find those that move.`
        : `${own}Others are signed in now as that login, or as a superuser: ${logins.join(', ')}. If one of them is the other application, it does not find its tables that move.`,
      nobody
        ? [
            [BLOCK, 'Nothing is applied until the application signs in with a login of its own'],
            ['apart', 'The application is stopped, or asks for schemas compat and legacy by itself'],
          ]
        : [
            ['apart', 'They are people and tools, and the application has a login of its own'],
            [BLOCK, 'Nothing is applied until the application signs in with a login of its own'],
          ],
    ),
  ];
}

function ofMapping(mapping: Mapping, legacy: LegacyCatalog): Conflict[] {
  const { table, from, key, withoutPlace, withoutSource, withoutBack } = mapping;
  const theirs = legacy.tables.find(({ name }) => name === from);
  const found: Conflict[] = [];
  if (key.ids === 'derived')
    found.push(
      conflict(
        `ids:${from}`,
        from,
        `The ids of ${from} are ${key.type} and those of our ${table} are uuid.`,
        [
          [
            'derive',
            'Each id gets one uuid that is made of it and stays the same; carenode.adopted_ids has both',
          ],
        ],
      ),
    );
  if (key.ids === 'derived' && !/^(text|character varying|uuid)/.test(key.type))
    found.push(
      conflict(
        `new-ids:${from}`,
        from,
        `Rows made in our ${table} have no ${key.type} that could be their id in ${from}.`,
        [['leave', 'They are noted as not mirrored; rows made there come over']],
      ),
    );
  if (theirs && !(theirs.key.length === 1 && theirs.key[0] === key.column))
    found.push(
      conflict(
        `key:${from}`,
        from,
        `${key.column} is not the primary key of ${from}, so its rows cannot be told apart.`,
        [STOP],
      ),
    );
  const enums = theirs?.columns.filter((column) => column.isEnum).map(({ name }) => name) ?? [];
  if (enums.length > 0)
    found.push(
      conflict(`enums:${from}`, from, `${from} has columns of enum types: ${enums.join(', ')}.`, [
        ['text', 'Their values come over as text, as far as our checks allow; the types stay'],
      ]),
    );
  if (withoutPlace.length > 0)
    found.push(
      conflict(`columns:${from}`, from, `Our ${table} has no place for ${withoutPlace.join(', ')}.`, [
        ['stay', `They stay in ${from}, and are there as long as that table is`],
      ]),
    );
  for (const column of withoutSource)
    found.push(
      conflict(
        `required:${table}.${column}`,
        from,
        `${table}.${column} must have a value, and ${from} has none for it.`,
        [STOP],
      ),
    );
  if (withoutBack.length > 0)
    found.push(
      conflict(
        `required-there:${from}`,
        from,
        `${from} demands ${withoutBack.join(', ')}, which rows made in our ${table} do not have.`,
        [['leave', 'Such rows are noted as not mirrored: the old application does not see them']],
      ),
    );
  const soft = theirs?.columns.find(({ name }) => ['deleted_at', 'is_deleted', 'archived_at'].includes(name));
  if (soft)
    found.push(
      conflict(`soft-deleted:${from}`, from, `Rows of ${from} are deleted by setting ${soft.name}.`, [
        mapping.where
          ? ['as-mapped', `Rows are taken over as the module says: ${mapping.whereWhy ?? mapping.where}`]
          : ['take', 'They are taken over like the others'],
      ]),
    );
  for (const other of theirs?.foreign ?? [])
    found.push(
      conflict(`reference:${from}:${other}`, from, `${from} refers to ${other}, which is not ours.`, [
        [
          'keep',
          `The reference stays: a row that goes from ${other} goes from ${from} and from our ${table} as before`,
        ],
      ]),
    );
  if (theirs && !theirs.mine)
    found.push(
      conflict(
        `owner:${from}`,
        from,
        `${from} belongs to ${theirs.owner}, whose rights "${legacy.login}" does not have.`,
        [STOP],
      ),
    );
  return found;
}

function ofServer(legacy: LegacyCatalog): Conflict[] {
  const found: Conflict[] = legacy.triggersElsewhere
    .filter(({ table }) => table.startsWith('auth.'))
    .map(({ table, name, function: called }) =>
      conflict(
        `trigger:${table}.${name}`,
        table,
        `${table} has the trigger ${name}, which calls ${called}.`,
        [['keep', 'It goes on; what it names in schema public is rewritten where tables move']],
      ),
    );
  if (legacy.version < 150_000)
    found.push(
      conflict('version', '', `PostgreSQL ${Math.floor(legacy.version / 10_000)} is too old: 15 at least.`, [
        STOP,
      ]),
    );
  for (const name of legacy.extensionsInPublic)
    found.push(
      conflict(`extension:${name}`, '', `The extension ${name} lives in schema public.`, [
        ['keep', 'It stays there'],
      ]),
    );
  if (legacy.logins.length > 0)
    found.push(
      conflict(
        'search-path',
        '',
        `${legacy.logins.map(({ name }) => name).join(', ')} get the search path compat, legacy, then their own, in this database, for new connections. ` +
          'Statements that name schema public themselves, such as those of a supabase-js client (it asks for the profile public), do not reach a table that moves.',
        [
          [
            'set',
            'Give such clients the schema compat (supabase-js: { db: { schema: "compat" } }) once the first phase is over',
          ],
        ],
      ),
    );
  return found;
}

/** Conflicts of the rows with our rules. */
export function dataConflicts(data: readonly TableData[]): Conflict[] {
  return data.flatMap(({ from, table, refused, untried }) => [
    ...refused.map(({ rule, rows, words }) =>
      conflict(
        `rows:${from}:${rule}`,
        from,
        `${rows} rows of ${from} cannot come into our ${table}: ${words}.`,
        [
          [
            'leave',
            `They stay in ${from} alone, counted and noted by key; each comes over when it is put right there`,
          ],
          [BLOCK, 'Nothing is applied until they are put right'],
        ],
      ),
    ),
    ...untried.map(({ rule, code, blocks }) =>
      blocks
        ? conflict(
            `values:${from}:${rule}`,
            from,
            `Values of ${from} cannot become those of our ${table}: ${rule} (${code}).`,
            [
              [BLOCK, 'Nothing is applied until they are put right'],
              ['leave', 'The rows stay there alone, counted and noted by key'],
            ],
          )
        : conflict(
            `untried:${from}:${rule}`,
            from,
            `Rows of ${from} could not be tried against ${rule} before our tables are there (${code}).`,
            [
              ['leave', 'Rows that are refused then stay there alone, counted and noted by key'],
              [BLOCK, 'Nothing is applied'],
            ],
          ),
    ),
  ]);
}
