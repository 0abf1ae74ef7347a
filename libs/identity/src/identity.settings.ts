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
};
