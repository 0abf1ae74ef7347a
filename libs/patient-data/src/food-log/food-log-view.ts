import { RowView } from '@carenode/database';

import { FoodLogEntry } from './food-log.entity.js';

export const foodLogView = new RowView(FoodLogEntry);

const NUTRIENTS = `(
  select coalesce(json_agg(json_build_object('nutrient', n.nutrient, 'amount', n.amount, 'unit', n.unit) order by n.nutrient), '[]')
    from public.patient_food_nutrients n where n.food_log_id = t.id)`;

export const wholeFoodLogView = new RowView(FoodLogEntry, {
  joined: {
    nutrients: {
      sql: NUTRIENTS,
      type: 'jsonb',
      about: 'Other nutrients in it: a list of nutrient, amount and unit. Lists have them on request',
    },
  },
});

/** Of lists, which need not have the nutrients. */
export const foodLogSchema = {
  ...wholeFoodLogView.schema,
  required: foodLogView.schema['required'],
};
