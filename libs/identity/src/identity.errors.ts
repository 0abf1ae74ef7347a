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
  session_needed: ['forbidden', 'This is done in person, with a session; API keys and apps may not do it.'],
  wrong_password: ['forbidden', 'The current password is not right.'],
  email_taken: ['conflict', 'Somebody signs in with this e-mail address already.'],
  invitation_over: [
    'gone',
    'The invitation is not known, was used or taken back, or has expired; ask for a new one.',
  ],
  invitation_accepted: ['conflict', 'The invitation was accepted already; there is nothing to take back.'],
  key_owner_unfit: ['unprocessable', 'An API key acts for an admin or a developer of this instance.'],
  another_patient: ['conflict', 'The record is about somebody else.'],
});
