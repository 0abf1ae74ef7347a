import { verifyMigrations, type VerifyReport } from '@carenode/database/migrate';
import type { Command } from 'commander';

import { examples, type Job, type Run } from '../../command-line.js';
import { Failed } from '../../terminal/exit-code.js';
import { count, type ModuleOption, ofModule } from './words.js';

export function addVerifyCommand(migrate: Command, run: Run): void {
  examples(
    ofModule(
      migrate
        .command('verify')
        .description(
          'take every step up, down and up on scratch databases; exits with 1 when anything differs',
        ),
    ).action((options: ModuleOption) => run(verify(options), options)),
    'carenode migrate verify',
    'carenode migrate verify --module patient-data --json',
  );
}

const verify =
  ({ module }: ModuleOption): Job =>
  async (instance, terminal) => {
    const { adminUrl, hostLogin } = await instance.address();
    if (!adminUrl) throw new Error('Set DATABASE_ADMIN_URL: scratch databases are made with it.');
    const report = await verifyMigrations({
      server: { adminUrl, hostLogin },
      modules: await instance.modules(),
      module,
      log: (line) => terminal.note(line),
    });
    terminal.answer(report, () => verifyText(report));
    if (report.problems.length > 0) throw new Failed();
  };

function verifyText({ steps, wholes, problems, durationMs }: VerifyReport): string {
  const tried = `${count(steps, 'step')} one by one, and as a whole: ${wholes.join(', ')}; ${Math.round(durationMs / 1000)} s`;
  if (problems.length === 0) return `Up, down and up again leaves the same: ${tried}.`;
  return [
    ...problems.map(({ step, what, lines }) =>
      [`! ${step}: ${what}`, ...lines.map((line) => `    ${line}`)].join('\n'),
    ),
    `${count(problems.length, 'problem')}: ${tried}.`,
  ].join('\n');
}
