import { existsSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';

import { systemContext } from '@carenode/module-kit';
import { type ReferenceFoodCounts, ReferenceFoods } from '@carenode/patient-data-contract';
import type { Command } from 'commander';

import { examples, type Job, type JsonOption, printsData, type Run } from '../../command-line.js';

/** Refusals shown; with `--json` the first hundred are there. */
const REFUSALS_SHOWN = 20;

/** `carenode import foods <folder>`. */
export function addFoodImport(imports: Command, run: Run): void {
  examples(
    printsData(
      imports
        .command('foods')
        .description('the reference foods of USDA SR: ABBREV.txt, with WEIGHT.txt beside it'),
    )
      .argument('<folder>')
      .action((folder: string, _: JsonOption, command: Command) => {
        const options: JsonOption = command.optsWithGlobals();
        return run(foods(folder), options);
      }),
    'carenode import foods ./sr28abbr',
  );
}

const foods =
  (folder: string): Job =>
  async (instance, terminal) => {
    const path = resolve(folder);
    if (!existsSync(path) || !statSync(path).isDirectory()) throw new Error(`There is no folder ${path}.`);
    const reference = (await instance.host()).get(ReferenceFoods);
    const report = await reference.importUsdaSr(
      systemContext(`carenode import foods ${basename(path)}`),
      path,
    );
    terminal.answer(report, () =>
      [
        `Imported the foods of ${basename(path)}.`,
        ...linesOf('foods', report.foods),
        ...linesOf('portions', report.portions),
      ].join('\n'),
    );
  };

function linesOf(what: string, counts: ReferenceFoodCounts): string[] {
  const { read, created, updated, unchanged, refused, refusals } = counts;
  const more = refused - Math.min(refusals.length, REFUSALS_SHOWN);
  return [
    `  ${what}: ${read} read = ${created} created + ${updated} updated + ${unchanged} unchanged + ${refused} refused`,
    ...refusals.slice(0, REFUSALS_SHOWN).map(({ line, reason }) => `    refused: line ${line}: ${reason}`),
    ...(more > 0 ? [`    … and ${more} more`] : []),
  ];
}
