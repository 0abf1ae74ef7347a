import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
  type Branch,
  Branches,
  type BranchReport,
  reportMarkdown,
  STEP_HEADINGS,
  stepCells,
} from '@carenode/database/migrate';
import type { Command } from 'commander';

import { examples, type Job, type JsonOption, printsData, type Run } from '../../command-line.js';
import type { Instance } from '../../instance/instance.js';
import { Failed } from '../../terminal/exit-code.js';
import { shortTime, table } from '../../terminal/table.js';
import type { Terminal } from '../../terminal/terminal.js';
import { count, type ModuleOption, ofModule } from './words.js';

interface CreateOptions extends JsonOption {
  readonly masked?: boolean;
}

interface TestOptions extends ModuleOption, CreateOptions {
  readonly roundTrip?: boolean;
  readonly keep?: boolean;
  readonly out?: string;
}

export function addBranchCommand(migrate: Command, run: Run): void {
  const branch = migrate
    .command('branch')
    .description('test branches: copies of the live database with its rows, made while it is used');
  examples(
    printsData(
      branch.command('create <name>').description('copy the live database; nobody there is disconnected'),
    )
      .option(
        '--masked',
        'replace names, addresses, words and secrets, and move dates, before anybody can connect',
      )
      .action((name: string, options: CreateOptions) => run(create(name, options), options)),
    'carenode migrate branch create spring --masked',
  );
  printsData(branch.command('list').description('the branches, with what each lacks')).action(
    (options: JsonOption) => run(list, options),
  );
  printsData(
    branch.command('drop <name>').description('remove a branch with its rows; never anything else'),
  ).action((name: string, options: JsonOption) => run(drop(name), options));
  examples(
    ofModule(
      branch
        .command('test [name]')
        .description(
          'run what is pending on a branch, step by step, with checks after each; exits with 1 when one fails',
        ),
    )
      .option('--masked', 'without a name: mask the fresh branch')
      .option('--round-trip', 'afterwards take every step back and apply it again')
      .option('--keep', 'without a name: keep the fresh branch')
      .option('--out <file>', 'write the report to this file too, as Markdown')
      .action((name: string | undefined, options: TestOptions) => run(test(name, options), options)),
    'carenode migrate branch test --out report.md',
    'carenode migrate branch test spring --round-trip',
  );
}

const create =
  (name: string, { masked = false }: CreateOptions): Job =>
  async (instance, terminal) => {
    await (await branchesOf(instance, terminal)).create(name, { masked });
    const embedded = (await instance.address()).embedded !== null;
    const home = embedded ? join(instance.config.home, 'branches', name) : null;
    terminal.answer({ name, masked, home }, () =>
      [
        `Branch "${name}" is made.`,
        ...(home ? [`Work on it with every command: CARENODE_HOME=${home} carenode …`] : []),
        ...(masked ? [] : ['It holds what the live database holds: guard it alike, and drop it when done.']),
      ].join('\n'),
    );
  };

const list: Job = async (instance, terminal) => {
  const branches = await (await branchesOf(instance, terminal)).list();
  terminal.answer(branches, () =>
    table(
      ['name', 'of', 'created (UTC)', 'size', 'masked', 'pending', 'state'],
      branches.map((branch) => [
        branch.name,
        branch.of,
        shortTime(branch.createdAt),
        branch.bytes === null ? null : `${(branch.bytes / 1e6).toFixed(0)} MB`,
        branch.masked ? 'yes' : 'no',
        pendingWords(branch),
        branch.state,
      ]),
      'There are no branches.',
    ),
  );
};

const drop =
  (name: string): Job =>
  async (instance, terminal) => {
    await (await branchesOf(instance, terminal)).drop(name);
    terminal.answer({ dropped: name }, () => `Branch "${name}" is gone.`);
  };

const test =
  (given: string | undefined, options: TestOptions): Job =>
  async (instance, terminal) => {
    const branches = await branchesOf(instance, terminal);
    const name = given ?? `test-${randomBytes(4).toString('hex')}`;
    const modules = options.module ? await instance.modules([options.module]) : await instance.modules();
    if (given === undefined) await branches.create(name, { masked: options.masked === true });
    let report: BranchReport;
    try {
      report = await branches.test(name, { roundTrip: options.roundTrip === true, modules });
    } finally {
      if (given === undefined && !options.keep) await branches.drop(name);
    }
    if (options.out) await writeFile(options.out, reportMarkdown(report));
    terminal.answer(report, () => reportText(report));
    if (!report.ok) throw new Failed();
  };

async function branchesOf(instance: Instance, terminal: Terminal): Promise<Branches> {
  const address = await instance.address();
  if (!address.adminUrl)
    throw new Error(
      'Set DATABASE_ADMIN_URL to a login that may create roles and databases; branches are made with it.',
    );
  return new Branches({
    adminUrl: address.adminUrl,
    hostLogin: address.hostLogin,
    modules: await instance.modules(),
    embeddedHome: address.embedded ? instance.config.home : null,
    log: (line) => terminal.note(line),
  });
}

function pendingWords({ pending }: Branch): string | null {
  return pending === null ? null : pending.length === 0 ? 'none' : count(pending.length, 'step');
}

function reportText({ steps, problems, warnings, ok }: BranchReport): string {
  const lines = (
    marker: string,
    of: (step: BranchReport['steps'][number]) => readonly string[],
    more: readonly string[],
  ) => [
    ...steps.flatMap((step) => of(step).map((words) => `${marker} ${step.step}: ${words}`)),
    ...more.map((words) => `${marker} ${words}`),
  ];
  return [
    table(STEP_HEADINGS, steps.map(stepCells), 'Nothing is pending.'),
    '',
    ...lines('!', (step) => step.problems, problems),
    ...lines('?', (step) => step.warnings, warnings),
    ok ? 'All checks passed.' : 'It does not hold: do not run it on the live database.',
  ].join('\n');
}
