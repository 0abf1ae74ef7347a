import {
  BooleanField,
  ChoiceField,
  DayField,
  IdField,
  InstantField,
  IntegerField,
  PageQuery,
  partialInput,
  TextField,
} from '@carenode/module-kit/http';

class LotContent {
  @TextField({ about: 'The maker’s code of the lot, as it stands on the package', max: 100 })
  lotCode!: string;

  @DayField({
    about: 'The first day on which it is not sold any more; null when it does not expire',
    optional: true,
    nullable: true,
  })
  expiresOn?: string | null;

  @TextField({ about: 'Who delivered it', max: 500, optional: true, nullable: true })
  supplier?: string | null;

  @TextField({ about: 'The supplier’s number of the delivery', max: 200, optional: true, nullable: true })
  supplierReference?: string | null;

  @TextField({
    about: 'Where its certificate of analysis is: an https address',
    max: 2000,
    optional: true,
    nullable: true,
  })
  certificateUrl?: string | null;

  @InstantField({ about: 'When it came in; now if absent', optional: true })
  receivedAt?: string;

  @TextField({ about: 'Remarks', max: 10_000, optional: true, nullable: true })
  notes?: string | null;
}

export class LotInput extends LotContent {
  @IdField({ about: 'The product' })
  productId!: string;

  @IntegerField({ about: 'How many units came in', min: 0, max: 1_000_000_000 })
  quantity!: number;
}

export class LotChange extends partialInput(LotContent) {}

export class LotsQuery extends PageQuery {
  @IdField({ about: 'Only lots of this product', optional: true })
  productId?: string;

  @TextField({
    about: 'Only lots of this code; blanks, dashes and capitals do not matter',
    max: 100,
    optional: true,
  })
  lotCode?: string;

  @BooleanField({ about: 'Only lots that are held (true) or are not (false)', optional: true })
  held?: boolean;

  @DayField({ about: 'Only lots that are not sold any more from this day on, or before it', optional: true })
  expiresBy?: string;
}

export const MOVEMENT_KINDS = ['received', 'counted', 'written-off', 'returned'] as const;

export class MovementInput {
  @ChoiceField({
    about:
      'received: more of it came in; counted: a count found more or less; written-off: destroyed or lost; returned: came back and can be sold',
    choices: MOVEMENT_KINDS,
  })
  kind!: string;

  @IntegerField({
    about: 'How many units came in; less than zero for those that went',
    min: -1_000_000_000,
    max: 1_000_000_000,
  })
  quantity!: number;

  @TextField({ about: 'Why', max: 1000, optional: true })
  reason?: string;
}

export class HoldInput {
  @TextField({ about: 'Why it is not to be sold', max: 2000 })
  reason!: string;

  @ChoiceField({ about: 'quality: a doubt about the goods', choices: ['manual', 'quality'], optional: true })
  kind?: string;
}

export class ReleaseInput {
  @TextField({ about: 'Why it may be sold again', max: 2000 })
  reason!: string;
}
