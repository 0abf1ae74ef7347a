const MAX_DIGITS = 100;
const MAX_EXPONENT = 308;

export const DECIMAL_RULE = `must be a number between -1e${MAX_EXPONENT} and 1e${MAX_EXPONENT} with at most ${MAX_DIGITS} digits`;

/**
 * True when the JSON number text fits PostgreSQL `numeric` without filling pages with zeros and a JavaScript number
 * without becoming infinite. The digits themselves are not touched.
 */
export function isStorableDecimal(source: string): boolean {
  const parts = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/.exec(source);
  if (!parts) return false;
  const [, whole = '', fraction = '', exponent = '0'] = parts;
  return (
    whole.length + fraction.length <= MAX_DIGITS &&
    Math.abs(Number(exponent)) <= MAX_EXPONENT &&
    Math.abs(Number(source)) <= Number(`1e${MAX_EXPONENT}`)
  );
}
