/** A scaled number of the FIT profile as decimal text: `raw / scale - offset`, to a millionth. */
export function decimal(raw: number, scale = 1, offset = 0): string {
  const value = Math.round((raw / scale - offset) * 1e6) / 1e6;
  return Math.abs(value) < 1e15 ? String(value === 0 ? 0 : value) : value.toFixed(0);
}
