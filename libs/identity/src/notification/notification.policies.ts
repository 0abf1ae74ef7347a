import { own, type TablePolicies } from '@carenode/module-kit';

const readOwn = {
  select: { when: own('profile_id') },
  update: { when: own('profile_id'), columns: ['read_at'] },
};

/** Written by carenode.notify_person only, which other functions call. */
export const notificationPolicies: TablePolicies = {
  admin: readOwn,
  provider: readOwn,
  patient: readOwn,
  'research-partner': readOwn,
  developer: readOwn,
};
