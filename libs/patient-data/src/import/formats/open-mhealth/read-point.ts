import type { ZoneClock } from '@carenode/module-kit';
import type { Series, VariableRef } from '@carenode/records-contract';

import type { FhirElement as JsonElement } from '../../fhir-r4/fhir-element.js';
import { ResourceRefusal } from '../../fhir-r4/fhir-refusal.js';
import type { ReadActivity, ReadMeasurement, ReadRow } from '../../format/read-rows.js';
import { SeriesTable } from '../../format/series-table.js';
import type { SchemaId } from './data-points.js';
import { quantityVariable, workoutName } from './healthkit.js';
import {
  type Measure,
  MEASURES,
  SLEEP_EPISODE,
  statisticOf,
  ucumOf,
  unitOf,
  unknownMeasure,
} from './measures.js';
import type { PointOrigin } from './point-origin.js';
import { readDuration, readTimeFrame, type TimeFrame } from './time-frame.js';

/** What is read of one body. `unsure` tells that clocks showed its time twice or never. */
export interface ReadPoint {
  readonly rows: readonly ReadRow[];
  readonly unsure: TimeFrame['unsure'];
}

const NAMESPACES = ['omh', 'ieee'];
const INTENSITIES = ['light', 'moderate', 'vigorous'] as const;
const MOST_NOTES = 10_000;
/** Names of things, which are told elsewhere in a row. */
const NO_NOTES = ['activity_name', 'reported_activity_intensity', 'quantity_type'];

/** Reads bodies of data points into rows, with one series for all rows of a kind. */
export class PointReader {
  private readonly series = new SeriesTable();

  constructor(private readonly clock: ZoneClock | undefined) {}

  /**
   * Undefined when there is no place for such bodies; throws ResourceRefusal when the body cannot be used. A body without
   * the time of what it tells is of no use: when it was made or sent is another time.
   */
  read(schema: SchemaId, body: JsonElement, origin: PointOrigin): ReadPoint | undefined {
    const { namespace, name } = schema;
    if (namespace === 'granola' && name === 'hk-quantity-sample') return this.quantity(body, origin);
    if (namespace === 'granola' && name === 'hk-workout') return this.activity(body, origin);
    if (!NAMESPACES.includes(namespace)) return undefined;
    if (name === 'physical-activity') return this.activity(body, origin);
    const unknown = unknownMeasure(name, body);
    const measures = Object.hasOwn(MEASURES, name) ? MEASURES[name] : unknown && [unknown];
    if (!measures) return undefined;
    requireContent(body);
    const frame = readTimeFrame(body, this.clock);
    const rows = this.measured(measures, body, origin, frame);
    if (rows.length > 0) return { rows, unsure: frame.unsure };
    // A sleep episode needs nothing but its period.
    return name === 'sleep-episode' && frame.end !== null
      ? { rows: [this.episode(body, origin, frame, frame.end)], unsure: frame.unsure }
      : body.refuse(measures[0]?.field ?? 'body', 'is missing');
  }

  private measured(
    measures: readonly Measure[],
    body: JsonElement,
    origin: PointOrigin,
    frame: TimeFrame,
  ): ReadMeasurement[] {
    const statistic = body.code('descriptive_statistic');
    const per = body.code('descriptive_statistic_denominator');
    return measures.flatMap((measure) => {
      const amount = readAmount(body, measure.field, measure.unitOfNumber);
      if (!amount) return measure.optional ? [] : body.refuse(measure.field, 'is missing');
      const raw = typeof measure.variable === 'function' ? measure.variable(body) : measure.variable;
      const variable = statistic === undefined ? raw : statisticOf(raw, statistic, per);
      const notes = notesOf(body, origin, frame, [...measures.map(({ field }) => field)]);
      return [
        this.row(variable, amount, frame, origin, notes, measures.length > 1 ? measure.field : undefined),
      ];
    });
  }

  private quantity(body: JsonElement, origin: PointOrigin): ReadPoint {
    const type = body.code('quantity_type') ?? body.refuse('quantity_type', 'is missing');
    const frame = readTimeFrame(body, this.clock);
    const count = readAmount(body, 'count', '{count}');
    const amount =
      count ?? readAmount(body, 'unit_value') ?? body.refuse('unit_value', 'is missing, and so is count');
    // HealthKit counts percent as a fraction: 0.97 % is 97 %.
    const unit = amount.unit === '%' ? '1' : amount.unit;
    const variable = quantityVariable(type, unit, count !== undefined && frame.end !== null);
    const steps = variable.unit === '{steps}' ? '{steps}' : unit;
    const notes = notesOf(body, origin, frame, ['count', 'unit_value']);
    const row = this.row(variable, { ...amount, unit: steps }, frame, origin, notes, undefined);
    return { rows: [row], unsure: frame.unsure };
  }

  private activity(body: JsonElement, origin: PointOrigin): ReadPoint {
    requireContent(body);
    const name = body.text('activity_name', 200) ?? body.refuse('activity_name', 'is missing');
    const frame = readTimeFrame(body, this.clock);
    const energy = readAmount(body, 'kcal_burned');
    const inKcal = energy?.unit === 'kcal' ? energy.value : undefined;
    const told = body.code('reported_activity_intensity');
    const intensity = INTENSITIES.find((known) => known === told);
    if (told !== undefined && !intensity) {
      body.warn('reported_activity_intensity', `must be ${INTENSITIES.join(', ')}; it was left out`);
    }
    const statistics = [
      ['Distance', readAmount(body, 'distance')] as const,
      ['Energy burned', inKcal === undefined ? energy : undefined] as const,
      ['Movements', readAmount(body, 'base_movement_quantity')] as const,
      ['MET', readAmount(body, 'met_value', '{MET}')] as const,
    ].flatMap(([statistic, amount]) =>
      amount ? [{ name: statistic, value: amount.value, unit: ucumOf(amount.unit) }] : [],
    );
    const minutes = readDuration(body, 'duration');
    // Some time in the morning is no activity of a whole morning.
    const end = frame.partOfDay === undefined ? frame.end : null;
    const notes = notesOf(body, origin, frame, ['distance', 'kcal_burned', 'duration', 'met_value']);
    const row: ReadActivity = {
      type: 'activity',
      source: origin.source,
      ...(origin.device === null ? {} : { device: origin.device }),
      start: { at: frame.start, offsetMinutes: frame.offsetMinutes, timeZone: frame.timeZone },
      ...(end === null ? {} : { end }),
      ...(minutes === undefined ? {} : { durationMinutes: minutes / 60_000 }),
      activity: name.startsWith('HK') ? workoutName(name) : name,
      ...(intensity ? { intensity } : {}),
      ...(inKcal === undefined ? {} : { calories: inKcal }),
      statistics,
      ...(notes ? { notes } : {}),
      ...(origin.externalId === undefined ? {} : { externalId: origin.externalId }),
    };
    return { rows: [row], unsure: frame.unsure };
  }

  private episode(body: JsonElement, origin: PointOrigin, frame: TimeFrame, end: number): ReadMeasurement {
    const amount = { value: String((end - frame.start) / 60_000), unit: 'min' };
    return this.row(SLEEP_EPISODE, amount, frame, origin, notesOf(body, origin, frame, []), undefined);
  }

  private row(
    variable: VariableRef,
    { value, unit }: Amount,
    frame: TimeFrame,
    origin: PointOrigin,
    notes: string,
    part: string | undefined,
  ): ReadMeasurement {
    const { source, device, externalId } = origin;
    const { offsetMinutes, timeZone, start, end } = frame;
    const series: Series = { variable, unit, source, device, offsetMinutes, timeZone };
    const id = externalId !== undefined && part !== undefined ? `${externalId}#${part}` : externalId;
    return {
      type: 'measurement',
      series: this.series.of(series),
      value,
      start,
      end,
      ...(id === undefined ? {} : { externalId: id }),
      ...(notes ? { notes } : {}),
    };
  }
}

function requireContent(body: JsonElement): void {
  if (body.names().length === 0) throw new ResourceRefusal(body.path, 'is empty');
}

interface Amount {
  readonly value: string;
  readonly unit: string;
}

/** Value and unit; a bare number only where the unit is known without being told. */
function readAmount(parent: JsonElement, field: string, unitOfNumber?: string): Amount | undefined {
  if (!parent.has(field)) return undefined;
  if (unitOfNumber !== undefined && parent.isNumber(field)) {
    const value = parent.decimal(field);
    return value === undefined ? undefined : { value, unit: unitOfNumber };
  }
  const amount = parent.child(field);
  const value = amount.decimal('value') ?? amount.refuse('value', 'is missing');
  const unit = amount.code('unit') ?? amount.refuse('unit', 'is missing');
  return { value, unit: unitOf(unit) };
}

/** Everything that a body says in words beside its values, and how it was got: `fasting` changes what a value means. */
function notesOf(
  body: JsonElement,
  origin: PointOrigin,
  frame: TimeFrame,
  values: readonly string[],
): string {
  const words = body.names().flatMap((name) => {
    if (values.includes(name) || NO_NOTES.includes(name)) return [];
    const told = body.word(name);
    return told === undefined ? [] : `${name.replaceAll('_', ' ').slice(0, 100)}: ${told}`;
  });
  if (frame.partOfDay !== undefined) words.push(`time told as: ${frame.partOfDay}`);
  if (origin.selfReported) words.push('self-reported');
  return words.join('; ').slice(0, MOST_NOTES);
}
