import { closeSync, openSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { header } from './apple-header.mjs';
import { correlations, randomOf, rarer, run, RUNS, timeOf, workoutsAndSummaries } from './apple-sections.mjs';

const END = '</HealthData>\n';
const DAY = 86_400;
const MOST_DAYS = 3650;
/** Bytes of a day without the five long runs. */
const A_DAY = 7000;

/**
 * Writes an Apple Health export of `bytes` bytes (one record more or less) to a file: no Record of it is there twice but
 * those of blood pressure, which are also in a Correlation. The same size and seed give the same bytes. Returns how many
 * there are by kind.
 */
export function generateApple(path, { bytes = 1_000_000_000, seed = 5 } = {}) {
  const days = Math.min(MOST_DAYS, Math.max(2, Math.floor((bytes * 0.05) / A_DAY)));
  const counts = {};
  const pressures = [];
  const file = openSync(path, 'w');
  let [held, heldBytes, written] = ['', 0, 0];
  const flush = () => {
    writeSync(file, held);
    [held, heldBytes] = ['', 0];
  };
  const write = (text) => {
    const size = Buffer.byteLength(text);
    held += text;
    heldBytes += size;
    written += size;
    if (heldBytes > 1_000_000) flush();
    return size;
  };
  const count = (kind) => {
    counts[kind] = (counts[kind] ?? 0) + 1;
  };

  write(header(timeOf(days * DAY)));
  // These come last and have to fit: their size is found by making them once for nothing.
  const tail = (pressureOf) => [
    correlations(days, pressureOf),
    workoutsAndSummaries(days, randomOf(seed + 1)),
  ];
  let tailBytes = END.length;
  for (const section of tail(() => [111, 71]))
    for (const [, text] of section) tailBytes += Buffer.byteLength(text);

  for (const [kind, text] of rarer(days, randomOf(seed + 2))) {
    const side = /BloodPressure(Systolic|Diastolic)$/.exec(kind)?.[1];
    if (side) pressures.push(/ value="(\d+)"/.exec(text)?.[1]);
    count(kind);
    write(text);
  }
  const room = Math.max(0, bytes - written - tailBytes);
  RUNS.forEach((kindOfRun, number) => {
    const share = number === RUNS.length - 1 ? bytes - written - tailBytes : room * kindOfRun.share;
    let left = share;
    if (left <= 0) return;
    for (const [kind, text] of run(kindOfRun, share, days, randomOf(seed + 10 + number))) {
      count(kind);
      left -= write(text);
      if (left <= 0) break;
    }
  });
  for (const section of tail((day) => [pressures[day], pressures[days + day]])) {
    for (const [kind, text] of section) {
      count(kind);
      write(text);
    }
  }
  write(END);
  flush();
  closeSync(file);
  const records = Object.entries(counts).reduce(
    (sum, [kind, n]) => sum + (/Type(Identifier)?/.test(kind) && !kind.startsWith('HKCorrelation') ? n : 0),
    0,
  );
  return { bytes: written, days, records, partsOfCorrelations: 2 * days, counts };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { bytes: { type: 'string' }, seed: { type: 'string' } },
  });
  const [path] = positionals;
  const bytes = Number(values.bytes ?? 1_000_000_000);
  if (!path || !Number.isSafeInteger(bytes) || bytes < 100_000) {
    console.error('node tools/bench/import/generate-apple.mjs <out.xml> [--bytes 1000000000] [--seed 5]');
    process.exit(2);
  }
  console.log(JSON.stringify(generateApple(path, { bytes, seed: Number(values.seed ?? 5) }), null, 2));
}
