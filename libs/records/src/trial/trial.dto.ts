import {
  ChoiceField,
  IdField,
  InstantField,
  IntegerField,
  JsonField,
  PageQuery,
  partialInput,
  TextField,
} from '@carenode/module-kit/http';

import { ENROLLMENT_STATUSES } from './trial-enrollment.entity.js';
import { TRIAL_PHASES, TRIAL_STATUSES } from './trial.entity.js';

export class TrialInput {
  @TextField({ about: 'Title', max: 300 })
  title!: string;

  @TextField({ about: 'What it is about, for people', max: 20_000, optional: true, nullable: true })
  description?: string | null;

  @ChoiceField({ about: 'FHIR research-study-phase; n-a if absent', choices: TRIAL_PHASES, optional: true })
  phase?: string;

  @TextField({
    about: 'Number in a public registry, such as NCT02576665',
    max: 100,
    optional: true,
    nullable: true,
  })
  registryNumber?: string | null;

  @TextField({ about: 'Who may take part, and who may not', max: 50_000, optional: true, nullable: true })
  eligibility?: string | null;

  @IntegerField({ about: 'Participants wanted', min: 1, max: 10_000_000, optional: true, nullable: true })
  targetEnrollment?: number | null;

  @JsonField({ about: 'The protocol as structured data', maxBytes: 262_144, optional: true, nullable: true })
  protocol?: object | null;

  @IdField({ about: 'The condition it is about', optional: true, nullable: true })
  conditionId?: string | null;

  @IdField({ about: 'The treatment it tries', optional: true, nullable: true })
  treatmentId?: string | null;

  @InstantField({ about: 'When it begins', optional: true, nullable: true })
  startsAt?: string | null;

  @InstantField({ about: 'When it ends', optional: true, nullable: true })
  endsAt?: string | null;
}

export class TrialChange extends partialInput(TrialInput) {
  @ChoiceField({
    about: 'FHIR research-study-status; admins approve and disapprove, and change nothing else',
    choices: TRIAL_STATUSES,
    optional: true,
  })
  status?: string;
}

export class TrialQuery extends PageQuery {
  @ChoiceField({ about: 'With this status only', choices: TRIAL_STATUSES, optional: true })
  status?: string;
}

export class EnrollmentInput {
  @IdField({ about: 'A patient in whose care team the caller is' })
  patientId!: string;
}

export class EnrollmentChange {
  @ChoiceField({
    about:
      'The patient agrees (enrolled) or leaves (withdrawn); the provider completes, withdraws or invites again',
    choices: ENROLLMENT_STATUSES,
  })
  status!: string;
}

export class EnrollmentQuery extends PageQuery {
  @ChoiceField({ about: 'With this status only', choices: ENROLLMENT_STATUSES, optional: true })
  status?: string;
}
