import { USER_TYPES } from '@carenode/module-kit';
import type { JsonSchema } from '@carenode/module-kit/http';

import { listOf, object, rights, text, userType } from '../access/access.schema.js';

const count = (description: string): JsonSchema => ({ type: 'integer', description });
const dateOrNull = (description: string): JsonSchema => ({
  type: ['string', 'null'],
  format: 'date-time',
  description,
});

export const legacyTypeSchema: JsonSchema = object(
  {
    name: text('What they were called'),
    people: count('How many were called so'),
    patients: count('How many of them are patients here, as everybody is who comes from there'),
    proposed: {
      type: ['string', 'null'],
      enum: [...USER_TYPES, null],
      description: 'What it usually means here; null where the name is not known',
    },
    approval: {
      ...object({
        userType,
        status: { type: 'string', enum: ['requested', 'approved'] },
        reason: text('Why, in the words of who asked'),
        requestedBy: text('The admin who asked'),
        approvedBy: { type: ['string', 'null'], description: 'The admin who approved' },
        approvedAt: dateOrNull('When it was approved'),
      }),
      type: ['object', 'null'],
    },
  },
  'LegacyUserType',
);

export const legacyTypesSchema: JsonSchema = object({ items: listOf(legacyTypeSchema) }, 'LegacyUserTypes');

export const legacyDifferenceSchema: JsonSchema = object(
  {
    name: text('What they were called'),
    userType,
    people: count('How many were called so'),
    gained: rights('What they would gain; a changed condition is gained and lost'),
    lost: rights('What they would lose'),
    fingerprint: text('Stands for these people, this user type, and these gains and losses'),
  },
  'LegacyUserTypeDifference',
);
