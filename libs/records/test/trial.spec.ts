import type { TestClient } from '@carenode/testing';

import { type Page, type Problem, startWorld, type World } from './people.js';

interface TrialView {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly phase: string;
  readonly createdBy: string;
  readonly protocol: object | null;
  readonly version: number;
}
interface EnrollmentView {
  readonly id: string;
  readonly status: string;
  readonly patientId: string;
  readonly enrolledBy: string;
  readonly enrolledAt: string | null;
  readonly endedAt: string | null;
  readonly trialTitle: string | null;
}

const TRIAL = {
  title: 'Walks',
  phase: 'n-a',
  protocol: { arms: ['walk', 'wait'] },
  startsAt: '2026-01-01T00:00:00Z',
};

describe('trials', () => {
  let world: World;
  const trials = '/api/v1/trials';
  const propose = async () => (await world.partner.post<TrialView>(trials, TRIAL)).body;
  const set = (client: TestClient, id: string, status: string) =>
    client.patch<TrialView & Problem>(`${trials}/${id}`, { status });
  const open = async () => {
    const { id } = await propose();
    await set(world.admin, id, 'approved');
    await set(world.partner, id, 'active');
    return id;
  };
  const seenBy = async (client: TestClient, id: string) => (await client.get(`${trials}/${id}`)).status;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.host.close());

  it('are proposed by research partners and reviewed by admins', async () => {
    const { partner, admin } = world;
    const trial = await propose();
    expect(trial).toMatchObject({
      title: 'Walks',
      status: 'in-review',
      protocol: TRIAL.protocol,
      createdBy: partner.id,
    });
    const early = await set(partner, trial.id, 'active');
    expect([early.status, early.body.code]).toEqual([409, 'illegal_transition']);
    const self = await set(partner, trial.id, 'approved');
    expect([self.status, self.body.code]).toEqual([403, 'not_yours_to_review']);
    expect((await set(admin, trial.id, 'disapproved')).body.status).toBe('disapproved');
    expect((await set(partner, trial.id, 'in-review')).body.status).toBe('in-review');
    expect((await set(admin, trial.id, 'approved')).body.status).toBe('approved');
    expect((await set(partner, trial.id, 'active')).body.status).toBe('active');
    expect((await set(partner, trial.id, 'completed')).body.status).toBe('completed');
    expect((await set(partner, trial.id, 'active')).status).toBe(409);
    expect((await admin.patch(`${trials}/${trial.id}`, { title: 'Renamed by an admin' })).status).toBe(403);
    expect((await admin.post(trials, TRIAL)).status).toBe(403);
  });

  it('are seen by who runs them, by admins, by providers once approved, and by patients while open', async () => {
    const { partner, admin, provider, patient, developer, host } = world;
    const { id } = await propose();
    const rival = await host.signedIn('research-partner');
    const seen = async () =>
      Promise.all([partner, admin, rival, provider, patient].map((client) => seenBy(client, id)));
    expect(await seen()).toEqual([200, 200, 404, 404, 404]);
    await set(admin, id, 'approved');
    expect(await seen()).toEqual([200, 200, 404, 200, 404]);
    await set(partner, id, 'active');
    expect(await seen()).toEqual([200, 200, 404, 200, 200]);
    await set(partner, id, 'closed-to-accrual');
    expect(await seen()).toEqual([200, 200, 404, 200, 404]);
    expect(await seenBy(developer, id)).toBe(403);
    expect((await rival.patch(`${trials}/${id}`, { title: 'Taken over' })).status).toBe(404);
    const listed = await rival.get<Page<TrialView>>(trials);
    expect(listed.body.items).toEqual([]);
  });

  it('are proposed once per Idempotency-Key, and not begun over somebody else’s change', async () => {
    const { partner } = world;
    const send = () => partner.post<TrialView>(trials, TRIAL, { headers: { 'idempotency-key': 'walks' } });
    const [first, again] = [await send(), await send()];
    expect(again.body.id).toBe(first.body.id);
    await partner.patch(`${trials}/${first.body.id}`, { title: 'Long walks' });
    expect(
      (
        await partner.patch(
          `${trials}/${first.body.id}`,
          { title: 'Short walks' },
          { headers: { 'if-match': '"1"' } },
        )
      ).status,
    ).toBe(412);
  });

  it('take patients whose provider invited them and who agreed', async () => {
    const { provider, patient, partner } = world;
    const id = await open();
    const invited = await provider.post<EnrollmentView>(`${trials}/${id}/enrollments`, {
      patientId: patient.id,
    });
    expect(invited.status).toBe(201);
    expect(invited.body).toMatchObject({
      status: 'invited',
      enrolledBy: provider.id,
      enrolledAt: null,
      trialTitle: 'Walks',
    });
    const path = `${trials}/${id}/enrollments/${invited.body.id}`;

    const forced = await provider.patch<Problem>(path, { status: 'enrolled' });
    expect([forced.status, forced.body.code]).toEqual([409, 'illegal_transition']);
    const early = await patient.patch<Problem>(path, { status: 'enrolled' });
    expect([early.status, early.body.code]).toEqual([409, 'consent_needed']);
    await patient.post('/api/v1/patients/me/consents', { purpose: 'research', textVersion: 1 });
    const agreed = await patient.patch<EnrollmentView>(path, { status: 'enrolled' });
    expect(agreed.body).toMatchObject({ status: 'enrolled', endedAt: null });
    expect(agreed.body.enrolledAt).not.toBeNull();

    await set(partner, id, 'closed-to-accrual');
    expect(await seenBy(patient, id)).toBe(200);
    const mine = await patient.get<Page<EnrollmentView>>(
      '/api/v1/patients/me/trial-enrollments?status=enrolled',
    );
    expect(mine.body.items.map((item) => item.id)).toContain(invited.body.id);

    const left = await patient.patch<EnrollmentView>(path, { status: 'withdrawn' });
    expect(left.body.endedAt).not.toBeNull();
    expect((await patient.patch(path, { status: 'enrolled' })).status).toBe(409);
    const closed = await provider.patch<Problem>(path, { status: 'invited' });
    expect([closed.status, closed.body.code]).toEqual([409, 'trial_not_open']);
  });

  it('take nobody into trials that are not open, nor patients of somebody else, nor anyone twice', async () => {
    const { provider, patient, otherPatient, stranger } = world;
    const id = await open();
    const enroll = (client: TestClient, trial: string, patientId: string) =>
      client.post<Problem>(`${trials}/${trial}/enrollments`, { patientId });
    expect((await enroll(provider, id, otherPatient.id)).status).toBe(404);
    expect((await enroll(stranger, id, patient.id)).status).toBe(404);
    expect((await enroll(patient, id, patient.id)).status).toBe(403);
    expect((await enroll(provider, id, patient.id)).status).toBe(201);
    expect((await enroll(provider, id, patient.id)).status).toBe(409);
    const { id: unopened } = await propose();
    await set(world.admin, unopened, 'approved');
    expect((await enroll(provider, unopened, patient.id)).body.code).toBe('trial_not_open');
  });

  it('show their participants neither to research partners nor to admins', async () => {
    const { provider, patient, partner, admin, host } = world;
    const id = await open();
    await provider.post(`${trials}/${id}/enrollments`, { patientId: patient.id });
    for (const [client, userType] of [
      [partner, 'research-partner'],
      [admin, 'admin'],
    ] as const) {
      expect((await client.get(`${trials}/${id}/enrollments`)).status).toBe(403);
      const everything = 'select patient_id from trial_enrollments';
      const asked = () =>
        host.db.as(host.contextOf(client, userType)).transaction((tx) => tx.query(everything));
      // Admins hold the right for break-glass alone, which nobody has here.
      if (userType === 'admin') expect(await asked()).toEqual([]);
      else await expect(asked()).rejects.toMatchObject({ kind: 'forbidden' });
    }
    const { body } = await provider.get<Page<EnrollmentView>>(`${trials}/${id}/enrollments`);
    expect(body.items).toHaveLength(1);
    expect(
      (await world.stranger.get<Page<EnrollmentView>>(`${trials}/${id}/enrollments`)).body.items,
    ).toEqual([]);
  });

  it('are not entered by SQL past the review', async () => {
    const { partner, host } = world;
    const access = host.db.as(host.contextOf(partner, 'research-partner'));
    await expect(
      access.execute(`insert into trials (title, status) values ('Sneaky', 'active')`),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    const { id } = await propose();
    await expect(
      access.execute(`update trials set status = 'approved' where id = $1`, [id]),
    ).rejects.toMatchObject({ code: 'not_yours_to_review' });
    await expect(
      access.execute('update trials set created_by = null where id = $1', [id]),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
