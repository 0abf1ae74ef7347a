import { USER_TYPES } from '@carenode/module-kit';
import { BooleanField, InstantField, type JsonSchema, TextField } from '@carenode/module-kit/http';

import { MAX_PROFILES } from '../activation/audience.rules.js';
import { ObjectField } from '../object.field.js';
import { SETTING } from '../setting/setting.dto.js';

const AUDIENCE: JsonSchema = {
  type: 'object',
  description: 'For whom it is on; what is absent does not restrict',
  properties: {
    userTypes: {
      type: 'array',
      minItems: 1,
      items: { type: 'string', enum: USER_TYPES },
      description: 'Only these user types',
    },
    profiles: {
      type: 'array',
      minItems: 1,
      maxItems: MAX_PROFILES,
      items: { type: 'string', format: 'uuid' },
      description: 'Of those, these people',
    },
    percentage: {
      type: 'number',
      minimum: 0,
      maximum: 100,
      multipleOf: 0.01,
      description: 'And this stable share of them',
    },
  },
  additionalProperties: false,
};

export class ActivationInput {
  @BooleanField({ about: 'Switched on; the window and the audience still apply', optional: true })
  isActive?: boolean;

  @InstantField({ about: 'From when on; null: at once', optional: true, nullable: true })
  activationDate?: string | null;

  @InstantField({
    about: 'The first instant at which it is off again; null: without end',
    optional: true,
    nullable: true,
  })
  expirationDate?: string | null;

  @ObjectField({
    schema: AUDIENCE,
    about: 'For whom it is on; null: for everybody',
    optional: true,
    nullable: true,
  })
  audience?: object | null;

  @TextField({
    about: 'The licence key; kept sealed and never shown again; null removes it',
    min: 8,
    max: 500,
    optional: true,
    nullable: true,
  })
  activationKey?: string | null;

  @TextField({ about: 'Why it is changed', max: 500, optional: true })
  reason?: string;

  @BooleanField({ about: 'When switching on: switch on what the module requires too', optional: true })
  withDependencies?: boolean;

  @BooleanField({ about: 'When switching off: switch off what requires the module too', optional: true })
  withDependents?: boolean;
}

const instant = (description: string): JsonSchema => ({
  type: ['string', 'null'],
  format: 'date-time',
  description,
});

const ACTIVATION: JsonSchema = {
  type: ['object', 'null'],
  description: 'Whether, when and for whom it is on; null when it was never switched',
  properties: {
    isActive: { type: 'boolean', description: 'Switched on; the window and the audience still apply' },
    activationDate: instant('From when on; null: at once'),
    expirationDate: instant('The first instant at which it is off again; null: without end'),
    audience: {
      ...AUDIENCE,
      type: ['object', 'null'],
      description: 'For whom it is on; null: for everybody',
    },
    hasActivationKey: { type: 'boolean', description: 'Is there a licence key? It is never shown' },
    reason: { type: ['string', 'null'], description: 'Why it was last changed' },
    version: { type: 'integer', description: 'Counts changes; the ETag' },
    updatedAt: { type: 'string', format: 'date-time', description: 'When it was last changed' },
    updatedBy: {
      type: ['string', 'null'],
      format: 'uuid',
      description: 'The profile of who changed it last',
    },
  },
  required: [
    'isActive',
    'activationDate',
    'expirationDate',
    'audience',
    'hasActivationKey',
    'reason',
    'version',
    'updatedAt',
    'updatedBy',
  ],
};

const names = (description: string): JsonSchema => ({
  type: 'array',
  items: { type: 'string' },
  description,
});

/** What an admin sees of a module. */
export const MODULE: JsonSchema = {
  type: 'object',
  title: 'Module',
  properties: {
    name: { type: 'string', description: 'Its name in the manifest' },
    title: { type: 'string', description: 'Its name for people' },
    required: { type: 'boolean', description: 'Always active: the instance cannot run without it' },
    loaded: { type: 'boolean', description: 'Its code is in the host that answered' },
    installed: { type: 'boolean', description: 'All its migrations are applied' },
    pendingSteps: names('Migrations that are not applied'),
    activation: ACTIVATION,
    activeForMe: { type: 'boolean', description: 'On for the caller, now' },
    requires: names('Modules that must be on for this one to be on'),
    requiredBy: names('Modules that require this one'),
    settings: { type: 'array', items: SETTING, description: 'Its declared settings and their values' },
  },
  required: [
    'name',
    'title',
    'required',
    'loaded',
    'installed',
    'pendingSteps',
    'activation',
    'activeForMe',
    'requires',
    'requiredBy',
    'settings',
  ],
};
