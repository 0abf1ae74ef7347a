import { fixture, PATIENT } from '../../../../test/fhir-bundles.js';
import { collect, fileOf } from '../../../../test/import/collect.js';
import {
  addedByKind,
  CONDITION,
  json,
  MEDICATION,
  PRESCRIPTION,
  rowsOfType,
  WEIGHT,
} from '../../../../test/import/fhir-uploads.js';
import { FileRefusal, type UploadedFile } from '../../format/import-format.js';
import { fhirR4 } from '../fhir-r4.format.js';

describe('Newline-delimited JSON', () => {
  it('is read by line, and a bad line loses nothing but itself', async () => {
    const told = await collect(fhirR4, [
      json('all.ndjson', PATIENT, '{"resourceType":"Observation",', '', WEIGHT, 'x', '[]', '{}', CONDITION, {
        resourceType: 'Immunization',
      }),
    ]);
    expect(told.added.map(({ kind, at }) => [kind, at])).toEqual([
      ['Patient', 1],
      ['Observation', 4],
      ['Condition', 8],
    ]);
    expect(told.quarantined).toEqual([
      { kind: 'unknown', at: 2, problem: { reason: 'ends in the middle of its JSON' } },
      { kind: 'unknown', at: 5, problem: { reason: 'is no JSON' } },
      { kind: 'unknown', at: 6, problem: { reason: 'must be an object' } },
      { kind: 'unknown', at: 7, problem: { field: 'resourceType', reason: 'is missing' } },
    ]);
    expect(told.skipped).toEqual({ Immunization: 1 });
    expect(told.read).toBe(8);
  });

  it('is known when its first line is broken, and with CRLF, a byte order mark and no last line end', async () => {
    const text = `\uFEFF{"resourceType":"Patient","id"\r\n${JSON.stringify(PATIENT)}\r\n${JSON.stringify(WEIGHT)}`;
    const told = await collect(fhirR4, [fileOf('x', text, 5)]);
    expect(addedByKind(told)).toEqual({ Patient: 1, Observation: 1 });
    expect(told.quarantined.length).toBe(1);
  });

  it('keeps digits, units and the fields that are to blame in the words of the line', async () => {
    const exact = JSON.stringify(WEIGHT).replace('70.5', '70.500');
    const told = await collect(fhirR4, [json('a.ndjson', PATIENT, exact, { ...WEIGHT, status: 'done' })]);
    expect(rowsOfType(told, 'observation')[0]).toMatchObject({
      source: 'fhir',
      record: {
        externalId: 'Observation/w',
        value: '70.500',
        unit: 'kg',
        start: { at: '2024-01-01T07:00:00Z', offsetMinutes: 60 },
      },
    });
    expect(told.quarantined[0]).toMatchObject({ at: 3, problem: { field: 'status' } });
  });

  it('of a bulk export refers across its files, and conditions come before treatments', async () => {
    const told = await collect(fhirR4, [
      json('1.Medication.ndjson', MEDICATION, MEDICATION),
      json('2.MedicationRequest.ndjson', PRESCRIPTION),
      json('3.Observation.ndjson', WEIGHT, WEIGHT),
      json('4.Condition.ndjson', CONDITION),
      json('5.Patient.ndjson', PATIENT),
    ]);
    expect(told.added.map(({ kind }) => kind)).toEqual([
      'Patient',
      'Condition',
      'MedicationRequest',
      'Observation',
      'Observation',
    ]);
    expect(rowsOfType(told, 'treatment')[0]?.record).toMatchObject({
      name: 'Salbutamol',
      reasons: ['Condition/c'],
    });
    expect(told.skipped).toEqual({ Medication: 2 });
    expect(told.read).toBe(7);
  });

  it('tells a line once that names a Condition and is none, beside conditions and treatments', async () => {
    const claim = { resourceType: 'Claim', about: 'Condition', note: { resourceType: 'Condition' } };
    const told = await collect(fhirR4, [
      json('a', PATIENT, CONDITION, PRESCRIPTION, MEDICATION, claim, '{"Condition"'),
    ]);
    expect([told.read, told.skipped, told.quarantined.length]).toEqual([6, { Medication: 1, Claim: 1 }, 1]);
  });

  it('of one file with everything tells conditions first too, and each line once', async () => {
    const lines = [PRESCRIPTION, '{', MEDICATION, CONDITION, WEIGHT, PATIENT, PATIENT];
    const told = await collect(fhirR4, [json('all.ndjson', ...lines)]);
    expect(told.added.map(({ kind, at }) => [kind, at])).toEqual([
      ['Patient', 6],
      ['Condition', 4],
      ['MedicationRequest', 1],
      ['Observation', 5],
    ]);
    expect(told.quarantined.map(({ kind, at, problem }) => [kind, at, problem.reason])).toEqual([
      ['unknown', 2, 'ends in the middle of its JSON'],
      ['Patient', 7, 'repeats the patient of the upload'],
    ]);
    expect(told.read).toBe(7);
  });

  it('with bytes that are no UTF-8 in one line keeps the letters of the others', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${JSON.stringify({ ...CONDITION, code: { text: 'Ménière' } })}\n`),
      Buffer.from('{"resourceType":"Condition","id":"x","code":{"text":"M\xe9ni\xe8re"}}\n', 'latin1'),
      Buffer.from(JSON.stringify(PATIENT)),
    ]);
    const told = await collect(fhirR4, [fileOf('c.ndjson', bytes)]);
    expect(rowsOfType(told, 'condition')[0]?.record.name).toBe('Ménière');
    expect(told.quarantined).toEqual([{ kind: 'unknown', at: 2, problem: { reason: 'is not UTF-8 text' } }]);
  });

  it('holds one line at a time, however long the file and one of its lines are', async () => {
    const bill = { resourceType: 'Claim', text: 'x'.repeat(40_000) };
    const lines = Buffer.from(`${JSON.stringify(WEIGHT)}\n${JSON.stringify(bill)}\n`);
    const [times, long] = [4_000, 17 * 1024 * 1024];
    const file: UploadedFile = {
      path: 'big.ndjson',
      head: Buffer.from(`${JSON.stringify(PATIENT)}\n${lines.toString()}`),
      size: times * lines.length + long,
      async *read() {
        yield Buffer.from(`${JSON.stringify(PATIENT)}\n`);
        for (let n = 0; n < long / 65_536; n += 1) yield Buffer.alloc(65_536, 'x');
        yield Buffer.from('\n');
        for (let n = 0; n < times; n += 1) yield Buffer.from(lines);
      },
    };
    let [most, added, skipped, quarantined] = [0, 0, 0, 0];
    const before = process.memoryUsage().arrayBuffers;
    await fhirR4.read(
      [file],
      {
        open: () => undefined,
        add: () => void (added += 1),
        skip: () => void (skipped += 1),
        quarantine: () => void (quarantined += 1),
        note: () => undefined,
        ready: () => {
          most = Math.max(most, process.memoryUsage().arrayBuffers - before);
          return Promise.resolve();
        },
      },
      {},
    );
    expect([added, skipped, quarantined]).toEqual([times + 1, times, 1]);
    // The file has 170 MB and is read twice.
    expect(most).toBeLessThan(100_000_000);
  }, 60_000);
});

describe('Newline-delimited JSON changed at random', () => {
  /** A small generator of repeatable numbers (mulberry32). */
  function random(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
    };
  }

  it('is refused as a whole or told line by line, and nothing else', async () => {
    const { entry } = JSON.parse(fixture('ips-ca-fullsome-scenario.json').toString()) as {
      entry: { resource: object }[];
    };
    const original = Buffer.from(entry.map(({ resource }) => JSON.stringify(resource)).join('\n'));
    const next = random(7);
    const outcomes = { refused: 0, told: 0 };
    for (let round = 0; round < 300; round += 1) {
      const changed = Buffer.from(original);
      for (let times = 1 + next(5); times > 0; times -= 1) changed[next(changed.length)] = next(256);
      // Blank lines are none.
      const lines = changed.toString('latin1').split('\n');
      const expected = lines.filter((line) => line.trim() !== '').length;
      try {
        const told = await collect(fhirR4, [fileOf('x', changed, 1000)]);
        expect(told.read).toBe(expected);
        outcomes.told += 1;
      } catch (error) {
        if (!(error instanceof FileRefusal)) throw error;
        outcomes.refused += 1;
      }
    }
    expect(outcomes.told).toBeGreaterThan(200);
  });
});
