import { inCareOf, mayRead, openRecord, own, type TablePolicies } from '@carenode/module-kit';

const open = openRecord('patient_id', 'prescriptions');

/** Providers prescribe for patients in their care, and stop what was prescribed; patients read their own. */
export const prescriptionPolicies: TablePolicies = {
  patient: mayRead(own('patient_id')),
  provider: {
    ...mayRead(open),
    insert: {
      when: inCareOf('patient_id'),
      columns: [
        'id',
        'patient_id',
        'treatment_id',
        'quantity',
        'refills_allowed',
        'dosage_instruction',
        'valid_from',
        'expires_on',
        'idempotency_key',
        'idempotency_fingerprint',
      ],
    },
    update: { when: inCareOf('patient_id'), columns: ['status', 'status_reason'] },
  },
  admin: mayRead(open),
};

export const prescriptionGuards = {
  prescriber_id: 'the provider who issued it, by default; granted to nobody',
  fills_remaining:
    'carenode.place_order and carenode.review_order take fills; cancelled orders give them back',
};
