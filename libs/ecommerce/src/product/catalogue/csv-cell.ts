// A cell that a spreadsheet would take for a formula is written with an apostrophe before it, as OWASP's page on CSV injection
// says; one that begins with apostrophes and then such a character gets one more, so that reading takes back what writing did.
const FORMULA = /^'*[=+\-@\t\r\n]/;
const WRITTEN = /^'+[=+\-@\t\r\n]/;

/** A value as a cell of a CSV file (RFC 4180) that no spreadsheet runs. */
export function writeCell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\r\n\t]|^\s|\s$|^'/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The value that `writeCell` wrote. */
export function readCell(cell: string): string {
  return WRITTEN.test(cell) ? cell.slice(1) : cell;
}
