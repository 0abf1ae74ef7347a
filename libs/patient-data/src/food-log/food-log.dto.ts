import {
  BooleanField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  NumberField,
  partialInput,
  TextField,
} from '@carenode/module-kit/http';

import { NutrientInput } from '../food/food.dto.js';
import { LogQuery } from '../rows/log-query.dto.js';

/** A food and how much of it: what a log entry and an item of a favourite have in common. */
export class EatenFood {
  @IdField({
    about:
      'A food to work the values out of that are not told: value per 100 g × quantity × grams of unit ÷ 100, where unit is g, kg or one of its portions',
    optional: true,
    nullable: true,
  })
  foodId?: string | null;

  @TextField({ about: 'What was eaten; the name of the food if absent', max: 200, optional: true })
  foodName?: string;

  @NumberField({ about: 'How much, in unit', min: 0, max: 1_000_000, optional: true, nullable: true })
  quantity?: number | null;

  @TextField({ about: 'Unit of quantity: g, ml, slice, cup', max: 120, optional: true, nullable: true })
  unit?: string | null;

  @IntegerField({ about: 'Energy in kcal', min: 0, max: 100_000, optional: true, nullable: true })
  calories?: number | null;

  @NumberField({ about: 'Protein in grams', min: 0, max: 100_000, optional: true, nullable: true })
  protein?: number | null;

  @NumberField({ about: 'Carbohydrates in grams', min: 0, max: 100_000, optional: true, nullable: true })
  carbs?: number | null;

  @NumberField({ about: 'Fat in grams', min: 0, max: 100_000, optional: true, nullable: true })
  fat?: number | null;
}

export class FoodLogInput extends EatenFood {
  @InstantField({ about: 'When it was eaten; now if absent', optional: true })
  timestamp?: string;

  @TextField({ about: 'IANA time zone of timestamp', max: 64, optional: true, nullable: true })
  timeZone?: string | null;

  @TextField({
    about: 'Which meal it belongs to: breakfast, lunch',
    max: 100,
    optional: true,
    nullable: true,
  })
  meal?: string | null;

  @TextField({ about: 'What else there is to say', max: 10_000, optional: true, nullable: true })
  notes?: string | null;

  @ListField({
    about: 'Other nutrients in what was eaten; in a change, all of them',
    of: NutrientInput,
    max: 200,
    optional: true,
  })
  nutrients?: NutrientInput[];
}

export class FoodLogChange extends partialInput(FoodLogInput) {}

export class FoodLogQuery extends LogQuery {
  @BooleanField({ about: 'With the nutrients of each entry', optional: true })
  nutrients?: boolean;
}
