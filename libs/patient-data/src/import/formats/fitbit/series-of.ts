import type { Series, VariableRef } from '@carenode/records-contract';

/** What a row's series may have of its own. */
export interface SeriesParts {
  readonly variable: VariableRef;
  readonly unit: string | null;
  readonly source: string;
  readonly device: string | null;
  readonly offsetMinutes: number | null;
  readonly timeZone: string | null;
}

/** Gives the same object for the same series. */
export class SeriesOf {
  private readonly known = new Map<string, Series>();

  get(parts: SeriesParts): Series {
    const { variable, unit, source, device, offsetMinutes, timeZone } = parts;
    const key = [variable.code ?? variable.name, unit, source, device, offsetMinutes, timeZone].join('|');
    const known = this.known.get(key);
    if (known) return known;
    const series = { variable, unit, source, device, offsetMinutes, timeZone };
    this.known.set(key, series);
    return series;
  }
}
