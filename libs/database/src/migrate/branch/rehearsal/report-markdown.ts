import type { BranchReport, ReadTime, StepReport } from './report.js';

/** The report as a Markdown page. */
export function reportMarkdown(report: BranchReport): string {
  const { branch, of, masked, startedAt, steps, problems, warnings, ok } = report;
  return `${[
    `# Rehearsal on branch ${branch}`,
    `A ${masked ? 'masked ' : ''}copy of ${of}, ${startedAt.replace('T', ' ').slice(0, 16)} UTC: **${ok ? 'all checks passed' : 'it does not hold'}**.`,
    steps.length === 0 ? 'Nothing was pending.' : stepTable(steps),
    ...section('What does not hold', [
      ...steps.flatMap((step) => step.problems.map((words) => `\`${step.step}\`: ${words}`)),
      ...problems,
    ]),
    ...section('To look at', [
      ...steps.flatMap((step) => step.warnings.map((words) => `\`${step.step}\`: ${words}`)),
      ...warnings,
    ]),
  ].join('\n\n')}\n`;
}

/** The cells of a step: step, time, locks, rows, slowest page, checks. */
export function stepCells(step: StepReport): string[] {
  return [
    step.direction === 'up' ? step.step : `${step.step} (back)`,
    `${Math.round(step.ms)} ms`,
    lockWords(step),
    step.rows.map(({ table, before, after }) => `${table} ${before ?? '–'} → ${after ?? '–'}`).join(', '),
    step.slowest ? readWords(step.slowest) : '',
    step.problems.length > 0
      ? `${step.problems.length} wrong`
      : step.warnings.length > 0
        ? `${step.warnings.length} to look at`
        : 'ok',
  ];
}

export const STEP_HEADINGS = ['step', 'time', 'locks', 'rows', 'slowest page', 'checks'];

function lockWords({ locks }: StepReport): string {
  if (locks === null) return 'held by no step as a whole';
  return locks.map(({ table, mode }) => `${table} ${mode}`).join(', ');
}

function readWords({ table, before, after }: ReadTime): string {
  return `${table} ${before === null ? '' : `${before.toFixed(2)} → `}${after.toFixed(2)} ms`;
}

function stepTable(steps: readonly StepReport[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|') || ' ').join(' | ')} |`;
  return [
    line(STEP_HEADINGS),
    line(STEP_HEADINGS.map(() => '---')),
    ...steps.map((step) => line(stepCells(step))),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${line}`).join('\n')];
}
