import { ChoiceField, partialInput, TextField } from '@carenode/module-kit/http';

import { TREATMENT_TYPES } from './treatment.entity.js';

export class TreatmentInput {
  @TextField({ about: 'Full name', max: 500 })
  name!: string;

  @TextField({ about: 'What it is, for people', max: 20_000, optional: true, nullable: true })
  description?: string | null;

  @TextField({
    about: 'URI of the code system; goes together with code',
    max: 500,
    optional: true,
    nullable: true,
  })
  codeSystem?: string | null;

  @TextField({ about: 'Code in that system', max: 200, optional: true, nullable: true })
  code?: string | null;

  @ChoiceField({ about: 'Kind of treatment', choices: TREATMENT_TYPES, optional: true, nullable: true })
  treatmentType?: string | null;

  @TextField({ about: 'Who makes it', max: 500, optional: true, nullable: true })
  manufacturer?: string | null;

  @TextField({ about: 'How its origin was verified', max: 2000, optional: true, nullable: true })
  sourceVerificationMethod?: string | null;

  @TextField({ about: 'What regulators say of it', max: 2000, optional: true, nullable: true })
  regulatoryStatus?: string | null;
}

export class TreatmentChange extends partialInput(TreatmentInput) {}
