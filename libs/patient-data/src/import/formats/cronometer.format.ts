import type { LocalTime, ZonedInstant } from '@carenode/module-kit';

import type { ImportFormat, UploadedFile } from '../format/import-format.js';
import type { ReadMeasurement } from '../format/read-rows.js';
import type { RecordSink } from '../format/record-sink.js';
import { readTable } from '../format/table.js';
import { cellOf, hasMore, textFor } from './csv/cells.js';
import { LocalClock, answeredZone, askedZone } from './csv/local-clock.js';
import { SeriesSet, readInstant } from './csv/series-set.js';
import { localTimeOf, readStamp, readTime } from './csv/stamps.js';
import { type CronometerLayout, cronometerLayout } from './cronometer/cronometer-layout.js';
import { amountIn, amountsOf, servingOf } from './cronometer/servings-row.js';
import { summedBy } from './cronometer/summary-row.js';

const SOURCE = 'Cronometer';
const NO_TIME = 'The time of day was not told: it stands at the beginning of the day.';

/**
 * Cronometer's CSV exports. `servings.csv` tells every serving with its amount in one text (`107.00 g`, `4.00 medium`), local
 * day and, in some accounts, time of day, and as many nutrients as the account shows; an empty nutrient is unknown, not 0. A
 * serving without time stands at the beginning of its day, with a note. `dailysummary.csv` tells the sums of days: they are
 * measurements of the whole day, except for days whose servings are in the same upload, which are skipped, as are days with
 * nothing but zeros. Energy in kJ is kept as a nutrient, as the log's calories are kcal. Tells no time zone, which is asked.
 * Biometrics and exercises are not read: no published sample of them was at hand. Known from exports in public repositories
 * (see the NOTICE of the fixtures).
 */
export const cronometer: ImportFormat = {
  id: 'cronometer',
  title: 'Cronometer export',
  recognise: (files) => files.filter((file) => cronometerLayout(file) !== undefined),
  ask(_files, answers) {
    const zone = askedZone(answers, 'Cronometer');
    return Promise.resolve(zone ? [zone] : []);
  },
  async read(files, sink, answers) {
    const zone = answeredZone(answers);
    const series = new SeriesSet(SOURCE, zone.zone);
    const days = new Set<string>();
    const tables = files.flatMap((file) => {
      const layout = cronometerLayout(file);
      return layout ? [{ file, layout }] : [];
    });
    for (const { file, layout } of tables.filter((one) => one.layout.table === 'servings')) {
      await new ServingsReading(sink, new LocalClock(zone), layout, days).read(file);
    }
    for (const { file, layout } of tables.filter((one) => one.layout.table === 'dailysummary')) {
      await new SummaryReading(sink, new LocalClock(zone), layout, series, days).read(file);
    }
  },
};

/** Every row of a table but its heading; rows that are cut or shifted are quarantined. */
async function readRows(
  file: UploadedFile,
  { table, delimiter, columns }: CronometerLayout,
  sink: RecordSink,
  onRow: (cells: readonly string[], line: number) => void,
): Promise<void> {
  const count = columns.names.length;
  let isHeading = true;
  sink.open(file);
  await readTable(file, { delimiter }, sink, (cells, line) => {
    if (isHeading) isHeading = false;
    else if (cells.length < count || hasMore(cells, count)) {
      const reason = `has ${cells.length} cells, where the table has ${count} columns`;
      sink.quarantine(table, line, { reason });
    } else onRow(cells, line);
  });
}

/** `YYYY-MM-DD`, as Cronometer writes days everywhere. */
function dayIn(cell: string): LocalTime | undefined {
  const stamp = readStamp(cell);
  return stamp?.yearFirst && !stamp.time && stamp.offset === null ? localTimeOf(stamp, undefined) : undefined;
}

class ServingsReading {
  private untimed = { count: 0, line: 0 };

  constructor(
    private readonly sink: RecordSink,
    private readonly clock: LocalClock,
    private readonly layout: CronometerLayout,
    /** Days that servings were told of. */
    private readonly days: Set<string>,
  ) {}

  async read(file: UploadedFile): Promise<void> {
    await readRows(file, this.layout, this.sink, (cells, line) => this.row(cells, line));
    const { count, line } = this.untimed;
    if (count > 0) {
      const what = `${count === 1 ? '1 serving tells' : `${count} servings tell`} no time of day`;
      this.sink.note(line, { field: 'Time', reason: `${what} and stand at the beginning of their day` });
    }
    this.clock.tell(this.sink);
  }

  private row(cells: readonly string[], line: number): void {
    const { columns } = this.layout;
    const cell = (name: string) => cellOf(cells, columns.place(name));
    const bad = (field: string, reason: string) => this.sink.quarantine('servings', line, { field, reason });
    const name = textFor(cell('Food Name'), 500);
    if (name === undefined) return bad('Food Name', 'is empty');
    const day = dayIn(cell('Day'));
    if (!day) return bad('Day', 'is no date');
    const at = this.instantOf(day, cell('Time'), line);
    if (!at) return bad('Time', 'is no time of day');
    const { food, problems } = amountsOf(cells, this.layout);
    const meal = textFor(cell('Group'), 100);
    const category = textFor(cell('Category'), 200);
    const notes = [
      ...(category === undefined ? [] : [`Category: ${category}`]),
      ...(cell('Time') === '' ? [NO_TIME] : []),
    ].join('\n');
    this.days.add(cell('Day'));
    this.sink.add('servings', line, {
      type: 'food',
      source: SOURCE,
      start: readInstant(at, this.clock.zone.zone),
      name,
      ...(meal !== undefined && { meal }),
      ...servingOf(cell('Amount')),
      ...food,
      ...(notes !== '' && { notes }),
    });
    for (const problem of problems) this.sink.note(line, problem);
  }

  private instantOf(day: LocalTime, time: string, line: number): ZonedInstant | undefined {
    if (time !== '') {
      const clock = readTime(time);
      return clock && this.clock.at({ ...day, ...clock }, line);
    }
    if (this.untimed.count++ === 0) this.untimed.line = line;
    return startOf(day, this.clock);
  }
}

class SummaryReading {
  constructor(
    private readonly sink: RecordSink,
    private readonly clock: LocalClock,
    private readonly layout: CronometerLayout,
    private readonly series: SeriesSet,
    private readonly days: ReadonlySet<string>,
  ) {}

  async read(file: UploadedFile): Promise<void> {
    await readRows(file, this.layout, this.sink, (cells, line) => this.row(cells, line));
  }

  private row(cells: readonly string[], line: number): void {
    const { columns, nutrients } = this.layout;
    const date = cellOf(cells, columns.place('Date'));
    const day = dayIn(date);
    if (!day) return this.sink.quarantine('dailysummary', line, { field: 'Date', reason: 'is no date' });
    const amounts = nutrients.map((column) => ({ column, amount: amountIn(cells, column) }));
    const wrong = amounts.filter(({ amount }) => amount === null);
    const told = amounts.flatMap(({ column, amount }) => (amount ? [{ column, amount }] : []));
    if (told.length === 0 && wrong[0]) {
      const { name } = wrong[0].column;
      return this.sink.quarantine('dailysummary', line, { field: name, reason: 'is no amount' });
    }
    if (this.days.has(date) || told.every(({ amount }) => Number(amount) === 0)) {
      return this.sink.skip('dailysummary');
    }
    const { at: start, offsetMinutes } = startOf(day, this.clock);
    const end = startOf(dayAfter(day), this.clock).at;
    const open = /^(false|no|0)$/i.test(cellOf(cells, columns.place('Completed')));
    const rows = told.flatMap(({ column, amount }): ReadMeasurement[] => {
      const series = this.series.of(summedBy(column), column.unit, null, offsetMinutes);
      if (!series) return [];
      const notes = open && { notes: 'The day was not marked as completed.' };
      return [{ type: 'measurement', series, value: amount, start, end, ...notes }];
    });
    if (rows.length === 0) {
      return this.sink.quarantine('dailysummary', line, { reason: 'has too many columns' });
    }
    this.sink.add('dailysummary', line, rows);
    for (const { column } of wrong) {
      this.sink.note(line, { field: column.name, reason: 'is no amount and was left out' });
    }
  }
}

function startOf({ year, month, day }: LocalTime, { zone }: LocalClock): ZonedInstant {
  const at = zone.startOfDay(new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10));
  return { at, offsetMinutes: zone.offsetAt(at), shown: 'once' };
}

function dayAfter({ year, month, day }: LocalTime): LocalTime {
  const next = new Date(Date.UTC(year, month - 1, day + 1));
  return { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
}
