import { CareTeams } from '@carenode/records-contract';
import { requestContext, systemContext } from '@carenode/module-kit';
import type { TestClient } from '@carenode/testing';

import { type Page, type Problem, startWorld, takeIntoCare, type World } from './people.js';

interface ConsentView {
  readonly id: string;
  readonly patientId: string;
  readonly purpose: string;
  readonly textVersion: number;
  readonly textLanguage: string;
  readonly method: string;
  readonly givenBy: string | null;
  readonly withdrawnAt: string | null;
  readonly withdrawnBy: string | null;
}

const MINE = '/api/v1/patients/me/consents';
const of = (patient: TestClient) => `/api/v1/patients/${patient.id}/consents`;
const WEIGHT = {
  variableCode: '29463-7',
  value: 70,
  unit: 'kg',
  startAt: '2026-03-01T08:00:00Z',
};

describe('consent', () => {
  let world: World;
  let patient: TestClient;
  let provider: TestClient;

  const give = (who: TestClient, purpose: string, textVersion = 1, path = MINE) =>
    who.post<ConsentView & Problem>(path, { purpose, textVersion });
  const withdraw = (who: TestClient, purpose: string, path = MINE) =>
    who.post<ConsentView & Problem>(`${path}/withdraw`, { purpose });
  const listed = async (who: TestClient, path = MINE) => (await who.get<Page<ConsentView>>(path)).body.items;
  const inForce = async (purpose: string) =>
    (await listed(patient)).filter((consent) => consent.purpose === purpose && !consent.withdrawnAt);
  const reads = async () => (await provider.get(`/api/v1/patients/${patient.id}/measurements`)).status;

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

  it('is given by the patient to the text that is in force, and the version is kept', async () => {
    const given = await give(patient, 'ai-assistance');
    expect(given.status).toBe(201);
    expect(given.body).toMatchObject({
      patientId: patient.id,
      purpose: 'ai-assistance',
      textVersion: 1,
      textLanguage: 'en',
      method: 'in-person-app',
      givenBy: patient.id,
      withdrawnAt: null,
    });
    expect((await give(patient, 'ai-assistance')).body.id).toBe(given.body.id);
    for (const [body, status, code] of [
      [{ purpose: 'ai-assistance', textVersion: 99 }, 422, 'unknown_consent_text'],
      [{ purpose: 'ai-assistance', textVersion: 1, textLanguage: 'xx' }, 422, 'unknown_consent_text'],
      [{ purpose: 'everything', textVersion: 1 }, 400, 'validation_failed'],
      [{ purpose: 'care' }, 400, 'validation_failed'],
      [{ purpose: 'care', textVersion: 1, givenBy: provider.id }, 400, 'validation_failed'],
    ] as const) {
      const refused = await patient.post<Problem>(MINE, body);
      expect([refused.status, refused.body.code]).toEqual([status, code]);
    }
    await expect(
      world.host.database.admin.query(
        `insert into patient_consents (patient_id, purpose, text_version) values ($1, 'marketing', 77)`,
        [patient.id],
      ),
    ).rejects.toMatchObject({ constraint: 'patient_consents_text_fkey' });
  });

  it('is withdrawn by the patient, once, and can be given again', async () => {
    const early = await withdraw(patient, 'marketing');
    expect([early.status, early.body.code]).toEqual([409, 'no_consent']);
    const given = await give(patient, 'marketing');
    const withdrawn = await withdraw(patient, 'marketing');
    expect(withdrawn.status).toBe(200);
    expect(withdrawn.body).toMatchObject({ id: given.body.id, withdrawnBy: patient.id });
    expect(withdrawn.body.withdrawnAt).not.toBeNull();
    expect((await withdraw(patient, 'marketing')).status).toBe(409);
    expect((await give(patient, 'marketing')).body.id).not.toBe(given.body.id);
    expect(await listed(patient)).toHaveLength(2);
  });

  it('is given by nobody but the patient: not by a provider, an admin, another patient, an app or SQL', async () => {
    const { host, admin, otherPatient, stranger } = world;
    await takeIntoCare(host, patient, provider);
    for (const client of [provider, stranger, admin, world.partner, world.developer]) {
      expect((await give(client, 'research', 1, of(patient))).status).toBe(403);
      expect((await withdraw(client, 'care', of(patient))).status).toBe(403);
    }
    expect((await give(otherPatient, 'research', 1, of(patient))).status).toBe(404);
    expect((await withdraw(otherPatient, 'care', of(patient))).status).toBe(404);
    for (const [client, userType] of [
      [provider, 'provider'],
      [admin, 'admin'],
    ] as const) {
      await expect(
        host.db
          .as(host.contextOf(client, userType))
          .execute(`select carenode.give_consent($1, 'research', 1)`, [patient.id]),
      ).rejects.toMatchObject({ kind: 'forbidden' });
    }
    await expect(
      host.db
        .as(host.contextOf(otherPatient, 'patient'))
        .execute(`select carenode.give_consent($1, 'research', 1)`, [patient.id]),
    ).rejects.toMatchObject({ code: 'not_found' });
    const app = requestContext({
      subject: patient.id,
      userType: 'patient',
      actor: { kind: 'app', id: 'some-app' },
      scopes: ['patient/*.cruds'],
    });
    await expect(
      host.db.as(app).execute(`select carenode.give_consent($1, 'research', 1)`, [patient.id]),
    ).rejects.toMatchObject({ code: 'session_needed' });
    for (const [ctx, sql] of [
      [
        host.contextOf(patient, 'patient'),
        `insert into patient_consents (patient_id, purpose, text_version) values ($1, 'research', 1)`,
      ],
      [
        host.contextOf(patient, 'patient'),
        'update patient_consents set withdrawn_at = null where patient_id = $1',
      ],
      [host.contextOf(patient, 'patient'), 'delete from patient_consents where patient_id = $1'],
      [
        host.contextOf(provider, 'provider'),
        'update patient_consents set withdrawn_at = now() where patient_id = $1',
      ],
      [
        systemContext('a test'),
        `insert into patient_consents (patient_id, purpose, text_version) values ($1, 'research', 1)`,
      ],
    ] as const) {
      await expect(host.db.as(ctx).execute(sql, [patient.id])).rejects.toMatchObject({ kind: 'forbidden' });
    }
    expect((await listed(patient)).map((consent) => consent.purpose)).toEqual(['care']);
  });

  it('is given by a guardian in the patient’s place, and it shows who it was', async () => {
    const { host, admin } = world;
    const guardian = await host.signedIn('patient');
    const proposed = await admin.post<{ id: string }>('/api/v1/delegations', {
      guardianId: guardian.id,
      patientId: patient.id,
      relation: 'parent',
    });
    expect(proposed.status).toBe(201);
    const headers = { 'carenode-acting-for': patient.id };
    const early = await guardian.post(MINE, { purpose: 'research', textVersion: 1 }, { headers });
    expect(early.status).toBe(403);
    expect((await guardian.post(`/api/v1/delegations/${proposed.body.id}/accept`)).status).toBeLessThan(300);
    const given = await guardian.post<ConsentView>(
      MINE,
      { purpose: 'research', textVersion: 1 },
      { headers },
    );
    expect(given.body).toMatchObject({ patientId: patient.id, givenBy: guardian.id });
    const ended = await guardian.post<ConsentView>(`${MINE}/withdraw`, { purpose: 'research' }, { headers });
    expect(ended.body).toMatchObject({ withdrawnBy: guardian.id });
    expect(await listed(guardian)).toEqual([]);
  });

  it('is kept as it was given, even from the owner of the table', async () => {
    const { admin: owner } = world.host.database;
    const { body } = await give(patient, 'research');
    const kept = { code: 'CN409' };
    for (const change of [
      'text_version = 2',
      `purpose = 'care'`,
      `given_at = now() - interval '1 year'`,
      'given_by = null',
      `method = 'paper'`,
      'withdrawn_by = given_by',
      `patient_id = '${world.patient.id}'`,
    ]) {
      await expect(
        owner.query(`update patient_consents set ${change} where id = $1`, [body.id]),
      ).rejects.toMatchObject(kept);
    }
    await withdraw(patient, 'research');
    for (const change of ['withdrawn_at = null', 'withdrawn_at = now()', 'withdrawn_by = null']) {
      await expect(
        owner.query(`update patient_consents set ${change} where id = $1`, [body.id]),
      ).rejects.toMatchObject(kept);
    }
    await expect(owner.query('delete from patient_consents where id = $1', [body.id])).rejects.toMatchObject(
      kept,
    );
    await expect(owner.query('truncate patient_consents')).rejects.toMatchObject(kept);
    await expect(owner.query('delete from profiles where id = $1', [patient.id])).rejects.toMatchObject({
      code: '23503',
    });
  });

  it('is seen by the patient and by the care team, and by nobody else', async () => {
    await takeIntoCare(world.host, patient, provider);
    await give(patient, 'research');
    const purposes = (consents: readonly ConsentView[]) => consents.map((consent) => consent.purpose).sort();
    expect(purposes(await listed(patient))).toEqual(['care', 'research']);
    expect(purposes(await listed(provider, of(patient)))).toEqual(['care', 'research']);
    expect((await world.stranger.get(of(patient))).status).toBe(404);
    expect((await world.otherPatient.get(of(patient))).status).toBe(404);
    expect((await world.admin.get(of(patient))).status).toBe(403);
    expect((await world.partner.get(of(patient))).status).toBe(403);
  });

  it('is told by has_consent to those who may know, and to nobody else', async () => {
    const { host, stranger, otherPatient, admin } = world;
    await takeIntoCare(host, patient, provider);
    await give(patient, 'ai-assistance');
    const asked = async (client: TestClient, userType: 'patient' | 'provider', purpose: string) => {
      const [answer] = await host.db
        .as(host.contextOf(client, userType))
        .query<{ yes: boolean }>('select carenode.has_consent($1, $2) as yes', [patient.id, purpose]);
      return answer?.yes;
    };
    expect(await asked(patient, 'patient', 'ai-assistance')).toBe(true);
    expect(await asked(patient, 'patient', 'marketing')).toBe(false);
    expect(await asked(provider, 'provider', 'ai-assistance')).toBe(true);
    expect(await asked(stranger, 'provider', 'ai-assistance')).toBe(false);
    expect(await asked(otherPatient, 'patient', 'ai-assistance')).toBe(false);
    await expect(
      host.db
        .as(host.contextOf(admin, 'admin'))
        .query(`select carenode.has_consent($1, 'care')`, [patient.id]),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  });

  describe('to care', () => {
    const team = (who: TestClient) => `/api/v1/patients/${who.id}/care-team`;
    const invited = async () =>
      (await patient.post<{ id: string }>(team(patient), { providerId: provider.id })).body.id;
    const acts = (who: TestClient, id: string, what: 'accept' | 'end') =>
      who.post(`${team(patient)}/${id}/${what}`);

    it('comes with inviting a provider', async () => {
      const id = await invited();
      expect(await inForce('care')).toMatchObject([
        { textVersion: 1, method: 'care-team', givenBy: patient.id },
      ]);
      await acts(provider, id, 'accept');
      expect(await reads()).toBe(200);
      expect(await listed(patient)).toHaveLength(1);
    });

    it('comes with accepting one whom an admin assigned, and not before', async () => {
      const assigned = await world.admin.post<{ id: string }>(team(patient), { providerId: provider.id });
      expect(await inForce('care')).toEqual([]);
      await acts(patient, assigned.body.id, 'accept');
      expect(await inForce('care')).toMatchObject([{ method: 'care-team', givenBy: patient.id }]);
      expect(await reads()).toBe(200);
    });

    it('comes with background work for those who were never asked', async () => {
      await world.host.host.get(CareTeams).assign(systemContext('a test'), patient.id, provider.id);
      expect(await inForce('care')).toMatchObject([{ method: 'care-team', givenBy: null }]);
      expect(await reads()).toBe(200);
    });

    it('once withdrawn, is given again by the patient alone', async () => {
      const id = await invited();
      expect((await withdraw(patient, 'care')).status).toBe(200);
      await acts(provider, id, 'accept');
      expect(await reads()).toBe(404);
      const another = await world.host.signedIn('provider');
      await world.host.host.get(CareTeams).assign(systemContext('a test'), patient.id, another.id);
      await world.host.database.admin.query(
        `insert into care_team_members (patient_id, provider_id, status) values ($1, $2, 'active')`,
        [patient.id, world.stranger.id],
      );
      await world.admin.post(team(patient), { providerId: world.provider.id });
      expect(await inForce('care')).toEqual([]);
      expect((await another.get(`/api/v1/patients/${patient.id}`)).status).toBe(404);

      const app = requestContext({
        subject: patient.id,
        userType: 'patient',
        actor: { kind: 'app', id: 'some-app' },
        scopes: ['patient/*.cruds'],
      });
      await world.host.db
        .as(app)
        .execute('insert into care_team_members (patient_id, provider_id) values ($1, $2)', [
          patient.id,
          (await world.host.signedIn('provider')).id,
        ]);
      expect(await inForce('care')).toEqual([]);

      expect((await give(patient, 'care')).status).toBe(201);
      expect(await reads()).toBe(200);
      await withdraw(patient, 'care');
      await patient.post(team(patient), { providerId: (await world.host.signedIn('provider')).id });
      expect(await inForce('care')).toHaveLength(1);
      expect(await reads()).toBe(200);
    });

    it('withdrawn cuts off an open session and a token with the next statement', async () => {
      await takeIntoCare(world.host, patient, provider);
      const { body: row } = await patient.post<{ id: string }>('/api/v1/patients/me/measurements', WEIGHT);
      const path = `/api/v1/patients/${patient.id}/measurements`;
      const token = world.host.db.as(
        requestContext({
          subject: provider.id,
          userType: 'provider',
          actor: { kind: 'api-key', id: 'k' },
          scopes: ['user/*.cruds'],
        }),
      );
      const read = { table: 'measurements', patient: patient.id };
      const all = 'select id from measurements where patient_id = $1';
      expect((await provider.get(`${path}/${row.id}`)).status).toBe(200);
      expect(await token.queryOf(read, all, [patient.id])).toHaveLength(1);

      await withdraw(patient, 'care');
      const answers = [
        await provider.get(path),
        await provider.get(`${path}/${row.id}`),
        await provider.get(`${path}/series?variableId=${row.id}`),
        await provider.get(`/api/v1/patients/${patient.id}/variables`),
        await provider.get(`/api/v1/patients/${patient.id}/conditions`),
        await provider.get(`/api/v1/patients/${patient.id}`),
        await provider.get(of(patient)),
        await provider.post(path, WEIGHT),
        await provider.patch(`${path}/${row.id}`, { value: 1 }),
      ];
      expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 404));
      expect(await token.queryOf(read, all, [patient.id])).toEqual([]);
      await expect(
        token.execute(
          `insert into measurements (patient_id, variable_id, value, start_at)
           select $1, id, 1, now() from variables where code = '29463-7'`,
          [patient.id],
        ),
      ).rejects.toMatchObject({ kind: 'forbidden' });
      expect((await patient.get(`/api/v1/patients/me/measurements/${row.id}`)).status).toBe(200);
    });

    it('withdrawn cuts off a transaction in its middle', async () => {
      await takeIntoCare(world.host, patient, provider);
      await patient.post('/api/v1/patients/me/measurements', WEIGHT);
      const access = world.host.db.as(world.host.contextOf(provider, 'provider'));
      const all = 'select id from measurements where patient_id = $1';
      const seen = await access.transaction(async (tx) => {
        const before = await tx.query(all, [patient.id]);
        expect((await withdraw(patient, 'care')).status).toBe(200);
        return [before.length, (await tx.query(all, [patient.id])).length];
      });
      expect(seen).toEqual([1, 0]);
    });
  });
});
