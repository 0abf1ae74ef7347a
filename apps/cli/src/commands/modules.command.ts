import {
  type ActivateOptions,
  type Audience,
  ModuleSwitch,
  type ModuleState,
} from '@carenode/instance-config-contract';
import { USER_TYPES, type UserType } from '@carenode/module-kit';
import { type Command, Option } from 'commander';

import {
  examples,
  type Job,
  type JsonOption,
  listOf,
  percentage,
  printsData,
  type Run,
} from '../command-line.js';
import { actingAdmin } from '../instance/acting-admin.js';
import { UsageError } from '../terminal/exit-code.js';
import { shortTime, table } from '../terminal/table.js';
import { readStdin } from '../terminal/terminal.js';

interface AdminOption extends JsonOption {
  readonly as?: string;
}

interface Activate extends AdminOption {
  readonly from?: string;
  readonly until?: string;
  readonly percentage?: number;
  readonly userTypes?: readonly UserType[];
  readonly everybody?: boolean;
  readonly activationKeyStdin?: boolean;
  readonly reason?: string;
  readonly withDependencies?: boolean;
}

interface Deactivate extends AdminOption {
  readonly reason?: string;
  readonly withDependents?: boolean;
}

export function addModulesCommands(program: Command, run: Run): void {
  const modules = program.command('modules').description('which modules are on, and for whom');
  const asAdmin = (command: Command) =>
    printsData(command).option('--as <email>', 'the admin in whose name; needed when there are several');
  asAdmin(modules.command('list').description('every loaded module and its state')).action(
    (options: AdminOption) => run(list(options), options),
  );
  examples(
    asAdmin(modules.command('activate').description('switch a module on, for everybody or for some'))
      .argument('<name>')
      .option('--from <instant>', 'from when on, e.g. 2027-01-31T08:00:00+01:00; "now" clears it')
      .option('--until <instant>', 'until when; "ever" clears it')
      .addOption(
        new Option('--percentage <number>', 'for this share of people, always the same ones').argParser(
          percentage,
        ),
      )
      .addOption(
        new Option('--user-types <types>', 'for these only, separated by commas').argParser(
          listOf('user types', USER_TYPES),
        ),
      )
      .option('--everybody', 'for everybody again')
      .option('--with-dependencies', 'switch on what it requires, too')
      .option('--activation-key-stdin', 'read its licence key from stdin')
      .option('--reason <text>', 'why, for the record')
      .action((name: string, options: Activate) => run(activate(name, options), options)),
    'carenode modules activate patient-data',
    'carenode modules activate patient-data --user-types patient,provider --percentage 10',
  );
  examples(
    asAdmin(modules.command('deactivate').description('switch a module off; its data stays'))
      .argument('<name>')
      .option('--with-dependents', 'switch off what requires it, too')
      .option('--reason <text>', 'why, for the record')
      .action((name: string, options: Deactivate) => run(deactivate(name, options), options)),
    'carenode modules deactivate patient-data --reason "maintenance until noon"',
  );
}

const list =
  (options: AdminOption): Job =>
  async (instance, terminal) => {
    const ctx = await actingAdmin(instance, options.as);
    const modules = await (await instance.host()).get(ModuleSwitch).list(ctx);
    terminal.answer(modules, () =>
      table(
        ['module', 'state', 'for', 'from (UTC)', 'until (UTC)', 'requires'],
        modules.map((module) => [
          module.name,
          stateOf(module),
          audienceOf(module),
          shortTime(module.activation?.activationDate),
          shortTime(module.activation?.expirationDate),
          module.requires.join(', '),
        ]),
        'No module is loaded.',
      ),
    );
  };

const activate =
  (name: string, options: Activate): Job =>
  async (instance, terminal) => {
    const wanted = await switchOptions(options);
    const ctx = await actingAdmin(instance, options.as);
    const switched = await (await instance.host()).get(ModuleSwitch).activate(ctx, name, wanted);
    terminal.answer(switched, () => {
      const others = switched.changed.filter((changed) => changed !== name);
      const also = others.length > 0 ? `, and with it ${others.join(', ')}` : '';
      return `${name} is ${stateOf(switched.module)} for ${audienceOf(switched.module) ?? 'nobody'}${also}.`;
    });
  };

const deactivate =
  (name: string, { as, reason, withDependents }: Deactivate): Job =>
  async (instance, terminal) => {
    const ctx = await actingAdmin(instance, as);
    const switched = await (
      await instance.host()
    )
      .get(ModuleSwitch)
      .deactivate(ctx, name, { reason, withDependents });
    terminal.answer(
      switched,
      () => `Off: ${switched.changed.join(', ') || `${name}, as before`}. The data stays.`,
    );
  };

async function switchOptions(options: Activate): Promise<ActivateOptions> {
  const { percentage: share, userTypes, everybody, reason, withDependencies } = options;
  const some = share !== undefined || userTypes !== undefined;
  if (everybody && some)
    throw new UsageError('--everybody and --user-types or --percentage exclude each other.');
  const audience: Audience | null | undefined = everybody
    ? null
    : some
      ? { percentage: share, userTypes }
      : undefined;
  return {
    activationDate: options.from === 'now' ? null : options.from,
    expirationDate: options.until === 'ever' ? null : options.until,
    audience,
    reason,
    withDependencies,
    activationKey: options.activationKeyStdin ? await readStdin() : undefined,
  };
}

function stateOf({ required, loaded, installed, pendingSteps, activation }: ModuleState): string {
  if (!loaded) return 'not loaded';
  if (!installed) return `not installed (${pendingSteps.length} steps pending)`;
  if (required) return 'on (required)';
  if (!activation?.isActive) return 'off';
  const now = Date.now();
  if (activation.activationDate && Date.parse(activation.activationDate) > now) return 'on later';
  if (activation.expirationDate && Date.parse(activation.expirationDate) <= now) return 'over';
  return 'on';
}

function audienceOf({ required, activation }: ModuleState): string | null {
  if (required) return 'everybody';
  if (!activation?.isActive) return null;
  const { userTypes, percentage: share, profiles } = activation.audience ?? {};
  const parts = [
    userTypes?.join(', '),
    share === undefined ? undefined : `${share} %`,
    profiles?.length ? `${profiles.length} people by name` : undefined,
  ];
  return parts.filter(Boolean).join(', ') || 'everybody';
}
