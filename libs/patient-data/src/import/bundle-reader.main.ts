import { buffer } from 'node:stream/consumers';

import { LISTS, type ReaderMessage, withoutRecords } from './bundle-reader.messages.js';
import { readFhirBundle } from './fhir-r4/fhir-bundle.reader.js';
import { FhirRefusal } from './fhir-r4/fhir-refusal.js';

// A process of its own: takes a file from its input, tells its parent what is in it, and ends.

/** Small enough that taking a part in does not keep the parent from others. */
const PART = 2000;

const tell = (message: ReaderMessage) =>
  new Promise<void>((resolve, reject) => {
    process.send?.(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
  });

try {
  const bundle = readFhirBundle(await buffer(process.stdin));
  for (const list of LISTS) {
    for (let start = 0; start < bundle[list].length; start += PART) {
      await tell({ kind: 'part', list, records: bundle[list].slice(start, start + PART) });
    }
  }
  await tell({ kind: 'end', bundle: withoutRecords(bundle) });
} catch (error) {
  if (!(error instanceof FhirRefusal)) throw error;
  const { code, message, field } = error;
  await tell({ kind: 'refusal', code, message, field });
}
process.disconnect();
