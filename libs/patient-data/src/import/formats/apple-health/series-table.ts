import type { Series, VariableRef } from '@carenode/records-contract';

/** Distinct series that are remembered; no export of a person comes near. */
const MOST = 50_000;

/** Gives the same object for the same series: rows are sent by its number. */
export class SeriesTable {
  private readonly last = new Map<VariableRef, Series>();
  private readonly all = new Map<VariableRef, Map<string, Series>>();
  private size = 0;

  of(
    variable: VariableRef,
    unit: string | null,
    source: string,
    device: string | null,
    offsetMinutes: number | null,
    timeZone: string | null,
  ): Series {
    const last = this.last.get(variable);
    if (
      last &&
      last.unit === unit &&
      last.source === source &&
      last.device === device &&
      last.offsetMinutes === offsetMinutes &&
      last.timeZone === timeZone
    ) {
      return last;
    }
    const key = JSON.stringify([unit, source, device, offsetMinutes, timeZone]);
    const known = this.all.get(variable)?.get(key);
    const series = known ?? { variable, unit, source, device, offsetMinutes, timeZone };
    if (!known) this.remember(key, series);
    this.last.set(variable, series);
    return series;
  }

  private remember(key: string, series: Series): void {
    if (this.size >= MOST) {
      this.all.clear();
      this.last.clear();
      this.size = 0;
    }
    this.size += 1;
    const ofVariable = this.all.get(series.variable);
    if (ofVariable) ofVariable.set(key, series);
    else this.all.set(series.variable, new Map([[key, series]]));
  }
}
