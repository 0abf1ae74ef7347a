import { readFileSync, readdirSync } from 'node:fs';
import { readFhirBundle } from '../src/import/fhir-r4/fhir-bundle.reader.js';
import type { ReadBundle } from '../src/import/fhir-r4/fhir-records.js';

const DEMO = new URL('../demo/synthea/', import.meta.url);
const FIXTURES = new URL('./fixtures/fhir-r4/', import.meta.url);

export const PATIENT = { resourceType: 'Patient', id: 'example', birthDate: '1974-12-25' };

export function demoBundle(name: string): Buffer {
  return readFileSync(new URL(name, DEMO));
}

export function demoBundleNames(): string[] {
  return readdirSync(DEMO).filter((name) => name.endsWith('.json'));
}

export function fixture(name: string): Buffer {
  return readFileSync(new URL(name, FIXTURES));
}

/** A collection of the resources, whose texts go in as they are, so that numbers keep their digits. */
export function bundleOf(...resources: Array<object | string>): string {
  const entries = resources.map((resource) => {
    const text = typeof resource === 'string' ? resource : JSON.stringify(resource);
    return `{"resource":${text}}`;
  });
  return `{"resourceType":"Bundle","type":"collection","entry":[${entries.join(',')}]}`;
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Reads the patient `Patient/example` together with the resources. */
export function readWithPatient(...resources: Array<object | string>): ReadBundle {
  return readFhirBundle(bytes(bundleOf(PATIENT, ...resources)));
}

/** Why the only resource beside the patient was refused. */
export function refusalOf(resource: object | string): { field: string; reason: string } | undefined {
  const { refused } = readWithPatient(resource);
  return refused[0] && { field: refused[0].field, reason: refused[0].reason };
}

export function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
