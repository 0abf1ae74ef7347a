/** Reads `1 one, 2 two` as names by number. */
export function namesOf(table: string): ReadonlyMap<number, string> {
  return new Map(
    table.split(',').map((entry) => {
      const [number = '', ...words] = entry.trim().split(' ');
      return [Number(number), words.join(' ')];
    }),
  );
}
