import type { Series, VariableRef } from '@carenode/records-contract';

/** Distinct series that are remembered; no file of a person comes near. */
const MOST = 50_000;

/** Gives one object for all series that are alike: rows are sent by its number. */
export class SeriesTable {
  private readonly last = new Map<VariableRef, Series>();
  private readonly all = new Map<string, Series>();

  of(told: Series): Series {
    const last = this.last.get(told.variable);
    if (last && tellsTheSame(last, told)) return last;
    const { variable, unit, source, device, offsetMinutes, timeZone } = told;
    const { system, code, name, kind } = variable;
    const key = JSON.stringify([system, code, name, kind, unit, source, device, offsetMinutes, timeZone]);
    const series = this.all.get(key) ?? told;
    if (this.all.size >= MOST) this.all.clear();
    if (this.last.size >= MOST) this.last.clear();
    this.all.set(key, series);
    this.last.set(variable, series);
    return series;
  }
}

const tellsTheSame = (one: Series, other: Series): boolean =>
  one.unit === other.unit &&
  one.source === other.source &&
  one.device === other.device &&
  one.offsetMinutes === other.offsetMinutes &&
  one.timeZone === other.timeZone;
