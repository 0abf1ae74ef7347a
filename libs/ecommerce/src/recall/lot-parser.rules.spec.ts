import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { lotKeyOf, type ParsedLot, parseCodeInfo } from './lot-parser.rules.js';

const FIXTURES = join(import.meta.dirname, '../../test/fixtures/recalls');

interface Report {
  readonly recall_number: string;
  readonly code_info: string;
  readonly more_code_info?: string;
}
const { results } = JSON.parse(readFileSync(join(FIXTURES, 'openfda-drug-enforcement-a.json'), 'utf8')) as {
  results: Report[];
};
const textOf = ({ code_info, more_code_info }: Report) =>
  [code_info, more_code_info].filter(Boolean).join('\n');

const byHand = readFileSync(join(FIXTURES, 'code-info.by-hand.txt'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => {
    const [number = '', coverage = '', ...lots] = line.split(' ');
    const report = results.find(({ recall_number }) => recall_number === number);
    if (!report) throw new Error(`There is no report ${number}.`);
    return { number, coverage, lots, text: textOf(report) };
  });

const expiryOf = ({ expiry }: ParsedLot) =>
  expiry ? `=${expiry.precision === 'day' ? expiry.day : expiry.day.slice(0, 7)}` : '';
const keyOf = ({ key, toKey }: ParsedLot) => (toKey ? `${key}..${toKey}` : key);
const keyByHand = (lot: string) => (lot.split('=')[0] ?? '').split('..').map(lotKeyOf).join('..');
const dated = (lot: string) => keyByHand(lot) + (lot.includes('=') ? `=${lot.split('=')[1] ?? ''}` : '');
const codes = (text: string) => parseCodeInfo(text).lots.map(({ code }) => code);

describe('the lots of a recall report', () => {
  it('are found in real reports as a person reads them: 117 reports, some 400 lots', () => {
    const found = { right: 0, wrong: 0, missed: 0, dates: 0, ofDates: 0, coverage: 0 };
    const differences: string[] = [];
    for (const { number, coverage, lots, text } of byHand) {
      const parsed = parseCodeInfo(text);
      const sure = parsed.lots.filter(({ confidence }) => confidence >= 0.3);
      const ours = new Set(sure.map(keyOf));
      const theirs = new Set(lots.map(keyByHand));
      const wrong = [...ours].filter((key) => !theirs.has(key));
      const missed = [...theirs].filter((key) => !ours.has(key));
      found.right += ours.size - wrong.length;
      found.wrong += wrong.length;
      found.missed += missed.length;
      const withDates = new Set(sure.map((lot) => keyOf(lot) + expiryOf(lot)));
      found.ofDates += lots.length;
      found.dates += lots.filter((lot) => withDates.has(dated(lot))).length;
      found.coverage += parsed.coverage === coverage ? 1 : 0;
      if (wrong.length + missed.length > 0 || parsed.coverage !== coverage)
        differences.push(
          `${number}: wrong ${wrong.join(' ')}; missed ${missed.join(' ')}; ${parsed.coverage}`,
        );
    }
    expect(differences).toEqual([]);
    expect(found).toEqual({
      right: found.ofDates,
      wrong: 0,
      missed: 0,
      // "Lot #11L1074, NDC 62032-110; Expanded 8/29/2013 to include Lot 11J1075 …, Exp. 10/14": of the second alone.
      dates: found.ofDates - 1,
      ofDates: found.ofDates,
      coverage: byHand.length,
    });
    expect(byHand).toHaveLength(117);
    expect(found.ofDates).toBeGreaterThan(380);
  });

  it('are read in every one of the 250 reports without an error, each key once, with a confidence', () => {
    const coverages = { listed: 0, all: 0, unknown: 0 };
    for (const report of results) {
      const { coverage, lots } = parseCodeInfo(textOf(report));
      coverages[coverage] += 1;
      expect(new Set(lots.map(({ key }) => key)).size).toBe(lots.length);
      for (const { key, confidence } of lots) {
        expect(key).toMatch(/^[A-Z0-9]{2,64}$/);
        expect(confidence).toBeGreaterThan(0);
        expect(confidence).toBeLessThan(1);
      }
    }
    expect(coverages.listed + coverages.all + coverages.unknown).toBe(250);
    expect(coverages.unknown).toBeLessThan(12);
  });

  it.each([
    ['Lots 123A-129A', [['123A', '129A']]],
    ['Batch 81801504002 to 81801701003, exp 4/12/2017 through 1/19/2019', [['81801504002', '81801701003']]],
    ['Finished product Lot N0019B01 through N0019B12', [['N0019B01', 'N0019B12']]],
    ['Lot 160229-24 and lot 36-262162', [['160229-24'], ['36-262162']]],
  ])('tell a range from a code with a dash: %s', (text, expected) => {
    const lots = parseCodeInfo(text).lots.map(({ code, toKey }) => (toKey ? [code, toKey] : [code]));
    expect(lots).toEqual(expected);
  });

  it('have the expiry date of the group they stand in; a month ends on its last day', () => {
    const { lots } = parseCodeInfo('Lot numbers: A11, B22, C33, Exp. 12/24; D44, Exp 2/2024');
    expect(lots.map(({ code, expiry }) => [code, expiry?.day, expiry?.precision])).toEqual([
      ['A11', '2024-12-31', 'month'],
      ['B22', '2024-12-31', 'month'],
      ['C33', '2024-12-31', 'month'],
      ['D44', '2024-02-29', 'month'],
    ]);
  });

  it('have no expiry date that is no day, and no other', () => {
    expect(parseCodeInfo('Lot 54468, EXP 10/31/217').lots).toMatchObject([{ code: '54468' }]);
    expect(parseCodeInfo('Lot 54468, EXP 14/2015').lots[0]?.expiry).toBeUndefined();
    expect(parseCodeInfo('Lot 54468, Exp between 07/15/15-10/12/15').lots[0]?.expiry).toBeUndefined();
  });

  it('are neither NDCs, UPCs, serial and prescription numbers, product codes, strengths, counts nor dates', () => {
    expect(
      codes('NDC 0143-9749-10, UPC 3 61958 01011 5, SKU: 916922, Product Code: 6570; Part number 835148'),
    ).toEqual([]);
    expect(
      codes('Subset of Lot 2199821 Specific Serial Numbers being Recalled: 160R694TT06X; 1C74A686RPPG'),
    ).toEqual(['2199821']);
    expect(codes(`Rx #'s:    0398243    0394272`)).toEqual([]);
    expect(codes('Lot 1169752A, exp. date 01/2020, 1000 tablets/bottle, 500 mg')).toEqual(['1169752A']);
    expect(codes('Beyond Use Date: December 24-31, 2022')).toEqual([]);
    expect(codes('No lot code information or exp date on packaging.')).toEqual([]);
  });

  it.each([
    'All lots within expiry.',
    'ALL Lots',
    'all unexpired lots',
    'All Sterile Compounded Products within Expiry',
    'all codes distributed prior to and including 05/23/2013',
  ])('are all lots: %s', (text) => expect(parseCodeInfo(text)).toEqual({ coverage: 'all', lots: [] }));

  it('are all lots and those that are known, where both are told', () => {
    expect(parseCodeInfo('All lots within Expiry. Lot # 4720915, 6790315')).toMatchObject({
      coverage: 'all',
      lots: [{ code: '4720915' }, { code: '6790315' }],
    });
  });

  it('are less sure the less says that they are lots', () => {
    const [labelled] = parseCodeInfo('Lot #: H45241').lots;
    const [bare] = parseCodeInfo('H45241').lots;
    const [prose] = parseCodeInfo('The firm found H45241 in its warehouse and destroyed it').lots;
    expect(labelled?.confidence).toBeGreaterThan(bare?.confidence ?? 1);
    expect(bare?.confidence).toBeGreaterThan(prose?.confidence ?? 1);
    expect(prose?.confidence).toBeGreaterThan(0);
  });

  it('are read of hostile text in time that grows with its length', () => {
    for (const text of [
      'Lot '.repeat(20_000),
      '1/'.repeat(40_000),
      'A1-'.repeat(25_000),
      `all ${'a '.repeat(40_000)}`,
      '(('.repeat(40_000),
    ])
      expect(parseCodeInfo(text).lots.length).toBeLessThan(50);
  });

  it.each([
    ['thousands', ',111'],
    ...[
      ':',
      ' ',
      '-',
      '/',
      '.',
      '7',
      'x',
      'lot ',
      'lot #',
      'Lot: ',
      'date ',
      '1/2017 - ',
      'NDC ',
      '(a)',
      'all ',
    ].map((piece): [string, string] => [JSON.stringify(piece), piece]),
  ])('are not looked for in the square of the length of a run of %s', (_, piece) => {
    const run = (length: number) => `1${piece.repeat(length / piece.length)}`;
    expect(workOf(run(100_000))).toBeLessThan(8 * workOf(run(25_000)) + 200);
  });
});

/** The milliseconds of processor that a text costs at least; other work of the machine does not count. */
function workOf(text: string): number {
  const tries = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    parseCodeInfo(text);
    return process.cpuUsage(before).user / 1000;
  });
  return Math.min(...tries);
}
