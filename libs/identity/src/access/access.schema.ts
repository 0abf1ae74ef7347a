import { FACTORS } from '@carenode/identity-contract';
import { CALLERS, USER_TYPES, VERBS } from '@carenode/module-kit';
import type { JsonSchema } from '@carenode/module-kit/http';

export const text = (description: string): JsonSchema => ({ type: 'string', description });
const textOrNull = (description: string): JsonSchema => ({ type: ['string', 'null'], description });
const countOrNull = (description: string): JsonSchema => ({ type: ['integer', 'null'], description });
export const listOf = (items: JsonSchema, description?: string): JsonSchema => ({
  type: 'array',
  items,
  ...(description ? { description } : {}),
});
export const object = (properties: Readonly<Record<string, JsonSchema>>, title?: string): JsonSchema => ({
  type: 'object',
  ...(title ? { title } : {}),
  properties,
  required: Object.keys(properties),
});

const verb: JsonSchema = { type: 'string', enum: VERBS };
export const userType: JsonSchema = { type: 'string', enum: USER_TYPES };
const columns: JsonSchema = {
  type: ['array', 'null'],
  items: { type: 'string' },
  description: 'The only columns it goes for; null: all',
};

export const matrixSchema: JsonSchema = object(
  {
    tables: listOf(
      object({
        module: text('The module that owns it'),
        title: text('The module’s title'),
        table: text('The table'),
        holds: { type: 'string', enum: ['personal', 'clinical', 'operational', 'public'] },
        about: textOrNull('The column with the person a row is about'),
        gates: object({
          scopes: object(
            Object.fromEntries(
              VERBS.map((name) => [name, listOf(text('One of them lets a token use the verb'))]),
            ),
          ),
          moduleActive: textOrNull('The optional module that must be active for the caller'),
        }),
        erasure: text('What erasing the person does with the row'),
        guarded: listOf(
          object({ column: text('A privileged column'), way: text('The one way in which it changes') }),
        ),
        audit: object({ writes: text('How writes are told'), reads: text('How reads are told') }),
        cells: listOf(
          object({
            caller: { type: 'string', enum: CALLERS },
            verb,
            allowed: { type: 'boolean' },
            rows: textOrNull('Which rows, in words'),
            writes: textOrNull('What a written row must be, where that differs'),
            columns,
          }),
          'Every caller with every verb',
        ),
      }),
    ),
  },
  'AccessMatrix',
);

export const explanationSchema: JsonSchema = object(
  {
    user: object({ id: text('Their profile'), userType, email: textOrNull('What they sign in with') }),
    module: text('The table’s module'),
    table: text('The table'),
    verb,
    row: textOrNull('The row; null: the table as a whole'),
    about: textOrNull('The person the row is about'),
    allowed: { type: 'boolean', description: 'What PostgreSQL answered' },
    verdict: text('The answer in one sentence'),
    rows: countOrNull('For select without a row: how many rows they see now'),
    factors: listOf(
      object({
        factor: { type: 'string', enum: FACTORS },
        holds: { type: 'boolean', description: 'Does it let them?' },
        says: text('In one sentence'),
      }),
    ),
  },
  'AccessExplanation',
);

export const rights = (description: string) =>
  listOf(
    object({
      name: text('verb table, or verb table column'),
      verb,
      table: text('The table'),
      column: textOrNull('The column; null: the table'),
      was: textOrNull('For which rows it goes now; null: not at all'),
      becomes: textOrNull('For which rows it would go; null: not at all'),
    }),
    description,
  );

export const differenceSchema: JsonSchema = object(
  {
    to: userType,
    people: listOf(
      object({
        id: text('Their profile'),
        email: textOrNull('What they sign in with'),
        from: userType,
        gained: rights('What they would gain; a changed condition is gained and lost'),
        lost: rights('What they would lose'),
        rows: listOf(
          object({
            table: text('A table of which they would see other rows'),
            now: countOrNull('How many they see; null: too many to count'),
            then: countOrNull('How many they would see'),
          }),
        ),
      }),
    ),
    fingerprint: text('Stands for these people, user types, gains and losses'),
  },
  'AccessDifference',
);
