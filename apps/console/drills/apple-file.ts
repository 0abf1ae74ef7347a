const DAY_MS = 86_400_000;

/** Numbers that look like chance and are the same in every run. */
function chance(): () => number {
  let seed = 7;
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648 - 0.5;
  };
}

/**
 * An Apple Health export of a person whose resting heart rate is higher on days with more steps, so that something stands
 * out; and whose phone and watch count the same steps on the last day.
 */
export function appleFile(days = 150): string {
  const random = chance();
  const record = (
    type: string,
    source: string,
    unit: string,
    day: string,
    value: number,
    [from, to] = ['07:00', '07:30'],
  ) =>
    `<Record type="HKQuantityTypeIdentifier${type}" sourceName="${source}" unit="${unit}" ` +
    `creationDate="${day} 22:00:00 +0200" startDate="${day} ${from}:00 +0200" endDate="${day} ${to}:00 +0200" value="${value}"/>`;
  const rows: string[] = [];
  for (let number = 0; number < days; number++) {
    const day = new Date(Date.UTC(2026, 3, 1) + number * DAY_MS).toISOString().slice(0, 10);
    const steps = 7000 + Math.round(4000 * (random() + random()));
    const rate = Math.round(62 + (steps - 7000) / 350 + 4 * random());
    rows.push(record('StepCount', 'Watch', 'count', day, steps));
    rows.push(record('RestingHeartRate', 'Watch', 'count/min', day, rate, ['06:00', '06:00']));
    if (number === days - 1) rows.push(record('StepCount', 'Phone', 'count', day, 1000));
  }
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_GB">\n' +
    `<ExportDate value="2026-10-12 10:00:00 +0200"/>\n${rows.join('\n')}\n</HealthData>\n`
  );
}
