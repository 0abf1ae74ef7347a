import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

import { patientDataErrors } from '../patient-data.errors.js';
import { LISTS, type List, type ReaderMessage } from './bundle-reader.messages.js';
import { readFhirBundle } from './fhir-r4/fhir-bundle.reader.js';
import type { ReadBundle } from './fhir-r4/fhir-records.js';
import { FhirRefusal } from './fhir-r4/fhir-refusal.js';

/** Below this a file is read sooner than a process starts. */
const READ_HERE_BYTES = 512 * 1024;
// Parsed values take many times the room of their text. A file made to take more ends its reader, not the host: V8
// aborts the whole process when memory runs out, which is why a thread would not do.
const HEAP_PER_BYTE = 32;
const LEAST_HEAP_MIB = 256;
const READ_WITHIN_MS = 60_000;
// The built file, also when this one is run from its source.
const READER = join(import.meta.dirname, '../../dist/import/bundle-reader.main.js');

/**
 * Reads a FHIR R4 bundle as readFhirBundle does, a large one in a process of its own, so that nobody else waits. Throws
 * FhirRefusal, and `import_too_complex` when reading takes more memory or time than it may.
 */
export async function readBundle(bytes: Uint8Array): Promise<ReadBundle> {
  if (bytes.length <= READ_HERE_BYTES) return readFhirBundle(bytes);
  const heap = Math.max(LEAST_HEAP_MIB, Math.ceil((bytes.length * HEAP_PER_BYTE) / 1024 ** 2));
  const reader = fork(READER, [], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${heap}`],
    // Whatever a file may make of its reader, there is nothing to find.
    env: {},
    stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
  });
  const timer = setTimeout(() => reader.kill('SIGKILL'), READ_WITHIN_MS);
  try {
    return await bundleFrom(reader, bytes);
  } finally {
    clearTimeout(timer);
    reader.kill('SIGKILL');
  }
}

function bundleFrom(reader: ChildProcess, bytes: Uint8Array): Promise<ReadBundle> {
  const parts: Record<List, ReadBundle[List][]> = {
    conditions: [],
    measurements: [],
    medicationRequests: [],
    goals: [],
  };
  return new Promise((resolve, reject) => {
    reader.on('message', (message: ReaderMessage) => {
      if (message.kind === 'part') parts[message.list].push(message.records);
      else if (message.kind === 'refusal') {
        reject(new FhirRefusal(message.code, message.message, message.field));
      } else {
        const records = Object.fromEntries(LISTS.map((list) => [list, parts[list].flat()]));
        resolve({ ...message.bundle, ...records });
      }
    });
    reader.on('error', reject);
    reader.on('exit', (code, signal) => {
      // Out of memory and out of time end in a signal; everything else is a defect of the reader.
      const over = () =>
        reject(
          signal
            ? patientDataErrors.import_too_complex()
            : new Error(`The reader of the file ended with ${code}.`),
        );
      // What it told last may still be on its way.
      if (reader.connected) reader.once('disconnect', over);
      else over();
    });
    // A reader that ended early takes no more; its end tells why.
    reader.stdin?.on('error', () => undefined);
    reader.stdin?.end(bytes);
  });
}
