import {
  both,
  type Condition,
  either,
  mayRead,
  own,
  rowsWhere,
  type Rule,
  type TablePolicies,
} from '@carenode/module-kit';

const shared = rowsWhere('patient_id is null', 'reference foods');
const ours = own('patient_id');

const readers = (when: Condition): TablePolicies => ({
  provider: mayRead(when),
  admin: mayRead(when),
  'research-partner': mayRead(when),
  developer: mayRead(when),
});

const VALUES = ['name', 'brand', 'energy_kcal', 'protein', 'carbs', 'fat'];

/** Everybody who is signed in reads reference foods, which background work keeps; patients have foods of their own beside them. */
export const foodPolicies: TablePolicies = {
  patient: {
    ...mayRead(either(shared, ours)),
    insert: {
      when: ours,
      columns: ['id', 'patient_id', ...VALUES, 'idempotency_key', 'idempotency_fingerprint'],
    },
    update: { when: ours, columns: [...VALUES, 'updated_at'] },
    delete: { when: ours },
  },
  ...readers(shared),
  system: {
    ...mayRead(shared),
    insert: { when: shared, columns: ['id', 'source', 'source_code', ...VALUES] },
    update: { when: shared, columns: VALUES },
  },
};

const partOf = (table: string): Rule => ({
  when: both(
    ours,
    rowsWhere(
      `exists (select from public.foods f where f.id = food_id and f.patient_id = ${table}.patient_id)`,
      'of a food of their own',
    ),
  ),
});

/** Composition and portions go with their food. */
const parts = (table: string, values: readonly string[]): TablePolicies => ({
  patient: {
    ...mayRead(either(shared, ours)),
    insert: partOf(table),
    delete: { when: ours },
  },
  ...readers(shared),
  system: {
    ...mayRead(shared),
    insert: { when: shared },
    update: { when: shared, columns: values },
    delete: { when: shared },
  },
});

export const foodCompositionPolicies = parts('food_composition', ['amount', 'unit']);
export const foodPortionPolicies = parts('food_portions', ['grams']);
