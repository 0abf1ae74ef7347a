import { ListField, NumberField, PageQuery, partialInput, TextField } from '@carenode/module-kit/http';

export class NutrientInput {
  @TextField({ about: 'Its name: Vitamin C, Fiber', max: 200 })
  nutrient!: string;

  @NumberField({ about: 'How much of it, in unit', min: 0, max: 1_000_000_000 })
  amount!: number;

  @TextField({ about: 'UCUM code of the unit: g, mg, ug', max: 60 })
  unit!: string;
}

export class PortionInput {
  @TextField({ about: 'What it is called: 1 cup, 1 slice', max: 120 })
  name!: string;

  @NumberField({ about: 'What it weighs, in g', min: 0.001, max: 100_000 })
  grams!: number;
}

export class FoodInput {
  @TextField({ about: 'What it is called', max: 200 })
  name!: string;

  @TextField({ about: 'Who makes it', max: 200, optional: true, nullable: true })
  brand?: string | null;

  @NumberField({ about: 'Energy in kcal per 100 g', min: 0, max: 1000, optional: true, nullable: true })
  energyKcal?: number | null;

  @NumberField({ about: 'Protein in g per 100 g', min: 0, max: 100, optional: true, nullable: true })
  protein?: number | null;

  @NumberField({ about: 'Carbohydrates in g per 100 g', min: 0, max: 100, optional: true, nullable: true })
  carbs?: number | null;

  @NumberField({ about: 'Fat in g per 100 g', min: 0, max: 100, optional: true, nullable: true })
  fat?: number | null;

  @ListField({
    about: 'Other nutrients in 100 g of it; in a change, all of them',
    of: NutrientInput,
    max: 200,
    optional: true,
  })
  nutrients?: NutrientInput[];

  @ListField({
    about: 'Portions it comes in; in a change, all of them',
    of: PortionInput,
    max: 50,
    optional: true,
  })
  portions?: PortionInput[];
}

export class FoodChange extends partialInput(FoodInput) {}

export class FoodQuery extends PageQuery {
  @TextField({
    about: 'Beginnings of words of name and brand, all of which must occur',
    max: 200,
    optional: true,
  })
  q?: string;
}
