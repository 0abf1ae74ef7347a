import { lossWords, type PlannedStep } from '@carenode/database';

import { table as textTable } from '../../terminal/table.js';
import { count } from './words.js';

const VERDICTS = {
  safe: 'safe: nobody waits for longer than a moment',
  window: 'NEEDS A WINDOW: others wait meanwhile',
  refused: 'REFUSED: it never runs as it is',
} as const;

/** Every step as a person reads it: why, SQL, locks, what is lost, verdict and the safer way; then what to do. */
export function planText(steps: readonly PlannedStep[]): string[] {
  if (steps.length === 0) return ['No step is pending.'];
  const first = isFirstInstallation(steps);
  const texts = steps.flatMap((step) => [...sqlText(step), ...(first ? [] : effectText(step)), '']);
  return [
    ...texts,
    ...(first ? ['Nobody waits: there is nothing yet that anybody could wait for.'] : endText(steps)),
  ];
}

/** Nothing was judged, as there was nothing yet that anybody could wait for. */
export function isFirstInstallation(steps: readonly PlannedStep[]): boolean {
  return steps.every(({ observed, reasons, tables }) => !observed && reasons.length + tables.length === 0);
}

function sqlText(step: PlannedStep): string[] {
  const outside =
    step.kind === 'data' ? ' (rows, in batches)' : step.transaction ? '' : ' (outside a transaction)';
  return [`-- ${step.key}${outside}`, `-- ${step.why}`, ...step.sql.map((sql) => `${unindent(sql)};`)];
}

function effectText(step: PlannedStep): string[] {
  return [
    ...tablesText(step),
    ...(step.rows === null ? [] : [`   It looks at ${count(step.rows, 'row')}.`]),
    ...(step.losses.length === 0 ? [] : [`   ${lossWords(step.losses)}`]),
    `=> ${VERDICTS[step.verdict]}${step.observed || step.kind === 'data' ? '' : ' (by its text; it was not tried)'}`,
    ...step.reasons.flatMap(({ verdict, why, safer }) => [
      `   ${verdict === 'safe' ? 'Note' : 'Why'}: ${why}.`,
      `   ${verdict === 'safe' ? 'Better' : 'Safer'}: ${safer}.`,
    ]),
  ];
}

function tablesText({ tables }: PlannedStep): string[] {
  if (tables.length === 0) return [];
  const rows = tables.map(({ table, rows, lock, blocks, rewritten, scanned }) => [
    table,
    rows.toLocaleString('en'),
    lock,
    blocks,
    rewritten ? 'written anew' : scanned ? 'read as a whole' : 'not touched',
  ]);
  return textTable(['table', 'rows', 'lock', 'makes wait', 'its rows are'], rows, '')
    .split('\n')
    .map((line) => `   ${line}`);
}

function endText(steps: readonly PlannedStep[]): string[] {
  const refused = steps.filter(({ verdict }) => verdict === 'refused');
  const windows = steps.filter(({ verdict }) => verdict === 'window');
  const lossy = steps.some(({ losses }) => losses.length > 0) ? ' --drop-data' : '';
  const accept = windows.map(({ key }) => ` --accept ${key}`).join('');
  return [
    `${count(steps.length, 'step')}: ${steps.length - refused.length - windows.length} safe, ${windows.length} with a window, ${refused.length} refused.`,
    refused.length > 0
      ? `"migrate up" changes nothing while a step is refused: ${refused.map(({ key }) => key).join(', ')}.`
      : `To apply: carenode migrate up${accept}${lossy}`,
  ];
}

/** A statement without the indentation it has in its source file. */
function unindent(sql: string): string {
  const lines = sql.split('\n').filter((line) => line.trim() !== '');
  const indents = lines
    .slice(lines[0]?.startsWith(' ') ? 0 : 1)
    .map((line) => line.length - line.trimStart().length);
  const least = Math.min(...indents, 80);
  return lines.map((line) => (line.startsWith(' ') ? line.slice(least) : line)).join('\n');
}
