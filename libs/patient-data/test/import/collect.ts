import { readFile } from 'node:fs/promises';

import type { Answers, ImportFormat, Question, UploadedFile } from '../../src/import/format/import-format.js';
import type { ReadRow } from '../../src/import/format/read-rows.js';
import type { Problem, RecordSink } from '../../src/import/format/record-sink.js';

const HEAD = 64 * 1024;
const PIECE = 64 * 1024;

/** A file of an upload, held in memory; `pieces` is how many bytes come at a time. */
export function fileOf(path: string, content: Uint8Array | string, pieces = PIECE): UploadedFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    path,
    head: bytes.subarray(0, HEAD),
    size: bytes.length,
    async *read() {
      for (let at = 0; at < bytes.length; at += pieces) yield bytes.subarray(at, at + pieces);
    },
  };
}

export async function fileAt(path: string, pieces?: number): Promise<UploadedFile> {
  return fileOf(path, await readFile(path), pieces);
}

export interface Told {
  readonly added: { readonly kind: string; readonly at: number; readonly rows: readonly ReadRow[] }[];
  readonly skipped: Record<string, number>;
  readonly quarantined: { readonly kind: string; readonly at: number; readonly problem: Problem }[];
  readonly notes: { readonly at: number; readonly problem: Problem }[];
  readonly files: string[];
  /** Records told, in whatever way. */
  readonly read: number;
  readonly rows: readonly ReadRow[];
}

/** What a format reads from these files. Fails when the format does not recognise them. */
export async function collect(
  format: ImportFormat,
  files: readonly UploadedFile[],
  answers: Answers = {},
): Promise<Told> {
  const mine = format.recognise(files);
  if (mine.length === 0)
    throw new Error(`${format.id} does not recognise ${files.map((f) => f.path).join(', ')}.`);
  const told = {
    added: [] as Told['added'],
    skipped: {} as Record<string, number>,
    quarantined: [] as Told['quarantined'],
    notes: [] as Told['notes'],
    files: [] as string[],
  };
  const sink: RecordSink = {
    open: (file) => void told.files.push(file.path),
    add: (kind, at, rows) => {
      const list = Array.isArray(rows) ? (rows as readonly ReadRow[]) : [rows as ReadRow];
      if (list.length === 0) throw new Error(`${kind} at ${at} gives no rows; skip or quarantine it.`);
      told.added.push({ kind, at, rows: list });
    },
    skip: (kind, count = 1) => {
      told.skipped[kind] = (told.skipped[kind] ?? 0) + count;
    },
    quarantine: (kind, at, problem) => void told.quarantined.push({ kind, at, problem }),
    note: (at, problem) => void told.notes.push({ at, problem }),
    ready: () => Promise.resolve(),
  };
  await format.read(mine, sink, answers);
  const skipped = Object.values(told.skipped).reduce((sum, count) => sum + count, 0);
  return {
    ...told,
    read: told.added.length + told.quarantined.length + skipped,
    rows: told.added.flatMap(({ rows }) => rows),
  };
}

/** What a format asks about these files. */
export async function questionsOf(
  format: ImportFormat,
  files: readonly UploadedFile[],
  answers: Answers = {},
): Promise<readonly Question[]> {
  return (await format.ask?.(format.recognise(files), answers)) ?? [];
}
