// A spreadsheet runs a cell that begins with one of these signs (OWASP, "CSV Injection"): an apostrophe is written before it.
// A spreadsheet that parts cells by semicolons or tabs, or heeds no quotes, finds beginnings of cells within ours: to it,
// `a,"b;=1"` is `a,"b` and `=1"`. So the apostrophe is written after whatever may end a cell, a line or a quotation, too,
// where such a sign comes next but for blanks and apostrophes. Writing and reading change nothing but apostrophes, hence
// not where these places are, and reading takes back just what writing did.
const SIGNS = '[=+\\-@＝＋－＠]';
const ENDS = '[\\t\\n\\v\\f\\r\\u0085\\u2028\\u2029,;\\|"，；＂]';
const BLANKS = `[[\\s\\p{Cc}\\p{Cf}']--${ENDS}]*`;
const placesOf = (what: string) =>
  new RegExp(`(?<=^|${ENDS})${what}(?=${BLANKS}${SIGNS})|^${what}(?=${BLANKS}[\\t\\r\\n])`, 'gv');
const TO_WRITE = placesOf('');
const WRITTEN = placesOf("'");

/** A value as a cell of a CSV file (RFC 4180) that no spreadsheet runs. */
export function writeCell(value: string): string {
  const safe = value.replace(TO_WRITE, "'");
  return /[",;\r\n\t]|^\s|\s$|^'/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The value that `writeCell` wrote, of a cell without its quotes. */
export function readCell(cell: string): string {
  return cell.replace(WRITTEN, '');
}
