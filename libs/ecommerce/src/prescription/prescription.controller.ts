import { type CreatedRow, Database, RowStore, RowView } from '@carenode/database';
import { invalidInput, type RequestContext } from '@carenode/module-kit';
import { patientRowsController } from '@carenode/module-kit/http';
import { Injectable } from '@nestjs/common';

import { PrescriptionChange, PrescriptionInput, PrescriptionsQuery } from './prescription.dto.js';
import { Prescription } from './prescription.entity.js';

const view = new RowView(Prescription, {
  join: 'join public.treatments r on r.id = t.treatment_id',
  joined: { treatmentName: { sql: 'r.name', type: 'text', about: 'What the treatment is called' } },
});

/** What providers prescribe for patients in their care. What was prescribed is never changed, only stopped. */
@Injectable()
export class PrescriptionStore extends RowStore<Prescription> {
  constructor(db: Database) {
    super(db, view, {
      noun: 'prescription',
      owner: 'patientId',
      about: 'patientId',
      order: 'createdAt',
      filters: { status: 't.status = ?' },
      idempotent: true,
    });
  }

  override create(
    ctx: RequestContext,
    patientId: string,
    input: PrescriptionInput,
    idempotencyKey?: string,
  ): Promise<CreatedRow> {
    if (input.expiresOn <= (input.validFrom ?? new Date().toISOString().slice(0, 10))) {
      const message = 'expiresOn comes after validFrom, or after today.';
      throw invalidInput({ field: 'expiresOn', rule: 'order', message });
    }
    return super.create(ctx, patientId, { ...input }, idempotencyKey);
  }
}

export const PrescriptionController = patientRowsController({
  path: 'prescriptions',
  name: 'Prescription',
  words: ['prescription', 'prescriptions'],
  store: PrescriptionStore,
  schema: view.schema,
  query: PrescriptionsQuery,
  input: PrescriptionInput,
  change: PrescriptionChange,
  mayRead: ['patient', 'provider', 'admin'],
  mayCreate: ['provider'],
  mayUpdate: ['provider'],
});
