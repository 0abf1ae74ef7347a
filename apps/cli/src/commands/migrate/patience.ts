import { Migrator } from '@carenode/database';
import { type Command, InvalidArgumentError } from 'commander';

export interface PatienceOptions {
  readonly lockTimeout?: number;
  readonly statementTimeout?: number;
}

/** `--lock-timeout` and `--statement-timeout`. */
export function withPatience(command: Command): Command {
  return command
    .option(
      '--lock-timeout <ms>',
      'how long others may wait behind a step that waits for a lock, before it lets them pass and tries again (default: 400)',
      milliseconds,
    )
    .option(
      '--statement-timeout <ms>',
      'how long a statement of a step may run (default: 600000)',
      milliseconds,
    );
}

/** The same migrator with these limits, where they are said. */
export function impatient(migrator: Migrator, { lockTimeout, statementTimeout }: PatienceOptions): Migrator {
  const { patience, ...options } = migrator.options;
  return new Migrator({
    ...options,
    patience: {
      ...patience,
      ...(lockTimeout === undefined ? {} : { lockMs: lockTimeout }),
      ...(statementTimeout === undefined ? {} : { statementMs: statementTimeout }),
    },
  });
}

function milliseconds(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new InvalidArgumentError('It is a whole number of milliseconds, above 0.');
  return Number(text);
}
