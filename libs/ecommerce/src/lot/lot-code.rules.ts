import { lotKeyOf } from '../recall/lot-parser.rules.js';

export const LOT_CODE_RULE =
  'holds a letter from A to Z or a digit, no letters or digits of other alphabets, none with accents, and no blanks around it';

/**
 * Can a recall's text name this code? Letters and digits in ASCII are all that is compared. Others look like them (the Cyrillic
 * А) and are passed over, as is a letter with an accent: the lot would be held by a recall of another one, or by none.
 */
export function isLotCode(code: string): boolean {
  return (
    code === code.trim() &&
    lotKeyOf(code) !== '' &&
    !/[\p{L}\p{N}\p{M}]/u.test(code.replace(/[A-Za-z0-9]/g, ''))
  );
}
