import {
  BooleanField,
  ChoiceField,
  IdField,
  InstantField,
  IntegerField,
  TextField,
} from '@carenode/module-kit/http';

import { RESOURCE_TYPES } from '../learning-resource/learning-resource.entity.js';

export const REASONS = ['condition', 'treatment', 'general', 'begun'] as const;

/** A learning resource as one patient meets it. */
export class PatientLearningView {
  @IdField({ about: 'Id of the learning resource' })
  resourceId!: string;

  @TextField({ about: 'What it is called', max: 200 })
  title!: string;

  @TextField({ about: 'What it is about', max: 10_000, nullable: true })
  description!: string | null;

  @ChoiceField({ about: 'What kind of thing it is', choices: RESOURCE_TYPES })
  resourceType!: string;

  @TextField({ about: 'Where it is, an https address', max: 2000, nullable: true })
  contentUrl!: string | null;

  @ChoiceField({
    about:
      'Why it is here: for one of the patient’s conditions or treatments, for everybody, or because it was begun',
    choices: REASONS,
  })
  reason!: string;

  @TextField({ about: 'Name of that condition or treatment', max: 500, nullable: true })
  concerns!: string | null;

  @IdField({ about: 'Id of the patient’s progress with it; null when it was never opened', nullable: true })
  progressId!: string | null;

  @IntegerField({ about: 'How much of it is done, in percent', min: 0, max: 100 })
  progressPercent!: number;

  @BooleanField({ about: 'The patient is through with it' })
  completed!: boolean;

  @InstantField({ about: 'When the patient last opened it', nullable: true })
  lastAccessed!: string | null;
}
