import {
  ChoiceField,
  DayField,
  IdField,
  IntegerField,
  PageQuery,
  TextField,
} from '@carenode/module-kit/http';

export const PRESCRIPTION_STATUSES = [
  'active',
  'on-hold',
  'cancelled',
  'completed',
  'stopped',
  'entered-in-error',
] as const;

export class PrescriptionInput {
  @IdField({ about: 'The treatment of the catalogue that is prescribed' })
  treatmentId!: string;

  @IntegerField({ about: 'How many units one fill has at most', min: 1, max: 100_000 })
  quantity!: number;

  @IntegerField({ about: 'How often it may be filled again; 0 if absent', min: 0, max: 99, optional: true })
  refillsAllowed?: number;

  @TextField({ about: 'How to take it, in words', max: 2000, optional: true })
  dosageInstruction?: string;

  @DayField({ about: 'The first day on which it can be filled; today if absent', optional: true })
  validFrom?: string;

  @DayField({ about: 'The first day on which it cannot be filled any more; at most ten years later' })
  expiresOn!: string;
}

export class PrescriptionChange {
  @ChoiceField({
    about: 'What becomes of it; one that is over is not taken up again',
    choices: ['active', 'on-hold', 'cancelled', 'stopped', 'entered-in-error'],
  })
  status!: string;

  @TextField({ about: 'Why', max: 2000, optional: true, nullable: true })
  statusReason?: string | null;
}

export class PrescriptionsQuery extends PageQuery {
  @ChoiceField({ about: 'Only those of this status', choices: PRESCRIPTION_STATUSES, optional: true })
  status?: string;
}
