import { dayVariables, eatenOf, movedOf, sleepOf, stepsOf } from './today.rules.js';

const [TODAY, YESTERDAY] = ['2026-03-02', '2026-03-01'];

describe('the variables of a day', () => {
  it('are found by their codes, the pedometer before the sum of 24 hours', () => {
    const variables = [
      { id: 'a', code: '41950-7' },
      { id: 'b', code: '55423-8' },
      { id: 'c', code: null },
    ];
    expect(dayVariables(variables)).toEqual({ steps: 'b', sleep: undefined });
    expect(dayVariables([{ id: 'a', code: '41950-7' }]).steps).toBe('a');
  });
});

describe('the steps of today', () => {
  it('stand beside those of yesterday', () => {
    const days = [
      { day: YESTERDAY, value: 9000.4 },
      { day: TODAY, value: 1234 },
    ];
    expect(stepsOf(days, TODAY, YESTERDAY)).toEqual({ text: '1,234', note: '9,000 yesterday' });
    expect(stepsOf([], TODAY, YESTERDAY)).toEqual({ text: null, note: 'Nothing was measured yesterday' });
  });
});

describe('the sleep shown today', () => {
  it('is that of this day, else that of yesterday, which is said', () => {
    expect(sleepOf([{ day: TODAY, value: 7.5 }], TODAY, YESTERDAY)).toEqual({
      text: '7 h 30 min',
      note: 'This day',
    });
    expect(sleepOf([{ day: YESTERDAY, value: 6 }], TODAY, YESTERDAY)).toEqual({
      text: '6 h',
      note: 'Yesterday',
    });
    expect(sleepOf([{ day: TODAY, value: null }], TODAY, YESTERDAY).text).toBeNull();
  });
});

describe('what was eaten and done today', () => {
  it('is added, and what is not known is said', () => {
    expect(eatenOf([{ calories: 500 }, { calories: 820 }])).toEqual({
      text: '1,320 kcal',
      note: '2 in the food log',
    });
    expect(eatenOf([{ calories: 500 }, { calories: null }]).note).toBe('Energy of 1 is not known');
    expect(eatenOf([{ calories: null }]).text).toBeNull();
    expect(eatenOf([]).note).toBe('Nothing was written down');
    expect(
      movedOf([
        { duration: 45, caloriesBurned: 200 },
        { duration: 30, caloriesBurned: null },
      ]),
    ).toEqual({ text: '1 h 15 min', note: '200 kcal' });
    expect(movedOf([]).text).toBeNull();
  });
});
