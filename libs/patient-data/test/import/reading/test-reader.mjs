import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { FileRefusal } from '../../../dist/import/format/import-format.js';
import { headText, linesOf } from '../../../dist/import/format/text.js';
import { serveReader } from '../../../dist/import/reading/reader-process.js';

// A reader of a format that only tests know: first line `carenode test`, then one record a line, `kind,start,value`. Kinds in
// capitals are told to do something else.

const steps = {
  variable: { system: 'http://loinc.org', code: '55423-8', name: 'Steps', kind: 'sum', unit: '{steps}' },
  unit: '{steps}',
  source: 'Watch',
  device: null,
  offsetMinutes: null,
  timeZone: null,
};
const moment = (start, value) => ({
  type: 'measurement',
  series: steps,
  value,
  start: Number(start),
  end: null,
});
const condition = (id) => ({
  type: 'condition',
  source: 'fhir',
  record: { externalId: id, name: `Condition ${id}`, codings: [] },
});

const told = {
  SKIP: (sink) => sink.skip('other'),
  WRONG: (sink, at) => sink.quarantine('wrong', at, { field: 'value', reason: 'is wrong' }),
  PAIR: (sink, at, [start, value]) =>
    sink.add('pair', at, [moment(start, value), moment(Number(start) + 1, value)]),
  CONDITION: (sink, at, [id]) => sink.add('condition', at, condition(id)),
  DEFECT: (_sink, _at, [value]) => {
    throw new TypeError(`cannot read ${value}`);
  },
  REFUSE: () => {
    throw new FileRefusal('not_like_this', 'This is not to be stored.', 'line');
  },
  HANG: () => {
    for (;;);
  },
  MEMORY: () => {
    for (const kept = []; ;) kept.push({ kept });
  },
  DIE: () => process.kill(process.pid, 'SIGKILL'),
  WRITE: () => writeFileSync('outside.txt', 'x'),
  WAIT: () => pause(60_000),
};

const testFormat = {
  id: 'test',
  title: 'Test format',
  recognise: (files) => files.filter((file) => headText(file).startsWith('carenode test')),
  ask: async (files, answers) =>
    files.some((file) => headText(file).includes('ASK')) && !answers['time-zone']
      ? [{ id: 'time-zone', text: 'Where was it?', kind: 'time-zone' }]
      : [],
  read: async (files, sink) => {
    for (const file of files) {
      sink.open(file);
      let line = 0;
      for await (const text of linesOf(file)) {
        line += 1;
        if (line % 1000 === 0) await sink.ready();
        const [kind, ...values] = text.split(',');
        if (line === 1 || kind === '') continue;
        if (told[kind]) await told[kind](sink, line, values);
        else sink.add(kind, line, moment(values[0], values[1]));
      }
    }
  },
};

serveReader([testFormat]);
