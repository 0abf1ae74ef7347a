import { subscribe } from 'node:diagnostics_channel';
import { join } from 'node:path';

import { readUpload } from '../../../dist/import/reading/read-upload.js';

// A host that reads the file it is given, and tells the process id of its reader when there is something to store.

const reader = join(import.meta.dirname, 'test-reader.mjs');
let pid;
subscribe('child_process', ({ process: child }) => {
  child.on('spawn', () => (pid = child.pid));
});
await readUpload(
  { path: process.argv[2], name: 'steps.txt', patientId: 'p', reader },
  {
    batch: () => {
      process.send(pid);
      return new Promise(() => undefined);
    },
  },
);
