import type { Series, VariableRef } from '@carenode/records-contract';

import type { ReadMeasurement } from '../../format/read-rows.js';
import { numberOf, timestampOf, wordsOf, type FitMessage } from './fit-message.js';
import { developerKey, messagesOf, type FitPart } from './fit-decoder.js';
import { deviceName, MESSAGE, sourceName } from './fit-profile.js';
import { SleepLevels } from './fit-sleep.js';

/** What an application on the device says of a field of its own. */
export interface DescribedField {
  readonly name: string;
  readonly unit: string | null;
  /** The field of the same message that this one stands for, when it says so. */
  readonly instead: { readonly message: number; readonly field: number } | null;
}

/** What is to be known about a part before its messages can be told: who wrote it, on which clock, what its own fields are. */
export class FitContext {
  readonly source: string;
  readonly device: string;
  /** The device's serial number; 0 when not told. */
  readonly serial: number;
  readonly offsetMinutes: number | null;
  private readonly series = new Map<string, Series>();

  private constructor(
    fileId: FitMessage | undefined,
    offset: number | null,
    readonly sleep: SleepLevels,
    private readonly described: ReadonlyMap<number, DescribedField>,
  ) {
    const maker = fileId && numberOf(fileId, 1);
    const product = fileId && numberOf(fileId, 2);
    const productName = fileId && wordsOf(fileId, 8);
    this.serial = (fileId && numberOf(fileId, 3)) ?? 0;
    this.source = sourceName(maker, product, productName);
    this.device = deviceName(this.source, this.serial);
    this.offsetMinutes = offset;
  }

  /** Reads a part once, as far as it can be read. */
  static of(bytes: Uint8Array, part: FitPart): FitContext {
    let fileId: FitMessage | undefined;
    let offset: number | null = null;
    let fallback: number | null = null;
    const sleep = new SleepLevels();
    const described = new Map<number, DescribedField>();
    for (const message of messagesOf(bytes, part)) {
      if (message.number === MESSAGE.fileId) fileId ??= message;
      else if (message.number === MESSAGE.activity) offset ??= offsetOf(message, 5);
      else if (message.number === MESSAGE.monitoringInfo) fallback ??= offsetOf(message, 0);
      else if (message.number === MESSAGE.fieldDescription) readDescription(message, described);
      else sleep.gather(message);
    }
    return new FitContext(fileId, offset ?? fallback, sleep, described);
  }

  /** The field that a developer field's numbers stand for; undefined when the file describes none. */
  fieldOf(developer: number, field: number): DescribedField | undefined {
    return this.described.get(developerKey(developer, field));
  }

  /** A row of one of this part's series. */
  row(
    variable: VariableRef,
    unit: string | null,
    value: string,
    start: number,
    end: number | null = null,
    externalId?: string,
  ): ReadMeasurement {
    const key = `${variable.code ?? variable.name}|${unit}`;
    let series = this.series.get(key);
    if (!series) {
      const { source, device, offsetMinutes } = this;
      series = { variable, unit, source, device, offsetMinutes, timeZone: null };
      this.series.set(key, series);
    }
    const row = { type: 'measurement', series, value, start, end } as const;
    return externalId === undefined ? row : { ...row, externalId };
  }
}

const QUARTER = 15;

/** Local minus universal time of one moment, when it is an offset that a zone can have. */
function offsetOf(message: FitMessage, localField: number): number | null {
  const local = numberOf(message, localField);
  if (local === undefined || message.seconds === null || timestampOf(message) === undefined) return null;
  const minutes = Math.round((local - message.seconds) / 60 / QUARTER) * QUARTER;
  return minutes >= -12 * 60 && minutes <= 14 * 60 ? minutes : null;
}

const NAME_MOST = 100;

function readDescription(message: FitMessage, described: Map<number, DescribedField>): void {
  const developer = numberOf(message, 0);
  const field = numberOf(message, 1);
  const name = wordsOf(message, 3);
  if (developer === undefined || field === undefined || name === undefined) return;
  const [number, instead] = [numberOf(message, 14), numberOf(message, 15)];
  described.set(developerKey(developer, field), {
    name: name.slice(0, NAME_MOST),
    unit: wordsOf(message, 8)?.slice(0, NAME_MOST) ?? null,
    instead: number === undefined || instead === undefined ? null : { message: number, field: instead },
  });
}
