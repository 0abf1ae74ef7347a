import type { MigrationStatus } from '@carenode/database';
import type { Command } from 'commander';

import type { Job, Run } from '../../command-line.js';
import { Failed } from '../../terminal/exit-code.js';
import { shortTime, table } from '../../terminal/table.js';
import { count, type ModuleOption, ofModule } from './words.js';

export function addStatusCommand(migrate: Command, run: Run): void {
  ofModule(
    migrate
      .command('status')
      .description('what is applied, pending, edited, or not as declared; exits with 1 for the last two'),
  ).action((options: ModuleOption) => run(status(options), options));
}

const status =
  ({ module }: ModuleOption): Job =>
  async (instance, terminal) => {
    const found = await (await instance.migrator(module ? [module] : undefined)).status();
    terminal.answer(found, () => statusText(found));
    if (found.problems.length > 0 || found.drift.length > 0) throw new Failed();
  };

function statusText({ steps, problems, drift }: MigrationStatus): string {
  const pending = steps.filter((step) => step.state === 'pending').length;
  const findings = [
    ...problems.map((problem) => `! ${problem}`),
    ...drift.map((difference) => `! ${difference}`),
    ...(drift.length > 0 ? ['Policies and grants are set as declared by: carenode migrate up'] : []),
    pending > 0 ? `${count(pending, 'step')} pending: carenode migrate up` : 'Nothing is pending.',
  ];
  const rows = steps.map((step) => [
    step.module,
    step.id,
    `${step.state}${step.kind === 'data' ? ', rows' : ''}${step.unfinished ? ', cut off half-way' : ''}`,
    shortTime(step.appliedAt),
    step.durationMs,
  ]);
  return `${table(['module', 'step', 'state', 'applied (UTC)', 'ms'], rows, 'There is no step.')}\n\n${findings.join('\n')}`;
}
