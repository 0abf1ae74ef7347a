import {
  confidenceOf,
  factsOf,
  intervalDrawing,
  lagText,
  openGroups,
  percentText,
  roundText,
  rowsText,
  seriesName,
} from './insight.rules.js';

const ID = '018f2b7e-0000-7000-8000-000000000000';
const sources = {
  method: 'partial-rank-correlation',
  version: 1,
  period: { from: '2026-01-01', to: '2026-06-30' },
  p: 0.0004,
  q: 0.01,
  tried: { associations: 160, trends: 4, tests: 644 },
  lagDays: 1,
  n: 120,
  effectiveN: 98.5,
  effect: { measure: 'partial-rank-correlation', value: 0.4, interval: [0.2, 0.6] },
  rows: [{ table: 'measurements', count: 1204, sha256: '…' }, { table: 'patient_food_log' }, 3],
};

describe('what an insight rests on', () => {
  it('is read from what it says', () => {
    expect(factsOf(sources)).toMatchObject({
      value: 0.4,
      interval: [0.2, 0.6],
      n: 120,
      lagDays: 1,
      tried: 164,
      period: { from: '2026-01-01', to: '2026-06-30' },
      rows: [
        { table: 'measurements', count: 1204 },
        { table: 'patient_food_log', count: null },
      ],
    });
    expect(factsOf(sources).rows.map(rowsText)).toEqual(['1,204 measurements', 'food log entries']);
  });

  it.each([[null], ['told by hand'], [[1]], [{ effect: { value: 'much', interval: [1] }, n: '3' }]])(
    'is nothing where somebody wrote %j',
    (value) => {
      expect(factsOf(value)).toMatchObject({ value: null, interval: null, n: null, rows: [] });
    },
  );
});

describe('the confidence', () => {
  it('is never told as certain, and no number with more digits than it has', () => {
    expect([0.9999, 0.714].map(percentText)).toEqual(['99 %', '71 %']);
    expect([-0.18444, 0.5, 1234].map(roundText)).toEqual(['−0.184', '0.5', '1230']);
  });

  it('has a word for each score', () => {
    expect([0.97, 0.9, 0.75, 0.3].map((score) => confidenceOf(score).word)).toEqual([
      'High',
      'High',
      'Fair',
      'Low',
    ]);
  });
});

describe('the interval', () => {
  it('of a correlation is drawn from -1 to 1', () => {
    const drawing = intervalDrawing({
      measure: 'partial-rank-correlation',
      value: 0.4,
      interval: [0.2, 0.6],
    });
    expect(drawing).toEqual({ low: 0.6, high: 0.8, value: 0.7, zero: 0.5, ends: [-1, 1] });
  });

  it('of a change is drawn on a scale that holds it and nothing', () => {
    const drawing = intervalDrawing({ measure: 'change-per-week', value: -2, interval: [-4, -0.5] });
    expect(drawing?.low).toBeGreaterThan(0);
    expect(drawing?.high).toBeLessThan(0.5);
    expect(intervalDrawing({ measure: null, value: null, interval: null })).toBeNull();
  });

  it('says the days between in words', () => {
    expect([0, 1, 5].map(lagText)).toEqual(['the same day', 'the next day', '5 days later']);
  });
});

describe('what cannot be told yet', () => {
  const nameOf = (key: string) => key.toUpperCase();

  it('is grouped by what is missing, the most first, and named as far as it is named', () => {
    const groups = openGroups(
      {
        cannotTell: { 'one-sided': 1, 'too-few-days': 7 },
        open: [
          { question: `association|food-eaten:a|b|variable:${ID}`, reason: 'too-few-days' },
          { question: `trend|variable:${ID}`, reason: 'too-few-days' },
          { question: 'nonsense', reason: 'one-sided' },
        ],
      },
      nameOf,
    );
    expect(groups.map(({ reason, count }) => [reason, count])).toEqual([
      ['too-few-days', 7],
      ['one-sided', 1],
    ]);
    expect(groups[0]?.questions).toMatchObject([
      { factor: 'FOOD-EATEN:A|B', outcome: `VARIABLE:${ID}`.toUpperCase() },
      { factor: null, outcome: `VARIABLE:${ID}`.toUpperCase() },
    ]);
    expect(groups[1]?.questions).toEqual([]);
  });

  it('is nothing when there is nothing', () => {
    expect(openGroups(null, nameOf)).toEqual([]);
  });
});

describe('the name of a series', () => {
  const [variables, conditions] = [new Map([[ID, 'Body weight']]), new Map([[ID, 'Migraine']])];

  it.each([
    [`variable:${ID}`, 'Body weight'],
    ['variable:gone', 'A variable'],
    [`severity:${ID}`, 'Severity of Migraine'],
    ['severity:none', 'Severity of symptoms'],
    ['food:protein', 'Protein eaten'],
    ['food:meals', 'Meals a day'],
    ['nutrient:Iron|mg', 'Iron eaten'],
    ['food-eaten:oat: milk', 'Oat: milk'],
    ['treatment:ibuprofen', 'Ibuprofen'],
    ['activity-minutes', 'Activity logged'],
  ])('%s is %s', (key, name) => {
    expect(seriesName(key, variables, conditions)).toBe(name);
  });
});

describe('the words of the screen', () => {
  it('never say that one thing brings about another', () => {
    const words = [
      ...[0.95, 0.8, 0.1].map((score) => confidenceOf(score).meaning),
      ...openGroups(
        {
          cannotTell: {
            'too-few-days': 1,
            'too-few-values': 1,
            'one-sided': 1,
            'too-few-changes': 1,
            'too-alike': 1,
          },
        },
        String,
      ).flatMap(({ text, remedy }) => [text, remedy]),
    ].join(' ');
    expect(words).not.toMatch(
      /\b(caus|because|due to|leads? to|improv|reduc|effect|affect|results? in|worsen)/i,
    );
  });
});
