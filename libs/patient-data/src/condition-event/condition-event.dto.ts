import {
  ChoiceField,
  IdField,
  InstantField,
  IntegerField,
  partialInput,
  TextField,
} from '@carenode/module-kit/http';

import { EVENT_TYPES } from './condition-event.entity.js';

export class ConditionEventInput {
  @IdField({ about: 'Which condition it is about', optional: true, nullable: true })
  conditionId?: string | null;

  @ChoiceField({ about: 'What happened', choices: EVENT_TYPES })
  eventType!: string;

  @InstantField({ about: 'When it happened; now if absent', optional: true })
  timestamp?: string;

  @IntegerField({
    about: 'How bad, from 0 (none) to 10 (worst imaginable)',
    min: 0,
    max: 10,
    optional: true,
    nullable: true,
  })
  severity?: number | null;

  @TextField({ about: 'What else there is to say', max: 10_000, optional: true, nullable: true })
  notes?: string | null;
}

export class ConditionEventChange extends partialInput(ConditionEventInput) {}
