/** Is there no value? Days without one hold NaN. */
export const isMissing = Number.isNaN;

/**
 * Ranks of the values that are there, ties sharing the mean of theirs (midranks; Kendall 1945, "The treatment of ties in
 * ranking problems"), divided by how many there are: between 0 and 1, whatever the unit. NaN (missing) stays NaN.
 */
export function midranks(values: Float64Array): Float64Array {
  const there: number[] = [];
  for (let day = 0; day < values.length; day++) if (!isMissing(values[day])) there.push(day);
  const order = Uint32Array.from(there).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Float64Array(values.length).fill(NaN);
  let start = 0;
  while (start < order.length) {
    let end = start + 1;
    while (end < order.length && values[order[end] as number] === values[order[start] as number]) end++;
    const rank = (start + end) / 2 / order.length;
    for (let at = start; at < end; at++) ranks[order[at] as number] = rank;
    start = end;
  }
  return ranks;
}

/** How many values are there. */
export function countOf(values: Float64Array): number {
  let count = 0;
  for (const value of values) if (!isMissing(value)) count++;
  return count;
}
