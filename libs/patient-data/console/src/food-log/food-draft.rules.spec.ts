import { changeOfDraft, draftOfEntry, emptyFood, inputOfDraft } from './food-draft.rules.js';

const ENTRY = {
  id: 'e',
  foodId: 'milk',
  foodName: 'Milk',
  quantity: 2,
  unit: 'cup',
  calories: 290,
  protein: 15,
  carbs: 23,
  fat: 16,
  meal: 'breakfast',
  notes: null,
  timestamp: '2026-03-01T08:30:00.000Z',
} as unknown as Parameters<typeof draftOfEntry>[0];

describe('a new entry', () => {
  it('with a food sends how much of it, and none of the values, which the instance works out', () => {
    const input = inputOfDraft({ ...draftOfEntry(ENTRY), when: '2026-03-01T08:30' });
    expect(input).toMatchObject({ foodId: 'milk', quantity: 2, unit: 'cup', meal: 'breakfast', notes: null });
    expect(Object.keys(input)).not.toContain('calories');
    expect(input.timestamp).toMatch(/^2026-03-01T08:30:00[+-]/);
  });

  it('in one’s own words sends the values that were told, and nothing for the others', () => {
    const input = inputOfDraft({ ...emptyFood('snack'), name: ' Soup ', calories: '120', fat: 2.5 });
    expect(input).toMatchObject({ foodName: 'Soup', calories: 120, protein: null, carbs: null, fat: 2.5 });
    expect(input.foodId).toBeUndefined();
  });
});

describe('a correction', () => {
  it('sends only what was changed', () => {
    expect(changeOfDraft({ ...draftOfEntry(ENTRY), quantity: 1 }, ENTRY)).toEqual({ quantity: 1 });
    expect(changeOfDraft(draftOfEntry(ENTRY), ENTRY)).toEqual({});
  });

  it('in other words takes the food away', () => {
    const change = changeOfDraft(
      { ...draftOfEntry(ENTRY), foodId: null, name: 'Oat drink', calories: 100 },
      ENTRY,
    );
    expect(change).toEqual({ foodId: null, foodName: 'Oat drink', calories: 100 });
  });

  it('of the time sends it with its offset', () => {
    const change = changeOfDraft({ ...draftOfEntry(ENTRY), when: '2026-03-02T07:00' }, ENTRY);
    expect(change.timestamp).toMatch(/^2026-03-02T07:00:00[+-]\d{2}:\d{2}$/);
  });
});
