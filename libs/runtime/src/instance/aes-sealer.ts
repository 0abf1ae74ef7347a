import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

import { Sealer, UnknownSealError } from '@carenode/module-kit';

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
      throw new UnknownSealError('This was not sealed with a key that is known here.');
    }
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), {
      authTagLength: 16,
    });
    try {
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      return decipher.update(data, 'base64url', 'utf8') + decipher.final('utf8');
    } catch (error) {
      throw new UnknownSealError('This was changed after it was sealed.', { cause: error });
    }
  }

  sign(purpose: string, text: string): string {
    return `m1.${this.current}.${this.mac(this.current, purpose, text).toString('base64url')}`;
  }

  verify(purpose: string, text: string, code: string): boolean {
    const [form, id, mac] = code.split('.');
    if (form !== 'm1' || id === undefined || mac === undefined || !this.keys.has(id)) return false;
    const expected = this.mac(id, purpose, text);
    const given = Buffer.from(mac, 'base64url');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  /** Each purpose has a key of its own (HKDF, RFC 5869), so that no code or sealed text helps with another. */
  private mac(id: string, purpose: string, text: string): Buffer {
    const key = hkdfSync('sha256', this.keys.get(id) as Buffer, '', `carenode:${purpose}`, 32);
    return createHmac('sha256', Buffer.from(key)).update(text, 'utf8').digest();
  }
}
