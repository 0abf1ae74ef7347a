import { aimText, type Goal, inFocus, isCounted, outlookOf, paceText, shareOf } from './goal.rules.js';

const TODAY = '2026-03-10';

const goal = (more: Partial<Goal>): Goal => ({
  id: 'g',
  patientId: 'p',
  version: 1,
  updatedAt: '2026-03-01T00:00:00Z',
  createdAt: '2026-03-01T00:00:00Z',
  title: 'A goal',
  description: null,
  targetValue: 70,
  currentValue: 75,
  unit: 'kg',
  startDate: null,
  targetDate: null,
  status: 'active',
  achievementStatus: null,
  variableId: 'v',
  measure: 'latest',
  direction: 'at-most',
  periodDays: 7,
  startValue: 80,
  progress: 0.5,
  pacePerWeek: -0.5,
  projectedOn: '2026-05-19',
  onTrack: null,
  measuredOn: '2026-03-09',
  source: null,
  externalId: null,
  recordedBy: 'p',
  importId: null,
  ...more,
});

describe('what is to be reached', () => {
  it.each([
    [{}, 'at most 70 kg'],
    [
      { direction: 'at-least', targetValue: 8000, unit: '{steps}', measure: 'average' },
      'at least 8,000, on average over 7 days',
    ],
    [
      { direction: 'at-least', targetValue: 150, unit: 'min', measure: 'total', periodDays: 1 },
      'at least 150 min, in total in 1 day',
    ],
    [
      { variableId: null, direction: null, measure: null, periodDays: null, unit: 'books', targetValue: 12 },
      '12 books',
    ],
    [{ targetValue: null }, null],
  ])('is said in words: %j', (more, text) => {
    expect(aimText(goal(more))).toBe(text);
  });
});

describe('the pace', () => {
  it.each([
    [-0.5, 'Going down 0.5 kg a week'],
    [1.25, 'Going up 1.25 kg a week'],
    [0.00001, 'Staying where it is'],
    [null, null],
  ])('of %s is said as %s', (pacePerWeek, text) => {
    expect(paceText(goal({ pacePerWeek }))).toBe(text);
  });
});

describe('the part of the way', () => {
  it('is what the instance worked out', () => {
    expect(shareOf(goal({ progress: 0.42 }))).toBe(0.42);
  });

  it('of a goal kept by hand is known when more is to be reached, and when it is reached', () => {
    const byHand = { variableId: null, progress: null } as const;
    expect(shareOf(goal({ ...byHand, direction: 'at-least', currentValue: 3, targetValue: 12 }))).toBe(0.25);
    expect(shareOf(goal({ ...byHand, direction: 'at-most', currentValue: 69 }))).toBe(1);
    expect(shareOf(goal({ ...byHand, direction: 'at-most' }))).toBeNull();
    expect(shareOf(goal({ ...byHand, direction: null }))).toBeNull();
    expect(shareOf(goal({ ...byHand, direction: 'at-least', currentValue: null }))).toBeNull();
  });
});

describe('the goals shown first', () => {
  it('are open ones, those with known progress before those in words', () => {
    const words = goal({
      id: 'words',
      variableId: null,
      progress: null,
      targetValue: null,
      currentValue: null,
    });
    const over = goal({ id: 'over', status: 'completed' });
    const [a, b] = [goal({ id: 'a' }), goal({ id: 'b' })];
    expect(inFocus([words, over, a, b], 2).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(inFocus([words, over, a], 3).map(({ id }) => id)).toEqual(['a', 'words']);
    expect([isCounted(words), isCounted(a)]).toEqual([false, true]);
  });
});

describe('what is to be expected of a goal', () => {
  it.each<[string, Partial<Goal>, string, string]>([
    [
      'in time',
      { targetDate: '2026-06-01T12:00:00Z', onTrack: true },
      'On track to be there by 1 Jun 2026',
      'good',
    ],
    [
      'too slow',
      { targetDate: '2026-04-01T12:00:00Z', onTrack: false },
      'Not on track for 1 Apr 2026: as it goes now, about 19 May 2026',
      'warning',
    ],
    [
      'going the other way',
      { targetDate: '2026-04-01T12:00:00Z', onTrack: false, projectedOn: null, pacePerWeek: 0.2 },
      'Not on track for 1 Apr 2026: it does not move towards the target',
      'warning',
    ],
    ['without a date', {}, 'As it goes now, there by about 19 May 2026', 'plain'],
    ['reached', { currentValue: 69.5, progress: 1 }, 'Reached', 'good'],
    [
      'kept',
      { currentValue: 69.5, achievementStatus: 'sustaining' },
      'Reached, and kept for four weeks',
      'good',
    ],
    [
      'too late',
      { targetDate: '2026-03-09T12:00:00Z', onTrack: false },
      'Not reached by 9 Mar 2026',
      'warning',
    ],
    ['unmeasured', { currentValue: null, progress: null }, 'Nothing was measured yet', 'plain'],
    [
      'too little measured',
      { pacePerWeek: null, projectedOn: null },
      'Too early to say: fewer than five days were measured in four weeks',
      'plain',
    ],
    ['kept by hand', { variableId: null }, 'Kept by hand', 'plain'],
  ])('that is %s', (_, more, text, tone) => {
    expect(outlookOf(goal(more), TODAY)).toEqual({ text, tone });
  });

  it('is open on the day by which it is to be reached', () => {
    expect(outlookOf(goal({ targetDate: `${TODAY}T12:00:00Z`, onTrack: true }), TODAY).tone).toBe('good');
  });
});
