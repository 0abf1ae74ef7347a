import { ZoneClock } from '@carenode/module-kit';

import type { Answers, ImportFormat, Question, UploadedFile } from '../format/import-format.js';
import type { RecordSink } from '../format/record-sink.js';
import { readTable } from '../format/table.js';
import { headText } from '../format/text.js';
import { SeriesTable } from '../format/series-table.js';
import { cellOf, FitabaseRows, type IsFinest, type Layout } from './fitabase/fitabase-row.js';
import { isFiner, TABLES, type Measure, type Resolution } from './fitabase/fitabase-tables.js';
import { fitabaseTime } from './fitabase/fitabase-time.js';
import { answeredClock, dayOf, LocalTimes, TIME_ZONE_QUESTION } from './fitbit/local-times.js';

const PEOPLE_MOST = 1000;
/** For reading a file beforehand, when nobody is to be told anything. */
const NOBODY: Pick<RecordSink, 'note' | 'ready'> = { note: () => undefined, ready: () => Promise.resolve() };

/**
 * Fitabase exports of Fitbit data: CSV tables of days, hours, minutes (narrow and wide), seconds, sleeps and weights, often
 * of many people. They tell local times without zone, kilometres and kcal (Fitabase's data dictionary), and no device.
 *
 * One upload is of one person: where files have several, it is asked which one, and the rows of others are skipped. Where an
 * upload tells the same measure of the same day in steps of different length (hourly and daily calories), the shortest are
 * read and the others skipped; a day that only the longer ones have keeps them. Totals of different length are different
 * sources, so that two uploads do not add up either. Rows that are there twice are told twice.
 */
export const fitabase: ImportFormat = {
  id: 'fitabase',
  title: 'Fitabase CSV (Fitbit)',

  recognise: (files) => files.filter((file) => layoutOf(file) !== undefined),

  async ask(files: readonly UploadedFile[], answers: Answers): Promise<readonly Question[]> {
    const questions: Question[] = [];
    if (!ZoneClock.of(answers['time-zone'] ?? '')) questions.push(TIME_ZONE_QUESTION);
    const people = await peopleOf(files);
    if (people.length < 2 || people.includes(answers['participant'] ?? '')) return questions;
    questions.push({
      id: 'participant',
      text: `These files hold the data of ${people.length} people. Which of them is the patient?`,
      kind: 'choice',
      choices: people.map((id) => ({ value: id, label: id })),
    });
    return questions;
  },

  async read(files, sink, answers) {
    const clock = answeredClock(answers, (zone) => ZoneClock.of(zone));
    const people = await peopleOf(files);
    const person = people.find((id) => id === answers['participant']) ?? people[0];
    const isFinest = await finestOf(files, person);
    const series = new SeriesTable();
    for (const file of files) {
      const layout = layoutOf(file);
      if (!layout) continue;
      sink.open(file);
      const times = new LocalTimes(clock);
      const rows = new FitabaseRows(layout, times, series, isFinest);
      await eachRow(file, layout, sink, (cells, line) => {
        if (cellOf(cells, layout, 'id') !== person) sink.skip('other participant');
        else tell(sink, layout.table.kind, line, rows.read(cells));
      });
      for (const reason of times.remarks()) sink.note(0, { reason });
    }
  },
};

function tell(sink: RecordSink, kind: string, line: number, reading: ReturnType<FitabaseRows['read']>): void {
  if ('problem' in reading) return sink.quarantine(kind, line, reading.problem);
  if ('finer' in reading) return sink.skip(`${kind} (told in shorter steps)`);
  sink.add(kind, line, reading.rows);
  if (reading.unread > 0) sink.note(line, { reason: `${reading.unread} of its values are no numbers` });
}

function layoutOf(file: Pick<UploadedFile, 'head'>): Layout | undefined {
  const [header = ''] = headText(file).split(/\r?\n/, 1);
  for (const delimiter of [',', ';', '\t'] as const) {
    const names = header.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, '').toLowerCase());
    const at = new Map(names.map((name, n) => [name, n]));
    if (!at.has('id')) continue;
    const table = TABLES.find(({ time, known }) => at.has(time) && known.every((name) => at.has(name)));
    if (table) return { table, delimiter, at };
  }
  return undefined;
}

async function eachRow(
  file: UploadedFile,
  { delimiter }: Layout,
  sink: Pick<RecordSink, 'note' | 'ready'>,
  onRow: (cells: readonly string[], line: number) => void,
): Promise<void> {
  let header = true;
  await readTable(file, { delimiter }, sink, (cells, line) => {
    if (!header) onRow(cells, line);
    header = false;
  });
}

async function peopleOf(files: readonly UploadedFile[]): Promise<string[]> {
  const people = new Set<string>();
  for (const file of files) {
    const layout = layoutOf(file);
    if (!layout) continue;
    await eachRow(file, layout, NOBODY, (cells) => {
      const id = cellOf(cells, layout, 'id');
      if (id !== '' && people.size < PEOPLE_MOST) people.add(id);
    });
  }
  return [...people].sort();
}

/** Which tables tell a measure of a day in the shortest steps; read beforehand, because files come in any order. */
async function finestOf(files: readonly UploadedFile[], person: string | undefined): Promise<IsFinest> {
  const finest = new Map<string, Resolution>();
  for (const file of files) {
    const layout = layoutOf(file);
    const resolution = layout?.table.resolution;
    if (!layout || resolution === undefined || resolution === 'moment' || resolution === 'day') continue;
    const { coded, columns = [] } = layout.table;
    const measures = [coded?.measure, ...columns.map(({ measure }) => measure)].filter((each) => !!each);
    await eachRow(file, layout, NOBODY, (cells) => {
      const time = fitabaseTime(cellOf(cells, layout, layout.table.time));
      if (!time || cellOf(cells, layout, 'id') !== person) return;
      for (const measure of measures as readonly Measure[]) {
        const key = `${measure} ${dayOf(time)}`;
        const before = finest.get(key);
        if (before === undefined || isFiner(resolution, before)) finest.set(key, resolution);
      }
    });
  }
  return (measure, day, resolution) => {
    const best = finest.get(`${measure} ${day}`);
    return best === undefined || !isFiner(best, resolution);
  };
}
