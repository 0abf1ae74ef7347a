import type { Series } from '@carenode/records-contract';

import type { Problem } from '../format/record-sink.js';
import { tidyText } from './clean-text.js';
import { problemOfSeries } from './row-check.rules.js';
import { seriesKey } from './row-id.js';
import { offsetOf, sourceOf } from './tidy-rows.js';

/** A series as it is stored, with what its rows' ids share. */
export interface KnownSeries {
  readonly series: Series;
  readonly key: string;
  readonly problem: Problem | undefined;
}

/** More series than any patient has; a format that makes a new one for every row must not fill the memory. */
const MOST_KEPT = 20_000;

/** Series by the object a format uses for all rows of one; tidied once. */
export class SeriesBook {
  private readonly known = new Map<Series, KnownSeries>();
  private readonly byContent = new Map<string, KnownSeries>();

  constructor(private readonly patientId: string) {}

  get(told: Series): KnownSeries {
    const known = this.known.get(told);
    if (known) return known;
    if (this.known.size === MOST_KEPT) this.known.clear();
    const found = this.of(told);
    this.known.set(told, found);
    return found;
  }

  private of(told: Series): KnownSeries {
    const series = tidySeries(told);
    const content = JSON.stringify(series);
    const same = this.byContent.get(content);
    if (same) return same;
    if (this.byContent.size === MOST_KEPT) this.byContent.clear();
    const known = { series, key: seriesKey(this.patientId, series), problem: problemOfSeries(series) };
    this.byContent.set(content, known);
    return known;
  }
}

function tidySeries({ variable, unit, source, device, offsetMinutes, timeZone }: Series): Series {
  const { system, code, name, displayName, kind, category } = variable;
  return {
    variable: {
      system: orNull(system, 1000),
      code: orNull(code, 1000),
      name: tidyText(name, 500),
      kind,
      unit: variable.unit,
      ...(displayName ? { displayName: tidyText(displayName, 120) } : {}),
      ...(category ? { category: tidyText(category, 100) } : {}),
    },
    unit: orNull(unit, 200),
    source: sourceOf(source),
    device: orNull(device, 200),
    offsetMinutes: offsetOf(offsetMinutes),
    timeZone: orNull(timeZone, 64),
  };
}

const orNull = (text: string | null, most: number) => (text === null ? null : tidyText(text, most) || null);
