import { everyRow, mayRead, own, type TablePolicies } from '@carenode/module-kit';

/** Recalls are public; functions alone write them, so that no recall is stored and not compared. */
export const recallPolicies: TablePolicies = {
  admin: mayRead(everyRow),
  provider: mayRead(everyRow),
  patient: mayRead(everyRow),
  system: mayRead(everyRow),
};

export const recallLotPolicies: TablePolicies = {
  admin: mayRead(everyRow),
  provider: mayRead(everyRow),
  system: mayRead(everyRow),
};

/** Who keeps the stock sees which of it may be recalled. */
export const recallMatchPolicies: TablePolicies = {
  admin: mayRead(everyRow),
  system: mayRead(everyRow),
};

export const recallMatchGuards = { status: 'carenode.decide_recall, by an admin in person' };

/** Patients see what they were told; admins see who answered. */
export const recallNoticePolicies: TablePolicies = {
  patient: mayRead(own('patient_id')),
  admin: mayRead(everyRow),
  system: mayRead(everyRow),
};

export const recallNoticeGuards = {
  response: 'carenode.acknowledge_recall, by the patient',
  acknowledged_at: 'carenode.acknowledge_recall, by the patient',
};
