import { fileURLToPath } from 'node:url';

import { systemContext } from '@carenode/module-kit';
import { ReferenceFoods } from '@carenode/patient-data-contract';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

export interface Entry {
  readonly id: string;
  readonly timestamp: string;
  readonly foodId: string | null;
  readonly foodName: string;
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly meal: string | null;
  readonly calories: number | null;
  readonly protein: number | null;
  readonly carbs: number | null;
  readonly fat: number | null;
  readonly version: number;
  readonly utcOffsetMinutes: number | null;
  readonly timeZone: string | null;
  readonly nutrients: readonly Nutrient[];
}
export interface Nutrient {
  readonly nutrient: string;
  readonly amount: number;
  readonly unit: string;
}
export interface Page<T> {
  readonly items: readonly T[];
}

export const LOG = '/api/v1/patients/me/food-log';

const FOODS = fileURLToPath(new URL('../reference/usda-sr', import.meta.url));

/** A host with the foods of USDA SR. `butter`: the id of one of them, BUTTER,WITH SALT. */
export async function startFoodHost(): Promise<{ host: TestHost; patient: TestClient; butter: string }> {
  const host = await startTestHost({ modules: ['patient-data'] });
  const patient = await host.signedIn('patient');
  await host.host.get(ReferenceFoods).importUsdaSr(systemContext('a test'), FOODS);
  const { body } = await patient.get<Page<{ id: string }>>('/api/v1/foods?q=butter%20with%20salt&limit=1');
  const [butter] = body.items;
  if (!butter) throw new Error('There is no butter among the foods.');
  return { host, patient, butter: butter.id };
}

/** An entry that the patient adds to their food log. */
export async function note(patient: TestClient, input: object): Promise<Entry> {
  const { status, body, text } = await patient.post<Entry>(LOG, input);
  if (status !== 201) throw new Error(text);
  return body;
}
