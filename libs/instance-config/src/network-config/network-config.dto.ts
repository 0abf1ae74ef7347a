import { BooleanField, type JsonSchema, TextField } from '@carenode/module-kit/http';

import { ObjectField } from '../object.field.js';

export class NetworkConfigInput {
  @BooleanField({ about: 'Does the instance take part in the research network?', optional: true })
  isConnectedToNetwork?: boolean;

  @BooleanField({
    about: 'Do de-identified aggregates leave the instance? Only while it is connected',
    optional: true,
  })
  dataContributionEnabled?: boolean;

  @ObjectField({
    about: 'What may be contributed: a JSON object; null removes it',
    optional: true,
    nullable: true,
  })
  contributionRules?: object | null;

  @TextField({
    about: 'The network’s key for this instance; kept sealed and never shown again; null removes it',
    min: 8,
    max: 500,
    optional: true,
    nullable: true,
  })
  networkApiKey?: string | null;
}

/** What an admin sees of the network configuration. */
export const NETWORK_CONFIG: JsonSchema = {
  type: 'object',
  title: 'NetworkConfig',
  properties: {
    isConnectedToNetwork: {
      type: 'boolean',
      description: 'Does the instance take part in the research network?',
    },
    dataContributionEnabled: {
      type: 'boolean',
      description: 'Do de-identified aggregates leave the instance?',
    },
    contributionRules: { type: ['object', 'null'], description: 'What may be contributed' },
    hasNetworkApiKey: { type: 'boolean', description: 'Is there a key? It is never shown' },
    lastContributionDate: {
      type: ['string', 'null'],
      format: 'date-time',
      description: 'When aggregates were last contributed',
    },
    version: { type: 'integer', description: 'Counts changes; the ETag; 0 before the first' },
    updatedAt: { type: ['string', 'null'], format: 'date-time', description: 'When it was last changed' },
    updatedBy: {
      type: ['string', 'null'],
      format: 'uuid',
      description: 'The profile of who changed it last',
    },
  },
  required: [
    'isConnectedToNetwork',
    'dataContributionEnabled',
    'contributionRules',
    'hasNetworkApiKey',
    'lastContributionDate',
    'version',
    'updatedAt',
    'updatedBy',
  ],
};
