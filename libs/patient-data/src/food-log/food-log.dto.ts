import { InstantField, IntegerField, NumberField, partialInput, TextField } from '@carenode/module-kit/http';

export class FoodLogInput {
  @InstantField({ about: 'When it was eaten; now if absent', optional: true })
  timestamp?: string;

  @TextField({ about: 'What was eaten', max: 200 })
  foodName!: string;

  @NumberField({ about: 'How much, in unit', min: 0, max: 1_000_000, optional: true, nullable: true })
  quantity?: number | null;

  @TextField({ about: 'Unit of quantity: g, ml, slice, cup', max: 60, optional: true, nullable: true })
  unit?: string | null;

  @IntegerField({ about: 'Energy in kcal', min: 0, max: 100_000, optional: true, nullable: true })
  calories?: number | null;

  @NumberField({ about: 'Protein in grams', min: 0, max: 100_000, optional: true, nullable: true })
  protein?: number | null;

  @NumberField({ about: 'Carbohydrates in grams', min: 0, max: 100_000, optional: true, nullable: true })
  carbs?: number | null;

  @NumberField({ about: 'Fat in grams', min: 0, max: 100_000, optional: true, nullable: true })
  fat?: number | null;

  @TextField({ about: 'What else there is to say', max: 10_000, optional: true, nullable: true })
  notes?: string | null;
}

export class FoodLogChange extends partialInput(FoodLogInput) {}
