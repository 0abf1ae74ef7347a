import { fork } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { zipOf } from '../../../test/import/reading/zip.js';
import type { ReadBatch, ReadProgress, Recognised } from './messages.js';
import { type ReadHandlers, type ReadOptions, readUpload } from './read-upload.js';

const READER = join(import.meta.dirname, '../../../test/import/reading/test-reader.mjs');
const PATIENT = '0b0c8d3e-7c43-4d6f-9f5e-2f6f2a1c0a01';
const START = Date.UTC(2026, 0, 1);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-'));
});
afterEach(() => rm(folder, { recursive: true }));

const line = (n: number) => `steps,${START + n * 60_000},${n % 200}`;
const lines = (count: number, first = 0) => Array.from({ length: count }, (_, n) => line(first + n));

async function optionsOf(
  content: string | Uint8Array,
  more: Partial<ReadOptions> = {},
): Promise<ReadOptions> {
  const path = join(folder, 'upload');
  await writeFile(path, content);
  return { path, name: 'steps.txt', patientId: PATIENT, reader: READER, ...more };
}

/** A reading, with everything it handed out. */
async function read(
  content: string | Uint8Array,
  more: Partial<ReadOptions> = {},
  on: Partial<ReadHandlers> = {},
) {
  const batches: ReadBatch[] = [];
  const stored: number[] = [];
  const progress: ReadProgress[] = [];
  const found: Recognised[] = [];
  const end = await readUpload(await optionsOf(content, more), {
    recognised: (recognised) => void found.push(recognised),
    stored: (number) => void stored.push(number),
    progress: (told) => void progress.push(told),
    ...on,
    batch: async (batch) => {
      await on.batch?.(batch);
      batches.push(batch);
    },
  });
  batches.sort((one, other) => one.number - other.number);
  return { end, batches, stored, progress, found };
}

const fileOf = (...told: string[]) => ['carenode test', ...told, ''].join('\n');

describe('Reading an upload in a process of its own', () => {
  it('hands out every record, in batches, and tells the totals', async () => {
    const content = fileOf(...lines(12_000), 'SKIP', 'WRONG', `PAIR,${START},7`, 'CONDITION,c1');
    const { end, batches, found, progress } = await read(content);
    expect(found).toEqual([
      { formats: [{ id: 'test', title: 'Test format', files: 1 }], files: 1, ignored: [], ignoredCount: 0 },
    ]);
    expect(end).toMatchObject({
      outcome: 'read',
      batches: 3,
      notes: 0,
      totals: {
        steps: { read: 12_000, added: 12_000, skipped: 0, quarantined: 0 },
        other: { read: 1, skipped: 1 },
        wrong: { read: 1, quarantined: 1 },
        pair: { read: 1, added: 1 },
        condition: { read: 1, added: 1 },
      },
    });
    expect(batches.map(({ measurements }) => measurements.rows.count)).toEqual([5000, 5000, 2002]);
    expect(new Set(batches.flatMap(({ measurements }) => measurements.rows.id.split(','))).size).toBe(12_002);
    expect(batches[2]?.clinical).toHaveLength(1);
    expect(batches[2]?.quarantined).toEqual([
      { file: 'steps.txt', line: 12_003, kind: 'wrong', field: 'value', reason: 'is wrong' },
    ]);
    const size = Buffer.byteLength(content);
    expect(progress.at(-1)).toEqual({ bytes: size, total: size, records: 12_004 });
  });

  it('reads all files of an archive and names the others', async () => {
    const { end, found } = await read(
      zipOf([
        { name: 'one.txt', content: fileOf(line(1)) },
        { name: 'two.txt', content: fileOf(line(2)) },
        { name: 'photo.jpg', content: 'no' },
        { name: 'more.zip', content: zipOf([{ name: 'a', content: 'b' }]) },
        { name: 'secret', content: 'x', flags: 1 },
      ]),
    );
    expect(end).toMatchObject({ outcome: 'read', totals: { steps: { added: 2 } } });
    expect(found[0]).toEqual({
      formats: [{ id: 'test', title: 'Test format', files: 2 }],
      files: 5,
      ignored: [
        { path: 'secret', reason: 'is encrypted' },
        { path: 'photo.jpg', reason: 'is of no kind that is read' },
        { path: 'more.zip', reason: 'is an archive inside the archive, and was not opened' },
      ],
      ignoredCount: 3,
    });
  });

  it('notes what is damaged in an archive, and hands out what is before it', async () => {
    const { end, batches } = await read(
      zipOf([{ name: 'one.txt', content: fileOf(...lines(10)), toldChecksum: 7 }]),
    );
    expect(end).toMatchObject({ outcome: 'read', notes: 1, totals: { steps: { added: 10 } } });
    expect(batches[0]?.notes).toEqual([
      { file: 'one.txt', line: 0, reason: 'is damaged: its checksum is not that of the archive' },
    ]);
  });

  it('gives the same batches again, without those that are stored', async () => {
    const content = fileOf(...lines(22_000));
    const first = await read(content);
    const again = await read(content, { stored: [[1, 2]] });
    expect(again.stored).toEqual([1, 2]);
    expect(again.batches).toEqual(first.batches.filter(({ number }) => number !== 1 && number !== 2));
    expect(again.end).toMatchObject({ ...first.end, peakMemory: expect.any(Number) });
  });

  it('asks before it reads, and reads with the answer', async () => {
    const content = `carenode test ASK\n${line(1)}\n`;
    const asked = await read(content);
    expect(asked.end).toEqual({
      outcome: 'questions',
      questions: [{ id: 'time-zone', text: 'Where was it?', kind: 'time-zone' }],
    });
    expect([asked.batches, asked.found.length]).toEqual([[], 1]);
    const answered = await read(content, { answers: { 'time-zone': 'Europe/Zurich' } });
    expect(answered.end).toMatchObject({ outcome: 'read' });
  });
});

describe('Refusals', () => {
  it('name what can be read when nothing in the upload is', async () => {
    expect((await read('hello')).end).toEqual({
      outcome: 'refused',
      code: 'unknown_format',
      message: 'Nothing in it is of a kind that can be read. These can: Test format.',
    });
    const inner = zipOf([{ name: 'steps.txt', content: fileOf() }]);
    expect((await read(zipOf([{ name: 'inner.zip', content: inner }]))).end).toMatchObject({
      code: 'unknown_format',
      message: expect.stringContaining('archives inside it were not opened'),
    });
  });

  it('of a format and of an archive arrive as they are', async () => {
    expect((await read(fileOf(line(1), 'REFUSE'))).end).toEqual({
      outcome: 'refused',
      code: 'not_like_this',
      message: 'This is not to be stored.',
      field: 'line',
    });
    const cut = zipOf([{ name: 'a', content: fileOf(line(1)) }]).subarray(0, 60);
    expect((await read(cut)).end).toMatchObject({ outcome: 'refused', code: 'truncated' });
  });

  it('of a defect tell where it is, and nothing of the file', async () => {
    const { end } = await read(fileOf('DEFECT,HIV positive'));
    expect(end).toMatchObject({
      outcome: 'refused',
      code: 'reader_failed',
      defect: expect.stringMatching(/^TypeError at test-reader\.mjs:\d+:\d+$/),
    });
    expect(JSON.stringify(end)).not.toContain('HIV');
  });
});

describe('The host', () => {
  it('stores two batches at a time, and one with clinical records alone, in its turn', async () => {
    const content = fileOf(...lines(15_000), 'CONDITION,a', ...lines(15_000, 15_000));
    let working = 0;
    const seen: [number, number][] = [];
    const { end } = await read(
      content,
      {},
      {
        batch: async (batch) => {
          working += 1;
          if (batch.clinical.length > 0) expect(working).toBe(1);
          seen.push([batch.number, working]);
          await pause(40);
          if (batch.clinical.length > 0) expect(working).toBe(1);
          working -= 1;
        },
      },
    );
    expect(end.outcome).toBe('read');
    expect(seen.map(([number]) => number)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(Math.max(...seen.map(([, at]) => at))).toBe(2);
  });

  it('that is slow makes the reader wait', async () => {
    let records = 0;
    let taken = 0;
    await read(
      fileOf(...lines(80_000)),
      {},
      {
        progress: (told) => void (records = told.records),
        batch: async () => {
          await pause(taken === 0 ? 2500 : 1);
          if (taken === 0) expect(records).toBeLessThan(40_000);
          taken += 1;
        },
      },
    );
    expect(taken).toBe(16);
  });

  it('that cannot store ends the reading with its own error', async () => {
    const full = new Error('disk full');
    const content = fileOf(...lines(50_000));
    let finished = 0;
    const reading = read(
      content,
      {},
      {
        batch: async ({ number }) => {
          if (number === 3) throw full;
          await pause(20);
          finished += 1;
        },
      },
    );
    await expect(reading).rejects.toBe(full);
    const before = finished;
    await pause(50);
    expect(finished).toBe(before);
  });

  it('can cancel, also a reader that does not listen, and stores nothing after that', async () => {
    const cancel = new AbortController();
    const batches: number[] = [];
    const storing = {
      batch: async ({ number }: ReadBatch) => {
        batches.push(number);
        cancel.abort();
        await pause(10);
      },
    };
    const waits = await read(fileOf(...lines(15_000), 'WAIT'), { signal: cancel.signal }, storing);
    expect(waits.end).toEqual({ outcome: 'cancelled' });
    expect(batches.length).toBeLessThan(3);
    const hangs = await read(fileOf('HANG'), { signal: AbortSignal.timeout(500) });
    expect(hangs.end).toEqual({ outcome: 'cancelled' });
    const { end } = await read(fileOf(line(1)), { signal: AbortSignal.abort() });
    expect(end).toEqual({ outcome: 'cancelled' });
  });

  it('hears of a reader that was killed from outside, and may try again', async () => {
    await expect(read(fileOf(line(1), 'DIE'))).rejects.toMatchObject({
      name: 'ReaderStopped',
      retryable: true,
    });
  });

  it('ends a reader that has not been heard of for too long', async () => {
    await expect(read(fileOf('HANG'), { silentMs: 1500 })).rejects.toMatchObject({
      code: 'import_too_complex',
    });
  });

  it('is not drawn along when a file takes all memory', async () => {
    await expect(read(fileOf(line(1), 'MEMORY'))).rejects.toMatchObject({ code: 'import_too_complex' });
  });
});

describe('The reader', () => {
  it('ends when its host is killed', async () => {
    const { path } = await optionsOf(fileOf(...lines(60_000)));
    const host = fork(join(import.meta.dirname, '../../../test/import/reading/test-host.mjs'), [path], {
      execArgv: [],
    });
    const pid = await new Promise<number>((resolve) => host.once('message', (told) => resolve(Number(told))));
    const isThere = () => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    expect(isThere()).toBe(true);
    host.kill('SIGKILL');
    for (let tries = 0; tries < 100 && isThere(); tries++) await pause(50);
    expect(isThere()).toBe(false);
  });

  it('keeps to little memory, however long the file', async () => {
    const path = join(folder, 'upload');
    const block = Buffer.from(`${lines(5000).join(`${',told of it'.repeat(25)}\n`)}\n`);
    const blocks = Math.ceil((300 * 1024 ** 2) / block.length);
    await writeFile(
      path,
      (function* () {
        yield 'carenode test\n';
        for (let n = 0; n < blocks; n++) yield block;
      })(),
    );
    const { size } = await stat(path);
    let rows = 0;
    const end = await readUpload(
      { path, name: 'big.txt', patientId: PATIENT, reader: READER },
      { batch: async ({ measurements }) => void (rows += measurements.rows.count) },
    );
    expect(size).toBeGreaterThan(300 * 1024 ** 2);
    expect(end).toMatchObject({ outcome: 'read' });
    expect(rows).toBe(blocks * 5000);
    if (end.outcome === 'read') expect(end.peakMemory).toBeLessThan(300 * 1024 ** 2);
  }, 120_000);

  it('may write nothing and start nothing', async () => {
    await expect(read(fileOf('WRITE'))).resolves.toMatchObject({
      end: { code: 'reader_failed', defect: expect.stringMatching(/^Error \(ERR_ACCESS_DENIED\) at/) },
    });
  });
});
