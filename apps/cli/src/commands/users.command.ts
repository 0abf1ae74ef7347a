import { randomBytes } from 'node:crypto';

import { Users } from '@carenode/identity-contract';
import { systemContext, USER_TYPES, type UserType } from '@carenode/module-kit';
import { type Command, Option } from 'commander';

import { everyPage, examples, type Job, type JsonOption, printsData, type Run } from '../command-line.js';
import { shortTime, table } from '../terminal/table.js';
import { readStdin } from '../terminal/terminal.js';
import { addLegacyTypesCommands } from './legacy-types.command.js';

interface PasswordOptions extends JsonOption {
  readonly passwordStdin?: boolean;
}

interface CreateOptions extends PasswordOptions {
  readonly type: UserType;
  readonly email: string;
  readonly firstName?: string;
  readonly lastName?: string;
}

interface ListOptions extends JsonOption {
  readonly type?: UserType;
}

const passwordOption = () =>
  new Option('--password-stdin', 'read the password from stdin; without it one is made and shown once');
const typeOption = () => new Option('--type <type>', 'what kind of user').choices(USER_TYPES);

export function addUsersCommands(program: Command, run: Run): void {
  const users = program.command('users').description('people who sign in');
  examples(
    printsData(users.command('create').description('create a user who can sign in at once'))
      .addOption(typeOption().makeOptionMandatory())
      .requiredOption('--email <email>', 'what they sign in with')
      .option('--first-name <name>')
      .option('--last-name <name>')
      .addOption(passwordOption())
      .action((options: CreateOptions) => run(create(options), options)),
    'carenode users create --type admin --email ada@example.org',
    'pass show carenode/ada | carenode users create --type provider --email ada@example.org --password-stdin',
  );
  printsData(users.command('set-password').description('give somebody a new password and end their sessions'))
    .argument('<email>')
    .addOption(passwordOption())
    .action((email: string, options: PasswordOptions) => run(setPassword(email, options), options));
  printsData(users.command('list').description('everybody, newest first'))
    .addOption(typeOption())
    .action((options: ListOptions) => run(list(options), options));
  addLegacyTypesCommands(users, run);
}

async function choosePassword({
  passwordStdin,
}: PasswordOptions): Promise<{ password: string; made: boolean }> {
  if (passwordStdin) return { password: await readStdin(), made: false };
  return { password: randomBytes(15).toString('base64url'), made: true };
}

const create =
  (options: CreateOptions): Job =>
  async (instance, terminal) => {
    const { password, made } = await choosePassword(options);
    const users = (await instance.host()).get(Users);
    const { id } = await users.create(systemContext('carenode users create'), {
      userType: options.type,
      email: options.email,
      password,
      firstName: options.firstName,
      lastName: options.lastName,
    });
    const user = { id, userType: options.type, email: options.email };
    terminal.answer(made ? { ...user, password } : user, () =>
      [`Created the ${options.type} ${options.email} (${id}).`, ...passwordLines(password, made)].join('\n'),
    );
  };

const setPassword =
  (email: string, options: PasswordOptions): Job =>
  async (instance, terminal) => {
    const { password, made } = await choosePassword(options);
    const users = (await instance.host()).get(Users);
    const ctx = systemContext('carenode users set-password');
    const user = await users.find(ctx, email);
    if (!user) throw new Error(`Nobody signs in as ${email}.`);
    await users.setPassword(ctx, user.id, password);
    terminal.answer(made ? { id: user.id, password } : { id: user.id }, () =>
      [`${email} has a new password, and is signed out everywhere.`, ...passwordLines(password, made)].join(
        '\n',
      ),
    );
  };

const passwordLines = (password: string, made: boolean): string[] =>
  made ? [`Password, shown this once: ${password}`] : [];

const list =
  ({ type }: ListOptions): Job =>
  async (instance, terminal) => {
    const users = (await instance.host()).get(Users);
    const ctx = systemContext('carenode users list');
    const all = await everyPage((cursor) => users.list(ctx, { limit: 200, cursor, userType: type }));
    terminal.answer(all, () =>
      table(
        ['id', 'type', 'email', 'name', 'created (UTC)'],
        all.map((user) => [
          user.id,
          user.userType,
          user.email,
          [user.firstName, user.lastName].filter(Boolean).join(' '),
          shortTime(user.createdAt),
        ]),
        'There is nobody yet. Make an admin: carenode users create --type admin --email …',
      ),
    );
  };
