import { JsonField, type JsonSchema } from '@carenode/module-kit/http';

export const MOST_ZONES = 500;

export class TimeZonesInput {
  @JsonField({
    about:
      'Where the patient was, oldest first: objects with validFrom (an instant; null, of the first alone, for from the beginning) and timeZone (an IANA time zone)',
    maxBytes: 100_000,
  })
  zones!: readonly unknown[];
}

export interface TimeZoneView {
  /** Null: from the beginning. */
  readonly validFrom: string | null;
  readonly timeZone: string;
}

export interface TimeZonesView {
  readonly zones: readonly TimeZoneView[];
  /** Whose days count before the first, and where there is none. */
  readonly defaultTimeZone: string;
}

export const TIME_ZONES: JsonSchema = {
  type: 'object',
  title: 'TimeZones',
  properties: {
    zones: {
      type: 'array',
      description: 'Where the patient was, oldest first',
      items: {
        type: 'object',
        properties: {
          validFrom: {
            type: ['string', 'null'],
            format: 'date-time',
            description: 'From when on; null: from the beginning',
          },
          timeZone: { type: 'string', description: 'IANA time zone, until the next one' },
        },
        required: ['validFrom', 'timeZone'],
      },
    },
    defaultTimeZone: { type: 'string', description: 'Whose days count where none of these does' },
  },
  required: ['zones', 'defaultTimeZone'],
};
