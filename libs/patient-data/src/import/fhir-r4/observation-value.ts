import { conceptCode, conceptName, readConcept, readQuantity } from './codeable-concept.js';
import type { FhirElement } from './fhir-element.js';
import type { MeasurementRecord, Quantity } from './fhir-records.js';

export type ObservationValue = Pick<
  MeasurementRecord,
  'value' | 'comparator' | 'unit' | 'unitText' | 'valueText' | 'valueCode'
>;

const MAX_TEXT = 10_000;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60)(?:\.\d{1,9})?)?$/;

/** Names of the fields value[x] that are there. */
export function valueFields(element: FhirElement): string[] {
  return element.names().filter((name) => /^value[A-Z]/.test(name));
}

/**
 * Reads value[x] of an Observation or a component. A Quantity and an integer are numbers, a code stays a code; what is no
 * single number (Range, Ratio, Period, SampledData) is kept as a text that holds all of it. Attachments and references are
 * refused.
 */
export function readValue(element: FhirElement): ObservationValue {
  const [field, ...others] = valueFields(element);
  if (others.length > 0) return element.refuse('value[x]', 'must be one value, not several');
  switch (field) {
    case undefined:
      return element.refuse('value[x]', absenceOf(element));
    case 'valueQuantity':
      return readQuantity(element, field) ?? element.refuse(field, 'is missing');
    case 'valueInteger':
      return { value: element.integer(field) };
    case 'valueBoolean':
      return { valueText: String(element.boolean(field)) };
    case 'valueDateTime':
      return { valueText: element.instant(field)?.text };
    case 'valueTime':
      return { valueText: readTimeOfDay(element, field) };
    case 'valueString':
      return { valueText: element.text(field, MAX_TEXT) ?? element.refuse(field, 'is empty') };
    case 'valueCodeableConcept':
      return readCodedValue(element.child(field));
    case 'valueRange':
      return { valueText: readRange(element.child(field)) };
    case 'valueRatio':
      return { valueText: readRatio(element.child(field)) };
    case 'valuePeriod':
      return { valueText: readPeriod(element.child(field)) };
    case 'valueSampledData':
      return { valueText: readSamples(element, field) };
    default:
      return element.refuse(field, 'unsupported value type');
  }
}

function readCodedValue(concept: FhirElement): ObservationValue {
  const chosen = readConcept(concept) ?? concept.refuse('coding', 'is missing, and so is text');
  const { system, code } = chosen;
  return {
    valueText: conceptName(concept) ?? chosen.name,
    valueCode: code === undefined ? undefined : { system, code },
  };
}

function readTimeOfDay(element: FhirElement, field: string): string {
  const text = element.code(field) ?? element.refuse(field, 'is empty');
  return TIME.test(text) ? text : element.refuse(field, 'must be a time of day (hh:mm:ss)');
}

/** `from 4 kg to 6 kg`; an end that is absent is not known, which is not the same as none. */
function readRange(range: FhirElement): string {
  const low = readQuantity(range, 'low');
  const high = readQuantity(range, 'high');
  const words = [low && `from ${inWords(low)}`, high && `to ${inWords(high)}`].filter(Boolean).join(' ');
  return words || range.refuse('low', 'is missing, and so is high');
}

/** `1 : 128`, `5 mg : 10 mL`: a ratio is not the same as the number that comes of dividing. */
function readRatio(ratio: FhirElement): string {
  const numerator = readQuantity(ratio, 'numerator') ?? ratio.refuse('numerator', 'is missing');
  const denominator = readQuantity(ratio, 'denominator') ?? ratio.refuse('denominator', 'is missing');
  return `${inWords(numerator)} : ${inWords(denominator)}`;
}

function readPeriod(period: FhirElement): string {
  const start = period.instant('start');
  const end = period.instant('end');
  const words = [start && `from ${start.text}`, end && `to ${end.text}`].filter(Boolean).join(' ');
  return words || period.refuse('start', 'is missing, and so is end');
}

/** All of the samples with what they mean. Cut they would mean something else, so long ones are refused. */
function readSamples(element: FhirElement, field: string): string {
  const samples = element.child(field);
  const origin = readQuantity(samples, 'origin') ?? samples.refuse('origin', 'is missing');
  const period = samples.decimal('period') ?? samples.refuse('period', 'is missing');
  const dimensions = samples.integer('dimensions') ?? samples.refuse('dimensions', 'is missing');
  const limits = ['factor', 'lowerLimit', 'upperLimit'].flatMap((name) => {
    const value = samples.decimal(name);
    return value === undefined ? [] : `${name} ${value}`;
  });
  const data = samples.text('data', Number.POSITIVE_INFINITY) ?? samples.refuse('data', 'is missing');
  const meaning = [`origin ${inWords(origin)}`, `every ${period} ms`, `dimensions ${dimensions}`, ...limits];
  const text = `${meaning.join(', ')}: ${data}`;
  if (text.length > MAX_TEXT) element.refuse(field, `has more samples than ${MAX_TEXT} characters hold`);
  return text;
}

function inWords({ comparator, value, unitText, unit }: Quantity): string {
  return [comparator, value, unitText ?? unit].filter(Boolean).join(' ');
}

function absenceOf(element: FhirElement): string {
  const reason = conceptCode(element.child('dataAbsentReason'));
  if (reason !== undefined) return 'is missing, with a dataAbsentReason';
  return element.list('hasMember').length > 0
    ? 'is missing: the resource only groups others (hasMember)'
    : 'is missing';
}
