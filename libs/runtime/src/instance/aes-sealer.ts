import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

import { Sealer } from '@carenode/module-kit';

/** Seals with AES-256-GCM under the first key; opens with any. Text form: `s1.<key id>.<iv>.<tag>.<data>`, base64url. */
export class AesSealer extends Sealer {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly current: string;

  /** Keys of 32 bytes in base64, newest first. */
  constructor(keys: readonly string[]) {
    super();
    const entries = keys.map((text) => {
      const key = Buffer.from(text, 'base64');
      if (key.length !== 32) throw new Error('A sealing key has 32 bytes.');
      return [createHash('sha256').update(key).digest('base64url').slice(0, 8), key] as const;
    });
    const [first] = entries;
    if (!first) throw new Error('There is no sealing key.');
    this.keys = new Map(entries);
    this.current = first[0];
  }

  seal(secret: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.keys.get(this.current) as Buffer, iv);
    const data = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return [
      's1',
      this.current,
      ...[iv, cipher.getAuthTag(), data].map((part) => part.toString('base64url')),
    ].join('.');
  }

  open(sealed: string): string {
    const [form, id, iv, tag, data] = sealed.split('.');
    const key = id === undefined ? undefined : this.keys.get(id);
    if (form !== 's1' || !key || iv === undefined || tag === undefined || data === undefined) {
      throw new Error('This was not sealed with a key that is known here.');
    }
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), {
      authTagLength: 16,
    });
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(data, 'base64url')), decipher.final()]).toString(
      'utf8',
    );
  }
}
