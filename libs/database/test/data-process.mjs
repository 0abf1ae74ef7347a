import { DataSteps } from '../dist/migrate/index.js';
import { CreateReadings, PoundsToKilograms, readingsWith } from './data-fixture.ts';

const KEY = 'readings/0002-pounds-to-kilograms';

// `node data-process.mjs run|undo <admin URL>`: the step in a process of its own, to be killed.
const [, , verb, adminUrl = ''] = process.argv;
const steps = new DataSteps({
  adminUrl,
  hostLogin: { name: 'carenode_test_host', password: 'only-on-loopback-while-tests-run' },
  modules: [readingsWith(CreateReadings, PoundsToKilograms)],
  live: (line) => console.log(line),
  pace: { pause: 0.2, batchMs: 20 },
});
await (verb === 'undo' ? steps.undo(KEY) : steps.run(KEY));
