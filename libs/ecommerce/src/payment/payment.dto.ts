import { InstantField, NumberField, TextField } from '@carenode/module-kit/http';

export class PaidInput {
  @TextField({ about: 'What the bank calls the payment', max: 80, optional: true })
  reference?: string;

  @InstantField({ about: 'When it was paid; now if absent', optional: true })
  paidAt?: string;
}

export class RefundInput {
  @NumberField({
    about: 'How much, in currency of the payment; all that is left of it if absent',
    min: 0.001,
    max: 1e15,
    optional: true,
  })
  amount?: number;

  @TextField({ about: 'Why; the patient reads it', max: 2000 })
  reason!: string;
}
