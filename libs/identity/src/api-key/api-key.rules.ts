import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

import type { UserType } from '@carenode/module-kit';

/** Who may have API keys. A key whose owner is no longer one of them is refused. */
export const KEY_OWNERS: readonly UserType[] = ['admin', 'developer'];

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX = 'cn_';
const BYTES = 32;
/** 62^43 is the first power of 62 above 2^256. */
const BODY_DIGITS = 43;
const CHECKSUM_DIGITS = 6;
const FORM = new RegExp(`^${PREFIX}[0-9A-Za-z]{${BODY_DIGITS + CHECKSUM_DIGITS}}$`);
const SHOWN_DIGITS = 6;

/**
 * A new key: `cn_`, 32 random bytes in base 62, and a checksum of six digits, so that scanners find leaked keys without
 * false alarms and mistyped ones are refused without asking the database (as GitHub's tokens do).
 */
export function newApiKey(): string {
  const body = base62(BigInt(`0x${randomBytes(BYTES).toString('hex')}`), BODY_DIGITS);
  return PREFIX + body + checksum(body);
}

/** Has the text the form of a key, and is its checksum right? */
export function isApiKey(text: string): boolean {
  if (!FORM.test(text)) return false;
  const body = text.slice(PREFIX.length, -CHECKSUM_DIGITS);
  return text.endsWith(checksum(body));
}

/** How the key begins: enough to tell keys apart, too little to guess one. */
export function keyPrefix(key: string): string {
  return key.slice(0, PREFIX.length + SHOWN_DIGITS);
}

function checksum(body: string): string {
  return base62(BigInt(crc32(body)), CHECKSUM_DIGITS);
}

function base62(value: bigint, digits: number): string {
  let text = '';
  for (let rest = value; text.length < digits; rest /= 62n) text = DIGITS[Number(rest % 62n)] + text;
  return text;
}
