import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';

import { Users } from '@carenode/identity-contract';
import { isId, systemContext } from '@carenode/module-kit';
import { type ImportOptions, type ImportOutcome, Imports } from '@carenode/patient-data-contract';
import { ReferenceData, type ReferenceImportReport } from '@carenode/records-contract';
import { type Command, InvalidArgumentError } from 'commander';

import { examples, type Job, type JsonOption, printsData, type Run } from '../command-line.js';
import type { Instance } from '../instance/instance.js';
import { UsageError } from '../terminal/exit-code.js';
import type { Terminal } from '../terminal/terminal.js';
import { askAll, howToAnswer } from './import/import-questions.js';
import { ImportBar } from './import/import-bar.js';
import { addFoodImport } from './import/import-foods.js';
import { reportText } from './import/import-report-text.js';

type Answers = Readonly<Record<string, string>>;

interface FileOptions extends JsonOption {
  readonly patient?: string;
  readonly new?: boolean;
  readonly timeZone?: string;
  readonly answer?: Answers;
}

/** Notes shown of each kind; with `--json` all of them are there. */
const NOTES_SHOWN = 20;

export function addImportCommands(program: Command, run: Run): void {
  const imports = program
    .command('import')
    .description('a patient’s file, or a zip of files, of another system; importing one again adds nothing');
  examples(
    patientOptions(imports).action((file: string | undefined, options: FileOptions, command: Command) => {
      if (file === undefined) command.help({ error: true });
      return run(patientFile(file, options), options);
    }),
    'carenode import export.zip --patient ada@example.org',
    'carenode import readings.csv --patient ada@example.org --time-zone Europe/Berlin',
    'carenode import patient.json --patient new',
  );
  examples(
    patientOptions(imports.command('fhir').description('the same, for FHIR R4 bundles')).action(
      (file: string, _: FileOptions, command: Command) => {
        // Options of this command are the ones of the command above it too, and found there.
        const options: FileOptions = command.optsWithGlobals();
        return run(patientFile(file, options), options);
      },
    ),
    'carenode import fhir patient.json --new',
  );
  const reference = (name: string, about: string, work: ReferenceImport) =>
    printsData(imports.command(name).description(about))
      .argument('<file>')
      .action((file: string, _: JsonOption, command: Command) => {
        const options: JsonOption = command.optsWithGlobals();
        return run(referenceFile(name, file, work), options);
      });
  reference('icd-10-cm', 'the order file of ICD-10-CM, as CDC publishes it', (data, ctx, file) =>
    data.importIcd10Cm(ctx, file),
  );
  reference('ucum', 'the units of ucum-essence.xml', (data, ctx, file) => data.importUcum(ctx, file));
  addFoodImport(imports, run);
}

function patientOptions(command: Command): Command {
  return printsData(command)
    .argument(command.name() === 'import' ? '[file]' : '<file>')
    .option('--patient <id|email|new>', 'whose records they are; new: of somebody whom the file tells (FHIR)')
    .option('--new', 'the same as --patient new: makes the profile, without a way to sign in')
    .option('--time-zone <zone>', 'where the clock stood that a file without time zones was written by')
    .option('--answer <question=answer>', 'answers what a file would ask; may be repeated', oneAnswer);
}

function oneAnswer(text: string, before: Answers = {}): Answers {
  const [, question, answer] = /^([a-z][a-z0-9-]*)=(.+)$/s.exec(text) ?? [];
  if (!question || !answer) throw new InvalidArgumentError('It is a question’s id, = and the answer.');
  return { ...before, [question]: answer };
}

type ReferenceImport = (
  data: ReferenceData,
  ctx: ReturnType<typeof systemContext>,
  file: string,
) => Promise<ReferenceImportReport>;

const patientFile =
  (file: string, options: FileOptions): Job =>
  async (instance, terminal) => {
    const isNew = options.new === true || options.patient === 'new';
    if (!isNew && options.patient === undefined) {
      throw new UsageError('Say whose records they are: --patient <id|email>, or --new.');
    }
    if (options.new && options.patient !== undefined && options.patient !== 'new')
      throw new UsageError('Say either --patient <id|email> or --new.');
    const path = existing(file);
    const imports = (await instance.host()).get(Imports);
    const patient = isNew ? 'new' : await patientId(instance, options.patient ?? '');
    const ctx = systemContext(`carenode import ${basename(path)}`);
    const given: Answers = {
      ...options.answer,
      ...(options.timeZone === undefined ? {} : { 'time-zone': options.timeZone }),
    };
    const outcome = await cancellable((signal) =>
      untilAnswered(terminal, given, (answers) => {
        const bar = new ImportBar(terminal);
        const how: ImportOptions = { answers, signal, onProgress: (progress) => bar.show(progress) };
        return imports.importFile(ctx, patient, path, how).finally(() => bar.clear());
      }),
    );
    const { importId, patientId: whose, report } = outcome;
    terminal.answer({ importId, patientId: whose, ...report }, () =>
      reportText(basename(path), whose, report),
    );
  };

type Done = Extract<ImportOutcome, { status: 'done' }>;

/** Asks what the file asks, where somebody can be asked; else says how to answer. */
async function untilAnswered(
  terminal: Terminal,
  given: Answers,
  work: (answers: Answers) => Promise<ImportOutcome>,
): Promise<Done> {
  for (let answers = given; ;) {
    const outcome = await work(answers);
    if (outcome.status === 'done') return outcome;
    if (!terminal.canAsk) throw new Error(howToAnswer(outcome.questions));
    answers = { ...answers, ...(await askAll(terminal, outcome.questions)) };
  }
}

/** Ctrl-C cancels the import, which takes back what is stored, instead of ending the process at once. */
async function cancellable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const others = process.listeners('SIGINT');
  const cancel = () => stop.abort();
  process.removeAllListeners('SIGINT').once('SIGINT', cancel);
  // Who asks a second time does not want to wait.
  process.once('SIGINT', () => {
    for (const listener of others) process.on('SIGINT', listener);
  });
  try {
    return await work(stop.signal);
  } finally {
    process.removeAllListeners('SIGINT');
    for (const listener of others) process.on('SIGINT', listener);
  }
}

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

function more(shown: number, all: number): string[] {
  return all > shown ? [`  … and ${all - shown} more (--json has them)`] : [];
}
