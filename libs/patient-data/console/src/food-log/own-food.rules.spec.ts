import { inputOfFood, NEW_FOOD } from './own-food.rules.js';

describe('an own food', () => {
  it('is sent per 100 g, whatever amount its label is about', () => {
    const input = inputOfFood({
      ...NEW_FOOD,
      name: ' Bar ',
      basis: 40,
      energyKcal: 180,
      fat: '',
      protein: '4',
      nutrients: [{ nutrient: 'Sodium', amount: 60, unit: 'mg' }],
    });
    expect(input).toMatchObject({ name: 'Bar', brand: null, energyKcal: 450, protein: 10, fat: null });
    expect(input.nutrients).toEqual([{ nutrient: 'Sodium', amount: 150, unit: 'mg' }]);
  });

  it('keeps the weight of portions as it is, and leaves unfinished lines out', () => {
    const input = inputOfFood({
      ...NEW_FOOD,
      name: 'Bar',
      basis: 40,
      portions: [
        { name: '1 bar', grams: 40 },
        { name: '', grams: 3 },
        { name: 'half', grams: '' },
      ],
      nutrients: [{ nutrient: '', amount: 1, unit: 'mg' }],
    });
    expect(input.portions).toEqual([{ name: '1 bar', grams: 40 }]);
    expect(input.nutrients).toEqual([]);
  });
});
