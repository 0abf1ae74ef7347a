import type { ReadMeasurement } from '../../format/read-rows.js';
import type { RecordSink } from '../../format/record-sink.js';
import { ownVariable } from '../../format/variables.js';
import { FitContext } from './fit-context.js';
import { decimal } from './fit-decimal.js';
import { messagesOf, type FitPart, type PartEnd } from './fit-decoder.js';
import { FIELDS, TIME_FIELD } from './fit-fields.js';
import { instantOf, numberOf, timestampOf, type FitMessage } from './fit-message.js';
import { Monitoring } from './fit-monitoring.js';
import { personOf } from './fit-person.js';
import { MESSAGE, messageName } from './fit-profile.js';
import { activityOf } from './fit-session.js';
import { StrapHeartRates } from './fit-strap.js';

const PAUSE_EVERY = 2000;

/** Tells the messages of one part. `person`: whose weights and blood pressures they are to be, where there are several. */
export class FitPartReader {
  private readonly context: FitContext;
  private readonly monitoring: Monitoring;
  private readonly strap = new StrapHeartRates();
  private sleepLevels = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly part: FitPart,
    private readonly sink: RecordSink,
    private readonly person: string | undefined,
  ) {
    this.context = FitContext.of(bytes, part);
    this.monitoring = new Monitoring(this.context);
  }

  /** Returns the number of the last message and how the part ended. `at`: the number of the message before. */
  async read(before: number): Promise<{ readonly at: number; readonly end: PartEnd }> {
    const messages = messagesOf(this.bytes, this.part);
    let at = before;
    let next = messages.next();
    while (!next.done) {
      at += 1;
      this.tell(next.value, at);
      if (at % PAUSE_EVERY === 0) await this.sink.ready();
      next = messages.next();
    }
    return { at, end: next.value };
  }

  private tell(message: FitMessage, at: number): void {
    const name = messageName(message.number);
    this.monitoring.tick(message);
    switch (message.number) {
      case MESSAGE.session:
        return this.tellSession(message, name, at);
      case MESSAGE.monitoringInfo:
        this.monitoring.open(message);
        return this.sink.skip(name);
      case MESSAGE.monitoring:
        return this.tellRows(name, at, this.monitoring.rowsOf(message), nothingNew(message));
      case MESSAGE.hr:
        return this.tellRows(name, at, this.strap.rowsOf(message, this.context), 'no values');
      case MESSAGE.sleepLevel:
        return this.tellSleep(message, name, at);
      default:
        return FIELDS.has(message.number) ? this.tellFields(message, name, at) : this.sink.skip(name);
    }
  }

  private tellRows(
    name: string,
    at: number,
    rows: readonly ReadMeasurement[] | undefined,
    nothing: string,
  ): void {
    if (!rows) this.sink.quarantine(name, at, { field: 'timestamp', reason: 'nothing tells its time' });
    else if (rows.length === 0) this.sink.skip(`${name} (${nothing})`);
    else this.sink.add(name, at, rows);
  }

  private tellFields(message: FitMessage, name: string, at: number): void {
    if (this.person !== undefined && (personOf(message) ?? this.person) !== this.person) {
      return this.sink.skip('other participant');
    }
    const time = TIME_FIELD.get(message.number);
    const start =
      (time === undefined ? undefined : instantOf(numberOf(message, time))) ?? timestampOf(message);
    if (start === undefined) return this.tellRows(name, at, undefined, '');
    this.tellRows(name, at, this.rowsOf(message, start), 'no values');
  }

  private rowsOf(message: FitMessage, start: number): ReadMeasurement[] {
    const rows: ReadMeasurement[] = [];
    const told = new Set<number>();
    const fields = FIELDS.get(message.number) ?? [];
    for (const { field, otherwise, variable, unit, scale, offset, none } of fields) {
      const raw =
        numberOf(message, field) ?? (otherwise === undefined ? undefined : numberOf(message, otherwise));
      if (raw === undefined || none?.(raw)) continue;
      told.add(field);
      rows.push(this.context.row(variable, unit, decimal(raw, scale, offset), start));
    }
    for (const { developer, field, value } of message.developerFields) {
      const described = this.context.fieldOf(developer, field);
      if (!described || typeof value !== 'number') continue;
      const { instead } = described;
      const native =
        instead?.message === message.number
          ? fields.find((each) => each.field === instead.field || each.otherwise === instead.field)
          : undefined;
      if (native && (told.has(native.field) || native.none?.(value))) continue;
      // The application's numbers are in the unit it tells, not in the profile's scale.
      const variable = native?.variable ?? ownVariable(described.name, null);
      rows.push(this.context.row(variable, described.unit ?? native?.unit ?? null, decimal(value), start));
    }
    return rows;
  }

  private tellSession(message: FitMessage, name: string, at: number): void {
    const activity = activityOf(message, this.context);
    if (activity) this.sink.add(name, at, activity);
    else this.tellRows(name, at, undefined, '');
  }

  private tellSleep(message: FitMessage, name: string, at: number): void {
    const start = timestampOf(message);
    if (start === undefined) return this.tellRows(name, at, undefined, '');
    const span = this.context.sleep.spanOf(message, this.sleepLevels);
    this.sleepLevels += 1;
    if ('nothing' in span) return this.sink.skip(`${name} (${span.nothing})`);
    const end = instantOf(span.end) ?? start;
    const minutes = decimal(end - start, 60_000);
    this.sink.add(
      name,
      at,
      span.stages.map((stage) => this.context.row(stage, 'min', minutes, start, end)),
    );
  }
}

function nothingNew(message: FitMessage): string {
  return numberOf(message, 27) === 0 ? 'heart rate 0' : 'nothing new';
}
