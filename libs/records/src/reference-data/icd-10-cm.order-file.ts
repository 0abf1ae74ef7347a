/** A line of the order file of ICD-10-CM. */
export interface OrderLine {
  /** With the dot: E11.9 */
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  /** Valid on a claim: not the heading of others. */
  readonly isBillable: boolean;
}

const CODE = /^[A-Z][0-9][0-9A-Z](?:[0-9A-Z]{1,4})?$/;

/**
 * Reads a line as the CDC's `icd10OrderFiles.pdf` describes it: columns 1-5 order number, 7-13 code without dot, 15 whether
 * it is valid for claims (1) or a heading (0), 17-76 short description, from 78 on long description. Returns what is wrong
 * with a line that is not like that.
 */
export function readOrderLine(line: string): OrderLine | { readonly reason: string } {
  if (!/^\d{5} $/.test(line.slice(0, 6)))
    return { reason: 'columns 1 to 6 are not an order number and a blank' };
  const code = line.slice(6, 13).trimEnd();
  if (!CODE.test(code)) return { reason: 'columns 7 to 13 are not an ICD-10-CM code' };
  const flag = line.slice(13, 16);
  if (flag !== ' 0 ' && flag !== ' 1 ') return { reason: 'column 15 is neither 0 nor 1, between blanks' };
  const [shortName, name] = [line.slice(16, 76).trim(), line.slice(77).trim()];
  if (name === '') return { reason: 'there is no long description from column 78 on' };
  if (name.length > 500) return { reason: 'the long description has more than 500 characters' };
  if (/[\u0000-\u001f\u007f\ufffd]/.test(line))
    return { reason: 'it holds a control character or is not UTF-8' };
  return { code: withDot(code), name, shortName: shortName || name, isBillable: flag === ' 1 ' };
}

function withDot(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}
