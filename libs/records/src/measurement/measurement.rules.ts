import { type FieldError, invalidInput } from '@carenode/module-kit';

import type { NamedVariable } from '../variable/variable.service.js';
import type { MeasurementContent, MeasurementInput } from './measurement.dto.js';

const LOINC = 'http://loinc.org';

type Content = Partial<MeasurementContent>;

/**
 * The columns that say what was measured and when, from what a caller sent: `startAt` gives the offset too. Throws
 * `validation_failed` for a zone that does not exist, for an offset that is not the zone's at that time, and for an end
 * before the start.
 */
export function contentColumns(content: Content): Record<string, unknown> {
  const { startAt, endAt, timeZone } = content;
  if (timeZone != null && !isTimeZone(timeZone)) {
    throw refusal('timeZone', 'timeZone', 'timeZone is an IANA time zone, such as Europe/Berlin.');
  }
  if (startAt !== undefined && endAt != null && Date.parse(endAt) < Date.parse(startAt)) {
    throw refusal('endAt', 'after', 'endAt is not before startAt.');
  }
  return {
    value: content.value,
    comparator: content.comparator,
    unit: content.unit,
    valueText: content.valueText,
    valueCode: content.valueCode,
    valueCodeSystem: content.valueCodeSystem,
    startAt,
    endAt,
    timeZone,
    notes: content.notes,
    utcOffsetMinutes: startAt === undefined ? undefined : offsetAt(startAt, timeZone ?? null),
  };
}

/** Throws `validation_failed` when there is no value at all. */
export function refuseWithoutValue({ value, valueText, valueCode }: Content): void {
  if (value == null && valueText == null && valueCode == null) {
    throw refusal('value', 'required', 'A measurement has a value, a valueText or a valueCode.');
  }
}

/** How a new measurement names its variable: its id, or what it is found by. Throws `validation_failed` if it does not. */
export function variableOf(input: MeasurementInput): string | NamedVariable {
  const { variableId, variableCode, variableCodeSystem, variableName } = input;
  if (variableId !== undefined) {
    if (variableCode !== undefined || variableCodeSystem !== undefined || variableName !== undefined) {
      throw refusal(
        'variableId',
        'alone',
        'variableId comes without variableCode, variableCodeSystem and variableName.',
      );
    }
    return variableId;
  }
  if (variableCode === undefined && variableName === undefined) {
    throw refusal(
      'variableId',
      'required',
      'A measurement names its variable: variableId, variableCode or variableName.',
    );
  }
  if (variableCode === undefined && variableCodeSystem !== undefined) {
    throw refusal('variableCodeSystem', 'with', 'variableCodeSystem comes with variableCode.');
  }
  return {
    codeSystem: variableCode === undefined ? null : (variableCodeSystem ?? LOINC),
    code: variableCode ?? null,
    name: variableName ?? null,
  };
}

/** The offset an instant was told with, in minutes east of UTC: its own, or for `Z` the zone's at that time. */
function offsetAt(instant: string, zone: string | null): number {
  const told = /([+-])(\d\d):(\d\d)$/.exec(instant);
  const own = told ? Number(`${told[1]}1`) * (Number(told[2]) * 60 + Number(told[3])) : 0;
  if (zone === null) return own;
  const expected = zoneOffset(new Date(instant), zone);
  if (told && own !== expected) {
    throw refusal('startAt', 'offset', 'The offset of startAt is not that of timeZone at that time.');
  }
  return expected;
}

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Minutes east of UTC in a time zone at an instant; seconds of historic local times are dropped. */
function zoneOffset(at: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    at,
  );
  const text = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const offset = /GMT([+-])(\d\d):(\d\d)/.exec(text);
  return offset ? Number(`${offset[1]}1`) * (Number(offset[2]) * 60 + Number(offset[3])) : 0;
}

function refusal(field: string, rule: string, message: string): ReturnType<typeof invalidInput> {
  const error: FieldError = { field, rule, message };
  return invalidInput(error);
}
