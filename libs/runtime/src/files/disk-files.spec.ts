import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DiskFiles } from './disk-files.js';

let home: string;
let files: DiskFiles;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'carenode-files-'));
  files = new DiskFiles(join(home, 'files'));
});

afterEach(() => rm(home, { recursive: true }));

async function* pieces(...content: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of content) yield await Promise.resolve(piece);
}

const everything = async () =>
  (await readdir(home, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;

describe('Files on a disk', () => {
  it('are kept whole, for their owner only, and told by size and hash', async () => {
    const [one, other] = [randomBytes(200_000), randomBytes(100)];
    const whole = Buffer.concat([one, other]);
    const written = await files.write('imports/a-1', pieces(one, other), whole.length);
    expect(written).toEqual({
      bytes: whole.length,
      sha256: createHash('sha256').update(whole).digest('hex'),
    });
    await files.withPath('imports/a-1', async (path) => {
      expect((await readFile(path)).equals(whole)).toBe(true);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect((await stat(join(path, '..'))).mode & 0o777).toBe(0o700);
      expect((await stat(join(path, '../..'))).mode & 0o777).toBe(0o700);
    });
    expect((await files.list('imports')).map(({ key }) => key)).toEqual(['imports/a-1']);
    await files.remove('imports/a-1');
    await files.remove('imports/a-1');
    await expect(files.withPath('imports/a-1', () => Promise.resolve())).rejects.toMatchObject({
      code: 'file_missing',
    });
    expect(await everything()).toBe(0);
  });

  it('leave nothing when they are too large, or when who sends them goes away', async () => {
    await expect(files.write('imports/b', pieces(randomBytes(11)), 10)).rejects.toMatchObject({
      code: 'file_too_large',
    });
    async function* cutOff(): AsyncGenerator<Uint8Array> {
      yield* pieces(randomBytes(100_000));
      throw new Error('gone away');
    }
    await expect(files.write('imports/b', cutOff(), 1e9)).rejects.toThrow('gone away');
    expect(await everything()).toBe(0);
  });

  it.each(['../outside', '/etc/passwd', 'imports/../../x', 'a//b', 'A', 'imports/a.part', ''])(
    'are not under the key "%s"',
    async (key) => {
      await expect(files.write(key, pieces(randomBytes(1)), 10)).rejects.toThrow('key of a file');
      expect(await everything()).toBe(0);
    },
  );
});
