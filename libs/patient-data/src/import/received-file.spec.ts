import { Readable } from 'node:stream';

import { receivedFile } from './received-file.js';

const MIB = 1024 * 1024;

async function read(body: unknown, limit: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of receivedFile(body, limit)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

describe('The body of an import', () => {
  it('is handed on piece by piece', async () => {
    expect(await read(Readable.from([Buffer.from('ab'), Buffer.from('c')]), 3)).toBe('abc');
  });

  it('is refused one byte above the limit, and read to its end so that the sender hears why', async () => {
    const body = Readable.from([Buffer.alloc(3), Buffer.alloc(1), Buffer.alloc(MIB)]);
    await expect(read(body, 3)).rejects.toMatchObject({ code: 'import_too_large', status: 413 });
    expect(body.readableEnded).toBe(true);
  });

  it('is cut off when it does not end', async () => {
    const body = new Readable({ read: () => undefined });
    const reading = read(body, MIB);
    let sent = 0;
    const send = () => {
      body.push(Buffer.alloc(MIB));
      if (++sent < 200 && !body.destroyed) setImmediate(send);
    };
    send();
    await expect(reading).rejects.toMatchObject({ code: 'import_too_large' });
    expect(body.destroyed).toBe(true);
    expect(sent).toBeLessThan(200);
  });

  it('is refused when the sender goes away', async () => {
    const body = new Readable({ read: () => undefined });
    const reading = read(body, 100);
    body.push('half of it');
    setImmediate(() => body.destroy(new Error('aborted')));
    await expect(reading).rejects.toMatchObject({ code: 'import_cut_off', status: 400 });
  });

  it.each([
    [undefined, 'import_body_missing'],
    [{ resourceType: 'Bundle' }, 'import_media_type'],
  ])('is not %j', (body, code) => {
    expect(() => receivedFile(body, 10)).toThrow(expect.objectContaining({ code }));
  });

  it('is not empty', async () => {
    await expect(read(Readable.from([]), 10)).rejects.toMatchObject({ code: 'import_body_missing' });
  });
});
