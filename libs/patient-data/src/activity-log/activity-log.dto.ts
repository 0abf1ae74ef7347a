import { ChoiceField, InstantField, IntegerField, partialInput, TextField } from '@carenode/module-kit/http';

import { INTENSITIES } from './activity-log.entity.js';

export class ActivityLogInput {
  @TextField({ about: 'What was done: walking, swimming, physiotherapy', max: 100 })
  activityType!: string;

  @InstantField({ about: 'When it began; now if absent', optional: true })
  timestamp?: string;

  @TextField({ about: 'IANA time zone of timestamp', max: 64, optional: true, nullable: true })
  timeZone?: string | null;

  @IntegerField({ about: 'How long, in minutes', min: 0, max: 100_000, optional: true, nullable: true })
  duration?: number | null;

  @ChoiceField({
    about: 'How hard it was: below 1.5 MET, below 3, below 6, or from 6 MET on',
    choices: INTENSITIES,
    optional: true,
    nullable: true,
  })
  intensity?: string | null;

  @IntegerField({
    about:
      'Energy used, in kcal; if absent, MET × kg × h with the MET of activityType (see activity-types) and the body weight measured last before, where both are known',
    min: 0,
    max: 100_000,
    optional: true,
    nullable: true,
  })
  caloriesBurned?: number | null;

  @TextField({ about: 'What else there is to say', max: 10_000, optional: true, nullable: true })
  notes?: string | null;
}

export class ActivityLogChange extends partialInput(ActivityLogInput) {}
