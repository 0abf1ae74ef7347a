import {
  amountsOf,
  quantityText,
  gramsOf,
  nutrientsIn,
  portionsIn,
  totalOf,
  unitsOf,
  usualMeal,
} from './amounts.rules.js';

const PORTIONS = [
  { name: '1 cup', grams: 240 },
  { name: '3 oz', grams: 85 },
  { name: 'Slice', grams: 30 },
];
const MILK = {
  energyKcal: 61,
  protein: 3.15,
  carbs: 4.8,
  fat: null,
  nutrients: [{ nutrient: 'Calcium', amount: 113, unit: 'mg' }],
  portions: PORTIONS,
};

describe('a quantity', () => {
  it.each([
    [150, 'g', 150],
    [0.2, 'kg', 200],
    [2, '1 cup', 480],
    [2, 'cup', 480],
    [1, 'CUP', 240],
    [2, '3 oz', 170],
    [1, 'slice', 30],
    [1, 'bowl', null],
  ])('%s %s weighs %s g', (quantity, unit, grams) => {
    expect(gramsOf(quantity, unit, PORTIONS)).toBe(grams);
  });

  it('has in it what 100 g have, times its weight; what is not known stays unknown', () => {
    expect(amountsOf(MILK, 240)).toEqual({
      calories: 146,
      protein: 7.6,
      carbs: 11.5,
      fat: null,
      nutrients: [{ nutrient: 'Calcium', amount: 271.2, unit: 'mg' }],
    });
  });
});

describe('how much of something', () => {
  it.each([
    [250, 'g', '250 g'],
    [1, '1 bowl', '1 bowl'],
    [2, '1 bowl', '2 × 1 bowl'],
    [3, null, '3'],
    [null, 'cup', 'cup'],
    [null, null, ''],
  ])('%s %s reads %j', (quantity, unit, text) => {
    expect(quantityText(quantity, unit)).toBe(text);
  });
});

describe('units to choose from', () => {
  it('are grams and the portions with their weight', () => {
    expect(unitsOf(PORTIONS).map(({ label }) => label)).toEqual([
      'g',
      'kg',
      'cup (240 g)',
      '3 oz (85 g)',
      'Slice (30 g)',
    ]);
  });
});

describe('lists that the API tells', () => {
  it('are read as far as they are what is expected', () => {
    expect(portionsIn([{ name: '1 cup', grams: '240' }, { name: 3 }, null, 'x'])).toEqual([
      { name: '1 cup', grams: 240 },
    ]);
    expect(
      nutrientsIn([
        { nutrient: 'Iron', amount: 1.5, unit: 'mg' },
        { nutrient: 'Zinc', amount: null, unit: 'mg' },
      ]),
    ).toEqual([{ nutrient: 'Iron', amount: 1.5, unit: 'mg' }]);
    expect(portionsIn(undefined)).toEqual([]);
  });
});

describe('the total of entries', () => {
  it('adds what is known, and says of how many the energy is not', () => {
    const entry = { calories: 100, protein: 1.5, carbs: null, fat: null };
    expect(totalOf([entry, { ...entry, calories: null, protein: 2.5 }])).toEqual({
      calories: 100,
      protein: 4,
      carbs: null,
      fat: null,
      withoutEnergy: 1,
    });
    expect(totalOf([]).calories).toBeNull();
  });
});

describe('the usual meal', () => {
  it('follows the hour', () => {
    expect([7, 12, 16, 19, 23, 3].map(usualMeal)).toEqual([
      'breakfast',
      'lunch',
      'snack',
      'dinner',
      'snack',
      'snack',
    ]);
  });
});
