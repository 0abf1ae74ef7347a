import type { RequestContext } from '@carenode/module-kit';

/** Care teams for other modules. Bound by records. */
export abstract class CareTeams {
  /**
   * Puts the provider into the patient's active care team at once, without asking either: for background work, which is
   * the only caller (a demo, a take-over of another system's teams). Again changes nothing. Throws `unknown_patient` or
   * `unknown_provider` when a profile is missing or of another user type.
   */
  abstract assign(ctx: RequestContext, patientId: string, providerId: string): Promise<void>;
}
