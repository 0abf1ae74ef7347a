import { type FollowedGoal, progressOf } from './goal-progress.rules.js';

const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
const daily = (values: readonly (readonly [day: number, value: number])[]) =>
  values.map(([n, value]) => ({ day: day(n), value, min: value, max: value, count: 1 }));
const every = (from: number, to: number, value: (n: number) => number) =>
  daily(Array.from({ length: to - from + 1 }, (_, n) => [from + n, value(from + n)] as const));

const weight: FollowedGoal = {
  measure: 'latest',
  periodDays: 1,
  direction: 'at-most',
  target: 70,
  startDay: day(0),
  targetDay: day(200),
};
const steps: FollowedGoal = {
  measure: 'total',
  periodDays: 7,
  direction: 'at-least',
  target: 70_000,
  startDay: day(0),
  targetDay: null,
};

describe('The progress of a goal', () => {
  it('is nothing while nothing is measured', () => {
    expect(progressOf(weight, [], day(10))).toMatchObject({
      current: null,
      progress: null,
      achievement: 'in-progress',
    });
    expect(progressOf(weight, daily([[20, 80]]), day(10))).toMatchObject({ current: null, measuredOn: null });
  });

  it('is the part of the way from the start to the target, with its pace and when that will be there', () => {
    const found = progressOf(
      weight,
      every(0, 56, (n) => 80 - n / 14),
      day(56),
    );
    expect(found).toMatchObject({
      current: 76,
      start: 80,
      progress: 0.4,
      projectedDay: day(56 + 84),
      onTrack: true,
      measuredOn: day(56),
      achievement: 'improving',
    });
    expect(found.pacePerWeek).toBeCloseTo(-0.5, 9);
    expect(
      progressOf(
        { ...weight, targetDay: day(100) },
        every(0, 56, (n) => 80 - n / 14),
        day(56),
      ).onTrack,
    ).toBe(false);
  });

  it('is not moved by one odd value', () => {
    const values = every(0, 27, (n) => (n === 20 ? 180 : 80 - n / 14));
    expect(progressOf(weight, values, day(27)).pacePerWeek).toBeCloseTo(-0.5, 1);
  });

  it('is met when the target is, and sustained after four weeks of that', () => {
    const met = every(0, 60, (n) => (n < 50 ? 75 : 69));
    expect(progressOf(weight, met, day(60))).toMatchObject({
      progress: 1,
      achievement: 'achieved',
      onTrack: true,
    });
    expect(
      progressOf(
        weight,
        every(0, 60, () => 69),
        day(60),
      ).achievement,
    ).toBe('sustaining');
  });

  it('tells a wrong direction, a standstill and a date that has passed', () => {
    expect(
      progressOf(
        weight,
        every(0, 30, (n) => 80 + n / 14),
        day(30),
      ),
    ).toMatchObject({
      progress: 0,
      projectedDay: null,
      onTrack: false,
      achievement: 'worsening',
    });
    expect(
      progressOf(
        weight,
        every(0, 30, () => 80),
        day(30),
      ).achievement,
    ).toBe('no-change');
    expect(
      progressOf(
        { ...weight, targetDay: day(20) },
        every(0, 30, () => 80),
        day(30),
      ),
    ).toMatchObject({
      onTrack: false,
      achievement: 'not-achieved',
    });
  });

  it('of a total counts the days of its period up to today, and a day without a value as nothing', () => {
    const walked = every(0, 9, () => 9000);
    expect(progressOf(steps, walked, day(9))).toMatchObject({
      current: 63_000,
      progress: 0.9,
      pacePerWeek: null,
    });
    expect(progressOf(steps, walked, day(12))).toMatchObject({ current: 36_000 });
    expect(progressOf(steps, walked, day(40))).toMatchObject({ current: 0, progress: 0, measuredOn: day(9) });
  });

  it('of an average takes the days measured alone', () => {
    const goal: FollowedGoal = { ...weight, measure: 'average', periodDays: 7, target: 130, targetDay: null };
    const pressure = daily([
      [0, 150],
      [8, 144],
      [10, 140],
    ]);
    expect(progressOf(goal, pressure, day(10))).toMatchObject({
      current: 142,
      start: 150,
      progress: 0.4,
      onTrack: null,
    });
    expect(progressOf(goal, pressure, day(30)).current).toBeNull();
  });

  it('that began met and is no longer so is a ratio', () => {
    expect(
      progressOf(
        { ...weight, target: 90 },
        every(0, 10, (n) => 85 + n),
        day(10),
      ),
    ).toMatchObject({
      progress: 90 / 95,
      achievement: 'worsening',
    });
  });
});
