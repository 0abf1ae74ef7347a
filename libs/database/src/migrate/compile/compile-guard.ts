import type { SqlRunner } from '@carenode/module-kit';

import type { Beside } from '../step-runner.js';
import type { Step } from '../steps.js';
import { compileReport, type CompileReport } from './compile-problems.js';

/** Sees to it that no step leaves a view or function behind that compiled before and does not any more. */
export class CompileGuard {
  private known: CompileReport | null = null;

  /** @param active false where there is nothing yet that could break. */
  constructor(private readonly active: boolean) {}

  /** `beside`, and at the end of the step's transaction the check. */
  beside(step: Step, beside: Beside = {}): Beside {
    if (!this.active || step.kind === 'data' || !changesWhatExists(step.sql)) return beside;
    let naming: ReadonlySet<string> | undefined;
    return {
      before: async (sql) => {
        await beside.before?.(sql);
        // What did not compile before is no fault of this step.
        naming = await namedIn(sql, step.sql);
        this.known = await compileReport(sql, { naming });
      },
      after: async (sql: SqlRunner) => {
        await beside.after?.(sql);
        const broken = brokenSince(this.known, await compileReport(sql, { naming }));
        if (broken.length > 0) throw new Error(`after it these would not compile: ${broken.join('; ')}.`);
      },
    };
  }
}

/**
 * The tables, views and functions whose names the SQL says: what else there is cannot be broken by it. Undefined, for
 * everything, where the SQL makes SQL or is not known before it runs. The step holds its locks during the check.
 */
async function namedIn(
  sql: SqlRunner,
  statements: readonly string[],
): Promise<ReadonlySet<string> | undefined> {
  const text = statements.join(';\n').toLowerCase();
  if (text === '' || /\bexecute\b(?! +(function|procedure|on)\b)/.test(text)) return undefined;
  const rows = (await sql.query(
    `select relname as name from pg_class where relkind in ('r', 'p', 'v', 'm') and relname = any ($1)
     union select proname from pg_proc where proname = any ($1)`,
    [[...new Set(text.match(/[a-z_][a-z0-9_]*/g))]],
  )) as { name: string }[];
  return new Set(rows.map(({ name }) => name));
}

/**
 * Sentences about what was there before and compiled, and does not any more. What is new may need what a later step makes;
 * so may what uses it.
 */
export function brokenSince(before: CompileReport | null, after: CompileReport): string[] {
  const known = new Set(before?.problems.map(({ sentence }) => withoutLine(sentence)));
  return after.problems
    .filter(({ object, sentence }) => before?.checked.has(object) && !known.has(withoutLine(sentence)))
    .map(({ sentence }) => sentence);
}

/** A function that is replaced may have an old fault on another line. */
function withoutLine(sentence: string): string {
  return sentence.replace(/, line \d+:/, ':');
}

const TABLE = String.raw`(?:if\s+(?:not\s+)?exists\s+)?(?:only\s+)?([\w."]+)`;

/** False for steps that only make new things: a check of everything is not free. */
export function changesWhatExists(sql: readonly string[]): boolean {
  if (sql.length === 0) return true;
  const text = sql.join(';\n');
  const made = new Set(
    [...text.matchAll(new RegExp(String.raw`\bcreate\s+table\s+${TABLE}`, 'gi'))].map(([, name]) => name),
  );
  const left = text
    .replaceAll(new RegExp(String.raw`\balter\s+table\s+${TABLE}`, 'gi'), (words, name: string) =>
      made.has(name) ? '' : words,
    )
    .replaceAll(/\bexecute\s+(function|procedure)\b/gi, '');
  return /\b(alter|drop|rename|replace|do|execute)\b/i.test(left);
}
