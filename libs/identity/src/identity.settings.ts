import { setting } from '@carenode/module-kit';

export const identitySettings = {
  sessionHours: setting.integer({
    default: 12,
    min: 1,
    max: 720,
    help: 'Hours after which a session ends however much it is used.',
  }),
  sessionIdleMinutes: setting.integer({
    default: 60,
    min: 5,
    max: 10_080,
    help: 'Minutes after which an unused session ends.',
  }),
  invitationDays: setting.integer({
    default: 7,
    min: 1,
    max: 60,
    help: 'Days for which an invitation can be accepted.',
  }),
  signInFailuresPerEmail: setting.integer({
    default: 5,
    min: 1,
    max: 100,
    help: 'Failed sign-ins per e-mail address and window before further ones are refused.',
  }),
  signInFailuresPerAddress: setting.integer({
    default: 50,
    min: 1,
    max: 100_000,
    help: 'Failed sign-ins per network address and window before further ones are refused.',
  }),
  signInWindowMinutes: setting.integer({
    default: 15,
    min: 1,
    max: 1440,
    help: 'Minutes over which failed sign-ins are counted.',
  }),
  userTypeChangesNeedTwoAdmins: setting.boolean({
    default: false,
    help: 'A change of a user type waits until a second admin approves it; for who switches this off, still.',
  }),
  exportDays: setting.integer({
    default: 7,
    min: 1,
    max: 30,
    help: 'Days for which the file of an export is kept.',
  }),
  erasureGraceDays: setting.integer({
    default: 7,
    min: 0,
    max: 90,
    help: 'Days in which a patient who asked to be erased can withdraw that; 0: erased at once.',
  }),
  jobDays: setting.integer({
    default: 90,
    min: 1,
    max: 3650,
    help: 'Days for which background jobs that are over are shown.',
  }),
};
