import type { TestClient } from '@carenode/testing';

import { type Page, type Problem, startWorld, type World } from './people.js';

interface TextView {
  readonly id: string;
  readonly purpose: string;
  readonly version: number;
  readonly language: string;
  readonly body: string;
}
interface ConsentView {
  readonly id: string;
  readonly textVersion: number;
  readonly textLanguage: string;
  readonly withdrawnAt: string | null;
}

const MINE = '/api/v1/patients/me/consents';

describe('texts that are consented to', () => {
  let world: World;
  let patient: TestClient;
  let provider: TestClient;

  const give = (who: TestClient, purpose: string, textVersion = 1) =>
    who.post<ConsentView & Problem>(MINE, { purpose, textVersion });
  const inForce = async (purpose: string) =>
    (await patient.get<Page<ConsentView>>(`${MINE}?purpose=${purpose}`)).body.items.filter(
      (consent) => !consent.withdrawnAt,
    );

  beforeAll(async () => {
    world = await startWorld();
    [patient, provider] = [await world.host.signedIn('patient'), world.provider];
  });
  afterAll(() => world.host.close());

  it('are there for each purpose from the start, for everybody to read', async () => {
    for (const client of [patient, provider, world.admin, world.partner, world.developer]) {
      const { body } = await client.get<Page<TextView>>('/api/v1/consent-texts');
      const first = body.items.filter((text) => text.version === 1);
      expect(first.map((text) => text.purpose).sort()).toEqual([
        'ai-assistance',
        'care',
        'marketing',
        'research',
      ]);
      for (const text of first) expect(text.body).toMatch(/withdraw at any time/);
    }
    expect((await world.nobody.get('/api/v1/consent-texts')).status).toBe(401);
  });

  const publish = (who: TestClient, body: object) =>
    who.post<TextView & Problem>('/api/v1/consent-texts', {
      title: 'Offers',
      body: 'We may write to you. You can withdraw at any time.',
      purpose: 'marketing',
      ...body,
    });

  it('are published by admins, one version after the other, and the newest alone is agreed to', async () => {
    for (const client of [patient, provider, world.partner, world.developer])
      expect((await publish(client, {})).status).toBe(403);
    const older = await give(patient, 'marketing');
    const next = await publish(world.admin, {});
    expect(next.body).toMatchObject({ purpose: 'marketing', version: 2, language: 'en' });
    const german = await publish(world.admin, { version: 2, language: 'de', title: 'Angebote' });
    expect(german.body).toMatchObject({ version: 2, language: 'de' });
    expect((await publish(world.admin, { version: 2, language: 'de' })).status).toBe(409);
    for (const version of [1, 4]) {
      const gap = await publish(world.admin, { version, language: 'fr' });
      expect([gap.status, gap.body.code]).toEqual([422, 'version_gap']);
    }
    expect((await publish(world.admin, { language: 'Deutsch!' })).status).toBe(422);

    const late = await give(world.otherPatient, 'marketing', 1);
    expect([late.status, late.body.code]).toEqual([409, 'newer_consent_text']);
    expect(await inForce('marketing')).toMatchObject([{ id: older.body.id, textVersion: 1 }]);
    const again = await patient.post<ConsentView>(MINE, {
      purpose: 'marketing',
      textVersion: 2,
      textLanguage: 'de',
    });
    expect(again.body).toMatchObject({ textVersion: 2, textLanguage: 'de' });
    expect(await inForce('marketing')).toMatchObject([{ id: again.body.id }]);
  });

  it('never change and never go, whoever tries', async () => {
    const { host, admin } = world;
    const access = host.db.as(host.contextOf(admin, 'admin'));
    for (const sql of [`update consent_texts set body = 'x'`, 'delete from consent_texts'])
      await expect(access.execute(sql)).rejects.toMatchObject({ kind: 'forbidden' });
    for (const sql of [
      `update consent_texts set body = 'x' where purpose = 'care'`,
      `delete from consent_texts where purpose = 'marketing'`,
      'truncate consent_texts cascade',
    ])
      await expect(host.database.admin.query(sql)).rejects.toMatchObject({ code: 'CN409' });
    await expect(
      access.execute(
        `insert into consent_texts (purpose, title, body, created_by) values ('care', 'x', 'x', null)`,
      ),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
