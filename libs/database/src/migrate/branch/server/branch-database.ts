import { createHash } from 'node:crypto';

import pg from 'pg';

import { BranchError, databaseIn, refuseName } from '../branch.js';

/** What the comment of a branch's database says, as JSON. */
export interface BranchNote {
  readonly branchOf: string;
  readonly createdAt: string;
  readonly masked: boolean;
  readonly ready: boolean;
}

/** A database that is, or may be, a branch. */
export interface FoundDatabase {
  readonly name: string;
  readonly database: string;
  /** Null where a killed maker could not leave one. */
  readonly note: BranchNote | null;
  readonly admits: boolean;
  readonly bytes: number | null;
}

const INFIX = '_branch_';
const LONGEST = 63;

/** The database of a branch. Throws for a name that PostgreSQL would cut. */
export function branchDatabase(of: string, name: string): string {
  refuseName(name);
  const database = `${of}${INFIX}${name}`;
  if (Buffer.byteLength(database) > LONGEST) {
    throw new BranchError(
      `name: "${database}" is longer than the ${LONGEST} bytes that a database's name may have; take a shorter one.`,
    );
  }
  return database;
}

/**
 * The branches of a database, with what looks like one that was never finished: named like one, closed to everybody, and
 * without a comment. Nothing else is ever taken for a branch.
 */
export async function branchesOf(client: pg.Client, of: string): Promise<FoundDatabase[]> {
  const { rows } = await client.query<{
    database: string;
    comment: string | null;
    admits: boolean;
    bytes: string | null;
  }>(
    `select datname as database, shobj_description(oid, 'pg_database') as comment, datallowconn as admits,
            case when has_database_privilege(oid, 'connect') or pg_has_role(datdba, 'usage') then pg_database_size(oid) end as bytes
       from pg_database where starts_with(datname, $1) and datname <> $2 order by datname`,
    [`${of}${INFIX}`, of],
  );
  return rows.flatMap(({ database, comment, admits, bytes }) => {
    const note = readNote(comment);
    if (note ? note.branchOf !== of : comment !== null || admits) return [];
    const name = database.slice(of.length + INFIX.length);
    return [{ name, database, note, admits, bytes: bytes === null ? null : Number(bytes) }];
  });
}

export async function writeNote(client: pg.Client, database: string, note: BranchNote): Promise<void> {
  await client.query(
    `comment on database ${pg.escapeIdentifier(database)} is ${pg.escapeLiteral(JSON.stringify({ carenode: 'branch', ...note }))}`,
  );
}

function readNote(comment: string | null): BranchNote | null {
  try {
    const note = JSON.parse(comment ?? 'null') as (BranchNote & { carenode?: unknown }) | null;
    return note?.carenode === 'branch' && typeof note.branchOf === 'string' ? note : null;
  } catch {
    return null;
  }
}

/** `work` with a connection that keeps no database from being copied. */
export async function onServer<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const live = databaseIn(adminUrl);
  let refused: unknown;
  for (const database of ['postgres', 'template1']) {
    if (database === live) continue;
    const url = new URL(adminUrl);
    url.pathname = `/${database}`;
    const client = new pg.Client({ connectionString: url.toString(), application_name: 'carenode branch' });
    client.on('error', () => undefined);
    try {
      await client.connect();
    } catch (error) {
      refused = error;
      continue;
    }
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
  throw new BranchError(
    'The login of DATABASE_ADMIN_URL can connect to neither of the databases "postgres" and "template1", from which a branch is made.',
    { cause: refused },
  );
}

/** The lock that the maker of a branch holds while it is at work. */
export async function tryLock(client: pg.Client, database: string): Promise<boolean> {
  const key = createHash('sha256').update(`carenode branch ${database}`).digest().readBigInt64BE();
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
    key.toString(),
  ]);
  return rows[0]?.mine === true;
}
