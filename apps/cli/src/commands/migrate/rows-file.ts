import { join, resolve } from 'node:path';

import type { Command } from 'commander';

export interface RowsFileOptions {
  readonly dropData?: string | true;
  readonly restore?: readonly string[];
}

/** `--drop-data [file]` and `--restore <file>`, of which the latter may be said again. */
export function withRowsFiles(command: Command, whatIsPutBack: string): Command {
  return command
    .option(
      '--drop-data [file]',
      'let rows go, after writing them to this new file (default: dropped-rows/<time>.rows.gz in the home)',
    )
    .option(
      '--restore <file>',
      `${whatIsPutBack}; repeatable`,
      (name: string, others: readonly string[]) => [...others, name],
      [],
    );
}

/** The file that rows are to be written to: `dropped-rows/20261123T101112Z.rows.gz` in the home, unless another is named. */
export function dropDataFile(dropData: string | true | undefined, home: string): string | undefined {
  if (dropData === undefined) return undefined;
  if (dropData !== true) return resolve(dropData);
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  return join(home, 'dropped-rows', `${time}.rows.gz`);
}
