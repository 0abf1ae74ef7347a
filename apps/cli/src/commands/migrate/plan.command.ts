import type { PendingRights, PlannedStep } from '@carenode/database';
import type { Command } from 'commander';

import { examples, type Job, type Run } from '../../command-line.js';
import { pendingText } from '../access.command.js';
import { isFirstInstallation, planText } from './plan-text.js';
import { type ModuleOption, ofModule } from './words.js';

interface Plan {
  readonly steps: readonly PlannedStep[];
  /** What changes for whom once all steps are applied. */
  readonly rights: PendingRights;
}

export function addPlanCommand(migrate: Command, run: Run): void {
  examples(
    ofModule(
      migrate
        .command('plan')
        .description(
          'what "up" would run and what it does to those who use the database: SQL, locks, rights, verdict',
        ),
    ).action((options: ModuleOption) => run(plan(options), options)),
    'carenode migrate plan',
    'carenode migrate plan --module records --json',
  );
}

const plan =
  ({ module }: ModuleOption): Job =>
  async (instance, terminal) => {
    const migrator = await instance.migrator(module ? [module] : undefined, (line) => terminal.note(line));
    const found: Plan = { steps: await migrator.plan({ module }), rights: await migrator.rightsChange() };
    terminal.answer(found, () => {
      const { gained, lost, newTables } = found.rights;
      const first = isFirstInstallation(found.steps) && gained.length + lost.length === 0;
      if (found.steps.length === 0 && gained.length + lost.length + newTables.length === 0)
        return 'Nothing to apply: the database is up to date.';
      return [...planText(found.steps), ...(first ? [] : ['', 'Rights', pendingText(found.rights)])].join(
        '\n',
      );
    });
  };
