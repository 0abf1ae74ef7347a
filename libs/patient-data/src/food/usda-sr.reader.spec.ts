import { readAbbrevLine, readWeightLine } from './usda-sr.reader.js';

const BUTTER =
  '~01001~^~BUTTER,WITH SALT~^15.87^717^0.85^81.11^2.11^0.06^0.0^0.06^24^0.02^2^24^24^643^0.09^0.000^0.000^1.0^0.0^0.005^0.034^0.042^0.110^0.003^3^0^3^3^18.8^0.17^2499^684^671^0^158^0^0^0^2.32^1.5^60^7.0^51.368^21.021^3.043^215^5.0^~1 pat,  (1" sq, 1/3" high)~^14.2^~1 tbsp~^0';

const fields = (line: string, change: Record<number, string>) =>
  line
    .split('^')
    .map((field, index) => change[index] ?? field)
    .join('^');

describe('a line of the abbreviated file of USDA SR', () => {
  it('gives number, name, energy, protein, carbohydrates, fat and the other nutrients with their units', () => {
    const food = readAbbrevLine(BUTTER);
    expect(food).toMatchObject({
      code: '01001',
      name: 'BUTTER,WITH SALT',
      energyKcal: '717',
      protein: '0.85',
      carbs: '0.06',
      fat: '81.11',
    });
    const nutrients = 'nutrients' in food ? food.nutrients : [];
    expect(nutrients).toHaveLength(40);
    expect(nutrients).toEqual(
      expect.arrayContaining([
        { nutrient: 'Sodium', amount: '643', unit: 'mg' },
        { nutrient: 'Vitamin A', amount: '2499', unit: '[iU]' },
        { nutrient: 'Vitamin D', amount: '1.5', unit: 'ug' },
        { nutrient: 'Vitamin K', amount: '7.0', unit: 'ug' },
        { nutrient: 'Saturated', amount: '51.368', unit: 'g' },
        { nutrient: 'Cholesterol', amount: '215', unit: 'mg' },
      ]),
    );
  });

  it('leaves out what is empty, which is unknown and not 0', () => {
    const food = readAbbrevLine(fields(BUTTER, { 4: '', 15: '' }));
    expect(food).not.toHaveProperty('protein');
    expect('nutrients' in food && food.nutrients.some(({ nutrient }) => nutrient === 'Sodium')).toBe(false);
  });

  it.each([
    ['with a field too few', BUTTER.split('^').slice(1).join('^'), 'fields'],
    ['without tildes around the number', fields(BUTTER, { 0: '01001' }), 'NDB number'],
    ['without a name', fields(BUTTER, { 1: '~~' }), 'name'],
    ['with words for an amount', fields(BUTTER, { 3: 'much' }), 'field 4'],
    ['with a negative amount', fields(BUTTER, { 4: '-1' }), 'field 5'],
    ['with an exponent', fields(BUTTER, { 4: '1e9' }), 'field 5'],
    ['with a control character in the name', fields(BUTTER, { 1: '~BUT\u0000TER~' }), 'name'],
    ['of another kind', 'code,name', 'fields'],
  ])('is refused %s', (_, line, reason) => {
    expect(readAbbrevLine(line)).toEqual({ reason: expect.stringContaining(reason) });
  });
});

describe('a line of the weight file of USDA SR', () => {
  it('gives the measure with its number, and its weight in grams', () => {
    expect(readWeightLine('~01001~^3^1^~cup~^227^^')).toEqual({ code: '01001', name: '1 cup', grams: '227' });
    expect(readWeightLine('~05009~^1^.5^~chicken~^299^^')).toEqual({
      code: '05009',
      name: '0.5 chicken',
      grams: '299',
    });
    expect(readWeightLine('~22996~^1^1^~Entrée~^269^1^')).toMatchObject({ name: '1 Entrée' });
  });

  it.each([
    ['without weight', '~01001~^3^1^~cup~^^^', 'field 5'],
    ['that weighs nothing', '~01001~^3^1^~cup~^0^^', 'field 5'],
    ['without number', '~01001~^3^0^~cup~^227^^', 'field 3'],
    ['without measure', '~01001~^3^1^~~^227^^', 'field 4'],
    ['with a measure that no log could name', `~01001~^3^1^~${'x'.repeat(120)}~^227^^`, '120 characters'],
  ])('is refused %s', (_, line, reason) => {
    expect(readWeightLine(line)).toEqual({ reason: expect.stringContaining(reason) });
  });
});
