import type { ModuleManifest, SqlRunner } from '@carenode/module-kit';

/** A column as the catalog has it, with what decides about its masking. */
export interface ColumnFacts {
  readonly table: string;
  readonly schema: string;
  readonly column: string;
  /** The base type of a domain, as `text`, `timestamp with time zone`, `text[]`. */
  readonly type: string;
  /** How values are cast back: the type as declared. */
  readonly declared: string;
  /** PostgreSQL's letter for the kind of type: `e` enum, `A` array, … */
  readonly category: string;
  readonly required: boolean;
  readonly unique: boolean;
  /** The definitions of the check constraints on it. */
  readonly checks: readonly string[];
  /** `schema.table.column` that it refers to by a foreign key. */
  readonly refers: readonly string[];
}

/** What becomes of a column: `keep`, or an SQL expression over `t` (the row) and `m` (the person: `person`, `days`). */
export type Masking = { readonly keep: true } | { readonly keep: false; readonly sql: string };

export const KEEP: Masking = { keep: true };

/** What the code says about a table. */
export interface TableRule {
  readonly about: string | null;
  readonly plain: ReadonlySet<string>;
  /** Whether its dates are those of people. */
  readonly shifts: boolean;
  /** Reference data, or bookkeeping without people's words: stays. */
  readonly open: boolean;
}

/** Bookkeeping of the migrator that names steps, tables, definitions and rights only. */
const BOOKKEEPING = [
  'migrations',
  'unfinished_steps',
  'tables',
  'declared_rights',
  'rights_memo',
  'former_definitions',
  'dropped_rows',
];

/** Nobody has said what an undeclared table holds, so it holds people. */
const UNKNOWN: TableRule = { about: null, plain: new Set(), shifts: true, open: false };
const OPEN: TableRule = { about: null, plain: new Set(), shifts: false, open: true };

/** What else is in the migrator's schema: rows that say which step did what to which table may also say what was in it. */
const OURS: TableRule = {
  ...UNKNOWN,
  plain: new Set([
    'module',
    'id',
    'name',
    'key',
    'last_key',
    'table',
    'table_name',
    'kind',
    'phase',
    'state',
    'status',
  ]),
};

/** The rule of each table, by `schema.table`. */
export function rulesOf(modules: readonly ModuleManifest[]): (table: string) => TableRule {
  const rules = new Map<string, TableRule>(BOOKKEEPING.map((name) => [`carenode.${name}`, OPEN]));
  for (const { holds, name, about, audit, secret } of modules.flatMap((module) => module.tables)) {
    const plain = new Set((audit?.plain ?? []).filter((column) => !secret?.includes(column)));
    const shifts = holds === 'personal' || holds === 'clinical';
    rules.set(`public.${name}`, { about: about ?? null, plain, shifts, open: holds === 'public' });
  }
  return (table) => rules.get(table) ?? (table.startsWith('carenode.') ? OURS : UNKNOWN);
}

const KEPT_TYPES = new Set([
  'boolean',
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'real',
  'double precision',
  'uuid',
  'oid',
  'xid',
  'xid8',
  'interval',
  'time without time zone',
  'time with time zone',
]);
const DATES = new Set(['date', 'timestamp with time zone', 'timestamp without time zone']);
const TEXTS = new Set(['text', 'character varying', 'character', 'citext', 'name']);
const RANGES: Readonly<Record<string, string>> = {
  daterange: 'daterange',
  tstzrange: 'tstzrange',
  tsrange: 'tsrange',
};

const MULTIRANGES: Readonly<Record<string, string>> = {
  datemultirange: 'daterange',
  tstzmultirange: 'tstzrange',
  tsmultirange: 'tsrange',
};

/**
 * What masking does with a column. Whatever is not known to be harmless is masked; null where its type leaves no way, and
 * it may not be null either.
 */
export function maskingOf(
  facts: ColumnFacts,
  rule: TableRule,
  masked: (column: string) => boolean,
): Masking | null {
  const { column, type, category, declared } = facts;
  const value = `t.${quoted(column)}`;
  const replaced = (expression: string): Masking => ({
    keep: false,
    sql: expression === 'null' ? 'null' : `(${expression})::${declared}`,
  });
  if (rule.open) return KEEP;
  if (isKept(type) || category === 'E') return KEEP;
  if (/^idempotency_(key|fingerprint)$/.test(column) && !facts.required) return replaced('null');
  if (DATES.has(type) || RANGES[type] || MULTIRANGES[type])
    return rule.shifts ? replaced(shifted(type, value)) : KEEP;
  const text = isText(type);
  if (text || type.endsWith('[]')) {
    if (rule.plain.has(column)) return text ? replaced(codeOrMask(facts, value)) : KEEP;
    if (text && facts.checks.some((check) => isChoice(check, column))) return KEEP;
    // What refers to something that stays is a code; what refers to something masked is masked alike.
    if (text && facts.refers.length > 0)
      return facts.refers.some(masked) ? replaced(`pg_temp.mask_unique(${value}::text, m.days)`) : KEEP;
  }
  if (text) return replaced(maskedText(facts, value));
  if (type.endsWith('[]') && isText(type.slice(0, -2)))
    return replaced(`pg_temp.mask_texts(${value}::text[], m.days)`);
  if (type === 'jsonb' || type === 'json') return replaced(`pg_temp.mask_json(${value}::jsonb, m.days)`);
  if (type === 'bytea') return replaced(`pg_temp.mask_bytes(${value})`);
  if (type === 'tsvector') return replaced(`case when ${value} is not null then ''::tsvector end`);
  return facts.required ? null : replaced('null');
}

function isKept(type: string): boolean {
  return KEPT_TYPES.has(type.replace(/\[\]$/, ''));
}

function isText(type: string): boolean {
  return TEXTS.has(type) || type === '"char"';
}

function shifted(type: string, value: string): string {
  const parts = MULTIRANGES[type];
  if (parts)
    return `coalesce((select range_agg(${shifted(parts, 'part')}) from unnest(${value}) part), '{}'::${type})`;
  const range = RANGES[type];
  if (range) {
    const bounds = `case when lower_inc(${value}) then '[' else '(' end || case when upper_inc(${value}) then ']' else ')' end`;
    const end = (of: string) => shifted(type === 'daterange' ? 'date' : 'timestamp', `${of}(${value})`);
    return `case when isempty(${value}) then ${value} else ${range}(${end('lower')}, ${end('upper')}, ${bounds}) end`;
  }
  if (type === 'date') return `case when isfinite(${value}) then ${value} + m.days else ${value} end`;
  return `${value} + make_interval(days => m.days)`;
}

/** A column of codes; what does not look like one is words all the same. */
function codeOrMask(facts: ColumnFacts, value: string): string {
  const { schema } = facts;
  return `case when ${value} ~ '${schema === 'carenode' ? '[@[:space:]]' : '@'}' or length(${value}) > 100 then ${maskedText(facts, value)} else ${value} end`;
}

function maskedText({ column, unique, checks }: ColumnFacts, value: string): string {
  if (/(^|_)e_?mail(_address)?$/.test(column)) return `pg_temp.mask_email(${value})`;
  if (!unique && /^(first|given|middle)_?names?$/.test(column))
    return `pg_temp.mask_name(${value}, m.person, 'given')`;
  if (!unique && /^(last|family|maiden)_?names?$|^surname$/.test(column))
    return `pg_temp.mask_name(${value}, m.person, 'family')`;
  const prefix = checks.map((check) => beginningIn(check, column)).find((found) => found !== '') ?? '';
  const by = unique ? 'mask_unique' : 'mask_text';
  return `pg_temp.${by}(${value}::text, m.days${prefix === '' ? '' : `, '${prefix.replaceAll("'", "''")}'`})`;
}

/** Every column's masking, by `schema.table.column`. */
export function maskingsOf(
  columns: readonly ColumnFacts[],
  ruleOf: (table: string) => TableRule,
): Map<string, Masking | null> {
  const facts = new Map(columns.map((column) => [keyOf(column), column]));
  const known = new Map<string, Masking | null>();
  const decide = (key: string): Masking | null => {
    const column = facts.get(key);
    const before = known.get(key);
    if (before !== undefined || !column) return before ?? KEEP;
    // A circle of references is decided as if it referred to nothing.
    known.set(key, { keep: false, sql: 'null' });
    const masking = maskingOf(column, ruleOf(`${column.schema}.${column.table}`), (other) => {
      const found = decide(other);
      return found === null || !found.keep;
    });
    known.set(key, masking);
    return masking;
  };
  for (const key of facts.keys()) decide(key);
  return known;
}

/** `schema.table.column`. */
export function keyOf({ schema, table, column }: ColumnFacts): string {
  return `${schema}.${table}.${column}`;
}

/** Whether a check names all values that the column can have: such values are codes. */
export function isChoice(check: string, column: string): boolean {
  const escaped = quoted(column).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(
    `^CHECK \\(\\(\\(?"?${escaped.replaceAll('"', '')}"?\\)?(?:::text)? = ANY \\(\\(?ARRAY\\[[^\\]]*\\]\\)?(?:::text\\[\\])?\\)\\)\\)$`,
  ).test(check);
}

/** The letters with which a check demands that the column's values begin; '' when there are none. */
export function beginningIn(check: string, column: string): string {
  const found = new RegExp(`\\b${column}\\)?(?:::text)? (~~|~) '((?:[^']|'')*)'`).exec(check);
  if (!found) return '';
  const [, operator, quotedPattern = ''] = found;
  const pattern = quotedPattern.replaceAll("''", "'");
  if (operator === '~~') return /^[^%_\\]*/.exec(pattern)?.[0] ?? '';
  if (!pattern.startsWith('^') || pattern.includes('|')) return '';
  const literal = /^[A-Za-z0-9_:/-]*/.exec(pattern.slice(1))?.[0] ?? '';
  return /^[*?+{]/.test(pattern.slice(1 + literal.length)) ? literal.slice(0, -1) : literal;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Every stored column of every table that is not a partition, of every schema but PostgreSQL's own. */
export async function columnFacts(sql: SqlRunner): Promise<ColumnFacts[]> {
  return (await sql.query(`
    with recursive base (oid, root) as (
      select oid, oid from pg_type where typtype <> 'd'
      union all
      select d.oid, b.root from pg_type d join base b on d.typbasetype = b.oid where d.typtype = 'd'
    )
    select n.nspname as schema, c.relname as "table", a.attname as "column", format_type(b.root, null) as type,
           format_type(a.atttypid, a.atttypmod) as declared, y.typcategory as category,
           a.attnotnull or (t.typtype = 'd' and t.typnotnull) as required,
           exists (select from pg_index i where i.indrelid = c.oid and i.indisunique
                     and (a.attnum = any (i.indkey) or coalesce(pg_get_expr(i.indexprs, i.indrelid), '') ~ ('\\y' || a.attname || '\\y'))) as unique,
           array(select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey)) as checks,
           array(select concat_ws('.', fn.nspname, f.relname, fa.attname)
                   from pg_constraint k join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
                   join pg_attribute fa on fa.attrelid = f.oid and fa.attnum = k.confkey[array_position(k.conkey, a.attnum)]
                  where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey)) as refers
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      join pg_type t on t.oid = a.atttypid
      join base b on b.oid = a.atttypid
      join pg_type y on y.oid = b.root
     where c.relkind in ('r', 'p') and not c.relispartition
     order by n.nspname, c.relname, a.attnum`)) as ColumnFacts[];
}
