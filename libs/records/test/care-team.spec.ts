import { CareTeams } from '@carenode/records-contract';
import { systemContext } from '@carenode/module-kit';
import type { TestClient } from '@carenode/testing';

import { type Page, type Problem, startWorld, type World } from './people.js';

interface MemberView {
  readonly id: string;
  readonly patientId: string;
  readonly providerId: string;
  readonly status: string;
  readonly awaiting: string | null;
  readonly invitedBy: string | null;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly patientName: string | null;
  readonly providerName: string | null;
}

describe('care teams', () => {
  let world: World;
  let patient: TestClient;
  let provider: TestClient;

  const team = (client: TestClient, patientId = client.id) => `/api/v1/patients/${patientId}/care-team`;
  const reads = async (who: TestClient, whom: TestClient) =>
    (await who.get(`/api/v1/patients/${whom.id}/measurements`)).status;
  const invite = async (body: object) => (await patient.post<MemberView>(team(patient), body)).body;
  const act = (who: TestClient, id: string, what: 'accept' | 'end') =>
    who.post<MemberView & Problem>(`${team(patient)}/${id}/${what}`);

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.host.close());
  beforeEach(async () => {
    [patient, provider] = await Promise.all([
      world.host.signedIn('patient'),
      world.host.signedIn('provider'),
    ]);
  });

  it('take in a provider whom the patient invited, once the provider accepts', async () => {
    const invited = await patient.post<MemberView>(team(patient), { email: `${provider.id}@Example.org` });
    expect(invited.status).toBe(201);
    expect(invited.body).toMatchObject({
      status: 'invited',
      awaiting: 'provider',
      invitedBy: patient.id,
      providerId: provider.id,
      patientName: 'patient Example',
      providerName: 'provider Example',
    });
    expect(await reads(provider, patient)).toBe(404);

    const seen = await provider.get<Page<MemberView>>('/api/v1/care-team-members?status=invited');
    expect(seen.body.items).toMatchObject([{ id: invited.body.id, patientName: 'patient Example' }]);

    const accepted = await act(provider, invited.body.id, 'accept');
    expect(accepted.status).toBe(200);
    expect(accepted.body).toMatchObject({ status: 'active', awaiting: null });
    expect(await reads(provider, patient)).toBe(200);

    const ended = await act(patient, invited.body.id, 'end');
    expect(ended.body).toMatchObject({ status: 'ended' });
    expect(await reads(provider, patient)).toBe(404);
  });

  it('take in a provider whom an admin assigned, once the patient accepts', async () => {
    const assigned = await world.admin.post<MemberView>(team(patient), { providerId: provider.id });
    expect(assigned.body).toMatchObject({
      status: 'invited',
      awaiting: 'patient',
      invitedBy: world.admin.id,
    });
    const early = await act(provider, assigned.body.id, 'accept');
    expect([early.status, early.body.code]).toEqual([403, 'not_yours_to_accept']);
    expect(await reads(provider, patient)).toBe(404);
    expect((await act(patient, assigned.body.id, 'accept')).status).toBe(200);
    expect(await reads(provider, patient)).toBe(200);
    expect((await act(world.admin, assigned.body.id, 'end')).body.status).toBe('ended');
    expect(await reads(provider, patient)).toBe(404);
  });

  it('tell a declined invitation from one that was withdrawn, and neither can be accepted any more', async () => {
    const first = await invite({ providerId: provider.id });
    expect((await act(provider, first.id, 'end')).body.status).toBe('declined');
    const second = await invite({ providerId: provider.id });
    expect((await act(patient, second.id, 'end')).body.status).toBe('ended');
    for (const { id } of [first, second]) {
      const late = await act(provider, id, 'accept');
      expect([late.status, late.body.code]).toEqual([409, 'illegal_transition']);
      expect((await act(patient, id, 'end')).status).toBe(409);
    }
    expect(await reads(provider, patient)).toBe(404);
  });

  it('are not answered by the one who invited, nor by strangers', async () => {
    const { id } = await invite({ providerId: provider.id });
    expect((await act(patient, id, 'accept')).status).toBe(403);
    for (const client of [world.stranger, world.otherPatient]) {
      expect((await act(client, id, 'accept')).status).toBe(404);
      expect((await act(client, id, 'end')).status).toBe(404);
    }
    expect((await act(world.partner, id, 'end')).status).toBe(403);
    expect((await provider.post(team(patient), { providerId: provider.id })).status).toBe(403);
    expect((await provider.post(`${team(world.otherPatient)}/${id}/accept`)).status).toBe(404);
  });

  it('hold one open membership of each provider, and only of providers', async () => {
    await invite({ providerId: provider.id });
    const again = await patient.post<Problem>(team(patient), { providerId: provider.id });
    expect(again.status).toBe(409);
    for (const someone of [world.otherPatient, world.admin, world.partner]) {
      const wrong = await patient.post<Problem>(team(patient), { providerId: someone.id });
      expect([wrong.status, wrong.body.code]).toEqual([422, 'unknown_provider']);
    }
    const nobody = await world.admin.post<Problem>(team(world.provider), { providerId: provider.id });
    expect([nobody.status, nobody.body.code]).toEqual([422, 'unknown_patient']);
    expect((await patient.post(team(world.otherPatient), { providerId: provider.id })).status).toBe(404);
  });

  it('count only within their time', async () => {
    const { admin } = world.host.database;
    const { id } = await invite({ providerId: provider.id, endsAt: '2199-01-01T00:00:00Z' });
    await act(provider, id, 'accept');
    expect(await reads(provider, patient)).toBe(200);
    await admin.query(
      `update care_team_members set starts_at = now() - interval '2 days', ends_at = now() - interval '1 second' where id = $1`,
      [id],
    );
    expect(await reads(provider, patient)).toBe(404);
    await admin.query(
      `update care_team_members set starts_at = now() + interval '1 day', ends_at = null where id = $1`,
      [id],
    );
    expect(await reads(provider, patient)).toBe(404);
    await admin.query(
      `update care_team_members set starts_at = now() - interval '2 days', ends_at = now() - interval '1 second' where id = $1`,
      [id],
    );
    const next = await patient.post<MemberView>(team(patient), { providerId: provider.id });
    expect(next.status).toBe(201);
  });

  it('are not entered by SQL: neither activated, nor forged, nor moved to somebody else', async () => {
    const { host } = world;
    const asProvider = host.db.as(host.contextOf(provider, 'provider'));
    const asPatient = host.db.as(host.contextOf(patient, 'patient'));
    const { id } = await invite({ providerId: provider.id });
    const refused = { kind: 'forbidden' };
    for (const access of [asProvider, asPatient]) {
      await expect(
        access.execute(`update care_team_members set status = 'active' where id = $1`, [id]),
      ).rejects.toMatchObject(refused);
      await expect(access.execute('delete from care_team_members where id = $1', [id])).rejects.toMatchObject(
        refused,
      );
    }
    await expect(
      asProvider.execute('insert into care_team_members (patient_id, provider_id) values ($1, $2)', [
        world.patient.id,
        provider.id,
      ]),
    ).rejects.toMatchObject(refused);
    for (const column of ['status', 'awaiting', 'invited_by', 'answered_at']) {
      const value = {
        status: `'active'`,
        awaiting: `'patient'`,
        invited_by: `'${provider.id}'`,
        answered_at: 'now()',
      }[column];
      await expect(
        asPatient.execute(
          `insert into care_team_members (patient_id, provider_id, ${column}) values ($1, $2, ${value})`,
          [patient.id, world.stranger.id],
        ),
      ).rejects.toMatchObject(refused);
    }
    await expect(
      asPatient.execute('select carenode.accept_care_team_invitation($1)', [id]),
    ).rejects.toMatchObject({ code: 'not_yours_to_accept' });
    await expect(
      asPatient.execute('insert into care_team_members (patient_id, provider_id) values ($1, $2)', [
        world.otherPatient.id,
        world.stranger.id,
      ]),
    ).rejects.toMatchObject(refused);
    expect(await reads(provider, patient)).toBe(404);
  });

  it('keep their order of statuses even when the owner of the table writes', async () => {
    const { admin } = world.host.database;
    const { id } = await invite({ providerId: provider.id });
    await act(provider, id, 'end');
    await expect(
      admin.query(`update care_team_members set status = 'active' where id = $1`, [id]),
    ).rejects.toMatchObject({ code: 'CN409' });
    await expect(
      admin.query('update care_team_members set patient_id = $2 where id = $1', [id, world.patient.id]),
    ).rejects.toMatchObject({ code: 'CN409' });
  });

  it('show a patient’s team to its members', async () => {
    const { id } = await invite({ providerId: provider.id });
    await act(provider, id, 'accept');
    await invite({ providerId: world.stranger.id });
    const names = async (client: TestClient, path = team(patient)) =>
      (await client.get<Page<MemberView>>(path)).body.items?.map((member) => member.providerName);
    expect(await names(provider)).toEqual(['provider Example', 'provider Example']);
    expect(await names(patient)).toHaveLength(2);
    expect((await world.otherPatient.get(team(patient))).status).toBe(404);
    expect((await provider.get<Page<MemberView>>('/api/v1/care-team-members')).body.items).toHaveLength(1);
  });

  it('are filled by background work, once', async () => {
    const teams = world.host.host.get(CareTeams);
    const ctx = systemContext('a test');
    await teams.assign(ctx, patient.id, provider.id);
    await teams.assign(ctx, patient.id, provider.id);
    expect(await reads(provider, patient)).toBe(200);
    expect((await patient.get<Page<MemberView>>(team(patient))).body.items).toMatchObject([
      { status: 'active', invitedBy: null, awaiting: null },
    ]);
    await expect(teams.assign(ctx, provider.id, provider.id)).rejects.toMatchObject({
      kind: 'unprocessable',
    });
    await expect(
      teams.assign(world.host.contextOf(patient, 'patient'), patient.id, world.stranger.id),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
