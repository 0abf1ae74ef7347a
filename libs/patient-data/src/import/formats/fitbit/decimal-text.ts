const NUMBER = /^([-+]?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d{1,2}))?$/;

/** A number as plain decimal text (`9.9E-3` becomes `0.0099`); undefined for what is none. No digit is lost. */
export function decimalText(text: string): string | undefined {
  const found = NUMBER.exec(text.trim());
  if (!found || text.length > 40) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = found;
  const shift = Number(exponent);
  if (shift === 0) return `${sign === '-' ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
  const digits = whole + fraction;
  const point = whole.length + shift;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const [before, after] = [padded.slice(0, at), padded.slice(at)];
  return `${sign === '-' ? '-' : ''}${before.replace(/^0+(?=\d)/, '')}${after === '' ? '' : `.${after}`}`;
}
