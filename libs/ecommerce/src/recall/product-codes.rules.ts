/**
 * National Drug Codes of a text: labeler, product and, where it is printed, package, with dashes. Three parts are taken for
 * an NDC wherever they stand; two parts, or eleven digits (5-4-2), only after "NDC".
 */
export function ndcsOf(text: string): string[] {
  const found = new Set<string>();
  for (const [code] of text.matchAll(/(?<![\w-])\d{4,6}-\d{3,4}-\d{1,2}(?![\w-])/g)) found.add(code);
  for (const [, code = ''] of text.matchAll(/\bNDC\b[^\dA-Za-z]{0,6}(\d{4,6}-\d{3,4})(?![\w-])/gi))
    found.add(code);
  for (const [, labeler, product, pack] of text.matchAll(
    /\bNDC\b[^\dA-Za-z]{0,6}(\d{5})(\d{4})(\d{2})(?!\d)/gi,
  ))
    found.add(`${labeler}-${product}-${pack}`);
  return [...found];
}

const NDC = /^\d{4,6}-\d{3,4}(?:-\d{1,2})?$/;
export const isNdc = (text: string) => NDC.test(text);

/** Trade item numbers that a text gives as UPC, EAN or GTIN, of 14 digits. Those whose check digit is wrong are left out. */
export function gtinsOf(text: string): string[] {
  const found = new Set<string>();
  for (const [, digits = ''] of text.matchAll(
    /\b(?:UPC|EAN|GTIN)\b[^\d]{0,16}(\d(?:[ -]?\d){7,13})(?!\d)/gi,
  )) {
    const code = gtin14(digits);
    if (code) found.add(code);
  }
  return [...found];
}

/** A GTIN-8, UPC, EAN or GTIN-14 as 14 digits; undefined when it is none (GS1 General Specifications, 7.9: check digit). */
export function gtin14(text: string): string | undefined {
  const digits = text.replace(/[ -]/g, '');
  if (!/^(?:\d{8}|\d{12,14})$/.test(digits)) return undefined;
  const padded = digits.padStart(14, '0');
  let sum = 0;
  for (let at = 0; at < 13; at += 1) sum += Number(padded[at]) * (at % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10 === Number(padded[13]) ? padded : undefined;
}
