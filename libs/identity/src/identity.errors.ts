import { defineErrors } from '@carenode/module-kit';

export const identityErrors = defineErrors({
  sign_in_failed: ['unauthenticated', 'The e-mail address or the password is not right.'],
  too_many_attempts: ['rate_limited', 'There were too many attempts; try again in {seconds} seconds.'],
  sign_in_busy: ['unavailable', 'Too many people are signing in at this moment; try again.'],
  session_expired: ['unauthenticated', 'The session is over; sign in again.'],
  invalid_token: [
    'unauthenticated',
    'The bearer token is not an API key that is known here and still in force.',
  ],
  session_needed: [
    'forbidden',
    'This is done in person, with a session; API keys, apps and those who act for somebody may not do it.',
  ],
  wrong_password: ['forbidden', 'The current password is not right.'],
  email_taken: ['conflict', 'Somebody signs in with this e-mail address already.'],
  invitation_over: [
    'gone',
    'The invitation is not known, was used or taken back, or has expired; ask for a new one.',
  ],
  invitation_accepted: ['conflict', 'The invitation was accepted already; there is nothing to take back.'],
  key_owner_unfit: ['unprocessable', 'An API key acts for an admin or a developer of this instance.'],
  job_over: ['conflict', 'The job is over already: {status}.'],
  export_under_way: ['conflict', 'An export is under way; wait for its end, or cancel its job.'],
  export_not_ready: ['conflict', 'The file of the export is not there: {status}.'],
  export_expired: ['gone', 'The file of the export is no longer kept; ask for a new export.'],
  unknown_user: [
    'unprocessable',
    'There is no such person; name a profile id or the e-mail address they sign in with.',
  ],
  unknown_table: ['unprocessable', 'There is no table "{table}" in the modules of this host.'],
  row_unknown: ['not_found', 'There is no such row in {table}.'],
  difference_not_approved: [
    'conflict',
    'What the person would gain and lose is not what was approved; look at POST /access/difference again.',
  ],
  unknown_legacy_type: [
    'not_found',
    'Nobody here was called that in the system that the instance was adopted from.',
  ],
  another_patient: ['conflict', 'The record is about somebody else.'],
});
