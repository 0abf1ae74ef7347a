import type { Assessment, Reason, TableEffect, Verdict } from './assessment.js';
import { type LiveFacts, MANY_ROWS } from './live-facts.js';
import { blocks, type LockMode, stronger } from './locks.js';
import type { ObservedStatement, StepObservation } from './observe-step.js';
import type { CallFinding } from './step-findings.js';

interface Judged {
  readonly reasons: readonly Reason[];
  readonly tables: readonly TableEffect[];
}

const RANK: readonly Verdict[] = ['refused', 'window', 'safe'];

/** Judges a step by its text alone: what it would take, where its tables have many rows. */
export function judgeText(findings: readonly CallFinding[], live: LiveFacts): Judged {
  return { reasons: inOrder(findings.flatMap((finding) => fromText(finding, live))), tables: [] };
}

/**
 * Judges a step by what it was seen to do, in the words of its text. Where the text says that a statement takes long and it
 * was seen to touch no row, it does not take long; where it was seen to work through many rows under a lock and the text
 * does not show it, that is said all the same.
 */
export function judgeObserved(
  findings: readonly CallFinding[],
  observation: StepObservation,
  live: LiveFacts,
  failed: (message: string) => Reason,
): Judged {
  const reasons: Reason[] = [];
  const held = new Map<string, LockMode>();
  const effects = new Map<string, TableEffect>();
  for (const [call, statement] of observation.statements.entries()) {
    const own = findings.filter((finding) => finding.call === call);
    if (!observation.transaction) held.clear();
    const taken = [...statement.locks].filter(([table]) => live.rows.has(table));
    for (const [table, mode] of taken) held.set(table, stronger(mode, held.get(table) ?? null));
    noteEffects(effects, statement, taken, live);
    reasons.push(...own.flatMap((finding) => seen(finding, statement, live)));
    const judged = hidden(statement, held, live, call);
    if (
      judged &&
      !reasons.some((reason) => reason.verdict !== 'safe' && own.some(({ rule }) => rule === reason.rule))
    )
      reasons.push(judged);
    if (!observation.transaction) reasons.push(...queueing(taken));
  }
  const reached = observation.statements.length;
  reasons.push(
    ...findings.filter(({ call }) => call >= reached).flatMap((finding) => fromText(finding, live)),
  );
  for (const name of observation.opened)
    if (!reasons.some(({ rule }) => rule === 'definer-for-everybody')) reasons.push(openDefiner(name));
  if (observation.failure !== null) reasons.push(failed(observation.failure));
  return { reasons: inOrder(reasons), tables: [...effects.values()] };
}

/** The gravest verdict of these reasons. */
export function verdictOf(reasons: readonly Reason[]): Assessment['verdict'] {
  return RANK.find((verdict) => reasons.some((reason) => reason.verdict === verdict)) ?? 'safe';
}

/** The gravest first; what is said twice, once. */
function inOrder(reasons: readonly Reason[]): Reason[] {
  const distinct = [...new Map(reasons.map((reason) => [`${reason.rule} ${reason.why}`, reason])).values()];
  return distinct.sort((a, b) => RANK.indexOf(a.verdict) - RANK.indexOf(b.verdict));
}

function fromText({ rule, weight, tables, why, safer }: CallFinding, { rows }: LiveFacts): Reason[] {
  const there = tables.filter((table) => rows.has(table));
  if (tables.length > 0 && there.length === 0) return [];
  const most = Math.max(
    0,
    ...(tables.length === 0 ? rows.values() : there.map((table) => rows.get(table) ?? 0)),
  );
  const verdict: Verdict | null =
    weight === 'when rows'
      ? most > 0
        ? 'refused'
        : null
      : weight === 'long'
        ? most > MANY_ROWS
          ? 'window'
          : null
        : weight === 'note'
          ? 'safe'
          : weight;
  return verdict === null ? [] : [{ rule, verdict, why, safer }];
}

/** What the text says, unless it was seen that it is not so. */
function seen(finding: CallFinding, statement: ObservedStatement, live: LiveFacts): Reason[] {
  if (finding.weight !== 'long' || finding.perRow || !statement.seen) return fromText(finding, live);
  const touched = worked(statement, live);
  const concerned =
    finding.tables.length === 0 ? touched : touched.filter((table) => finding.tables.includes(table));
  return concerned.length > 0 ? fromText(finding, live) : [];
}

/** Tables with many rows that a statement was seen to read or write as a whole. */
function worked({ scanned, rewritten }: ObservedStatement, { rows }: LiveFacts): string[] {
  return [...new Set([...rewritten, ...scanned])].filter((table) => (rows.get(table) ?? 0) > MANY_ROWS);
}

/** Long work under locks that somebody waits for, whatever the text says. */
function hidden(
  statement: ObservedStatement,
  held: ReadonlyMap<string, LockMode>,
  live: LiveFacts,
  call: number,
): Reason | null {
  const long = worked(statement, live);
  const [table] = long;
  if (table === undefined) return null;
  const blocking = [...held].filter(([, mode]) => blocks(mode) !== 'nothing');
  const own = blocking.find(([name]) => long.includes(name)) ?? blocking[0];
  const doing = statement.rewritten.has(table) ? 'writes anew' : 'reads';
  if (own) {
    const [locked, mode] = own;
    return {
      rule: 'long-work-under-a-lock',
      verdict: 'window',
      why: `statement ${call + 1} ${doing} the whole of ${table} while the step holds ${mode} on ${locked}, so that ${blocks(mode)} of ${locked} wait`,
      safer: `Do what works through ${table} in a step of its own, without a lock that ${blocks(mode)} wait for: CONCURRENTLY, NOT VALID and VALIDATE, or a data migration`,
    };
  }
  const changed = long.find((name) => held.get(name) === 'ROW EXCLUSIVE');
  // Of a plain UPDATE or DELETE the text says more than a table without rows.
  if (changed !== undefined && /^\s*(do|select|call|with)\b/i.test(statement.sql)) {
    return {
      rule: 'many-rows-in-one-transaction',
      verdict: 'window',
      why: `statement ${call + 1} changes rows of ${changed} after reading all of it: who wants to write one of them waits until the step has ended`,
      safer:
        'Make it a data migration, which takes the rows in small batches, can be resumed and undone, and makes nobody wait',
    };
  }
  return null;
}

/** Outside a transaction no lock time-out ends the waiting. */
function queueing(taken: readonly [string, LockMode][]): Reason[] {
  return taken
    .filter(([, mode]) => blocks(mode) !== 'nothing')
    .map(([table, mode]) => ({
      rule: 'lock-without-time-out',
      verdict: 'window' as const,
      why: `outside a transaction it waits for ${mode} on ${table} without giving up, and everybody who wants the table queues behind it`,
      safer:
        'Leave outside the transaction only what PostgreSQL does nowhere else, and put the rest into a step of its own',
    }));
}

function openDefiner(name: string): Reason {
  return {
    rule: 'definer-for-everybody',
    verdict: 'refused',
    why: `everybody may call ${name}, which runs with its owner’s rights`,
    safer: `revoke execute on function ${name} from public, in the same step`,
  };
}

function noteEffects(
  effects: Map<string, TableEffect>,
  { scanned, rewritten }: ObservedStatement,
  taken: readonly (readonly [string, LockMode])[],
  { rows }: LiveFacts,
): void {
  const touched = new Set([...taken.map(([table]) => table), ...scanned, ...rewritten]);
  for (const table of touched) {
    const count = rows.get(table);
    if (count === undefined) continue;
    const known = effects.get(table);
    const mode = taken.find(([name]) => name === table)?.[1];
    const lock = mode ? stronger(mode, known?.lock ?? null) : (known?.lock ?? null);
    effects.set(table, {
      table,
      rows: count,
      lock,
      blocks: blocks(lock),
      rewritten: (known?.rewritten ?? false) || rewritten.has(table),
      scanned: (known?.scanned ?? false) || scanned.has(table),
    });
  }
}
