export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)], p95: sorted[Math.floor(sorted.length * 0.95)] };
}

const pad = (cells) =>
  cells.map((cell, n) => (n === 0 ? String(cell).padEnd(46) : String(cell).padStart(13))).join(' ');
const millions = (rows) => `${rows / 1e6} M`;

/** Each read of each layout, warm, in ms, and against the layout's smallest size. */
export function ratioTable(results, layouts, sizes) {
  const lines = [];
  for (const layout of layouts) {
    const own = sizes
      .map((rows) => results.find((one) => one.rows === rows && one.layout === layout))
      .filter(Boolean);
    if (own.length === 0) continue;
    lines.push(
      '',
      pad([layout, ...own.flatMap(({ rows }) => [`${millions(rows)} warm`, 'ratio', 'cold ms'])]),
    );
    for (const read of Object.keys(own[0].warm))
      lines.push(
        pad([
          `${read} (${Math.round(own[0].warm[read].rows)} rows)`,
          ...own.flatMap(({ warm, cold }) => [
            `${warm[read].median.toFixed(2)} ms`,
            (warm[read].median / own[0].warm[read].median).toFixed(2),
            cold[read].median.toFixed(1),
          ]),
        ]),
      );
    lines.push(
      pad([
        'one measurement entered',
        ...own.flatMap(({ enter }) => [
          `${enter.median.toFixed(2)} ms`,
          (enter.median / own[0].enter.median).toFixed(2),
          '',
        ]),
      ]),
    );
  }
  return lines;
}

/** What each layout costs. */
export function layoutTable(results) {
  return [
    pad(['layout', 'rows', 'heap GB', 'indexes GB', 'COPY rows/s', 'vacuum s', 'made in s']),
    ...results.map((one) =>
      pad([
        one.layout,
        millions(one.rows),
        (one.heapBytes / 1e9).toFixed(2),
        (one.indexBytes / 1e9).toFixed(2),
        Math.round(one.copiedPerSecond),
        one.vacuumSeconds.toFixed(1),
        (one.built ? Object.values(one.built).reduce((a, b) => a + b, 0) : one.made).toFixed(1),
      ]),
    ),
  ];
}
