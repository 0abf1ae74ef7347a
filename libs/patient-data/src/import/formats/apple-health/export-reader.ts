import { SaxesParser, type SaxesTagPlain } from 'saxes';

import type { ReadRow } from '../../format/read-rows.js';
import type { Problem, RecordSink } from '../../format/record-sink.js';
import { SeriesTable } from '../../format/series-table.js';
import { AppleDates } from './apple-date.js';
import { AppleNames } from './apple-names.js';
import { MOST_VALUE } from './apple-words.js';
import { CorrelatedRecords, CorrelationReader } from './correlation-reader.js';
import { ExportFaults, faultOf } from './export-faults.js';
import { AppleZones, RecordMetadata, type Attributes } from './record-metadata.js';
import { RecordReader } from './record-reader.js';
import { WorkoutReader } from './workout-reader.js';

/** Kind of a record that is part of a correlation and told by itself elsewhere in the file. */
const PART = 'Correlation/Record';
const MOST_DEEP = 64;
/** What only the root has in it (and a Correlation, Records). */
const TOP = new Set([
  'Record',
  'Correlation',
  'Workout',
  'ActivitySummary',
  'ClinicalRecord',
  'Audiogram',
  'VisionPrescription',
]);
const MOST_KINDS = 500;
/** A piece of markup longer than this is left out: the longest real one is a few KiB, a DOCTYPE 12 KiB. */
const MOST_MARKUP = 256 * 1024;
const MOST_DOCTYPE = 1024 * 1024;
const GO_ON = /<(?:Record|Correlation|Workout|ActivitySummary|ClinicalRecord)[\s>]/;
const GO_ON_ROOT = /<HealthData[\s>]/;
/** Characters of the text's end that may be the beginning of one of these. */
const TAIL = 32;

/**
 * Reads the elements of one export as text comes in and tells the sink. Lines are those in which the opening tag of a record
 * ends. Records that are cut off by the end of the file are quarantined; those before are told.
 */
export class ExportReader {
  private readonly dates = new AppleDates();
  private readonly names = new AppleNames();
  private readonly zones = new AppleZones();
  private readonly records = new RecordReader(this.dates, this.names, new SeriesTable());
  private readonly correlated = new CorrelatedRecords();
  private readonly faults = new ExportFaults();
  private readonly kinds = new Set<string>();

  private parser = this.newParser();
  private rootOpen = false;
  private rootSeen = false;
  /** Open elements without the root; those that should have been closed before are none. */
  private depth = 0;
  /** Open elements, all of them: the parser holds each. */
  private nested = 0;
  private record: Attributes | null = null;
  private readonly metadata = new RecordMetadata(this.zones);
  private workout: WorkoutReader | null = null;
  private correlation: CorrelationReader | null = null;
  private recordLine = 0;
  private parentLine = 0;

  /** Whether anything came out of the parser since it was last asked. */
  private moved = false;
  private stalled = 0;
  private skipping: RegExp | null = null;
  private tail = '';
  private tooDeep = false;

  constructor(private readonly sink: RecordSink) {}

  /** False when the rest of the file is not to be read. */
  write(text: string): boolean {
    const rest = this.skipping ? this.skipTo(this.skipping, text) : text;
    if (rest === '') return true;
    this.moved = false;
    this.parser.write(rest);
    this.stalled = this.moved ? 0 : this.stalled + rest.length;
    if (this.stalled > (this.rootSeen ? MOST_MARKUP : MOST_DOCTYPE)) this.leaveOut();
    return !this.tooDeep;
  }

  end(): void {
    const { line } = this.parser;
    const { rootOpen, tooDeep } = this;
    if (!rootOpen && this.rootSeen && !tooDeep) this.parser.close();
    if (tooDeep)
      this.sink.note(line, { reason: `is nested deeper than ${MOST_DEEP} elements; the rest was not read` });
    else if (rootOpen || !this.rootSeen) {
      this.sink.note(line, { reason: 'ends in the middle: the file was cut off; what came before was read' });
    }
    this.giveUpOpen('is cut off by the end of the file');
    this.faults.tell(this.sink);
  }

  private newParser(): SaxesParser<{ xmlns: false; position: false }> {
    const parser = new SaxesParser({ xmlns: false, position: false });
    parser.on('opentag', (tag) => this.open(tag));
    parser.on('closetag', (tag) => this.close(tag));
    // Without a listener the parser adds the text after a stray closing tag to the next attribute.
    parser.on('text', () => {
      this.moved = true;
    });
    parser.on('doctype', (text) => {
      this.moved = true;
      if (text.includes('<!ENTITY')) this.faults.count('entityDeclaration', parser.line);
    });
    parser.on('error', ({ message }) => this.faults.count(faultOf(message), parser.line));
    return parser;
  }

  private open(tag: SaxesTagPlain): void {
    this.moved = true;
    const { name } = tag;
    this.nested += 1;
    if (this.nested > MOST_DEEP) this.tooDeep = true;
    if (name === 'HealthData') {
      this.rootOpen = !tag.isSelfClosing;
      this.rootSeen = true;
      return;
    }
    if (TOP.has(name) && this.depth > (name === 'Record' ? this.depthOfRecords : 0)) this.closeUnclosed(name);
    const { depth } = this;
    this.depth += 1;
    const attributes: Attributes = tag.attributes;
    if (name === 'Record') {
      if (depth === this.depthOfRecords) {
        this.record = attributes;
        this.recordLine = this.parser.line;
      }
    } else if (name === 'MetadataEntry') this.takeMetadata(attributes, depth);
    else if (depth === 0) this.openTop(name, attributes);
    else if (this.workout) this.openInWorkout(this.workout, name, attributes);
    else if (name === 'HeartRateVariabilityMetadataList') this.faults.count('beats', this.parser.line);
  }

  private close({ name }: SaxesTagPlain): void {
    this.moved = true;
    this.nested -= 1;
    if (name === 'HealthData') {
      this.rootOpen = false;
      return;
    }
    this.depth = Math.max(0, this.depth - 1);
    if (name === 'Record') {
      if (this.record && this.depth === this.depthOfRecords) this.tellRecord(this.record);
    } else if (name === 'WorkoutActivity') this.workout?.closePart();
    else if (this.depth > 0) return;
    else if (name === 'Workout' && this.workout) this.tellWorkout(this.workout);
    else if (name === 'Correlation' && this.correlation) this.tellCorrelation(this.correlation);
  }

  private get depthOfRecords(): number {
    return this.correlation ? 1 : 0;
  }

  private openTop(name: string, attributes: Attributes): void {
    this.parentLine = this.parser.line;
    if (name === 'Workout') this.workout = new WorkoutReader(attributes, this.dates, this.names, this.zones);
    else if (name === 'Correlation') {
      this.correlation = new CorrelationReader(attributes, this.dates, this.names, this.zones);
    } else if (name !== 'ExportDate') this.skip(name.slice(0, 100));
  }

  private openInWorkout(workout: WorkoutReader, name: string, attributes: Attributes): void {
    if (name === 'WorkoutStatistics') workout.statistic(attributes);
    else if (name === 'WorkoutEvent') workout.event(attributes);
    else if (name === 'WorkoutActivity') workout.openPart(attributes);
    else if (name === 'WorkoutRoute') this.faults.count('route', this.parser.line);
  }

  private takeMetadata({ key, value }: Attributes, depth: number): void {
    if (key === undefined || value === undefined) return;
    if (value.length > MOST_VALUE) this.faults.count('longValue', this.parser.line);
    const kept = this.record
      ? this.metadata.take(key, value)
      : this.workout
        ? depth === this.workout.depth && this.workout.metadata(key, value)
        : depth === 1 && this.correlation?.metadata(key, value);
    if (kept === false) this.faults.count('metadata', this.parser.line);
  }

  private tellRecord(attributes: Attributes): void {
    const type = this.records.typeOf(attributes);
    if (type === undefined) {
      const reason = attributes.type === undefined ? 'is missing' : 'is one of too many that are not known';
      this.sink.quarantine('Record', this.recordLine, { field: 'type', reason });
    } else {
      const rows = this.records.read(type, attributes, this.metadata);
      if ('reason' in rows) this.sink.quarantine(type.kind, this.recordLine, rows);
      else if ('type' in rows && !this.correlated.isNew(type.kind, rows, this.correlation !== null))
        this.skip(PART);
      else this.sink.add(type.kind, this.recordLine, rows);
    }
    this.correlation?.part(attributes);
    for (const key in attributes) {
      if ((attributes[key]?.length ?? 0) > MOST_VALUE) this.faults.count('longValue', this.recordLine);
    }
    this.record = null;
    this.metadata.clear();
  }

  private tellWorkout(workout: WorkoutReader): void {
    this.workout = null;
    this.tell('Workout', workout.read());
    if (workout.left > 0) this.faults.count('statistics', this.parentLine, workout.left);
  }

  private tellCorrelation(correlation: CorrelationReader): void {
    this.correlation = null;
    if (correlation.isFood) this.tell(correlation.kind, correlation.food());
    else this.skip(correlation.kind);
  }

  private tell(kind: string, row: ReadRow | Problem): void {
    if ('reason' in row) this.sink.quarantine(kind, this.parentLine, row);
    else this.sink.add(kind, this.parentLine, row);
  }

  private skip(kind: string): void {
    if (this.kinds.size < MOST_KINDS) this.kinds.add(kind);
    this.sink.skip(this.kinds.has(kind) ? kind : 'other elements');
  }

  /** A record begins where none can be: what is open should have been closed before. */
  private closeUnclosed(next: string): void {
    if (this.record) this.tellRecord(this.record);
    if (next === 'Record' && this.correlation) this.depth = 1;
    else this.giveUpOpen('is not closed before the next record');
  }

  /** Quarantines what is open; false when nothing is. */
  private giveUpOpen(reason: string): boolean {
    const open = this.record ?? this.workout ?? this.correlation;
    if (this.record) {
      this.sink.quarantine(this.records.typeOf(this.record)?.kind ?? 'Record', this.recordLine, { reason });
    }
    if (this.workout) this.sink.quarantine('Workout', this.parentLine, { reason });
    if (this.correlation) this.sink.quarantine(this.correlation.kind, this.parentLine, { reason });
    this.record = this.workout = this.correlation = null;
    this.metadata.clear();
    this.depth = 0;
    return open !== null;
  }

  /** Nothing ends in very much text: gives that piece up and goes on with the next record, in a parser that holds none of it. */
  private leaveOut(): void {
    const { line } = this.parser;
    this.skipping = this.rootSeen ? GO_ON : GO_ON_ROOT;
    const reason = 'has more than 256 KiB in one piece of markup; reading went on with the next record';
    if (!this.rootSeen) this.sink.note(line, { reason: 'has a DOCTYPE of more than 1 MiB; it was left out' });
    else if (!this.giveUpOpen(reason)) this.sink.quarantine('HealthData', line, { reason });
    this.parser = this.newParser();
    this.nested = 0;
    if (this.rootSeen) this.parser.write('<HealthData>');
    this.parser.line = line;
    this.stalled = 0;
    this.tail = '';
  }

  private skipTo(mark: RegExp, text: string): string {
    const all = this.tail + text;
    const found = mark.exec(all);
    const skipped = found ? found.index : Math.max(0, all.length - TAIL);
    for (let at = all.indexOf('\n'); at >= 0 && at < skipped; at = all.indexOf('\n', at + 1))
      this.parser.line += 1;
    this.tail = found ? '' : all.slice(skipped);
    if (found) this.skipping = null;
    return found ? all.slice(skipped) : '';
  }
}
