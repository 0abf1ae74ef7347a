/** A source that told something, and how many records. */
export interface SeenSource {
  readonly source: string;
  readonly count: number;
}

/**
 * The sources that an order does not name yet, as they are put behind it: what was entered by hand, when there is no order at
 * all, first; then whoever told most, and of equals by name. Once in an order a source keeps its place, whatever it tells
 * later, until the patient moves it: what was read yesterday is read today.
 */
export function newSources(order: readonly string[] | null, seen: readonly SeenSource[]): string[] {
  const known = new Set(order ?? []);
  const found = [...seen]
    .filter(({ source }) => !known.has(source))
    .sort((a, b) => b.count - a.count || (a.source < b.source ? -1 : 1))
    .map(({ source }) => source);
  return order === null ? ['manual', ...found.filter((source) => source !== 'manual')] : found;
}
