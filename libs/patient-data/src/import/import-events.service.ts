import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

import { Database, RowStore } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

import { patientDataErrors } from '../patient-data.errors.js';
import type { PatientImport } from './patient-import.entity.js';
import { importListView } from './patient-import.view.js';
import { PatientImports } from './patient-imports.service.js';

const MOST_STREAMS = 5;
const LOOK_MS = 500;
const PING_MS = 15_000;
/** Characters that may wait for a slow connection. */
const MOST_UNTAKEN = 65_536;
/** Then the browser connects again, and who asks is asked for anew. */
const LONGEST_MS = 15 * 60_000;

/** Server-sent events about an import: it reads the row, so any host tells about an import that any host does. */
@Injectable()
export class ImportEvents implements OnModuleDestroy {
  private readonly summaries: RowStore<PatientImport>;
  private readonly streams = new Map<string, number>();
  private readonly closing = new AbortController();

  constructor(
    db: Database,
    private readonly imports: PatientImports,
  ) {
    this.summaries = new RowStore(db, importListView, {
      noun: 'import',
      owner: 'patientId',
      about: 'patientId',
      order: 'createdAt',
    });
  }

  /** A host that stops ends the streams, which would keep it. */
  onModuleDestroy(): void {
    this.closing.abort();
  }

  /** `progress` whenever something changed, and `end` with all of it when it is over. Throws `not_found`, `too_many_streams`. */
  async follow(ctx: RequestContext, patientId: string, id: string): Promise<Readable> {
    await this.summaries.get(ctx, patientId, id);
    const who = ctx.subject ?? '';
    const open = this.streams.get(who) ?? 0;
    if (open >= MOST_STREAMS) throw patientDataErrors.too_many_streams({ most: MOST_STREAMS });
    this.streams.set(who, open + 1);
    const gone = new AbortController();
    const stream = new Readable({
      read: () => undefined,
      destroy: (error, done) => {
        gone.abort();
        const left = (this.streams.get(who) ?? 1) - 1;
        if (left > 0) this.streams.set(who, left);
        else this.streams.delete(who);
        done(error);
      },
    });
    const signal = AbortSignal.any([gone.signal, this.closing.signal]);
    void this.tell({ ctx, patientId, id, signal }, stream)
      .catch(() => undefined)
      .finally(() => stream.push(null));
    return stream;
  }

  private async tell({ ctx, patientId, id, signal }: Followed, stream: Readable): Promise<void> {
    const begun = Date.now();
    let [told, toldAt] = ['', begun];
    stream.push('retry: 2000\n\n');
    while (!signal.aborted && Date.now() - begun < LONGEST_MS) {
      // An import that is not there any more, and rights that ended, end the stream.
      const { text } = await this.summaries.get(ctx, patientId, id);
      if (signal.aborted) return;
      if ((JSON.parse(text) as { finishedAt: string | null }).finishedAt !== null) {
        const all = await this.imports.get(ctx, patientId, id);
        stream.push(event('end', all.text));
        return;
      }
      // Who does not take what was told hears the newest when they do.
      const behind = stream.readableLength > MOST_UNTAKEN;
      if (text !== told && !behind) {
        [told, toldAt] = [text, Date.now()];
        stream.push(event('progress', told));
      } else if (Date.now() - toldAt >= PING_MS && !behind) {
        toldAt = Date.now();
        stream.push(': still there\n\n');
      }
      await pause(LOOK_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}

interface Followed {
  readonly ctx: RequestContext;
  readonly patientId: string;
  readonly id: string;
  readonly signal: AbortSignal;
}

/** JSON has no line breaks, so one data line holds all of it. */
const event = (name: string, data: string) => `event: ${name}\ndata: ${data}\n\n`;
