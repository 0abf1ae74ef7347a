import { inputOf, missingIn, NEW_GOAL, suggestedTitle, usualMeasure } from './goal-draft.rules.js';

const STEPS = { id: 'v1', name: 'Number of steps', displayName: null, unitCode: '{steps}', kind: 'sum' };
const WEIGHT = { id: 'v2', name: 'Body weight', displayName: 'Weight', unitCode: 'kg', kind: 'sample' };

describe('a goal that follows a variable', () => {
  it('is called by what it is about, when no title is given', () => {
    const weight = { ...NEW_GOAL, variable: WEIGHT, direction: 'at-most', target: 70 } as const;
    expect(suggestedTitle(weight)).toBe('Weight at most 70 kg');
    const steps = { ...NEW_GOAL, variable: STEPS, measure: 'average', target: 8000 } as const;
    expect(suggestedTitle(steps)).toBe('Number of steps at least 8,000 a day');
    expect(suggestedTitle({ ...steps, measure: 'total', periodDays: 30 })).toBe(
      'Number of steps at least 8,000 in 30 days',
    );
    expect(suggestedTitle({ ...steps, target: '' })).toBe('');
    expect(inputOf(weight).title).toBe('Weight at most 70 kg');
    expect(inputOf({ ...weight, title: ' Lighter ' }).title).toBe('Lighter');
  });

  it('sends neither a unit nor a value of its own, which the instance refuses', () => {
    const input = inputOf({
      ...NEW_GOAL,
      variable: WEIGHT,
      target: 70,
      unit: 'lb',
      current: 80,
      by: '2026-06-01',
    });
    expect(input).toEqual({
      title: 'Weight at least 70 kg',
      description: null,
      targetValue: 70,
      targetDate: '2026-06-01T12:00:00Z',
      direction: 'at-least',
      status: 'active',
      variableId: 'v2',
      measure: 'latest',
      periodDays: 7,
    });
  });

  it('needs a variable and a target', () => {
    expect(Object.keys(missingIn(NEW_GOAL))).toEqual(['variable', 'target']);
    expect(missingIn({ ...NEW_GOAL, variable: WEIGHT, target: 0 })).toEqual({});
  });

  it('is about days on average where values add up, and about the newest day elsewhere', () => {
    expect([usualMeasure(STEPS), usualMeasure(WEIGHT)]).toEqual(['average', 'latest']);
  });
});

describe('a goal that is kept by hand', () => {
  it('needs a title, and no more', () => {
    const draft = { ...NEW_GOAL, follows: false };
    expect(Object.keys(missingIn(draft))).toEqual(['title']);
    expect(inputOf({ ...draft, title: 'Read more' })).toEqual({
      title: 'Read more',
      description: null,
      targetValue: null,
      targetDate: null,
      direction: null,
      status: 'active',
      variableId: null,
      measure: null,
      periodDays: null,
      currentValue: null,
      unit: null,
    });
  });
});
