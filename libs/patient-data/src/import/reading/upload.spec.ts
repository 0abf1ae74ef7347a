import { createCipheriv } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { zipOf } from '../../../test/import/reading/zip.js';
import { READ_LIMITS, type ReadLimits } from './messages.js';
import { openUpload, type Upload } from './upload.js';

let folder: string;
let open: Upload[] = [];
let damaged: string[] = [];
let progress: [number, number][] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upload-'));
  [open, damaged, progress] = [[], [], []];
});
afterEach(async () => {
  for (const upload of open) upload.close();
  await rm(folder, { recursive: true });
});

async function uploadOf(content: Uint8Array | string, name = 'upload', limits: Partial<ReadLimits> = {}) {
  const path = join(folder, 'upload');
  await writeFile(path, content);
  const upload = await openUpload(
    path,
    name,
    { ...READ_LIMITS, ...limits },
    {
      bytes: (done, total) => void progress.push([done, total]),
      damaged: (file, reason) => void damaged.push(`${file.path} ${reason}`),
    },
  );
  open.push(upload);
  return upload;
}

async function contentOf(upload: Upload, index = 0): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of upload.files[index]?.read() ?? []) pieces.push(piece);
  return Buffer.concat(pieces);
}

const namesOf = (upload: Upload) => upload.files.map(({ path }) => path);
/** Bytes that cannot be packed, the same every time. */
const noise = (size: number) =>
  createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(size));

describe('What was uploaded', () => {
  it('is a file, with its beginning and all of it as often as one likes', async () => {
    const content = noise(200_000);
    const upload = await uploadOf(content, 'readings.csv');
    expect(namesOf(upload)).toEqual(['readings.csv']);
    expect(upload.files[0]?.size).toBe(200_000);
    expect(Buffer.from(upload.files[0]?.head ?? []).equals(content.subarray(0, 65_536))).toBe(true);
    expect((await contentOf(upload)).equals(content)).toBe(true);
    expect((await contentOf(upload)).equals(content)).toBe(true);
  });

  it('is a packed file, known by its bytes and not by its name', async () => {
    const content = Buffer.from('time,value\n'.repeat(50_000));
    const upload = await uploadOf(gzipSync(content), 'readings.csv.gz');
    expect(namesOf(upload)).toEqual(['readings.csv']);
    expect(Buffer.from(upload.files[0]?.head ?? []).equals(content.subarray(0, 65_536))).toBe(true);
    expect((await contentOf(upload)).equals(content)).toBe(true);
    expect(damaged).toEqual([]);
  });

  it('is the files of an archive, whatever the archive is called', async () => {
    const big = Buffer.concat([noise(300_000), Buffer.alloc(2_000_000, 'x')]);
    const upload = await uploadOf(
      zipOf([
        { name: 'apple_health_export/', content: '' },
        { name: 'apple_health_export/export.xml', content: big, descriptor: true },
        { name: 'plain.txt', content: 'as it is', stored: true },
        { name: 'empty.txt', content: '' },
      ]),
      'export.xml',
    );
    expect(namesOf(upload)).toEqual(['apple_health_export/export.xml', 'plain.txt', 'empty.txt']);
    expect(upload.files[0]?.size).toBe(big.length);
    expect(Buffer.from(upload.files[0]?.head ?? []).equals(big.subarray(0, 65_536))).toBe(true);
    expect((await contentOf(upload)).equals(big)).toBe(true);
    expect((await contentOf(upload, 1)).toString()).toBe('as it is');
    expect(await contentOf(upload, 2)).toHaveLength(0);
    expect(damaged).toEqual([]);
  });

  it('has the beginning of a file that packs a thousand to one', async () => {
    const upload = await uploadOf(zipOf([{ name: 'zeros', content: Buffer.alloc(5_000_000) }]));
    expect(upload.files[0]?.head).toHaveLength(65_536);
    expect(await contentOf(upload)).toHaveLength(5_000_000);
  });

  it('is read from an archive of the ZIP64 kind', async () => {
    const upload = await uploadOf(zipOf([{ name: 'a', content: 'big', zip64: true }], { zip64: true }));
    expect((await contentOf(upload)).toString()).toBe('big');
  });

  it('leaves out what operating systems put into archives', async () => {
    const names = ['__MACOSX/x/._export.xml', 'x/.DS_Store', '._a', 'photos/Thumbs.db', 'x/export.xml'];
    const upload = await uploadOf(zipOf(names.map((name) => ({ name, content: 'x' }))));
    expect(namesOf(upload)).toEqual(['x/export.xml']);
    expect(upload.ignored).toEqual([]);
  });
});

describe('Names in an archive', () => {
  const named = async (name: string | Uint8Array, flags = 0) =>
    namesOf(await uploadOf(zipOf([{ name, content: 'x', flags }])))[0];

  it('are UTF-8 without saying so, as Apple writes them', async () => {
    expect(await named('apple_health_export/导出.xml')).toBe('apple_health_export/导出.xml');
  });

  it('are UTF-8 when they say so, and code page 437 when they cannot be UTF-8', async () => {
    expect(await named('Größe.csv', 0x800)).toBe('Größe.csv');
    expect(await named(Buffer.from([0x47, 0x72, 0x94, 0xe1, 0x65]))).toBe('Größe');
  });

  it.each([
    ['../../etc/passwd', 'etc/passwd'],
    ['/etc/passwd', 'etc/passwd'],
    ['C:\\Windows\\system32', 'Windows/system32'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['a/./../b', 'a/b'],
    ['\u202Egnp.exe', 'gnp.exe'],
    ['a\0b\u0007\n.csv', 'ab.csv'],
    ['..', 'unnamed'],
  ])('lead nowhere: %j', async (told, safe) => {
    expect(await named(told)).toBe(safe);
    expect(await readdir(folder)).toEqual(['upload']);
  });

  it('have at most 255 characters', async () => {
    expect(await named(`${'a'.repeat(1000)}.csv`)).toHaveLength(255);
    expect(await named(`${'😀'.repeat(300)}.csv`)).toMatch(/^(?!.*\uFFFD.*\uFFFD).{1,255}\.csv$/su);
  });
});

describe('An archive', () => {
  const refusal = (content: Uint8Array, limits?: Partial<ReadLimits>) =>
    uploadOf(content, 'upload.zip', limits).catch((error: unknown) => error);

  it('that was cut off is refused as that, wherever it was cut', async () => {
    const whole = zipOf([
      { name: 'a', content: noise(1000) },
      { name: 'b', content: noise(1000) },
    ]);
    for (const length of [4, 500, 1500, whole.length - 30, whole.length - 1]) {
      expect(await refusal(whole.subarray(0, length))).toMatchObject({
        name: 'FileRefusal',
        code: 'truncated',
      });
    }
  });

  it('that lost its middle is refused', async () => {
    const whole = zipOf([{ name: 'a', content: noise(10_000) }]);
    const hole = Buffer.concat([whole.subarray(0, 100), whole.subarray(9000)]);
    expect(await refusal(hole)).toMatchObject({ name: 'FileRefusal' });
  });

  it('whose files are encrypted tells so, and only then is refused when nothing else is in it', async () => {
    const secret = { name: 'secret.csv', content: 'x', flags: 1 };
    const upload = await uploadOf(zipOf([secret, { name: 'open.csv', content: 'x' }]));
    expect(namesOf(upload)).toEqual(['open.csv']);
    expect(upload.ignored).toEqual([{ path: 'secret.csv', reason: 'is encrypted' }]);
    expect(await refusal(zipOf([secret]))).toMatchObject({ code: 'encrypted' });
    expect(await refusal(zipOf([{ ...secret, flags: 0x41 }]))).toMatchObject({ code: 'encrypted' });
  });

  it('packed in a way that is not known leaves that file out', async () => {
    const upload = await uploadOf(zipOf([{ name: 'a', content: 'x', method: 14 }]));
    expect(upload.files).toEqual([]);
    expect(upload.ignored).toEqual([
      { path: 'a', reason: 'is packed in a way that is not known here (method 14)' },
    ]);
  });

  it('inside an archive stays closed', async () => {
    const inner = zipOf([{ name: 'a', content: 'x' }]);
    const upload = await uploadOf(zipOf([{ name: 'inner.zip', content: inner }]));
    expect(namesOf(upload)).toEqual(['inner.zip']);
    expect((await contentOf(upload)).equals(inner)).toBe(true);
  });

  it('whose files lie over one another is refused: the bomb of many names for the same bytes', async () => {
    const kernel = { name: 'a', content: Buffer.alloc(1_000_000) };
    expect(await refusal(zipOf([kernel, { ...kernel, name: 'b', over: 0 }]))).toMatchObject({
      code: 'overlapping',
    });
  });

  it('that unpacks to more than it may is refused before anything is unpacked', async () => {
    const files = [1, 2, 3].map((n) => ({ name: `${n}`, content: Buffer.alloc(400_000) }));
    expect(await refusal(zipOf(files), { unpackedBytes: 1_000_000 })).toMatchObject({ code: 'too_large' });
    expect((await uploadOf(zipOf(files), 'a', { unpackedBytes: 1_200_000 })).files).toHaveLength(3);
  });

  it('that packs a thousand to one is refused beyond 100 MiB', async () => {
    const zeros = Buffer.alloc(150 * 1024 ** 2);
    expect(await refusal(zipOf([{ name: 'zeros', content: zeros }]))).toMatchObject({ code: 'too_large' });
  });

  it('that tells less than a file holds is refused when the file turns out to be larger', async () => {
    const upload = await uploadOf(zipOf([{ name: 'a', content: Buffer.alloc(1_000_000), toldSize: 10 }]));
    await expect(contentOf(upload)).rejects.toMatchObject({ name: 'FileRefusal', code: 'damaged' });
  });

  it('with too many files is refused', async () => {
    const files = [1, 2, 3].map((n) => ({ name: `${n}`, content: 'x' }));
    expect(await refusal(zipOf(files), { files: 2 })).toMatchObject({ code: 'too_many_files' });
  });

  it('without files has none', async () => {
    expect((await uploadOf(zipOf([]))).files).toEqual([]);
  });
});

describe('Damage inside a file', () => {
  it('is told, and what came out before it is the same every time', async () => {
    const zip = zipOf([{ name: 'a', content: noise(500_000) }]);
    zip.fill(0xff, 300_000, 300_100);
    const upload = await uploadOf(zip);
    const [first, second] = [await contentOf(upload), await contentOf(upload)];
    expect(first.length).toBeLessThanOrEqual(500_000);
    expect(first.equals(second)).toBe(true);
    expect(damaged[0]).toMatch(/^a is damaged/);
  });

  it('is told when only the checksum shows it', async () => {
    const upload = await uploadOf(zipOf([{ name: 'a', content: 'abc', toldChecksum: 1 }]));
    expect((await contentOf(upload)).toString()).toBe('abc');
    expect(damaged).toEqual(['a is damaged: its checksum is not that of the archive']);
  });

  it('is told of a file that ends before its size', async () => {
    await contentOf(await uploadOf(zipOf([{ name: 'a', content: 'abc', toldSize: 100 }])));
    expect(damaged).toEqual(['a is damaged: it ends early, and the rest was not read']);
  });

  it('is told of a gzip file that was cut off', async () => {
    const content = noise(500_000);
    const upload = await uploadOf(gzipSync(content).subarray(0, 250_000), 'a.gz');
    const read = await contentOf(upload);
    expect(content.subarray(0, read.length).equals(read)).toBe(true);
    expect(read.length).toBeGreaterThan(100_000);
    expect(damaged[0]).toMatch(/^a is damaged/);
  });
});

describe('Gzip', () => {
  it('of several members is read to its end', async () => {
    const upload = await uploadOf(Buffer.concat([gzipSync('one '), gzipSync('two')]));
    expect((await contentOf(upload)).toString()).toBe('one two');
  });

  it('that fills a disk is stopped on its way, whatever size it tells', async () => {
    const bomb = Buffer.concat([gzipSync(Buffer.alloc(2_000_000)), gzipSync('small')]);
    const upload = await uploadOf(bomb, 'bomb.gz', { unpackedBytes: 1_000_000 });
    await expect(contentOf(upload)).rejects.toMatchObject({ name: 'FileRefusal', code: 'too_large' });
  });

  it('of nothing but a beginning is refused', async () => {
    await expect(uploadOf(Buffer.from([0x1f, 0x8b, 8]))).rejects.toMatchObject({ code: 'truncated' });
  });
});

describe('Progress', () => {
  it('is in bytes as they were sent, never falls, and ends at the whole', async () => {
    const zip = zipOf([
      { name: 'wanted', content: noise(500_000) },
      { name: 'other', content: noise(500_000) },
    ]);
    const upload = await uploadOf(zip);
    upload.begin(upload.files.slice(0, 1));
    await contentOf(upload);
    await contentOf(upload);
    const done = progress.map(([bytes]) => bytes);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done[0]).toBeGreaterThan(500_000);
    expect(progress.at(-1)).toEqual([zip.length, zip.length]);
    expect(done.length).toBeGreaterThan(10);
  });

  it('of an empty file: it is refused', async () => {
    await expect(uploadOf('')).rejects.toMatchObject({ code: 'empty' });
  });
});
