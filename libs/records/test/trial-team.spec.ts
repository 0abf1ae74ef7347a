import type { TestClient } from '@carenode/testing';

import { type Page, type Problem, startWorld, type World } from './people.js';
import { type Member, type Need, TRIALS, TrialSteps } from './trial-steps.js';

interface Row {
  readonly id: string;
}

describe('a trial’s team', () => {
  let world: World;
  let steps: TrialSteps;
  let researcher: TestClient;
  let patient: TestClient;
  let heartRate: string;

  beforeAll(async () => {
    world = await startWorld();
    steps = new TrialSteps(world);
    const { rows } = await world.host.database.admin.query<{ id: string }>(
      `select id from variables where code = '8867-4'`,
    );
    heartRate = rows[0]?.id ?? '';
  });
  afterAll(() => world.host.close());
  beforeEach(async () => {
    const { host } = world;
    [patient, researcher] = await Promise.all([host.signedIn('patient'), host.signedIn('provider')]);
  });

  it('takes in providers whom the research partner invites, by id or address, once they accept', async () => {
    const { partner, admin, stranger } = world;
    const id = await steps.propose();
    const invited = await steps.invite(id, { email: `${researcher.id}@Example.org` });
    expect(invited.status).toBe(201);
    expect(invited.body).toMatchObject({
      status: 'invited',
      providerId: researcher.id,
      trialTitle: 'Walks',
      providerName: 'provider Example',
    });
    const mine = await researcher.get<Page<Member>>('/api/v1/trial-team-members?status=invited');
    expect(mine.body.items).toMatchObject([{ id: invited.body.id, trialTitle: 'Walks' }]);
    const path = `${TRIALS}/${id}/team/${invited.body.id}`;
    expect((await stranger.post(`${path}/accept`)).status).toBe(404);
    expect((await partner.post(`${path}/accept`)).status).toBe(403);
    expect((await researcher.post<Member>(`${path}/accept`)).body).toMatchObject({ status: 'active' });
    expect((await researcher.post<Problem>(`${path}/accept`)).body.code).toBe('illegal_transition');
    expect((await steps.invite(id, { providerId: researcher.id })).status).toBe(409);
    expect((await admin.get<Page<Member>>(`${TRIALS}/${id}/team`)).body.items).toHaveLength(1);
    expect((await stranger.get<Page<Member>>(`${TRIALS}/${id}/team`)).body.items).toEqual([]);

    expect((await stranger.delete(path)).status).toBe(404);
    expect((await researcher.delete(path)).status).toBe(204);
    expect((await partner.delete(path)).status).toBe(409);
    const declined = await steps.invite(id, { providerId: researcher.id });
    await researcher.delete(`${TRIALS}/${id}/team/${declined.body.id}`);
    expect(
      (await partner.get<Page<Member>>(`${TRIALS}/${id}/team`)).body.items.map((member) => member.status),
    ).toEqual(['declined', 'removed']);
  });

  it('takes in nobody else, and nobody is put there by others or by SQL', async () => {
    const { host, partner, provider, admin } = world;
    const id = await steps.propose();
    const rival = await host.signedIn('research-partner');
    expect((await steps.invite(id, { providerId: researcher.id }, rival)).status).toBe(404);
    expect((await rival.get(`${TRIALS}/${id}/team`)).status).toBe(404);
    for (const client of [provider, admin, patient])
      expect((await steps.invite(id, { providerId: researcher.id }, client)).status).toBe(403);
    for (const somebody of [patient, admin, partner]) {
      const wrong = await steps.invite(id, { providerId: somebody.id });
      expect([wrong.status, wrong.body.code]).toEqual([422, 'unknown_provider']);
    }
    expect((await steps.invite(id, { email: 'nobody@example.org' })).body.code).toBe('unknown_provider');
    expect((await steps.invite(id, {})).status).toBe(400);
    const asPartner = host.db.as(host.contextOf(partner, 'research-partner'));
    await expect(
      asPartner.execute(
        `insert into trial_team_members (trial_id, provider_id, status) values ($1, $2, 'active')`,
        [id, researcher.id],
      ),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(
      host.db
        .as(host.contextOf(rival, 'research-partner'))
        .execute('insert into trial_team_members (trial_id, provider_id) values ($1, $2)', [
          id,
          researcher.id,
        ]),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    const { body } = await steps.invite(id, { providerId: researcher.id });
    for (const [ctx, sql] of [
      [
        host.contextOf(researcher, 'provider'),
        `update trial_team_members set status = 'active' where id = $1`,
      ],
      [host.contextOf(partner, 'research-partner'), 'delete from trial_team_members where id = $1'],
    ] as const)
      await expect(host.db.as(ctx).execute(sql, [body.id])).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(
      host.db
        .as(host.contextOf(provider, 'provider'))
        .execute('select carenode.accept_trial_team_invitation($1)', [body.id]),
    ).rejects.toMatchObject({ code: 'not_found' });
    await steps.set(partner, id, 'withdrawn');
    expect((await steps.invite(id, { providerId: provider.id })).body.code).toBe('trial_over');
  });

  it('asks for its data only before the trial is approved, for clinical tables and shared variables', async () => {
    const { host, partner, admin, provider } = world;
    const id = await steps.propose();
    const named = await steps.name(id, {
      tables: ['patient_conditions'],
      variableIds: [heartRate, heartRate],
    });
    expect(named.body.items.map(({ tableName, variableName }) => [tableName, variableName]).sort()).toEqual([
      ['measurements', 'Heart rate'],
      ['patient_conditions', null],
    ]);
    for (const table of ['profiles', 'trial_enrollments', 'credentials', 'patient_consents', 'nothing']) {
      const wrong = await steps.name(id, { tables: [table] });
      expect([wrong.status, wrong.body.code]).toEqual([422, 'unknown_table']);
    }
    const own = await patient.post<Row>('/api/v1/patients/me/variables', { name: `Score ${patient.id}` });
    const told = [];
    for (const variableId of [own.body.id, '00000000-0000-4000-8000-000000000000']) {
      const { status: refused, body } = await steps.name(id, { variableIds: [variableId] });
      told.push([refused, body.code, body.detail]);
    }
    expect(told[0]).toEqual(told[1]);
    expect(told[0]?.slice(0, 2)).toEqual([422, 'unknown_variable']);
    for (const input of [
      { variableIds: ['x'] },
      { tables: ['measurements'], variableIds: [heartRate] },
      { tables: 'measurements' },
      { more: [] },
    ])
      expect((await steps.name(id, input)).status).toBe(400);
    const rival = await host.signedIn('research-partner');
    expect((await steps.name(id, { tables: [] }, rival)).status).toBe(404);
    for (const client of [admin, provider, patient])
      expect((await steps.name(id, { tables: [] }, client)).status).toBe(403);
    expect((await steps.name(id, { tables: ['patient_treatments'] })).body.items).toHaveLength(1);

    await steps.set(admin, id, 'approved');
    const asPartner = host.db.as(host.contextOf(partner, 'research-partner'));
    for (const stage of ['approved', 'active', 'closed-to-accrual', 'completed']) {
      if (stage !== 'approved') await steps.set(partner, id, stage);
      const late = await steps.name(id, { tables: ['patient_treatments', 'measurements'] });
      expect([stage, late.status, late.body.code]).toEqual([stage, 409, 'needs_fixed']);
      await expect(
        asPartner.execute(`insert into trial_data_needs (trial_id, table_name) values ($1, 'measurements')`, [
          id,
        ]),
      ).rejects.toMatchObject({ code: 'needs_fixed' });
    }
    await expect(
      asPartner.execute('update trial_data_needs set table_name = table_name'),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    const { admin: owner } = host.database;
    await expect(
      owner.query(`update trial_data_needs set table_name = 'measurements' where trial_id = $1`, [id]),
    ).rejects.toMatchObject({ code: 'CN409' });
    await expect(owner.query('delete from trial_data_needs where trial_id = $1', [id])).rejects.toMatchObject(
      {
        code: 'CN409',
      },
    );
  });

  it('says what it needs to patients before they join', async () => {
    const id = await steps.open({ tables: ['patient_conditions'] });
    const needs = await patient.get<Page<Need>>(`${TRIALS}/${id}/data-needs`);
    expect(needs.body.items).toMatchObject([{ tableName: 'patient_conditions' }]);
    expect((await patient.get(`${TRIALS}/${await steps.propose()}/data-needs`)).status).toBe(404);
  });
});
