import { type Verb, VERBS } from '@carenode/module-kit';

import type { PolicyRight, TableRights } from './rights.js';

/** What one database role may do with one verb on one table: it has a grant, and a policy lets it. */
interface EffectiveRight {
  readonly caller: string;
  readonly verb: Verb;
  readonly table: string;
  /** Null: every column. */
  readonly columns: ReadonlySet<string> | null;
  /** Every policy and gate that decides about the rows; two rights with one text are the same right. */
  readonly condition: string;
  readonly words: string;
  /** The condition as SQL, for changes that the words do not show. */
  readonly sql: string;
}

/** A right that somebody gains or loses. With both `was` and `becomes`, the rows for which it holds are others. */
export interface RightChange {
  readonly caller: string;
  readonly verb: Verb;
  readonly table: string;
  /** Null: the table, or every column that is not named otherwise. */
  readonly column: string | null;
  readonly was: string | null;
  readonly becomes: string | null;
}

/** A changed condition stands in both lists: which rows it adds and which it takes is for a person to judge. */
export interface RightsChange {
  readonly gained: readonly RightChange[];
  readonly lost: readonly RightChange[];
}

/**
 * What each caller gains and loses between two states of the tables' rights. A condition whose text is not the same counts
 * as gained and as lost. A grant without a policy, and a policy without a grant, give nothing, as in PostgreSQL.
 */
export function rightsDifference(
  before: readonly TableRights[],
  after: readonly TableRights[],
): RightsChange {
  const [old, fresh] = [byName(before), byName(after)];
  const gained: RightChange[] = [];
  const lost: RightChange[] = [];
  for (const name of new Set([...fresh.keys(), ...old.keys()])) {
    const [had, has] = [old.get(name), fresh.get(name)];
    if (had && has && had.condition !== has.condition) {
      const same = had.words === has.words;
      const change = changeOf(has, null, same ? had.sql : had.words, same ? has.sql : has.words);
      gained.push(change);
      lost.push(change);
    }
    gained.push(...columnsBeyond(has, had, (right, column) => changeOf(right, column, null, right.words)));
    lost.push(...columnsBeyond(had, has, (right, column) => changeOf(right, column, right.words, null)));
  }
  return { gained, lost };
}

/** `caller verb table` or `caller verb table column`: how a manifest or an operator names a right. */
export function rightName({ caller, verb, table, column }: Omit<RightChange, 'was' | 'becomes'>): string {
  return [caller, verb, table, ...(column === null ? [] : [column])].join(' ');
}

/** The gains that none of these names covers. The name without a column covers all columns and conditions of the verb. */
export function unnamedGains(gained: readonly RightChange[], named: ReadonlySet<string>): RightChange[] {
  return gained.filter(
    (change) => !named.has(rightName(change)) && !named.has(rightName({ ...change, column: null })),
  );
}

/** A change as a sentence without its end. */
export function changeWords(change: RightChange): string {
  const name = rightName(change);
  if (change.was !== null && change.becomes !== null)
    return `${name}: "${change.was}" becomes "${change.becomes}"`;
  return `${name}: ${change.becomes ?? change.was}`;
}

function changeOf(
  { caller, verb, table }: EffectiveRight,
  column: string | null,
  was: string | null,
  becomes: string | null,
): RightChange {
  return { caller, verb, table, column, was, becomes };
}

/** The columns that `right` has and `other` has not, each as a change. */
function columnsBeyond(
  right: EffectiveRight | undefined,
  other: EffectiveRight | undefined,
  change: (right: EffectiveRight, column: string | null) => RightChange,
): RightChange[] {
  if (!right) return [];
  if (right.columns === null) return other?.columns === null ? [] : [change(right, null)];
  const known = other === undefined ? new Set<string>() : other.columns;
  if (known === null) return [];
  return [...right.columns].filter((column) => !known.has(column)).map((column) => change(right, column));
}

function byName(tables: readonly TableRights[]): Map<string, EffectiveRight> {
  const rights = tables.flatMap(effectiveRights);
  return new Map(rights.map((right) => [`${right.caller} ${right.verb} ${right.table}`, right]));
}

function effectiveRights({ table, policies, grants }: TableRights): EffectiveRight[] {
  const roles = new Set(policies.flatMap((policy) => policy.roles));
  return [...roles].flatMap((role) =>
    VERBS.flatMap((verb) => {
      const deciding = policies.filter((policy) => policy.verb === verb && policy.roles.includes(role));
      const opening = deciding.filter((policy) => policy.permissive);
      const columns = columnsGranted(grants, role, verb);
      if (opening.length === 0 || columns?.size === 0) return [];
      return [
        {
          caller: callerOf(role),
          verb,
          table,
          columns,
          condition: JSON.stringify(deciding.map(conditionText).sort()),
          words: opening.map((policy) => policy.words ?? sqlWords(policy)).join(', or '),
          sql: deciding.map(sqlWords).sort().join(' and '),
        },
      ];
    }),
  );
}

/** Null: all columns; an empty set: none. */
function columnsGranted(grants: ReadonlySet<string>, role: string, verb: Verb): Set<string> | null {
  if (grants.has(`${role} ${verb}`)) return null;
  const prefix = `${role} ${verb} `;
  return new Set(
    [...grants].filter((grant) => grant.startsWith(prefix)).map((grant) => grant.slice(prefix.length)),
  );
}

const conditionText = ({ permissive, using, check }: PolicyRight) =>
  JSON.stringify([permissive, using, check]);

const sqlWords = ({ using, check }: PolicyRight) =>
  [...new Set([using, check].filter((text) => text !== null))].join(' / ');

function callerOf(role: string): string {
  return role.replace(/^carenode_/, '').replace('_', '-');
}
