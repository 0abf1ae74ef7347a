import {
  type DifferentRight,
  type LegacyTypeDifference,
  LegacyUserTypes,
  type LegacyUserTypeSummary,
} from '@carenode/identity-contract';
import { USER_TYPES, type UserType } from '@carenode/module-kit';
import { type Command, Option } from 'commander';

import { examples, type Job, type JsonOption, printsData, type Run } from '../command-line.js';
import { actingAdmin } from '../instance/acting-admin.js';
import { UsageError } from '../terminal/exit-code.js';
import { table } from '../terminal/table.js';

interface ListOptions extends JsonOption {
  readonly name?: string;
  readonly to?: UserType;
  readonly as?: string;
}

interface ApproveOptions extends JsonOption {
  readonly to: UserType;
  readonly approvedDifference: string;
  readonly reason: string;
  readonly as?: string;
}

/** `users legacy-types` and `users approve-legacy-type`: user types of the system that the instance was adopted from. */
export function addLegacyTypesCommands(users: Command, run: Run): void {
  const as = () => new Option('--as <email>', 'the admin who asks; the only one there is if absent');
  const to = () => new Option('--to <type>', 'the user type they would get').choices(USER_TYPES);
  examples(
    printsData(
      users
        .command('legacy-types')
        .description('what people were called in the adopted system, and what they would gain and lose'),
    )
      .option('--name <name>', 'only this one, with every right')
      .addOption(to())
      .addOption(as())
      .action((options: ListOptions) => run(list(options), options)),
    'carenode users legacy-types',
    'carenode users legacy-types --name doctor --to provider',
  );
  examples(
    printsData(
      users
        .command('approve-legacy-type')
        .description('let those who were called so become a user type, when "migrate data run" merges them'),
    )
      .argument('<name>', 'what they were called')
      .addOption(to().makeOptionMandatory())
      .requiredOption('--approved-difference <fingerprint>', 'the one that "users legacy-types" showed')
      .requiredOption('--reason <text>', 'why')
      .addOption(as())
      .action((name: string, options: ApproveOptions) => run(approve(name, options), options)),
    'carenode users approve-legacy-type doctor --to provider --approved-difference 3f0c… --reason "licences seen"',
  );
}

const list =
  ({ name, to, as }: ListOptions): Job =>
  async (instance, terminal) => {
    if (to !== undefined && name === undefined) throw new UsageError('--to goes with --name: who, as what.');
    const ctx = await actingAdmin(instance, as);
    const types = (await instance.host()).get(LegacyUserTypes);
    const known = (await types.list(ctx)).filter((type) => name === undefined || type.name === name);
    if (name !== undefined && known.length === 0) throw new UsageError(`Nobody here was called "${name}".`);
    const all = await Promise.all(
      known.map(async (type) => {
        const target = to ?? type.approval?.userType ?? type.proposed;
        return { ...type, difference: target && (await types.differenceOf(ctx, type.name, target)) };
      }),
    );
    terminal.answer({ items: all }, () =>
      [
        table(
          ['called', 'people', 'patients here', 'usually', 'approved'],
          all.map((type) => [
            type.name,
            String(type.people),
            String(type.patients),
            type.proposed ?? '?',
            approvalText(type),
          ]),
          'Nobody comes from another system.',
        ),
        ...all.flatMap(({ difference }) =>
          difference ? ['', ...differenceLines(difference, name !== undefined)] : [],
        ),
      ].join('\n'),
    );
  };

function approvalText({ approval }: LegacyUserTypeSummary): string {
  if (!approval) return 'no';
  return approval.status === 'approved' ? approval.userType : `${approval.userType}, asked for`;
}

function differenceLines(difference: LegacyTypeDifference, inFull: boolean): string[] {
  const { name, userType, people, gained, lost, fingerprint } = difference;
  const rights = (title: string, all: readonly DifferentRight[], of: 'was' | 'becomes') =>
    all.map((right) => `  ${title} ${right.name}: ${right[of] ?? ''}`);
  return [
    `"${name}" (${people}) as ${userType}: ${gained.length} rights gained, ${lost.length} lost`,
    ...(inFull ? [...rights('+', gained, 'becomes'), ...rights('-', lost, 'was')] : []),
    `  Fingerprint of this difference: ${fingerprint}`,
  ];
}

const approve =
  (name: string, { to, approvedDifference, reason, as }: ApproveOptions): Job =>
  async (instance, terminal) => {
    const ctx = await actingAdmin(instance, as);
    const types = (await instance.host()).get(LegacyUserTypes);
    const type = await types.approve(ctx, name, { userType: to, approvedDifference, reason });
    terminal.answer(type, () =>
      type.approval?.status === 'approved'
        ? `Approved: "${name}" is ${to}. Give it: carenode migrate data run identity/0015-merge-legacy-user-types`
        : `Asked for: "${name}" is ${to}. Another admin approves it with the same command.`,
    );
  };
