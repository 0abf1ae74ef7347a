import { invalidInput } from '@carenode/module-kit';

import { normalizeEmail } from '../sign-in/email.rules.js';

/** From the most used passwords of public breaches: those that are long enough to be tried here. */
const COMMON = new Set([
  '0123456789ab',
  '012345678910',
  '123123123123',
  '1234567890-=',
  '1234567890123',
  '123456789012',
  '12345678901234',
  '1234567890qwerty',
  '1234567891011',
  '123456789abc',
  '1234qwerasdf',
  '1234qwerasdfzxcv',
  '123qweasdzxc',
  '147258369147',
  '1a2b3c4d5e6f',
  '1q2w3e4r5t6y',
  '1q2w3e4r5t6y7u',
  '1q2w3e4r5t6y7u8i',
  '1qaz2wsx3edc',
  '1qaz2wsx3edc4rfv',
  '987654321098',
  'abc123456789',
  'abcd12345678',
  'abcdefghijkl',
  'adminadminadmin',
  'administrator',
  'administrator1',
  'asdfghjkl123',
  'asdfghjklqwerty',
  'changemechangeme',
  'correcthorsebatterystaple',
  'dragondragon',
  'football1234',
  'iloveyou1234',
  'iloveyouforever',
  'iloveyousomuch',
  'letmeinletmein',
  'manchesterunited',
  'masterpassword',
  'monkey123456',
  'mypassword123',
  'p@ssw0rd1234',
  'p@ssword1234',
  'passw0rd1234',
  'password0123',
  'password1234',
  'password12345',
  'password123456',
  'password123456789',
  'passwordpassword',
  'princess1234',
  'q1w2e3r4t5y6',
  'q1w2e3r4t5y6u7i8',
  'qazwsxedcrfv',
  'qazwsxedcrfvtgb',
  'qwer1234asdf',
  'qwerty123456',
  'qwerty123456789',
  'qwertyqwerty',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiop1234567890',
  'qwertyuiopas',
  'qwertyuiopasdfghjkl',
  'sunshine1234',
  'superman1234',
  'trustno1trustno1',
  'unitedstates',
  'welcome12345',
  'welcome123456',
  'zxcvbnm12345',
  'zxcvbnmasdfghjkl',
]);

const LEAST_DIFFERENT_CHARACTERS = 5;

/**
 * Refuses a new password that many people use, that is the e-mail address, or that repeats itself (NIST SP 800-63B
 * section 5.1.1.2). Its length is the field's rule.
 */
export function checkNewPassword(field: string, password: string, email: string | null | undefined): void {
  const plain = password.normalize('NFKC').toLowerCase();
  const refuse = (rule: string, message: string) =>
    invalidInput({ field, rule, message: `${field} ${message}.` });
  if (email != null && plain.trim() === normalizeEmail(email))
    throw refuse('notTheEmail', 'is not the e-mail address');
  if (COMMON.has(plain)) throw refuse('notCommon', 'is one that many people use; choose another');
  if (new Set(plain).size < LEAST_DIFFERENT_CHARACTERS) {
    throw refuse('varied', `has at least ${LEAST_DIFFERENT_CHARACTERS} different characters`);
  }
}
