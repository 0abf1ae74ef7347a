import { RowView } from '@carenode/database';

import { Food } from './food.entity.js';

export const foodView = new RowView(Food);

const COMPOSITION = `(
  select coalesce(json_agg(json_build_object('nutrient', c.nutrient, 'amount', c.amount, 'unit', c.unit) order by c.nutrient), '[]')
    from public.food_composition c where c.food_id = t.id)`;
const PORTIONS = `(
  select coalesce(json_agg(json_build_object('name', p.name, 'grams', p.grams) order by p.name), '[]')
    from public.food_portions p where p.food_id = t.id)`;

/** With what it is made of, and its portions; its schema has a title of its own, as two of one title are one in OpenAPI. */
export const wholeFoodView = new RowView(Food, {
  joined: {
    nutrients: {
      sql: COMPOSITION,
      type: 'jsonb',
      about: 'Other nutrients in 100 g of it: a list of nutrient, amount and unit (UCUM)',
    },
    portions: { sql: PORTIONS, type: 'jsonb', about: 'Portions it comes in: a list of name and grams' },
  },
});

export const wholeFoodSchema = { ...wholeFoodView.schema, title: 'WholeFood' };
