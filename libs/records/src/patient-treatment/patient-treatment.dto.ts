import {
  ChoiceField,
  IdField,
  InstantField,
  PageQuery,
  partialInput,
  TextField,
} from '@carenode/module-kit/http';

import { TREATMENT_INTENTS, TREATMENT_STATUSES } from './patient-treatment.entity.js';

export class PatientTreatmentInput {
  @IdField({
    about: 'A treatment of the catalogue; found by codeSystem and code if absent',
    optional: true,
    nullable: true,
  })
  treatmentId?: string | null;

  @TextField({ about: 'Name', max: 500 })
  name!: string;

  @TextField({ about: 'URI of the code system of code', max: 500, optional: true, nullable: true })
  codeSystem?: string | null;

  @TextField({ about: 'Code', max: 200, optional: true, nullable: true })
  code?: string | null;

  @ChoiceField({
    about: 'FHIR medicationrequest-status, or considering; active if absent',
    choices: TREATMENT_STATUSES,
    optional: true,
  })
  status?: string;

  @ChoiceField({
    about: 'FHIR medicationrequest-intent',
    choices: TREATMENT_INTENTS,
    optional: true,
    nullable: true,
  })
  intent?: string | null;

  @TextField({ about: 'How much, how often', max: 2000, optional: true, nullable: true })
  dosage?: string | null;

  @InstantField({ about: 'When it began', optional: true, nullable: true })
  startedAt?: string | null;

  @InstantField({ about: 'When it ended', optional: true, nullable: true })
  endedAt?: string | null;

  @IdField({ about: 'The condition of the same patient it is for', optional: true, nullable: true })
  reasonId?: string | null;

  @InstantField({ about: 'When it was recorded; now if absent', optional: true })
  recordedAt?: string;

  @TextField({ about: 'Remarks', max: 10_000, optional: true, nullable: true })
  notes?: string | null;
}

export class PatientTreatmentChange extends partialInput(PatientTreatmentInput) {}

export class PatientTreatmentQuery extends PageQuery {
  @ChoiceField({ about: 'With this status only', choices: TREATMENT_STATUSES, optional: true })
  status?: string;
}
