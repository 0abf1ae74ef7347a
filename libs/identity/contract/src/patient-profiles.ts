import type { Transaction } from '@carenode/module-kit';

/** Who a patient is, as another system tells it (FHIR Patient). Absent means not told. */
export interface IncomingDemographics {
  readonly identifiers: readonly { readonly system: string; readonly value: string }[];
  readonly givenName?: string | undefined;
  readonly familyName?: string | undefined;
  /** A full day, `YYYY-MM-DD`. */
  readonly dateOfBirth?: string | undefined;
  readonly gender?: 'male' | 'female' | 'other' | 'unknown' | undefined;
}

/** What other modules may do with a patient's profile. Bound by identity. */
export abstract class PatientProfiles {
  /**
   * Fills what the profile does not say yet and notes the identifiers, under the rights of the transaction's caller; what
   * the patient has entered stays. Answers `created` when identifiers or details were added, `duplicate` when all was known.
   * Throws `another_patient` (conflict) when an identifier belongs to another profile, or when the profile has identifiers
   * of the same system with another value.
   */
  abstract fill(
    tx: Transaction,
    patientId: string,
    told: IncomingDemographics,
  ): Promise<'created' | 'duplicate'>;

  /**
   * Takes out of the profile what `fill` had put there (only that may be named), for the patient themself; what was changed
   * since stays. Answers whether anything of it was still there.
   */
  abstract takeBack(tx: Transaction, patientId: string, filled: IncomingDemographics): Promise<boolean>;
}
