import { ApiKeys, type ApiKeySummary, Users } from '@carenode/identity-contract';
import { isId, systemContext } from '@carenode/module-kit';
import type { Command } from 'commander';

import { everyPage, examples, type Job, type JsonOption, printsData, type Run } from '../command-line.js';
import { UsageError } from '../terminal/exit-code.js';
import { shortTime, table } from '../terminal/table.js';

interface CreateOptions extends JsonOption {
  readonly name: string;
  readonly scope: readonly string[];
  readonly owner: string;
  readonly expires?: string;
}

export function addKeysCommands(program: Command, run: Run): void {
  const keys = program.command('keys').description('API keys, with which programs sign in');
  examples(
    printsData(keys.command('create').description('make a key and show it, this once'))
      .requiredOption('--name <name>', 'what it is for')
      .requiredOption('--scope <scope...>', 'what it may do: user/<table>.<letters of cruds>')
      .requiredOption('--owner <email>', 'the admin or developer it acts for')
      .option('--expires <instant>', 'until when, e.g. 2027-01-31T00:00:00Z; without it until it is revoked')
      .action((options: CreateOptions) => run(create(options), options)),
    'carenode keys create --name "nightly export" --owner dev@example.org --scope user/measurements.rs',
    'curl -H "Authorization: Bearer cn_…" http://localhost:3000/api/v1/session',
  );
  printsData(keys.command('list').description('every key, newest first; never its text')).action(
    (options: JsonOption) => run(list, options),
  );
  printsData(keys.command('revoke').description('end a key, in every host at once'))
    .argument('<id>', 'from "keys list"')
    .action((id: string, options: JsonOption) => run(revoke(id), options));
}

const create =
  (options: CreateOptions): Job =>
  async (instance, terminal) => {
    const host = await instance.host();
    const ctx = systemContext('carenode keys create');
    const owner = await host.get(Users).find(ctx, options.owner);
    if (!owner) throw new Error(`Nobody signs in as ${options.owner}.`);
    const key = await host.get(ApiKeys).create(ctx, {
      name: options.name,
      scopes: options.scope,
      expiresAt: options.expires,
      createdBy: owner.id,
    });
    terminal.answer(key, () =>
      [
        `Created the key "${key.name}" of ${options.owner} (${key.id}), ${until(key)}.`,
        `Key, shown this once: ${key.key}`,
      ].join('\n'),
    );
  };

const list: Job = async (instance, terminal) => {
  const keys = (await instance.host()).get(ApiKeys);
  const ctx = systemContext('carenode keys list');
  const all = await everyPage((cursor) => keys.list(ctx, { limit: 200, cursor }));
  terminal.answer(all, () =>
    table(
      ['id', 'name', 'begins', 'scopes', 'last used (UTC)', 'state'],
      all.map((key) => [
        key.id,
        key.name,
        key.keyPrefix,
        key.scopes.join(' '),
        shortTime(key.lastUsedAt),
        key.revokedAt ? `revoked ${shortTime(key.revokedAt)}` : until(key),
      ]),
      'There is no key.',
    ),
  );
};

const revoke =
  (id: string): Job =>
  async (instance, terminal) => {
    if (!isId(id)) throw new UsageError('The id of a key is a UUID; "carenode keys list" shows it.');
    await (await instance.host()).get(ApiKeys).revoke(systemContext('carenode keys revoke'), id);
    terminal.answer({ id, revoked: true }, () => `Revoked ${id}.`);
  };

function until({ expiresAt }: ApiKeySummary): string {
  if (!expiresAt) return 'valid until it is revoked';
  return `${Date.parse(expiresAt) <= Date.now() ? 'expired' : 'valid until'} ${shortTime(expiresAt)} UTC`;
}
