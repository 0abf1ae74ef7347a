import type { Answers, ImportFormat, Question, UploadedFile } from '../format/import-format.js';
import { FileRefusal } from '../format/import-format.js';
import type { ReadActivity } from '../format/read-rows.js';
import type { RecordSink } from '../format/record-sink.js';
import { readTable } from '../format/table.js';
import { cellOf, hasMore, textFor } from './csv/cells.js';
import { Kinds } from './csv/kinds.js';
import { answeredUnit, askedUnit } from './csv/glucose-unit.js';
import { LocalClock, answeredZone, askedZone } from './csv/local-clock.js';
import { SeriesSet, readInstant } from './csv/series-set.js';
import { localTimeOf, readStamp } from './csv/stamps.js';
import { ClarityColumns, clarityLayout } from './dexcom-clarity/clarity-layout.js';
import { minutesOf, toldBy } from './dexcom-clarity/clarity-rows.js';
import { type Ticked, TransmitterClock } from './dexcom-clarity/transmitter-clock.js';

const SOURCE = 'Dexcom Clarity';
/** Rows above the readings, without a time: whose data it is, the devices, and the settings of their alerts. */
const PREAMBLE = new Set(['FirstName', 'LastName', 'DateOfBirth', 'Device', 'Alert']);
const MOST_CLOCK_NOTES = 50;

/**
 * Dexcom Clarity's CSV export (clarity.dexcom.com, Export). Tells glucose readings of the sensor (EGV), of a meter
 * (Calibration), carbohydrates, insulin, exercise and health events with local times in the order of those times, and the
 * person's name, which is read over. Tells no time zone, which is asked. Of an hour that clocks showed twice, the
 * transmitter's own count tells the two passes apart, and readings of both are kept; rows without that count are taken as of
 * the first pass, and that is noted. Not kept: rates of change, alert settings, and the transmitter's id, which changes with
 * each sensor or battery and would make many devices of one. Known from exports in public repositories (see the NOTICE of
 * the fixtures); Dexcom publishes no description.
 */
export const dexcomClarity: ImportFormat = {
  id: 'dexcom-clarity',
  title: 'Dexcom Clarity export',
  recognise: (files) => files.filter((file) => clarityLayout(file) !== undefined),
  ask(files, answers) {
    const zone = askedZone(answers, 'Dexcom Clarity');
    const unit = questionOfUnit(files, answers);
    return Promise.resolve([zone, unit].filter((question) => question !== undefined));
  },
  async read(files, sink, answers) {
    const zone = answeredZone(answers);
    const series = new SeriesSet(SOURCE, zone.zone);
    if (questionOfUnit(files, answers)) {
      throw new FileRefusal('answer_missing', 'The unit of glucose values is not told; name it.', 'unit');
    }
    for (const file of files) {
      const clock = new LocalClock(zone);
      await new ClarityReading(file, sink, clock, series, answers).read();
    }
  },
};

function questionOfUnit(files: readonly UploadedFile[], answers: Answers): Question | undefined {
  const told = files.every((file) => clarityLayout(file)?.columns.glucoseUnit !== null);
  return told ? undefined : askedUnit(answers, 'The column of glucose values does');
}

class ClarityReading {
  private columns: ClarityColumns | undefined;
  private readonly devices = new Map<string, string>();
  private readonly kinds = new Kinds();
  private readonly transmitters: TransmitterClock;
  private clockNotes = 0;

  constructor(
    private readonly file: UploadedFile,
    private readonly sink: RecordSink,
    private readonly clock: LocalClock,
    private readonly series: SeriesSet,
    private readonly answers: Answers,
  ) {
    this.transmitters = new TransmitterClock(clock, (line) => {
      if (++this.clockNotes > MOST_CLOCK_NOTES) return;
      const what = 'the clock that tells the times was set forward or back, as on a journey';
      sink.note(line, { field: 'Timestamp', reason: `${what}; all times are read in the one zone answered` });
    });
  }

  async read(): Promise<void> {
    const layout = clarityLayout(this.file);
    if (!layout) return;
    const unit = layout.columns.glucoseUnit ?? answeredUnit(this.answers);
    if (!unit) return;
    this.sink.open(this.file);
    await readTable(this.file, { delimiter: layout.delimiter }, this.sink, (cells, line) => {
      if (this.columns) this.row(cells, line, this.columns, unit);
      else this.columns = ClarityColumns.of(cells);
    });
    this.transmitters.end();
    this.clock.tell(this.sink);
  }

  private row(
    cells: readonly string[],
    line: number,
    columns: ClarityColumns,
    unit: 'mg/dL' | 'mmol/L',
  ): void {
    const event = cellOf(cells, columns.event);
    const kind = this.kinds.of(event);
    const bad = (reason: string, field?: string) =>
      this.sink.quarantine(kind, line, field === undefined ? { reason } : { field, reason });
    // The last column is missing in some rows of real exports; with more missing, the row was cut.
    if (cells.length < columns.count - 1 || hasMore(cells, columns.count)) {
      return bad(`has ${cells.length} cells, where the table has ${columns.count} columns`);
    }
    if (PREAMBLE.has(event)) {
      if (event === 'Device') this.device(cells, columns);
      return this.sink.skip(kind);
    }
    if (event === '') return bad('is empty', 'Event Type');
    const told = event === 'Exercise' ? this.exercise(cells, columns) : toldBy(cells, columns, unit);
    if (told === undefined) return this.sink.skip(kind);
    if ('reason' in told) return bad(told.reason, told.field);
    const stamp = readStamp(cellOf(cells, columns.time));
    const local = stamp?.yearFirst && stamp.time ? localTimeOf(stamp, undefined) : undefined;
    if (!local) return bad('is no date and time', 'Timestamp');
    this.transmitters.at(local, line, ticked(cells, columns), (instant) => {
      if ('type' in told) {
        this.sink.add(kind, line, { ...told, start: readInstant(instant, this.clock.zone.zone) });
        return;
      }
      const { variable, unit: told_, ...rest } = told;
      const series = this.series.of(variable, told_, this.deviceOf(cells, columns), instant.offsetMinutes);
      if (!series) return bad('belongs to more devices than one file can have');
      this.sink.add(kind, line, { type: 'measurement', series, start: instant.at, end: null, ...rest });
    });
  }

  private exercise(
    cells: readonly string[],
    columns: ClarityColumns,
  ): Omit<ReadActivity, 'start'> | { readonly field: string; readonly reason: string } {
    const duration = cellOf(cells, columns.duration);
    const minutes = duration === '' ? undefined : minutesOf(duration);
    if (duration !== '' && minutes === undefined) return { field: 'Duration', reason: 'is no duration' };
    const subtype = cellOf(cells, columns.subtype);
    const intensity = INTENSITIES.get(subtype.toLowerCase());
    const device = this.deviceOf(cells, columns);
    const notes = intensity === undefined ? textFor(subtype, 500) : undefined;
    return {
      type: 'activity',
      source: SOURCE,
      activity: 'Exercise',
      statistics: [],
      ...(device !== null && { device }),
      ...(minutes !== undefined && { durationMinutes: minutes }),
      ...(intensity && { intensity }),
      ...(notes !== undefined && { notes }),
    };
  }

  private device(cells: readonly string[], columns: ClarityColumns): void {
    const name = textFor(cellOf(cells, columns.deviceInfo), 90);
    const id = cellOf(cells, columns.deviceId);
    if (name !== undefined && this.devices.size < 1000) this.devices.set(id, name);
  }

  /** The app or receiver, by the id that the preamble explains. */
  private deviceOf(cells: readonly string[], columns: ClarityColumns): string | null {
    const id = cellOf(cells, columns.deviceId);
    const name = this.devices.get(id);
    const shown = textFor(id, 90);
    return name === undefined ? (shown ?? null) : shown === undefined ? name : `${name} (${shown})`;
  }
}

const INTENSITIES = new Map<string, NonNullable<ReadActivity['intensity']>>([
  ['light', 'light'],
  ['medium', 'moderate'],
  ['heavy', 'vigorous'],
]);

function ticked(cells: readonly string[], columns: ClarityColumns): Ticked | undefined {
  const count = cellOf(cells, columns.transmitterTime);
  if (!/^\d{1,12}$/.test(count)) return undefined;
  return { id: cellOf(cells, columns.transmitterId), seconds: Number(count) };
}
