import { createHash } from 'node:crypto';

import { AppError } from '@carenode/module-kit';

/** The version in an If-Match header. Throws `validation_failed` for anything that is no ETag of a row. */
export function readEtag(ifMatch: string): number {
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(ifMatch.trim())?.[1];
  if (version === undefined) {
    throw new AppError('validation_failed', 'invalid', 'If-Match is the ETag of the row.', {
      errors: [{ field: 'If-Match', rule: 'etag', message: 'If-Match is the ETag of the row.' }],
    });
  }
  return Number(version);
}

/** An Idempotency-Key that may be stored. Throws `validation_failed` for one that may not. */
export function checkedKey(key: string | undefined): string | undefined {
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new AppError(
      'validation_failed',
      'invalid',
      'Idempotency-Key has 1 to 200 printable ASCII characters.',
      {
        errors: [
          {
            field: 'Idempotency-Key',
            rule: 'length',
            message: 'Idempotency-Key has 1 to 200 printable ASCII characters.',
          },
        ],
      },
    );
  }
  return key;
}

/** What makes two requests the same: their values, in whatever order. */
export function fingerprintOf(values: object): string {
  const sorted = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url');
}
