/** The first and the last day, `YYYY-MM-DD`; empty: no bound. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export const ALWAYS: Days = { from: '', to: '' };

/** From the first moment of the first day to the first moment after the last day, where the browser is. */
export function windowOf({ from, to }: Days): { from?: string; to?: string } {
  return { from: instantOf(from, 0), to: instantOf(to, 1) };
}

function instantOf(day: string, later: number): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)?.map(Number) ?? [];
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const instant = new Date(year, month - 1, date + later);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}
