import type { RequestContext } from '@carenode/module-kit';

/** Patients' part in trials, for other modules. Bound by records. */
export abstract class TrialParticipation {
  /**
   * Brings a patient into the newest trial that takes participants, in the three steps that it takes: the provider, who has
   * the patient in care, invites; the patient consents to research, and then to the trial. Returns the trial's title, or null
   * when none takes participants. Again changes nothing; a patient who has left the trial stays out of it.
   */
  abstract takePart(provider: RequestContext, patient: RequestContext): Promise<string | null>;
}
