import type { Command } from 'commander';

import type { Job, Run } from '../../command-line.js';
import { type ModuleOption, ofModule } from './words.js';

export function addPlanCommand(migrate: Command, run: Run): void {
  ofModule(migrate.command('plan').description('the SQL that "up" would run')).action(
    (options: ModuleOption) => run(plan(options), options),
  );
}

const plan =
  ({ module }: ModuleOption): Job =>
  async (instance, terminal) => {
    const steps = await (await instance.migrator(module ? [module] : undefined)).plan();
    terminal.answer(steps, () =>
      steps.length === 0
        ? 'Nothing to apply: the database is up to date.'
        : steps
            .map((step) =>
              [
                `-- ${step.module}/${step.id}${step.transaction ? '' : ' (outside a transaction)'}`,
                `-- ${step.why}`,
                ...step.sql.map((sql) => `${unindent(sql)};`),
              ].join('\n'),
            )
            .join('\n\n'),
    );
  };

/** A statement without the indentation it has in its source file. */
function unindent(sql: string): string {
  const lines = sql.split('\n').filter((line) => line.trim() !== '');
  const indents = lines
    .slice(lines[0]?.startsWith(' ') ? 0 : 1)
    .map((line) => line.length - line.trimStart().length);
  const least = Math.min(...indents, 80);
  return lines.map((line) => (line.startsWith(' ') ? line.slice(least) : line)).join('\n');
}
