import { CareTeams } from '@carenode/records-contract';
import { systemContext } from '@carenode/module-kit';
import type { TestClient, TestHost } from '@carenode/testing';

/** One kind of row as the specs use it. */
export interface Noun {
  readonly path: string;
  readonly table: string;
  /** Who adds rows; a patient unless said. */
  readonly author: 'patient' | 'provider';
  readonly providerReads: boolean;
  readonly input: Readonly<Record<string, unknown>>;
  readonly change: Readonly<Record<string, unknown>>;
}

/** `resourceId` is a learning resource that exists. */
export function nouns(resourceId: string): readonly Noun[] {
  return [
    {
      path: 'food-log',
      table: 'patient_food_log',
      author: 'patient',
      providerReads: true,
      input: {
        timestamp: '2026-03-01T07:30:00.000Z',
        foodName: 'Rye bread with “cheese”',
        quantity: 2.5,
        unit: 'slice',
        calories: 310,
        protein: 12.25,
        carbs: 40,
        fat: 9.5,
        notes: 'Line one\nline two',
      },
      change: { quantity: 3, notes: null },
    },
    {
      path: 'activity-log',
      table: 'patient_activity_log',
      author: 'patient',
      providerReads: true,
      input: {
        activityType: 'walking',
        timestamp: '2026-03-01T17:00:00.000Z',
        duration: 45,
        intensity: 'moderate',
        caloriesBurned: 180,
        notes: 'uphill',
      },
      change: { intensity: 'sedentary', caloriesBurned: null },
    },
    {
      path: 'condition-events',
      table: 'patient_condition_events',
      author: 'patient',
      providerReads: true,
      input: {
        eventType: 'flare-up',
        timestamp: '2026-03-01T09:00:00.000Z',
        severity: 7,
        notes: 'left knee',
      },
      change: { severity: 4 },
    },
    {
      path: 'import-sources',
      table: 'patient_data_import_sources',
      author: 'patient',
      providerReads: false,
      input: { sourceName: 'City hospital', sourceType: 'fhir', status: 'active' },
      change: { status: 'paused' },
    },
    {
      path: 'insights',
      table: 'patient_insights',
      author: 'provider',
      providerReads: true,
      input: {
        insightType: 'trend',
        insightText: 'Blood pressure has come down since January.',
        confidenceScore: 0.8,
        dataSources: [{ table: 'measurements', rows: 12 }],
        generatedAt: '2026-03-01T10:00:00.000Z',
      },
      change: { insightText: 'Blood pressure has come down.', dataSources: { table: 'measurements' } },
    },
    {
      path: 'health-goals',
      table: 'patient_health_goals',
      author: 'patient',
      providerReads: true,
      input: {
        title: 'Walk 8000 steps a day',
        description: 'On five days a week',
        targetValue: 8000,
        currentValue: 5200,
        unit: '{steps}/d',
        startDate: '2026-03-01T00:00:00.000Z',
        targetDate: '2026-06-01T00:00:00.000Z',
        status: 'active',
        achievementStatus: 'in-progress',
      },
      change: { currentValue: 8100, achievementStatus: 'achieved', status: 'completed' },
    },
    {
      path: 'learning-progress',
      table: 'patient_learning_progress',
      author: 'patient',
      providerReads: false,
      input: { resourceId, progressPercent: 40, completed: false, lastAccessed: '2026-03-01T20:00:00.000Z' },
      change: { progressPercent: 100, completed: true },
    },
  ];
}

export const NOUN_PATHS = nouns('').map((noun) => noun.path);

export function nounOf(path: string, resourceId: string): Noun {
  const noun = nouns(resourceId).find((candidate) => candidate.path === path);
  if (!noun) throw new Error(`There is no noun ${path}.`);
  return noun;
}

/** Puts the provider into the patient's active care team. */
export function takeIntoCare(host: TestHost, patient: TestClient, provider: TestClient): Promise<void> {
  return host.host.get(CareTeams).assign(systemContext('arrange a test'), patient.id, provider.id);
}

/** Something to learn from. Returns its id. */
export async function offerResource(provider: TestClient): Promise<string> {
  const { status, body, text } = await provider.post<{ id: string }>('/api/v1/learning-resources', {
    title: 'Living with asthma',
    resourceType: 'article',
    content: '# Asthma\n\nAvoid what sets it off.',
  });
  if (status !== 201) throw new Error(text);
  return body.id;
}

/** How many rows a table has, seen behind the policies. */
export async function rowCount(host: TestHost, table: string): Promise<number> {
  const { rows } = await host.database.admin.query<{ count: string }>(`select count(*) from ${table}`);
  return Number(rows[0]?.count);
}
