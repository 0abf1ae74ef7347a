import {
  ChoiceField,
  IdField,
  InstantField,
  PageQuery,
  partialInput,
  TextField,
} from '@carenode/module-kit/http';

import { CLINICAL_STATUSES, VERIFICATION_STATUSES } from './patient-condition.entity.js';

export class PatientConditionInput {
  @IdField({
    about: 'A condition of the catalogue; found by codeSystem and code if absent',
    optional: true,
    nullable: true,
  })
  conditionId?: string | null;

  @TextField({ about: 'Name', max: 500 })
  name!: string;

  @TextField({ about: 'URI of the code system of code', max: 500, optional: true, nullable: true })
  codeSystem?: string | null;

  @TextField({ about: 'Code, such as E11.9', max: 200, optional: true, nullable: true })
  code?: string | null;

  @ChoiceField({
    about: 'FHIR condition-clinical',
    choices: CLINICAL_STATUSES,
    optional: true,
    nullable: true,
  })
  clinicalStatus?: string | null;

  @ChoiceField({
    about: 'FHIR condition-ver-status',
    choices: VERIFICATION_STATUSES,
    optional: true,
    nullable: true,
  })
  verificationStatus?: string | null;

  @InstantField({ about: 'When it began', optional: true, nullable: true })
  onsetAt?: string | null;

  @InstantField({ about: 'When it ended', optional: true, nullable: true })
  abatedAt?: string | null;

  @InstantField({ about: 'When it was recorded; now if absent', optional: true })
  recordedAt?: string;

  @TextField({ about: 'Remarks', max: 10_000, optional: true, nullable: true })
  notes?: string | null;
}

export class PatientConditionChange extends partialInput(PatientConditionInput) {}

export class PatientConditionQuery extends PageQuery {
  @ChoiceField({ about: 'With this clinical status only', choices: CLINICAL_STATUSES, optional: true })
  clinicalStatus?: string;
}
