import { type IncomingDemographics, PatientProfiles } from '@carenode/identity-contract';
import type { Transaction } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

/** Patients' profiles, for other modules. What may be filled, and for whom, is decided in PostgreSQL. */
@Injectable()
export class FilledProfiles extends PatientProfiles {
  async fill(
    tx: Transaction,
    patientId: string,
    told: IncomingDemographics,
  ): Promise<'created' | 'duplicate'> {
    const [row] = await tx.query<{ added: boolean }>(
      'select carenode.fill_patient_profile($1, $2) as added',
      [patientId, JSON.stringify(told)],
    );
    return row?.added ? 'created' : 'duplicate';
  }

  async takeBack(tx: Transaction, patientId: string, filled: IncomingDemographics): Promise<boolean> {
    const [row] = await tx.query<{ changed: boolean }>(
      'select carenode.take_back_profile_details($1, $2) as changed',
      [patientId, JSON.stringify(filled)],
    );
    return row?.changed ?? false;
  }
}
