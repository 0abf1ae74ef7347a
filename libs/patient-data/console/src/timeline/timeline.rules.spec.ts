import { detailText, kindWord, titleOf } from './timeline.rules.js';

describe('an item of the timeline', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['symptom', { severity: 7, notes: 'since noon', conditionId: null }, '7 of 10, severe · since noon'],
    ['symptom', { severity: null, notes: null }, ''],
    ['condition-event', { condition: 'Migraine', severity: 0, notes: null }, 'Migraine · 0 of 10, none'],
    ['food', { meal: 'lunch', quantity: 250, unit: 'g', calories: 320 }, '250 g · 320 kcal · lunch'],
    ['food', { meal: null, quantity: null, unit: null, calories: null }, ''],
    ['activity', { duration: 30, intensity: 'light', caloriesBurned: null }, '30 min · light'],
    [
      'activity',
      { duration: 30, intensity: null, caloriesBurned: 200, distance: { value: 5.2, unit: 'km' } },
      '30 min · 5.2 km · 200 kcal',
    ],
    [
      'recorded-symptom',
      { value: 'HKCategoryValueSeverityMild', notes: null, source: 'Health' },
      'Mild · Health',
    ],
    ['treatment-started', { dosage: '5 mg daily', status: 'active' }, '5 mg daily · active'],
    ['purchase', { price: 3 }, ''],
  ])('%s with %j says %j', (kind, detail, text) => {
    expect(detailText(kind, detail)).toBe(text);
  });

  it('is called by its kind and its name, also when another module brought it', () => {
    expect(kindWord('treatment-ended')).toBe('Treatment ended');
    expect(kindWord('shop-purchase')).toBe('Shop purchase');
    expect(titleOf('condition-event', 'flare-up')).toBe('Flare up');
    expect(titleOf('symptom', 'symptom')).toBe('Symptom');
    expect(titleOf('symptom', 'Migraine')).toBe('Migraine');
    expect(titleOf('food', 'porridge')).toBe('porridge');
  });
});
