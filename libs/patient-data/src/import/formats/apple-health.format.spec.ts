import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { collect, fileAt, fileOf, type Told } from '../../../test/import/collect.js';
import type { ReadActivity, ReadMeasurement } from '../format/read-rows.js';
import { appleHealth } from './apple-health.format.js';

const FIXTURES = join(import.meta.dirname, '../../../test/fixtures/apple-health');
const fixture = async (name: string) => collect(appleHealth, [await fileAt(join(FIXTURES, name))]);
const measured = (told: Told) =>
  told.rows.filter((row): row is ReadMeasurement => row.type === 'measurement');
const workouts = (told: Told) => told.rows.filter((row): row is ReadActivity => row.type === 'activity');
const kinds = (told: Told) => {
  const counts: Record<string, number> = {};
  for (const { kind } of told.added) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};

describe('Real Apple Health exports', () => {
  it('reads version 3 as its owner did', async () => {
    const told = await fixture('v3-6s.xml');
    expect(kinds(told)).toEqual({
      HKQuantityTypeIdentifierStepCount: 10,
      HKQuantityTypeIdentifierDistanceWalkingRunning: 5,
      Workout: 1,
    });
    expect(told.skipped).toEqual({ Me: 1, ActivitySummary: 2 });
    expect([told.quarantined, told.notes, told.read]).toEqual([[], [], 19]);
    for (const [name, code] of [
      ['StepCount', '55423-8'],
      ['DistanceWalkingRunning', '55430-3'],
    ]) {
      const lines = (await readFile(join(FIXTURES, `v3-6s/${name}.csv`), 'utf8')).trim().split('\n').slice(1);
      const answers = lines.map((line) => line.replaceAll('"', '').split(','));
      const rows = measured(told).filter(({ series }) => series.variable.code === code);
      expect(
        rows.map(({ series, start, end, value }) => [series.source, series.device, start, end, value]),
      ).toEqual(
        answers.map(([source, , , , , , start = '', end = '', value]) => [
          source,
          null,
          at(start),
          at(end),
          value,
        ]),
      );
      expect(new Set(rows.map(({ series }) => series)).size).toBe(1);
    }
    const [, workout = ''] = (await readFile(join(FIXTURES, 'v3-6s/Workout.csv'), 'utf8')).split('\n');
    const [source, , , , start = '', end = '', , duration, , distance, , energy] = workout
      .replaceAll('"', '')
      .split(',');
    // Written with a no-break space.
    expect(source).toBe('NJR Apple\u00A0Watch');
    expect(workouts(told)).toEqual([
      {
        type: 'activity',
        source: 'NJR Apple Watch',
        start: { at: at(start), offsetMinutes: null, timeZone: null },
        end: at(end),
        durationMinutes: Number(duration),
        activity: 'Other',
        calories: energy,
        statistics: [
          { name: 'Total distance', value: distance, unit: 'km' },
          { name: 'Total energy burned', value: energy, unit: 'kcal' },
        ],
      },
    ]);
  });

  it('reads sleep stages as hours and as total sleep, percent as it is meant, and units as UCUM', async () => {
    const told = await fixture('mosaic.xml');
    expect([told.added.length, told.quarantined, told.notes, told.read]).toEqual([14, [], [], 16]);
    expect(told.skipped).toEqual({ Me: 1, ActivitySummary: 1 });
    expect(
      measured(told).map(({ series, value }) => [
        series.variable.code ?? series.variable.name,
        value,
        series.unit,
      ]),
    ).toEqual([
      ['55423-8', '45', '{steps}'],
      ['55423-8', '23', '{steps}'],
      ['8867-4', '72', '/min'],
      ['80404-7', '42.5', 'ms'],
      ['vo2-max', '38.2', 'mL/(min.kg)'],
      ['29463-7', '155', 'lb'],
      ['walking-speed', '3.2', '[mi_i]/h'],
      ['93831-6', '0.75', 'h'],
      ['93832-4', '0.75', 'h'],
      ['93829-0', '0.75', 'h'],
      ['93832-4', '0.75', 'h'],
      ['9279-1', '14.5', '/min'],
      ['59408-5', '97', '%'],
      ['active-energy', '250', 'kcal'],
      ['8480-6', '120', 'mmHg'],
    ]);
    // The line in which its opening tag ends.
    expect(told.added[0]?.at).toBe(12);
  });

  it('takes zones from metadata only, and devices without their address', async () => {
    const told = await fixture('multi-type.xml');
    expect([told.added.length, told.skipped, told.quarantined, told.read]).toEqual([8, { Me: 1 }, [], 9]);
    expect(told.notes).toEqual([
      { at: 14, problem: { reason: expect.stringMatching(/^1 metadata entry not kept/) } },
    ]);
    const rows = measured(told);
    expect(rows[0]?.series).toMatchObject({
      source: "Owner's Apple Watch",
      device: 'Apple Watch, Apple Inc., Watch, Watch6,7, software 10.2',
      offsetMinutes: null,
      timeZone: null,
    });
    // Written on a day in June with +0200; Amsterdam has +0100 in January.
    expect(rows[6]).toMatchObject({
      series: { variable: { code: 'in-bed' }, offsetMinutes: 60, timeZone: 'Europe/Amsterdam' },
      start: Date.parse('2023-12-31T22:55:28Z'),
      value: '0.023611',
    });
    expect(rows.slice(7).map(({ series, value }) => [series.variable.code, value])).toEqual([
      ['93830-8', '0.208333'],
      ['93832-4', '0.208333'],
    ]);
  });

  it('reads workouts with totals as attributes and as statistics', async () => {
    const told = await fixture('running.xml');
    expect(kinds(told)).toEqual({ Workout: 8, HKQuantityTypeIdentifierHeartRate: 5 });
    expect([told.skipped, told.quarantined, told.read]).toEqual([{}, [], 13]);
    expect(told.notes).toEqual([
      { at: expect.any(Number), problem: { reason: '4 routes of workouts (GPX or positions) not read' } },
    ]);
    const list = workouts(told);
    expect(
      list.map(({ activity, statistics }) => [activity, statistics[0]?.value, statistics[0]?.unit]),
    ).toEqual([
      ['Running', '10.0', 'km'],
      ['Running', '21.0975', 'km'],
      ['Running', '42.195', 'km'],
      ['Running', '2.0', 'km'],
      ['Running', '5.0', 'km'],
      ['Cycling', '20.0', 'km'],
      ['Running', '3.10686', 'mi'],
      ['Running', '6.0', 'km'],
    ]);
    expect(list[3]).toMatchObject({
      source: 'Synthetic & Run Club',
      device: 'Watch6,4',
      calories: '215.105',
      notes: 'Outdoors',
      statistics: [
        { name: 'Total distance', value: '2.0', unit: 'km' },
        { name: 'Walking and running distance', value: '2.5', unit: 'km' },
        { name: 'Active energy', value: '900', unit: 'kJ' },
      ],
    });
    expect(list[4]).toMatchObject({
      source: 'Apple Health',
      calories: '100',
      notes: 'Indoors; Entered by hand',
    });
    // Neither source nor unit is told.
    expect(measured(told).map(({ series, value }) => [series.source, series.unit, value])).toEqual(
      ['150', '152', '160', '162', '170'].map((value) => ['Apple Health', null, value]),
    );
  });

  it('is the same in pieces of any size', async () => {
    for (const name of ['v3-6s.xml', 'mosaic.xml', 'multi-type.xml', 'running.xml']) {
      const whole = await fixture(name);
      const bytes = await readFile(join(FIXTURES, name));
      for (const pieces of [1, 7, 1000]) {
        expect(await collect(appleHealth, [fileOf('导出.xml', bytes, pieces)])).toEqual({
          ...whole,
          files: ['导出.xml'],
        });
      }
    }
  });
});

describe('A generated Apple Health export', () => {
  it('gives what its generator counts, each record once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'carenode-apple-'));
    try {
      const path = join(folder, 'export.xml');
      const tool = join(import.meta.dirname, '../../../../../tools/bench/import/generate-apple.mjs');
      const { stdout } = await promisify(execFile)(process.execPath, [tool, path, '--bytes', '3000000']);
      const { bytes, counts, records, partsOfCorrelations } = JSON.parse(stdout) as {
        bytes: number;
        counts: Record<string, number>;
        records: number;
        partsOfCorrelations: number;
      };
      const file = await fileAt(path);
      const told = await collect(appleHealth, [file]);
      const { ActivitySummary, HKCorrelationTypeIdentifierBloodPressure, ...added } = counts;
      expect(kinds(told)).toEqual(added);
      expect(told.skipped).toEqual({
        Me: 1,
        ActivitySummary,
        HKCorrelationTypeIdentifierBloodPressure,
        'Correlation/Record': partsOfCorrelations,
      });
      expect(told.quarantined).toEqual([]);
      expect([bytes, Math.abs(bytes - 3_000_000) < 1000]).toEqual([file.size, true]);
      const all = told.added.filter(({ kind }) => kind !== 'Workout');
      const distinct = new Set(
        all.map(({ kind, rows }) => {
          const [{ series, start, end, value }] = rows as readonly [ReadMeasurement];
          return [kind, series.source, series.unit, start, end, value].join();
        }),
      );
      expect([all.length, distinct.size]).toEqual([records, records]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('Recognising an Apple Health export', () => {
  const recognised = (content: string | Uint8Array, path = 'x') =>
    appleHealth.recognise([fileOf(path, content)]).length;

  it('goes by the root element, whatever the file is called', () => {
    expect(
      recognised('\uFEFF<?xml version="1.0"?>\r\n<!-- a --><HealthData locale="fr_FR">', '导出.xml'),
    ).toBe(1);
    expect(recognised('<!DOCTYPE HealthData [\n<!ELEMENT', 'σ»╝σç║.xml')).toBe(1);
    expect(recognised('<HealthData/>', 'Export.xml')).toBe(1);
    expect(recognised(Buffer.from('\uFEFF<HealthData>', 'utf16le'))).toBe(1);
  });

  it('leaves the clinical document, other XML, rubbish of a Mac and text alone', () => {
    expect(
      recognised('<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3">', 'export_cda.xml'),
    ).toBe(0);
    expect(recognised('<gpx><HealthData/></gpx>', 'export.xml')).toBe(0);
    expect(recognised('<HealthDataX>', 'export.xml')).toBe(0);
    expect(recognised(Uint8Array.of(0, 5, 0x16, 7, 0, 2, 0, 0), '__MACOSX/._export.xml')).toBe(0);
    expect(recognised('<!-- never closed', 'export.xml')).toBe(0);
    expect(recognised('', 'export.xml')).toBe(0);
  });

  it('reads both of two exports, and each file by itself', async () => {
    const record = (value: string) =>
      `<HealthData><Record type="HKQuantityTypeIdentifierStepCount" unit="count" startDate="2024-01-01 00:00:00 +0000" value="${value}"/></HealthData>`;
    const told = await collect(appleHealth, [fileOf('a.xml', record('1')), fileOf('b.xml', record('2'))]);
    expect(told.files).toEqual(['a.xml', 'b.xml']);
    expect(measured(told).map(({ value, end }) => [value, end])).toEqual([
      ['1', null],
      ['2', null],
    ]);
  });
});

function at(text: string): number {
  const [day = '', time = '', offset = ''] = text.split(' ');
  return Date.parse(`${day}T${time}${offset.slice(0, 3)}:${offset.slice(3)}`);
}
