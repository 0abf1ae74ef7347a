import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';

import { Users } from '@carenode/identity-contract';
import { isId, systemContext } from '@carenode/module-kit';
import {
  type CompletedImport,
  type EntryNote,
  FhirImports,
  type ImportProgress,
} from '@carenode/patient-data-contract';
import { ReferenceData, type ReferenceImportReport } from '@carenode/records-contract';
import type { Command } from 'commander';

import { examples, type Job, type JsonOption, printsData, type Run } from '../command-line.js';
import type { Instance } from '../instance/instance.js';
import { UsageError } from '../terminal/exit-code.js';
import { table } from '../terminal/table.js';

interface FhirOptions extends JsonOption {
  readonly patient?: string;
  readonly new?: boolean;
}

/** Notes shown of each kind; with `--json` all of them are there. */
const NOTES_SHOWN = 20;

export function addImportCommands(program: Command, run: Run): void {
  const imports = program
    .command('import')
    .description('files of other systems; importing one again adds nothing');
  examples(
    printsData(imports.command('fhir').description('a FHIR R4 bundle of one patient'))
      .argument('<file>')
      .option('--patient <id|email>', 'whose records they are')
      .option('--new', 'of somebody new: makes the profile from the bundle, without a way to sign in')
      .action((file: string, options: FhirOptions) => run(fhir(file, options), options)),
    'carenode import fhir patient.json --new',
    'carenode import fhir patient.json --patient ada@example.org --json',
  );
  const reference = (name: string, about: string, work: ReferenceImport) =>
    printsData(imports.command(name).description(about))
      .argument('<file>')
      .action((file: string, options: JsonOption) => run(referenceFile(name, file, work), options));
  reference('icd-10-cm', 'the order file of ICD-10-CM, as CDC publishes it', (data, ctx, file) =>
    data.importIcd10Cm(ctx, file),
  );
  reference('ucum', 'the units of ucum-essence.xml', (data, ctx, file) => data.importUcum(ctx, file));
}

type ReferenceImport = (
  data: ReferenceData,
  ctx: ReturnType<typeof systemContext>,
  file: string,
) => Promise<ReferenceImportReport>;

const fhir =
  (file: string, options: FhirOptions): Job =>
  async (instance, terminal) => {
    if ((options.patient === undefined) === !options.new) {
      throw new UsageError('Say whose records they are: --patient <id|email>, or --new.');
    }
    const path = existing(file);
    const imports = (await instance.host()).get(FhirImports);
    const patient = options.patient === undefined ? 'new' : await patientId(instance, options.patient);
    const ctx = systemContext(`carenode import fhir ${basename(path)}`);
    const report = await imports.importFile(ctx, patient, path, (progress) =>
      terminal.live(progressText(progress)),
    );
    terminal.live('');
    terminal.answer(report, () => fhirText(basename(path), report));
  };

const referenceFile =
  (name: string, file: string, work: ReferenceImport): Job =>
  async (instance, terminal) => {
    const path = existing(file);
    const data = (await instance.host()).get(ReferenceData);
    const report = await work(data, systemContext(`carenode import ${name} ${basename(path)}`), path);
    terminal.answer(report, () =>
      [
        `Imported ${basename(path)} (${report.codeSystem}).`,
        `  ${report.read} read = ${report.created} created + ${report.updated} updated + ${report.unchanged} unchanged + ${report.refused} refused`,
        ...report.refusals
          .slice(0, NOTES_SHOWN)
          .map(({ line, reason }) => `  refused: line ${line}: ${reason}`),
        ...more(Math.min(report.refusals.length, NOTES_SHOWN), report.refused),
      ].join('\n'),
    );
  };

function existing(file: string): string {
  const path = resolve(file);
  if (!existsSync(path)) throw new Error(`There is no file ${path}.`);
  return path;
}

async function patientId(instance: Instance, who: string): Promise<string> {
  const known: boolean = isId(who);
  if (known) return who;
  const user = await (
    await instance.host()
  )
    .get(Users)
    .find(systemContext('carenode import: find the patient'), who);
  if (user?.userType !== 'patient') throw new Error(`There is no patient who signs in as ${who}.`);
  return user.id;
}

function progressText({ entriesRead, recordsRead, recordsDone }: ImportProgress): string {
  if (recordsRead === null) return entriesRead === null ? 'Reading …' : `Reading … ${entriesRead} entries`;
  const share = recordsRead === 0 ? 100 : Math.floor((100 * recordsDone) / recordsRead);
  return `Storing … ${recordsDone} of ${recordsRead} records (${share} %)`;
}

function fhirText(file: string, report: CompletedImport): string {
  const { stored, duplicate, skipped, refused } = report.entries;
  const types = Object.entries(report.stored).filter(
    ([, rows]) => rows.created + rows.updated + rows.duplicate > 0,
  );
  return [
    `Imported ${file} for the patient ${report.patientId}.`,
    `${report.read} entries read = ${stored} stored + ${duplicate} duplicate + ${skipped} skipped + ${refused} refused`,
    '',
    table(
      ['rows of', 'created', 'updated', 'duplicate'],
      types.map(([type, rows]) => [type, rows.created, rows.updated, rows.duplicate]),
      'No rows.',
    ),
    ...(skipped > 0 ? ['', `Skipped, because the type is not read: ${countsOf(report.skipped)}`] : []),
    ...notesText('Refused', report.refused),
    ...notesText('Left out of entries that were used', report.warnings),
  ].join('\n');
}

function countsOf(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([type, count]) => `${type} ${count}`)
    .join(', ');
}

function notesText(title: string, notes: readonly EntryNote[]): string[] {
  if (notes.length === 0) return [];
  const shown = notes.slice(0, NOTES_SHOWN);
  return [
    '',
    `${title}:`,
    ...shown.map((note) => `  ${note.field}: ${note.reason}`),
    ...more(shown.length, notes.length),
  ];
}

function more(shown: number, all: number): string[] {
  return all > shown ? [`  … and ${all - shown} more (--json has them)`] : [];
}
