import type { Finding, Rule, RuleContext } from './finding.js';
import { parseStep } from './parse-step.js';
import { columnRules } from './rules/columns.js';
import { constraintRules } from './rules/constraints.js';
import { indexRules } from './rules/indexes.js';
import { functionMadeBy, rightsRules } from './rules/rights.js';
import { rowRules } from './rules/rows.js';
import { sessionRules } from './rules/session.js';
import { tableRules } from './rules/tables.js';
import type { SchemaStep } from '../steps.js';
import { isOneTransaction } from '../step-runner.js';

const RULES: readonly Rule[] = [
  columnRules,
  constraintRules,
  indexRules,
  rightsRules,
  rowRules,
  sessionRules,
  tableRules,
];

/** What the text of one call of a step says about it. */
export interface CallFinding extends Finding {
  /** Position of the call in the step's SQL. */
  readonly call: number;
}

/** What the text of a step says about it, without a database. */
export async function stepFindings(
  step: SchemaStep,
  known: Pick<RuleContext, 'functionExists' | 'functionAtHand' | 'tableOfIndex'>,
): Promise<CallFinding[]> {
  const { statements, unread } = await parseStep(step.sql);
  const transaction = isOneTransaction(step);
  const found = statements.flatMap(({ node, call }, index) => {
    const context: RuleContext = {
      ...known,
      module: step.module,
      transaction,
      before: statements.slice(0, index),
      after: statements.slice(index + 1),
    };
    return RULES.flatMap((rule) => rule(node, context).map((finding) => ({ ...finding, call })));
  });
  const unreadable = unread.map((call) => ({
    call,
    rule: 'cannot-be-read',
    weight: 'window' as const,
    tables: [],
    why: 'the statement is not in the grammar of PostgreSQL 18, so that nobody can say from its text what it does',
    safer: 'Write it in a way that PostgreSQL 15 to 18 understand',
  }));
  return [...found, ...unreadable];
}

/** The functions that a step makes, by their names without arguments. */
export async function functionsMade(step: SchemaStep): Promise<string[]> {
  const { statements } = await parseStep(step.sql);
  return statements.flatMap(({ node }) => functionMadeBy(node) ?? []);
}
