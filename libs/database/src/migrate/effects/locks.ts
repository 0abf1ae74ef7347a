/** The lock modes of tables, weakest first, as `pg_locks` names them. */
const MODES = [
  'AccessShareLock',
  'RowShareLock',
  'RowExclusiveLock',
  'ShareUpdateExclusiveLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
] as const;

/** A lock mode of a table, as the manual of PostgreSQL writes it: `ACCESS EXCLUSIVE`. */
export type LockMode =
  | 'ACCESS SHARE'
  | 'ROW SHARE'
  | 'ROW EXCLUSIVE'
  | 'SHARE UPDATE EXCLUSIVE'
  | 'SHARE'
  | 'SHARE ROW EXCLUSIVE'
  | 'EXCLUSIVE'
  | 'ACCESS EXCLUSIVE';

/** Whom a lock makes wait: those who read and write, those who write, or neither. */
export type Blocks = 'reads and writes' | 'writes' | 'nothing';

const WORDS: readonly LockMode[] = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
];

/** The mode of a name in `pg_locks`; undefined for modes that tables do not have. */
export function lockMode(name: string): LockMode | undefined {
  return WORDS[MODES.findIndex((mode) => mode === name)];
}

export function stronger(a: LockMode, b: LockMode | null): LockMode {
  return b === null || WORDS.indexOf(a) > WORDS.indexOf(b) ? a : b;
}

/** Readers take ACCESS SHARE, or ROW SHARE for rows they lock; writers take ROW EXCLUSIVE. */
export function blocks(mode: LockMode | null): Blocks {
  if (mode === null) return 'nothing';
  if (mode === 'ACCESS EXCLUSIVE') return 'reads and writes';
  return WORDS.indexOf(mode) >= WORDS.indexOf('SHARE') ? 'writes' : 'nothing';
}
