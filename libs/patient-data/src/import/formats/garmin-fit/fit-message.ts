import type { FitValue } from './fit-value.js';

/** FIT counts seconds from 1989-12-31T00:00:00Z. */
const EPOCH = Date.UTC(1989, 11, 31);
/** Smaller numbers count seconds since the device was switched on, says the protocol: no instant. */
const FIRST_INSTANT = 0x10000000;
const TIMESTAMP = 253;

/** A field that an application on the device defined; its name and unit are known once the file has described it. */
export interface DeveloperField {
  readonly developer: number;
  readonly field: number;
  readonly value: FitValue;
}

/** One data message of a FIT file. */
export interface FitMessage {
  /** The global message number, of which the FIT profile tells the name. */
  readonly number: number;
  /** Field values by field definition number; what holds no value is not there. */
  readonly fields: ReadonlyMap<number, FitValue>;
  readonly developerFields: readonly DeveloperField[];
  /** FIT seconds of the message: its own timestamp, or the one that a compressed header gives; null when it has none. */
  readonly seconds: number | null;
}

export function numberOf(message: FitMessage, field: number): number | undefined {
  const value = message.fields.get(field);
  return typeof value === 'number' ? value : undefined;
}

/** All numbers of a field that may be an array. */
export function numbersOf(message: FitMessage, field: number): readonly (number | null)[] {
  const value = message.fields.get(field);
  if (typeof value === 'number') return [value];
  return Array.isArray(value) ? (value as readonly (number | null)[]) : [];
}

export function wordsOf(message: FitMessage, field: number): string | undefined {
  const value = message.fields.get(field);
  return typeof value === 'string' ? value : undefined;
}

/** Milliseconds since 1970 of a number of FIT seconds, which may have a fraction; undefined when it is no instant. */
export function instantOf(seconds: number | null | undefined): number | undefined {
  if (seconds === null || seconds === undefined || seconds < FIRST_INSTANT) return undefined;
  return EPOCH + Math.round(seconds * 1000);
}

export function timestampOf(message: FitMessage): number | undefined {
  return instantOf(message.seconds);
}

/** The seconds a message carries itself in the field `timestamp`, if it does. */
export function ownSeconds(fields: ReadonlyMap<number, FitValue>): number | null {
  const value = fields.get(TIMESTAMP);
  return typeof value === 'number' ? value : null;
}
