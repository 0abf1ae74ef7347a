/**
 * For each p value the least false discovery rate at which it would be told (Benjamini and Hochberg 1995, J. R. Stat. Soc.
 * B 57:289). The rate holds for independent questions and for those that go up together (Benjamini and Yekutieli 2001, Ann.
 * Stat. 29:1165).
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const order = pValues.map((_, at) => at).sort((a, b) => (pValues[b] as number) - (pValues[a] as number));
  const adjusted = new Array<number>(pValues.length).fill(1);
  let least = 1;
  order.forEach((at, position) => {
    const rank = pValues.length - position;
    least = Math.min(least, ((pValues[at] as number) * pValues.length) / rank);
    adjusted[at] = least;
  });
  return adjusted;
}
