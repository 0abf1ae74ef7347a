import { RowView } from '@carenode/database';

import { Measurement } from './measurement.entity.js';

/**
 * A measurement with the name and code of its variable. The variable is looked up for each row shown, by a lateral join
 * that PostgreSQL cannot turn into one that reads all of a patient's measurements first and sorts them.
 */
export const measurementView = new RowView(Measurement, {
  join:
    'left join lateral (select w.name, w.display_name, w.code_system, w.code from public.variables w' +
    ' where w.id = t.variable_id limit 1) v on true',
  joined: {
    variableName: {
      sql: 'v.name',
      type: 'text',
      nullable: true,
      about: 'Name of the variable; null when the token may not read variables',
    },
    variableDisplayName: {
      sql: 'coalesce(v.display_name, v.name)',
      type: 'text',
      nullable: true,
      about: 'What patients read of the variable; null when the token may not read variables',
    },
    variableCodeSystem: {
      sql: 'v.code_system',
      type: 'text',
      nullable: true,
      about: 'URI of the variable’s code system',
    },
    variableCode: { sql: 'v.code', type: 'text', nullable: true, about: 'The variable’s code' },
  },
});
