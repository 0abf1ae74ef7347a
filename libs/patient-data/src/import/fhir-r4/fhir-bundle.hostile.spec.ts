import { describe, expect, it } from '@jest/globals';
import { bytes, demoBundle, fixture, sum } from '../../../test/fhir-bundles.js';
import { FhirRefusal, readFhirBundle } from './fhir-bundle.reader.js';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Reads whatever it is; anything but a FhirRefusal or a report that adds up fails the test. */
function readAnything(input: Uint8Array): 'refused' | 'read' {
  try {
    const result = readFhirBundle(input);
    const { conditions, measurements, medicationRequests, medicationStatements, goals } = result;
    const treatments = [...medicationRequests, ...medicationStatements];
    const records = [result.patient, ...conditions, ...measurements, ...treatments, ...goals];
    const entries = new Set(records.map(({ entry }) => entry));
    const found = {
      read: sum(result.used) + sum(result.skipped) + result.refused.length,
      used: entries.size,
      records: records.length,
    };
    const told = { read: result.read, used: sum(result.used), records: result.records };
    if (JSON.stringify(found) !== JSON.stringify(told))
      throw new Error(`${JSON.stringify(found)} is not ${JSON.stringify(told)}`);
    return 'read';
  } catch (error) {
    if (error instanceof FhirRefusal) return 'refused';
    throw error;
  }
}

/** A small generator of repeatable numbers (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

function pathsOf(value: Json, path: Array<string | number> = []): Array<Array<string | number>> {
  if (typeof value !== 'object' || value === null) return [path];
  const children: Array<[string | number, Json]> = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return [path, ...children.flatMap(([name, child]) => pathsOf(child, [...path, name]))];
}

function replaced(value: Json, path: ReadonlyArray<string | number>, by: Json): Json {
  const [name, ...rest] = path;
  if (name === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    Json
  >;
  copy[name] = replaced(copy[name] ?? null, rest, by);
  return copy;
}

function parse(file: Buffer): { entry: Json[] } & Record<string, Json> {
  return JSON.parse(file.toString()) as { entry: Json[] } & Record<string, Json>;
}

const WRONG: Json[] = [
  null,
  7,
  -1.5,
  true,
  '',
  'x',
  [],
  {},
  [7],
  ['x'],
  [null],
  [[]],
  { x: 1 },
  '9999-99-99',
];

const READ_EXAMPLES = [
  'condition-example',
  'condition-f201',
  'observation-blood-pressure',
  'observation-10minute-apgar-score',
  'observation-f001',
  'observation-vitals-panel',
  'medicationrequest-medrx0301',
  'medicationstatement-example001',
  'goal-example',
];

function richPatient(): Json {
  const { resource } = parse(demoBundle('christopher-abshire.json')).entry[0] as {
    resource: Record<string, Json>;
  };
  return without({ ...resource, id: 'example' }, UNREAD);
}

/** The patient with one more resource, without what no reader looks at. */
function bundleWith(resource: Json): Json {
  const fullUrl = 'https://example.org/fhir/Patient/example';
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [{ resource: richPatient(), fullUrl, request: { method: 'POST', url: 'x' } }, { resource }],
  };
}

const UNREAD = [
  'text',
  'extension',
  'address',
  'telecom',
  'communication',
  'interpretation',
  'referenceRange',
  'bodySite',
];

function without(resource: Json, names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(resource as object).filter(([name]) => !names.includes(name)));
}

describe('readFhirBundle on hostile input', () => {
  it('answers every wrong type at every place with a refusal or a report that adds up', () => {
    const outcomes = { refused: 0, read: 0 };
    for (const name of READ_EXAMPLES) {
      const text = fixture(`${name}.json`)
        .toString()
        .replaceAll(/"Patient\/\w+"/g, '"Patient/example"');
      const bundle = bundleWith(without(JSON.parse(text) as Json, UNREAD));
      for (const path of pathsOf(bundle)) {
        // The patient is the same in every bundle.
        if (path[0] === 'entry' && path[1] === 0 && name !== READ_EXAMPLES[0]) continue;
        for (const wrong of WRONG)
          outcomes[readAnything(bytes(JSON.stringify(replaced(bundle, path, wrong))))] += 1;
      }
    }
    // Most break one resource and not the bundle.
    expect(outcomes.read).toBeGreaterThan(3_000);
    expect(outcomes.refused).toBeGreaterThan(300);
  });

  it('survives 300 random changes of the bytes of a real bundle', () => {
    const original = fixture('ips-bundle-01.json');
    const next = random(20_260_101);
    const outcomes = { refused: 0, read: 0 };
    for (let round = 0; round < 300; round += 1) {
      const changed = Buffer.from(original);
      const at = next(changed.length);
      const length = 1 + next(40);
      const kind = round % 4;
      if (kind === 0) changed[at] = next(256);
      if (kind === 1) changed[at] = (changed[at] ?? 0) ^ (1 << next(7));
      const mutated =
        kind < 2
          ? changed
          : kind === 2
            ? Buffer.concat([changed.subarray(0, at), changed.subarray(at + length)])
            : Buffer.concat([
                changed.subarray(0, at),
                changed.subarray(at, at + length),
                changed.subarray(at),
              ]);
      outcomes[readAnything(mutated)] += 1;
    }
    expect(outcomes.refused).toBeGreaterThan(20);
    expect(outcomes.read).toBeGreaterThan(20);
  });

  it('survives 300 random swaps of values inside a real bundle', () => {
    const original = parse(fixture('ips-bundle-01.json'));
    const paths = pathsOf(original);
    const next = random(42);
    let read = 0;
    for (let round = 0; round < 300; round += 1) {
      let changed: Json = original;
      for (let swaps = 1 + next(4); swaps > 0; swaps -= 1) {
        const from = paths[next(paths.length)] ?? [];
        const to = paths[next(paths.length)] ?? [];
        const value = from.reduce<Json>(
          (inner, name) => (inner as Record<string | number, Json>)[name] ?? null,
          original,
        );
        if (to.length > 1) changed = replaced(original, to, value);
      }
      if (readAnything(bytes(JSON.stringify(changed))) === 'read') read += 1;
    }
    expect(read).toBeGreaterThan(100);
  });

  it.each([
    [
      'a prototype for everybody',
      '{"resourceType":"Patient","id":"p","__proto__":{"name":[{"family":"Evil"}]}}',
    ],
    ['a constructor', '{"resourceType":"Patient","id":"p","constructor":{"prototype":{"name":5}}}'],
  ])('is not changed by %s', (_what, patient) => {
    const result = readFhirBundle(
      bytes(`{"resourceType":"Bundle","type":"batch","entry":[{"resource":${patient}}]}`),
    );
    expect(result.patient).toEqual({ externalId: 'Patient/p', entry: 0, identifiers: [] });
    expect(({} as Record<string, unknown>)['name']).toBeUndefined();
  });

  it('counts resource types that have names of object members like any other', () => {
    const names = ['Object', 'Proxy', 'ToString'];
    const entry = [
      { resource: { resourceType: 'Patient', id: 'p' } },
      ...names.map((resourceType) => ({ resource: { resourceType } })),
    ];
    const result = readFhirBundle(bytes(JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry })));
    expect(result.skipped).toEqual({ Object: 1, Proxy: 1, ToString: 1 });
  });

  it('reads an Observation with thousands of components of one code', () => {
    const component = Array.from({ length: 5_000 }, () => ({ code: { text: 'x' }, valueInteger: 1 }));
    const observation = {
      resourceType: 'Observation',
      id: 'o',
      status: 'final',
      code: { text: 'y' },
      subject: { reference: 'Patient/p' },
      effectiveDateTime: '2020',
      component,
    };
    const entry = [{ resource: { resourceType: 'Patient', id: 'p' } }, { resource: observation }];
    const result = readFhirBundle(bytes(JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry })));
    expect(new Set(result.measurements.map(({ externalId }) => externalId)).size).toBe(5_000);
  });

  it.each([
    ['entries', 'entry', `{"resource":{"resourceType":"Patient","id":"p"}}${',{}'.repeat(200_000)}`],
    [
      'components',
      'entry',
      `{"resource":{"resourceType":"Patient","id":"p"}},{"resource":{"resourceType":"Observation","id":"o",
        "status":"final","subject":{"reference":"Patient/p"},"effectiveDateTime":"2020","code":{"text":"x"},
        "component":[{}${',{}'.repeat(200_000)}]}}`,
    ],
  ])('refuses a bundle of countless unusable %s as a whole', (_what, field, entries) => {
    const text = `{"resourceType":"Bundle","type":"batch","entry":[${entries}]}`;
    expect(() => readFhirBundle(bytes(text))).toThrow(
      expect.objectContaining({ code: 'not_a_bundle', field }),
    );
  });

  it('finds references among entries that share an id on thousands of servers', () => {
    const subject = { reference: 'Patient/p' };
    const condition = { resourceType: 'Condition', id: 'c', subject, code: { text: 'x' } };
    const goal = {
      resourceType: 'Goal',
      subject,
      lifecycleStatus: 'active',
      description: { text: 'x' },
      addresses: [{ reference: 'https://s0.org/Condition/c' }],
    };
    const entry: object[] = [{ resource: { resourceType: 'Patient', id: 'p' } }];
    for (let server = 1; server <= 5_000; server += 1) {
      entry.push(
        { fullUrl: `https://s${server}.org/Condition/c`, resource: condition },
        { resource: { ...goal, id: `g${server}` } },
      );
    }
    const result = readFhirBundle(bytes(JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry })));
    expect(result).toMatchObject({ read: 10_001, records: 10_001, refused: [] });
    expect(result.goals[0]?.addressesExternalIds).toEqual(['https://s0.org/Condition/c']);
  });
});
