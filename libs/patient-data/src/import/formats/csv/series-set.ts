import type { Series, VariableRef } from '@carenode/records-contract';
import type { ZonedInstant } from '@carenode/module-kit';

const MOST_SERIES = 10_000;

/** The series of one reading, each one object however often it is asked for. */
export class SeriesSet {
  private readonly byKey = new Map<string, Series>();

  constructor(
    private readonly source: string,
    private readonly timeZone: string | null,
  ) {}

  /** Undefined when there are more series than any person's file has. */
  of(
    variable: VariableRef,
    unit: string | null,
    device: string | null,
    offsetMinutes: number | null,
  ): Series | undefined {
    const key = JSON.stringify([variable.code ?? variable.name, variable.kind, unit, device, offsetMinutes]);
    const known = this.byKey.get(key);
    if (known || this.byKey.size >= MOST_SERIES) return known;
    const { source, timeZone } = this;
    const series: Series = { variable, unit, source, device, offsetMinutes, timeZone };
    this.byKey.set(key, series);
    return series;
  }
}

/** A moment as the rows of logs keep it. */
export function readInstant({ at, offsetMinutes }: ZonedInstant, timeZone: string) {
  return { at, offsetMinutes, timeZone };
}
