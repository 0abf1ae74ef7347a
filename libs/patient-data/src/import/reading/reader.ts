import { FileRefusal, type ImportFormat, type Question, type UploadedFile } from '../format/import-format.js';
import type { FromReader, ReadRefusal, Recognised, StartMessage } from './messages.js';
import { BatchingSink, ReadingCancelled } from './sink.js';
import { isArchive, openUpload, type Upload } from './upload.js';

/** A format, and the files of the upload that are its. */
interface Taken {
  readonly format: ImportFormat;
  readonly files: readonly UploadedFile[];
}

const PROGRESS_MS = 1000;
const MOST_IGNORED = 100;

/** One reading of one upload: tells what it finds, ends with an end, questions or a refusal, and never throws. */
export class Reader {
  private readonly sink: BatchingSink;
  private bytes = 0;
  private total = 0;

  constructor(
    private readonly formats: readonly ImportFormat[],
    private readonly start: StartMessage,
    private readonly tell: (message: FromReader) => void,
  ) {
    const { patientId, stored, limits } = start;
    this.sink = new BatchingSink({ patientId, stored, problems: limits.problems }, tell);
  }

  acknowledge(): void {
    this.sink.acknowledge();
  }

  cancel(): void {
    this.sink.cancel();
  }

  async run(): Promise<void> {
    const timer = setInterval(() => this.tellProgress(), PROGRESS_MS);
    try {
      await this.read();
    } catch (error) {
      if (!(error instanceof ReadingCancelled)) this.tell({ type: 'refused', refusal: refusalOf(error) });
    } finally {
      clearInterval(timer);
    }
  }

  private async read(): Promise<void> {
    let reading = false;
    const upload = await openUpload(this.start.path, this.start.name, this.start.limits, {
      bytes: (done, total) => {
        this.bytes = done;
        this.total = total;
      },
      damaged: (file, reason) => {
        if (reading) this.sink.noteIn(file.path, 0, { reason });
      },
    });
    try {
      this.total = upload.size;
      const { taken, left } = take(this.formats, upload.files);
      if (taken.length === 0) throw unknown(this.formats, upload);
      this.tell({ type: 'recognised', recognised: recognisedOf(taken, left, upload) });
      const questions = await this.ask(taken);
      if (questions.length > 0) {
        this.tell({ type: 'questions', questions });
        return;
      }
      reading = true;
      this.bytes = 0;
      upload.begin(taken.flatMap(({ files }) => files));
      for (const { format, files } of taken) await format.read(files, this.sink, this.start.answers);
      await this.sink.ready();
      this.end();
    } finally {
      upload.close();
    }
  }

  /** What all formats ask; what two of them ask alike is asked once. */
  private async ask(taken: readonly Taken[]): Promise<Question[]> {
    const questions = new Map<string, Question>();
    for (const { format, files } of taken) {
      for (const question of (await format.ask?.(files, this.start.answers)) ?? []) {
        if (!questions.has(question.id)) questions.set(question.id, question);
      }
    }
    return [...questions.values()];
  }

  private end(): void {
    const batches = this.sink.finish();
    this.bytes = this.total;
    this.tellProgress();
    const { totals, noteCount: notes } = this.sink;
    const peakMemory = process.resourceUsage().maxRSS * 1024;
    this.tell({ type: 'end', totals: { totals, batches, notes, peakMemory } });
  }

  private tellProgress(): void {
    const { bytes, total } = this;
    this.tell({ type: 'progress', progress: { bytes, total, records: this.sink.records } });
  }
}

function take(formats: readonly ImportFormat[], files: readonly UploadedFile[]) {
  const taken: Taken[] = [];
  let left = files;
  for (const format of formats) {
    if (left.length === 0) break;
    const mine = new Set(format.recognise(left));
    if (mine.size === 0) continue;
    taken.push({ format, files: left.filter((file) => mine.has(file)) });
    left = left.filter((file) => !mine.has(file));
  }
  return { taken, left };
}

const ARCHIVE_INSIDE = 'is an archive inside the archive, and was not opened';

function recognisedOf(taken: readonly Taken[], left: readonly UploadedFile[], upload: Upload): Recognised {
  const unread = left.slice(0, MOST_IGNORED).map((file) => ({
    path: file.path,
    reason: isArchive(file.head) ? ARCHIVE_INSIDE : 'is of no kind that is read',
  }));
  return {
    formats: taken.map(({ format: { id, title }, files }) => ({ id, title, files: files.length })),
    files: upload.files.length + upload.ignored.length,
    ignored: [...upload.ignored, ...unread].slice(0, MOST_IGNORED),
    ignoredCount: upload.ignored.length + left.length,
  };
}

function unknown(formats: readonly ImportFormat[], { files }: Upload): FileRefusal {
  if (files.length === 0)
    return new FileRefusal('unknown_format', 'The archive holds no file that can be read.');
  const archive = files.slice(0, MOST_IGNORED).some((file) => isArchive(file.head))
    ? ' The archives inside it were not opened: unpack it, and upload them one by one.'
    : '';
  const titles = formats.map(({ title }) => title).join(', ');
  const message = `Nothing in it is of a kind that can be read.${archive} These can: ${titles}.`;
  return new FileRefusal('unknown_format', message);
}

/** An error that nobody foresaw is told by its kind and place: its message may hold what is in the file. */
export function refusalOf(error: unknown): ReadRefusal {
  if (error instanceof FileRefusal) {
    const { code, message, field } = error;
    return { code, message, field };
  }
  return {
    code: 'reader_failed',
    message:
      'The file could not be read because of a defect of the program. Nothing is wrong with it as far as is known.',
    defect: error instanceof Error ? `${error.name}${codeOf(error)} at ${placeOf(error)}` : typeof error,
  };
}

/** Of the operating system or of Node: `ENOENT`. */
function codeOf(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? ` (${code})` : '';
}

function placeOf({ stack = '' }: Error): string {
  return /([\w.-]+\.[cm]?[jt]s:\d+:\d+)\)?$/m.exec(stack)?.[1] ?? 'an unknown place';
}
