import {
  BooleanField,
  ChoiceField,
  InstantField,
  JsonField,
  NumberField,
  PageQuery,
  partialInput,
  TextField,
} from '@carenode/module-kit/http';

import { INSIGHT_TYPES } from './insight.entity.js';

export class InsightInput {
  @ChoiceField({ about: 'What kind of statement it is', choices: INSIGHT_TYPES })
  insightType!: string;

  @TextField({ about: 'The statement', max: 10_000 })
  insightText!: string;

  @NumberField({ about: 'How sure you are, from 0 to 1', min: 0, max: 1, optional: true, nullable: true })
  confidenceScore?: number | null;

  @JsonField({ about: 'Which data it rests on', maxBytes: 30_000, optional: true, nullable: true })
  dataSources?: unknown;

  @InstantField({ about: 'When it was made; now if absent', optional: true })
  generatedAt?: string;
}

/** What a patient (viewedAt, isHidden) or the provider who made it (the rest) may change. */
export class InsightChange extends partialInput(InsightInput) {
  @InstantField({ about: 'When the patient first saw it', optional: true, nullable: true })
  viewedAt?: string | null;

  @BooleanField({ about: 'The patient does not want to see it, nor to show it to providers', optional: true })
  isHidden?: boolean;
}

export class InsightQuery extends PageQuery {
  @BooleanField({ about: 'Only hidden ones, or only those that are not', optional: true })
  isHidden?: boolean;
}
