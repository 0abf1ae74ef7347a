import {
  HealthRecords,
  type IncomingMeasurement,
  type IncomingRecords,
  type StoredRecords,
} from '@carenode/records-contract';
import type { RequestContext } from '@carenode/module-kit';
import type { TestClient } from '@carenode/testing';

import { type Page, startWorld, type World } from './people.js';

const LOINC = 'http://loinc.org';
const SNOMED = 'http://snomed.info/sct';
const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const at = (text: string, offsetMinutes: number | null = 60) => ({ at: text, offsetMinutes });

const weight = (
  externalId: string,
  value: string,
  more: Partial<IncomingMeasurement> = {},
): IncomingMeasurement => ({
  externalId,
  variable: { system: LOINC, code: '29463-7', name: 'Body Weight' },
  value,
  unit: 'kg',
  start: at('2026-03-01T07:30:00Z'),
  ...more,
});

const bundle: IncomingRecords = {
  source: 'fhir',
  conditions: [
    {
      externalId: 'c1',
      name: 'Diabetes',
      codings: [
        { system: SNOMED, code: '44054006', display: 'Diabetes' },
        { system: ICD, code: 'E11.9' },
      ],
      clinicalStatus: 'active',
      verificationStatus: 'confirmed',
      onset: at('2010-05-01T00:00:00Z', null),
    },
    {
      externalId: 'c2',
      name: 'Something local',
      codings: [],
      clinicalStatus: 'odd',
      abatement: at('2010-05-01T00:00:00Z'),
      onset: at('2011-05-01T00:00:00Z'),
    },
  ],
  treatments: [
    {
      externalId: 't1',
      name: 'Metformin',
      codings: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '860975' }],
      status: 'active',
      intent: 'order',
      startedAt: at('2010-06-01T00:00:00Z'),
      dosage: 'twice a day',
      reasons: ['not-there', 'c1'],
    },
    { externalId: 't2', name: 'Tea', codings: [], status: 'brewing', reasons: [] },
  ],
  measurements: [
    weight('m1', '71.50'),
    weight('m2', '72', { comparator: '<', end: at('2026-03-01T08:30:00Z'), notes: 'clothed' }),
    {
      externalId: 'm3',
      variable: { system: null, code: null, name: 'Mood' },
      valueText: 'calm',
      start: at('2026-03-01T00:00:00Z', null),
    },
    {
      externalId: 'm4',
      variable: { system: 'urn:lab', code: 'X1', name: 'House test' },
      category: 'laboratory',
      valueCode: { system: SNOMED, code: '10828004' },
      valueText: 'Positive',
      start: at('2026-03-01T00:00:00Z'),
    },
    {
      externalId: 'm5',
      variable: { system: null, code: null, name: 'MOOD' },
      valueText: 'tense',
      start: at('2026-03-02T00:00:00Z', -330),
    },
  ],
};

describe('records of other systems', () => {
  let world: World;
  let patient: TestClient;

  const ctxOf = (client: TestClient, userType: 'patient' | 'provider'): RequestContext =>
    world.host.contextOf(client, userType);
  const store = (records: IncomingRecords, ctx = ctxOf(patient, 'patient')): Promise<StoredRecords> =>
    world.host.db
      .as(ctx)
      .transaction((tx) => world.host.host.get(HealthRecords).store(tx, patient.id, records));
  const only = (records: Partial<IncomingRecords>): IncomingRecords => ({
    source: 'fhir',
    conditions: [],
    treatments: [],
    measurements: [],
    ...records,
  });
  const rows = async (table: string) =>
    (
      await world.host.database.admin.query<Record<string, unknown>>(
        `select * from ${table} where patient_id = $1 order by external_id`,
        [patient.id],
      )
    ).rows;

  beforeAll(async () => {
    world = await startWorld();
    await world.host.database.admin.query(
      `insert into conditions (name, code_system, code) values ('Type 2 diabetes mellitus', $1, 'E11.9')`,
      [ICD],
    );
  });
  afterAll(() => world.host.close());
  beforeEach(async () => {
    patient = await world.host.signedIn('patient');
  });

  it('are stored with what they say, and counted', async () => {
    expect(await store(bundle)).toEqual({
      conditions: { created: 2, updated: 0, duplicate: 0, changed: expect.arrayContaining(['c1', 'c2']) },
      treatments: { created: 2, updated: 0, duplicate: 0, changed: expect.arrayContaining(['t1', 't2']) },
      measurements: {
        created: 5,
        updated: 0,
        duplicate: 0,
        changed: expect.arrayContaining(['m1', 'm2', 'm3', 'm4', 'm5']),
      },
    });
    const [m1, m2, m3, m4, m5] = await rows('measurements');
    expect(m1).toMatchObject({
      value: '71.50',
      unit: 'kg',
      source: 'fhir',
      utc_offset_minutes: 60,
      created_by: patient.id,
    });
    expect(m2).toMatchObject({
      value: '72',
      comparator: '<',
      notes: 'clothed',
      end_at: new Date('2026-03-01T08:30:00Z'),
    });
    expect(m3).toMatchObject({ value: null, value_text: 'calm', utc_offset_minutes: null });
    expect(m4).toMatchObject({ value_code: '10828004', value_code_system: SNOMED, value_text: 'Positive' });
    expect(m5?.['variable_id']).toBe(m3?.['variable_id']);
    const [c1, c2] = await rows('patient_conditions');
    expect(c1).toMatchObject({
      code_system: ICD,
      code: 'E11.9',
      clinical_status: 'active',
      verification_status: 'confirmed',
    });
    expect(c1?.['condition_id']).not.toBeNull();
    expect(c1?.['codings']).toEqual(bundle.conditions[0]?.codings);
    expect(c2).toMatchObject({ code: null, clinical_status: null, condition_id: null });
    const [t1, t2] = await rows('patient_treatments');
    expect(t1).toMatchObject({
      status: 'active',
      intent: 'order',
      dosage: 'twice a day',
      reason_id: c1?.['id'],
    });
    expect(t2).toMatchObject({ status: 'unknown', intent: null, reason_id: null });
  });

  it('take variables of the catalogue, and make others the patient’s own', async () => {
    await store(bundle);
    const { rows: variables } = await world.host.database.admin.query(
      `select distinct v.name, v.code, v.patient_id is null as shared, v.category from measurements m join variables v on v.id = m.variable_id
        where m.patient_id = $1 order by v.name`,
      [patient.id],
    );
    expect(variables).toEqual([
      { name: 'Body weight', code: '29463-7', shared: true, category: 'vital-signs' },
      { name: 'House test', code: 'X1', shared: false, category: 'laboratory' },
      { name: 'Mood', code: null, shared: false, category: null },
    ]);
  });

  it('add nothing when they come again', async () => {
    await store(bundle);
    const before = [
      await rows('measurements'),
      await rows('patient_conditions'),
      await rows('patient_treatments'),
    ];
    const again = await store(bundle);
    expect(again).toEqual({
      conditions: { created: 0, updated: 0, duplicate: 2, changed: [] },
      treatments: { created: 0, updated: 0, duplicate: 2, changed: [] },
      measurements: { created: 0, updated: 0, duplicate: 5, changed: [] },
    });
    expect([
      await rows('measurements'),
      await rows('patient_conditions'),
      await rows('patient_treatments'),
    ]).toEqual(before);
  });

  it('change what another version of them says otherwise', async () => {
    await store(bundle);
    const changed = await store(
      only({
        measurements: [weight('m1', '71.500'), weight('m2', '73'), weight('m6', '1')],
        conditions: [{ externalId: 'c1', name: 'Diabetes', codings: [], clinicalStatus: 'remission' }],
      }),
    );
    expect(changed.measurements).toEqual({
      created: 1,
      updated: 1,
      duplicate: 1,
      changed: expect.arrayContaining(['m2', 'm6']),
    });
    expect(changed.conditions).toMatchObject({ created: 0, updated: 1, changed: ['c1'] });
    const [, m2] = await rows('measurements');
    expect(m2).toMatchObject({ value: '73', comparator: null, notes: null, version: 2 });
  });

  it('count a record that is sent twice at once as one and its repetition, the last of both', async () => {
    const twice = only({ measurements: [weight('m1', '1'), weight('m1', '2'), weight('m2', '3')] });
    expect((await store(twice)).measurements).toMatchObject({ created: 2, updated: 0, duplicate: 1 });
    expect(await rows('measurements')).toMatchObject([{ value: '2' }, { value: '3' }]);
    expect((await store(twice)).measurements).toMatchObject({ created: 0, updated: 0, duplicate: 3 });
  });

  it('are told apart by source and by patient', async () => {
    await store(only({ measurements: [weight('m1', '1')] }));
    expect(
      (await store({ ...only({ measurements: [weight('m1', '1')] }), source: 'other' })).measurements.created,
    ).toBe(1);
    const first = patient;
    patient = await world.host.signedIn('patient');
    expect((await store(only({ measurements: [weight('m1', '1')] }))).measurements.created).toBe(1);
    expect((await first.get<Page<object>>('/api/v1/patients/me/measurements')).body.items).toHaveLength(2);
  });

  it('are stored whole or not at all', async () => {
    const broken = only({
      conditions: bundle.conditions,
      measurements: [
        weight('m1', '1'),
        weight('m2', '1e400'),
        { ...weight('m3', '1'), variable: { system: null, code: null, name: 'New' } },
      ],
    });
    await expect(store(broken)).rejects.toMatchObject({ code: 'rule_broken' });
    expect(await rows('measurements')).toEqual([]);
    expect(await rows('patient_conditions')).toEqual([]);
    const { rows: left } = await world.host.database.admin.query(
      'select from variables where patient_id = $1',
      [patient.id],
    );
    expect(left).toEqual([]);
  });

  it('are stored by a provider of the care team, also over what the patient imported, and by no other', async () => {
    const { provider, stranger } = world;
    await store(bundle);
    await world.host.database.admin.query(
      `insert into care_team_members (patient_id, provider_id, status) values ($1, $2, 'active')`,
      [patient.id, provider.id],
    );
    const more = only({ measurements: [weight('m1', '80'), weight('m9', '1')] });
    expect((await store(more, ctxOf(provider, 'provider'))).measurements).toMatchObject({
      created: 1,
      updated: 1,
    });
    await expect(store(more, ctxOf(stranger, 'provider'))).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(store(more, ctxOf(world.otherPatient, 'patient'))).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });

  it('may be two thousand at once, with a hundred new variables, and two imports of them at the same time', async () => {
    const many = only({
      measurements: Array.from({ length: 2000 }, (_, index) => ({
        ...weight(`m${index}`, `${index}.5`, {
          start: at(new Date(Date.UTC(2020, 0, 1, index)).toISOString()),
        }),
        variable: { system: 'urn:lab', code: `V${index % 100}`, name: `Variable ${index % 100}` },
      })),
    });
    const started = performance.now();
    const [one, two] = await Promise.all([store(many), store({ ...many, source: 'again' })]);
    const took = performance.now() - started;
    expect([one.measurements.created, two.measurements.created]).toEqual([2000, 2000]);
    const { rows: own } = await world.host.database.admin.query(
      'select from variables where patient_id = $1',
      [patient.id],
    );
    expect(own).toHaveLength(100);
    // "Well under a second": far above what it takes, far below what a statement per record would.
    expect(took).toBeLessThan(3000);
    const again = performance.now();
    expect((await store(many)).measurements).toMatchObject({ created: 0, updated: 0, duplicate: 2000 });
    expect(performance.now() - again).toBeLessThan(3000);
  });
});
