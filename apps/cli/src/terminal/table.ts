export type Cell = string | number | boolean | null | undefined;

/** Rows under headings, in columns as wide as they need to be; `none` when there is no row. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[], none: string): string {
  if (rows.length === 0) return none;
  const texts = [headings, ...rows.map((row) => row.map(textOf))];
  const widths = headings.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  return texts
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined || cell === '') return '-';
  // What others wrote must not be able to move the cursor or to colour the screen.
  return String(cell).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}

/** ISO 8601 in UTC, without the seconds nobody reads. */
export function shortTime(iso: string | null | undefined): string | null {
  return iso ? iso.replace('T', ' ').slice(0, 16) : null;
}
