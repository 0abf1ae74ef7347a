import { type Command, InvalidArgumentError, Option } from 'commander';

import type { Instance } from './instance/instance.js';
import type { Terminal } from './terminal/terminal.js';

/** What a command does once its words are understood. */
export type Job = (instance: Instance, terminal: Terminal) => Promise<void>;
export interface JsonOption {
  readonly json?: boolean;
}

/** Runs the job of the command that was called; the one way from words to work. */
export type Run = (job: Job, options: JsonOption) => Promise<void>;

/** `--json`, on every command that prints data. */
export function printsData(command: Command): Command {
  return command.addOption(new Option('--json', 'print the answer as JSON and nothing else on stdout'));
}

/** Lines of `--help` that show the command at work. */
export function examples(command: Command, ...lines: readonly string[]): Command {
  return command.addHelpText('after', `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`);
}

export function percentage(text: string): number {
  const value = Number(text);
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text) || value > 100) {
    throw new InvalidArgumentError('It is a number from 0 to 100, with at most two decimals.');
  }
  return value;
}

/** `a,b` or `a, b` as its parts. */
export function listOf<T extends string>(what: string, choices: readonly T[]): (text: string) => T[] {
  return (text) =>
    text.split(',').map((part) => {
      const choice = choices.find((candidate) => candidate === part.trim());
      if (!choice) throw new InvalidArgumentError(`It is a list of ${what}: ${choices.join(', ')}.`);
      return choice;
    });
}

/** Everything of a paged list. */
export async function everyPage<T>(
  page: (
    cursor: string | undefined,
  ) => Promise<{ readonly items: readonly T[]; readonly nextCursor: string | null }>,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await page(cursor);
    all.push(...items);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}
