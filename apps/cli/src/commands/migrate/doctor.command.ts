import { diagnose, type Diagnosis } from '@carenode/database/migrate';
import type { Command } from 'commander';

import { examples, type Job, type Run } from '../../command-line.js';
import { Failed } from '../../terminal/exit-code.js';
import { count, type ModuleOption, ofModule } from './words.js';

export function addMigrateDoctorCommand(migrate: Command, run: Run): void {
  examples(
    ofModule(
      migrate
        .command('doctor')
        .description(
          'which views, functions and policies are broken, and which each pending step would break; exits with 1 for either',
        ),
    ).action((options: ModuleOption) => run(doctor(options), options)),
    'carenode migrate doctor',
    'carenode migrate doctor --json',
  );
}

const doctor =
  ({ module }: ModuleOption): Job =>
  async (instance, terminal) => {
    const migrator = await instance.migrator(module ? [module] : undefined);
    const found = await diagnose(migrator.options);
    terminal.answer(found, () => doctorText(found));
    if (found.broken.length > 0 || found.pending.some(({ problems }) => problems.length > 0))
      throw new Failed();
  };

function doctorText({ broken, checked, notChecked, pending }: Diagnosis): string {
  const unseen = notChecked.reduce((sum, { statements }) => sum + statements, 0);
  const steps = pending.filter(({ changes, problems }) => changes.length + problems.length > 0);
  return [
    ...broken.map((sentence) => `! ${sentence}`),
    `${checked} views, functions, defaults, checks and policies looked at, ${broken.length} broken; ${count(unseen, 'statement')} put together at run time not seen.`,
    ...steps.flatMap(({ step, changes, users, problems }) => [
      `${step}: ${changes.join('; ') || 'changes nothing that others use'}`,
      ...users.map(({ object, uses, after }) => `    ${object} uses ${uses.join(', ')}: ${AFTER[after]}`),
      ...problems.map((problem) => `  ! ${problem}`),
    ]),
    pending.length === 0
      ? 'No step is pending.'
      : `${count(pending.length, 'step')} pending; ${count(pending.filter(({ problems }) => problems.length > 0).length, 'step')} of them would break something.`,
  ].join('\n');
}

const AFTER = {
  compiles: 'compiles afterwards',
  broken: 'does not compile afterwards',
  gone: 'goes with it',
  look: 'not of these modules; look at it',
} as const;
