import type { TestClient } from '@carenode/testing';

import { type Page, type Problem, startWorld, type World } from './people.js';
import { TRIALS, TrialSteps } from './trial-steps.js';

interface Row {
  readonly id: string;
  readonly variableId?: string;
  readonly trialId?: string;
}

describe('through a trial, a provider', () => {
  let world: World;
  let steps: TrialSteps;
  let researcher: TestClient;
  let patient: TestClient;
  let heartRate: string;
  let weight: string;

  const of = (path: string) => `/api/v1/patients/${patient.id}/${path}`;
  const status = async (path: string, who = researcher) => (await who.get(of(path))).status;
  const rows = async (path: string, who = researcher) => (await who.get<Page<Row>>(of(path))).body.items;

  beforeAll(async () => {
    world = await startWorld();
    steps = new TrialSteps(world);
    const { rows: variables } = await world.host.database.admin.query<{ id: string; code: string }>(
      `select id, code from variables where code in ('8867-4', '29463-7') order by code desc`,
    );
    [heartRate, weight] = variables.map(({ id }) => id) as [string, string];
  });
  afterAll(() => world.host.close());

  beforeEach(async () => {
    const { host, provider } = world;
    [patient, researcher] = await Promise.all([host.signedIn('patient'), host.signedIn('provider')]);
    const { body } = await patient.post<{ id: string }>('/api/v1/patients/me/care-team', {
      providerId: provider.id,
    });
    await provider.post(`${of('care-team')}/${body.id}/accept`);
    const startAt = '2026-03-01T08:00:00Z';
    for (const [variableId, value] of [
      [heartRate, 61],
      [weight, 70],
    ] as const)
      await patient.post('/api/v1/patients/me/measurements', { variableId, value, startAt });
    await patient.post('/api/v1/patients/me/conditions', { name: 'Migraine' });
    await patient.post('/api/v1/patients/me/treatments', { name: 'Rest' });
  });

  it('reads exactly the tables and variables that the protocol asked for, and changes nothing', async () => {
    const id = await steps.open({ tables: ['patient_conditions'], variableIds: [heartRate] });
    await steps.join(id, researcher);
    expect(await status('measurements')).toBe(404);
    const path = await steps.enroll(id, patient);

    const measured = await rows('measurements');
    expect(measured.map((row) => row.variableId)).toEqual([heartRate]);
    const others = await rows('measurements', patient);
    const hidden = others.find((row) => row.variableId === weight);
    expect((await researcher.get(of(`measurements/${measured[0]?.id}`))).status).toBe(200);
    expect((await researcher.get(of(`measurements/${hidden?.id}`))).status).toBe(404);
    expect(await rows(`measurements?variableId=${weight}`)).toEqual([]);
    const series = await researcher.get<{ total: number }>(of(`measurements/series?variableId=${weight}`));
    expect(series.body.total).toBe(0);
    const shown = await researcher.get<{ total: number }>(of(`measurements/series?variableId=${heartRate}`));
    expect(shown.body.total).toBe(1);
    expect((await rows('variables')).map((row) => row.id)).toEqual([heartRate]);
    expect(await rows('conditions')).toHaveLength(1);
    expect(await status('treatments')).toBe(404);
    expect(await status('consents')).toBe(404);
    expect((await researcher.get(`/api/v1/patients/${patient.id}`)).status).toBe(404);

    const [condition] = await rows('conditions');
    const writes = [
      await researcher.post(of('measurements'), {
        variableId: heartRate,
        value: 1,
        startAt: '2026-03-01T08:00:00Z',
      }),
      await researcher.post(of('conditions'), { name: 'Made up' }),
    ];
    expect(writes.map((answer) => answer.status)).toEqual([404, 404]);
    const changes = [
      await researcher.patch(of(`measurements/${measured[0]?.id}`), { value: 1 }),
      await researcher.delete(of(`measurements/${measured[0]?.id}`)),
      await researcher.patch(of(`conditions/${condition?.id}`), { name: 'X' }),
      await researcher.patch(path, { status: 'completed' }),
    ];
    expect(changes.map((answer) => answer.status)).toEqual([403, 403, 403, 403]);
  });

  it('sees of a participant’s enrolments those of its own trial', async () => {
    const [ours, theirs] = [await steps.open({ tables: [] }), await steps.open({ tables: [] })];
    await steps.join(ours, researcher);
    await steps.enroll(ours, patient);
    await steps.enroll(theirs, patient);
    expect((await rows('trial-enrollments')).map((row) => row.trialId)).toEqual([ours]);
    const participants = await researcher.get<Page<{ patientId: string }>>(`${TRIALS}/${ours}/enrollments`);
    expect(participants.body.items.map((item) => item.patientId)).toEqual([patient.id]);
    expect((await researcher.get<Page<Row>>(`${TRIALS}/${theirs}/enrollments`)).body.items).toEqual([]);
  });

  it('finds an empty list where the record is open and there is nothing', async () => {
    const id = await steps.open({ tables: ['patient_treatments'] });
    await steps.join(id, researcher);
    await steps.enroll(id, patient);
    for (const { id: row } of await rows('treatments', patient))
      await patient.delete(`/api/v1/patients/me/treatments/${row}`);
    const empty = await researcher.get<Page<Row>>(of('treatments'));
    expect([empty.status, empty.body.items]).toEqual([200, []]);
    expect(await status('conditions')).toBe(404);
  });

  it('leaves one trace per read in the patient’s access log, which names the trial', async () => {
    const id = await steps.open({ tables: ['measurements'] });
    await steps.join(id, researcher);
    await steps.enroll(id, patient);
    expect(await rows('measurements')).toHaveLength(2);
    expect(await rows('conditions')).toBeUndefined();
    await world.provider.get(of('conditions'));
    const { rows: events } = await world.host.database.admin.query(
      `select table_name, subject, why, row_count from audit_events
        where kind = 'read' and patient_id = $1 order by seq`,
      [patient.id],
    );
    expect(events).toEqual([
      { table_name: 'measurements', subject: researcher.id, why: `trial ${id}`, row_count: 2 },
      { table_name: 'patient_conditions', subject: world.provider.id, why: 'care-team', row_count: 1 },
    ]);
  });

  it('sees nothing in a statement that is not noted', async () => {
    const id = await steps.open({ tables: ['measurements'] });
    await steps.join(id, researcher);
    await steps.enroll(id, patient);
    const access = world.host.db.as(world.host.contextOf(researcher, 'provider'));
    const all = 'select id from measurements where patient_id = $1';
    expect(await access.query(all, [patient.id])).toEqual([]);
    expect(
      await access.queryOf({ table: 'measurements', patient: patient.id }, all, [patient.id]),
    ).toHaveLength(2);
  });

  it('gets no participant without consent to research', async () => {
    const id = await steps.open({ tables: ['patient_conditions'] });
    const { body } = await world.provider.post<Row>(`${TRIALS}/${id}/enrollments`, { patientId: patient.id });
    const path = `${TRIALS}/${id}/enrollments/${body.id}`;
    const early = await patient.patch<Problem>(path, { status: 'enrolled' });
    expect([early.status, early.body.code]).toEqual([409, 'consent_needed']);
    expect(early.body.detail).toBe('Consent to research is needed first.');
    await expect(
      world.host.database.admin.query(`update trial_enrollments set status = 'enrolled' where id = $1`, [
        body.id,
      ]),
    ).rejects.toMatchObject({ hint: 'consent_needed' });
    await patient.post('/api/v1/patients/me/consents', { purpose: 'research', textVersion: 1 });
    expect((await patient.patch(path, { status: 'enrolled' })).status).toBe(200);
  });

  describe('loses its view at once', () => {
    let id: string;
    let member: string;
    let enrollment: string;
    const sees = async () => [(await rows('conditions'))?.length ?? 0, await status('conditions')];

    beforeEach(async () => {
      id = await steps.open({ tables: ['patient_conditions'] });
      member = await steps.join(id, researcher);
      enrollment = await steps.enroll(id, patient);
      expect(await sees()).toEqual([1, 200]);
    });

    const ends: readonly (readonly [string, () => Promise<unknown>])[] = [
      [
        'when consent to research is withdrawn',
        () => patient.post('/api/v1/patients/me/consents/withdraw', { purpose: 'research' }),
      ],
      ['when the patient leaves the trial', () => patient.patch(enrollment, { status: 'withdrawn' })],
      ['when the patient has completed it', () => world.provider.patch(enrollment, { status: 'completed' })],
      [
        'when the provider is taken out of the team',
        () => world.partner.delete(`${TRIALS}/${id}/team/${member}`),
      ],
      ['when the provider leaves the team', () => researcher.delete(`${TRIALS}/${id}/team/${member}`)],
      ['when an admin ends it', () => world.admin.delete(`${TRIALS}/${id}/team/${member}`)],
      ['when the trial is completed', () => steps.set(world.partner, id, 'completed')],
      ['when the trial is withdrawn', () => steps.set(world.partner, id, 'withdrawn')],
      [
        'when its time is over',
        () =>
          world.host.database.admin.query(
            `update trials set ends_at = now() - interval '1 second' where id = $1`,
            [id],
          ),
      ],
    ];
    it.each(ends)('%s', async (_, end) => {
      await end();
      expect(await sees()).toEqual([0, 404]);
    });

    it('also in the middle of a transaction', async () => {
      const access = world.host.db.as(world.host.contextOf(researcher, 'provider'));
      const all = 'select id from patient_conditions where patient_id = $1';
      const seen = await access.transaction(async (tx) => {
        const before = await tx.query(all, [patient.id]);
        await patient.post('/api/v1/patients/me/consents/withdraw', { purpose: 'research' });
        return [before.length, (await tx.query(all, [patient.id])).length];
      });
      expect(seen).toEqual([1, 0]);
    });

    it('but not when accrual is closed, nor when consent to care is withdrawn', async () => {
      await steps.set(world.partner, id, 'closed-to-accrual');
      await patient.post('/api/v1/patients/me/consents/withdraw', { purpose: 'care' });
      expect(await sees()).toEqual([1, 200]);
      expect((await world.provider.get(of('conditions'))).status).toBe(404);
    });
  });
});
