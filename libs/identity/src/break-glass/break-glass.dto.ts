import { ChoiceField, IdField, IntegerField, PageQuery, TextField } from '@carenode/module-kit/http';

import { type Verdict, VERDICTS } from './break-glass-grant.entity.js';

export const BREAK_GLASS_STATES = ['open', 'unreviewed', 'overdue'] as const;

export class BreakGlassInput {
  @IdField({ about: 'Whose record has to be opened' })
  patientId!: string;

  @TextField({ about: 'Why; the patient and the reviewer read it', min: 10, max: 500 })
  reason!: string;

  @IntegerField({ about: 'For how many minutes; 60 if absent', min: 1, max: 60, optional: true })
  minutes?: number;
}

export class BreakGlassQuery extends PageQuery {
  @ChoiceField({
    about: 'Only those that are open now, not reviewed yet, or not reviewed within 72 hours',
    choices: BREAK_GLASS_STATES,
    optional: true,
  })
  state?: (typeof BREAK_GLASS_STATES)[number];

  @IdField({ about: 'Only those of this patient', optional: true })
  patientId?: string;
}

export class BreakGlassReview {
  @ChoiceField({ about: 'Was it an emergency?', choices: VERDICTS })
  verdict!: Verdict;

  @TextField({ about: 'What there is to say about it', max: 500, optional: true })
  note?: string;
}

export class BreakGlassRestoration {
  @IdField({ about: 'Who gets the right to break glass back' })
  profileId!: string;

  @TextField({ about: 'Why', min: 10, max: 500 })
  reason!: string;
}
