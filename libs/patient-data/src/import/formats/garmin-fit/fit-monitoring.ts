import type { VariableRef } from '@carenode/records-contract';

import type { ReadMeasurement } from '../../format/read-rows.js';
import { ownVariable, VARIABLES } from '../../format/variables.js';
import type { FitContext } from './fit-context.js';
import { decimal } from './fit-decimal.js';
import { instantOf, numberOf, type FitMessage } from './fit-message.js';

const DAY = 86_400;
const LOW = 0x10000;
/** Files have minutes that come after a later full time; further back than this none was seen. */
const BACK_MOST = 3600;
const [RUNNING, CYCLING, SWIMMING, WALKING, SEDENTARY] = [1, 2, 5, 6, 8] as const;

const distance = ownVariable('Distance', 'm', 'sum');
const activeTime = ownVariable('Active time', 'min', 'sum');
const ascent = ownVariable('Ascent', 'm', 'sum');
const descent = ownVariable('Descent', 'm', 'sum');

/** A counter that a device keeps per activity type and sets to 0 at its midnight. */
interface Counter {
  readonly name: string;
  readonly field: number;
  readonly scale: number;
  readonly unit: string;
  variableOf(type: number): VariableRef | undefined;
}

const onFoot = (type: number) => type === RUNNING || type === WALKING;

const COUNTERS: readonly Counter[] = [
  // In halves of a cycle, which is two steps: the number is the steps.
  {
    name: 'steps',
    field: 3,
    scale: 1,
    unit: '{steps}',
    variableOf: (type) => (onFoot(type) ? VARIABLES.steps : undefined),
  },
  { name: 'distance', field: 2, scale: 100, unit: 'm', variableOf: distanceOf },
  {
    name: 'active-time',
    field: 4,
    scale: 1000,
    unit: 's',
    variableOf: (type) => (type === SEDENTARY ? VARIABLES.sedentaryTime : activeTime),
  },
  { name: 'active-energy', field: 19, scale: 1, unit: 'kcal', variableOf: () => VARIABLES.activeEnergy },
];

function distanceOf(type: number): VariableRef {
  if (onFoot(type)) return VARIABLES.walkingDistance;
  if (type === CYCLING) return VARIABLES.cyclingDistance;
  return type === SWIMMING ? VARIABLES.swimmingDistance : distance;
}

/** Values that a message tells of the time since the last one of its kind: told as of their moment. */
const GAINS = [
  { field: 31, variable: ascent },
  { field: 32, variable: descent },
] as const;
const INTENSITY_MINUTES = [
  { field: 33, variable: VARIABLES.moderateActivityTime },
  { field: 34, variable: VARIABLES.vigorousActivityTime },
] as const;

/**
 * Monitoring messages of one part: what a watch counts all day. Steps, distance, active time and active calories are totals
 * since the device's midnight, one per activity type; rows are what each message adds to the one before it. A file begins
 * with the totals at its beginning: a type that is not among them had none. Where a file that begins within a day tells no
 * totals at its beginning, a type's first total is only what the next one is compared with.
 */
export class Monitoring {
  private seconds: number | undefined;
  private begin: number | undefined;
  private beganWithTotals = false;
  private readonly before = new Map<string, { readonly seconds: number; readonly total: number }>();

  constructor(private readonly context: FitContext) {}

  /** Every message with a full time sets the clock that `timestamp_16` is read by. */
  tick(message: FitMessage): void {
    if (instantOf(message.seconds) !== undefined) this.seconds = message.seconds ?? undefined;
  }

  /** A monitoring_info: the first one is the file's beginning, later ones only tell a new calibration. */
  open(message: FitMessage): void {
    this.begin ??= message.seconds ?? undefined;
  }

  /** Undefined when the time of the message cannot be told. */
  rowsOf(message: FitMessage): readonly ReadMeasurement[] | undefined {
    const seconds = this.secondsOf(message);
    const at = instantOf(seconds);
    if (seconds === undefined || at === undefined) return undefined;
    this.beganWithTotals ||= seconds === this.begin;
    const rows: ReadMeasurement[] = [];
    const rate = numberOf(message, 27);
    if (rate) rows.push(this.context.row(VARIABLES.heartRate, '/min', String(rate), at));
    const type = numberOf(message, 5) ?? typeOf(numberOf(message, 24));
    if (type !== undefined) this.count(message, type, seconds, rows);
    for (const { field, variable } of GAINS) {
      const gained = numberOf(message, field);
      if (gained) rows.push(this.context.row(variable, 'm', decimal(gained, 1000), at));
    }
    const minutes = INTENSITY_MINUTES.reduce((sum, { field }) => sum + (numberOf(message, field) ?? 0), 0);
    for (const { field, variable } of INTENSITY_MINUTES) {
      const told = numberOf(message, field);
      if (told) rows.push(this.context.row(variable, 'min', String(told), at - minutes * 60_000, at));
    }
    return rows;
  }

  private secondsOf(message: FitMessage): number | undefined {
    const low = numberOf(message, 26);
    if (message.seconds !== null) return (this.seconds = message.seconds);
    if (low === undefined || this.seconds === undefined) return undefined;
    const forward = (((low - (this.seconds % LOW)) % LOW) + LOW) % LOW;
    if (LOW - forward <= BACK_MOST) return this.seconds + forward - LOW;
    return (this.seconds += forward);
  }

  private count(message: FitMessage, type: number, seconds: number, rows: ReadMeasurement[]): void {
    for (const counter of COUNTERS) {
      const total = numberOf(message, counter.field);
      const variable = counter.variableOf(type);
      if (total === undefined || !variable) continue;
      const key = `${type}:${counter.name}`;
      const before = this.totalBefore(key, seconds);
      this.before.set(key, { seconds, total });
      if (!before) continue;
      // Less than before within a day: the device has begun anew.
      const added = total < before.total ? total : total - before.total;
      if (added === 0) continue;
      const [from, to] = [Math.min(before.seconds, seconds), seconds];
      const id = `${this.context.serial}:${key}:${from}-${to}`;
      const [start, end] = [instantOf(from), instantOf(to)] as [number, number];
      rows.push(
        this.context.row(
          variable,
          counter.unit,
          decimal(added, counter.scale),
          start,
          end > start ? end : null,
          id,
        ),
      );
    }
  }

  private totalBefore(key: string, seconds: number) {
    const { begin } = this;
    const known = this.before.get(key);
    const before =
      known ??
      (begin !== undefined && begin < seconds && (this.beganWithTotals || this.isMidnight(begin))
        ? { seconds: begin, total: 0 }
        : undefined);
    const midnight = this.midnightBefore(seconds);
    if (midnight === undefined) return before;
    return before && before.seconds < midnight ? { seconds: midnight, total: 0 } : before;
  }

  /** The midnight that a period ending now belongs to the day of: what is told at midnight is of the day that ends. */
  private midnightBefore(seconds: number): number | undefined {
    const { offsetMinutes } = this.context;
    if (offsetMinutes === null) return undefined;
    const local = seconds - 1 + offsetMinutes * 60;
    return local - (local % DAY) - offsetMinutes * 60;
  }

  private isMidnight(seconds: number): boolean {
    const { offsetMinutes } = this.context;
    return offsetMinutes !== null && (seconds + offsetMinutes * 60) % DAY === 0;
  }
}

/** The low five bits of `current_activity_type_intensity`. */
function typeOf(typeAndIntensity: number | undefined): number | undefined {
  return typeAndIntensity === undefined ? undefined : typeAndIntensity & 0x1f;
}
