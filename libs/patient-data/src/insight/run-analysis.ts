import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import type { Analysis } from './analysis/analyse.js';
import type { DailyRecord } from './analysis/daily-series.js';
import type { AnalysisOrder } from './analysis.messages.js';

// The built file, also when this one is run from its source.
const THREAD = join(import.meta.dirname, '../../dist/insight/analysis.main.js');
const HEAP_MIB = 256;

/**
 * Analyses a person's days in a thread of its own, so that nobody else waits. Rejects with the signal's reason when it
 * aborts; the thread is ended then.
 */
export function analyseInThread(record: DailyRecord, signal: AbortSignal): Promise<Analysis> {
  signal.throwIfAborted();
  const order: AnalysisOrder = { record };
  const thread = new Worker(THREAD, {
    workerData: order,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
  });
  return new Promise<Analysis>((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`The analysis ended with ${code} before it had told anything.`));
    });
  }).finally(() => thread.terminate());
}
