import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { nouns, takeIntoCare } from './nouns.js';

interface Row {
  readonly id: string;
}
interface Page {
  readonly items: readonly Row[];
}

const READ = nouns('').filter((noun) => noun.providerReads);
const WEIGHT = { variableCode: '29463-7', value: 70, unit: 'kg', startAt: '2026-03-01T08:00:00Z' };
const RECORDS = ['measurements', 'conditions', 'treatments'];

describe('a patient’s record', () => {
  let host: TestHost;
  let patient: TestClient;
  let cares: TestClient;
  const paths = [...READ.map((noun) => noun.path), ...RECORDS];
  const of = (path: string) => `/api/v1/patients/${patient.id}/${path}`;
  const statuses = async (who: TestClient) =>
    new Set(await Promise.all(paths.map(async (path) => (await who.get(of(path))).status)));
  const counts = async (who: TestClient) =>
    Promise.all(paths.map(async (path) => (await who.get<Page>(of(path))).body.items?.length ?? 0));

  beforeAll(async () => {
    host = await startTestHost({ modules: ['patient-data'] });
    [patient, cares] = [await host.signedIn('patient'), await host.signedIn('provider')];
    await takeIntoCare(host, patient, cares);
    for (const noun of READ)
      expect(
        (await (noun.author === 'patient' ? patient : cares).post(of(noun.path), noun.input)).status,
      ).toBe(201);
    const hidden = await cares.post<Row>(of('insights'), READ.find(({ path }) => path === 'insights')?.input);
    await patient.patch(of(`insights/${hidden.body.id}`), { isHidden: true });
    await patient.post(of('measurements'), WEIGHT);
    await patient.post(of('conditions'), { name: 'Migraine' });
    await patient.post(of('treatments'), { name: 'Rest' });
  });
  afterAll(() => host.close());

  it('is open to the care team, but for what the patient has hidden', async () => {
    expect(await counts(cares)).toEqual(paths.map(() => 1));
  });

  it.each([
    ['an admin', 'admin', 403],
    ['a provider', 'provider', 404],
  ] as const)(
    'is closed to %s until they break the glass, then open to be read in full, and closed again',
    async (_, userType, closed) => {
      const somebody = await host.signedIn(userType);
      expect(await statuses(somebody)).toEqual(new Set([closed]));
      const opened = await somebody.post<Row>('/api/v1/break-glass', {
        patientId: patient.id,
        reason: 'Unconscious in the emergency room',
      });
      expect(opened.status).toBe(201);
      expect(await counts(somebody)).toEqual(paths.map(() => 1));
      const { rows: events } = await host.database.admin.query<{ table_name: string; why: string }>(
        `select table_name, why from audit_events where kind = 'read' and subject = $1 order by table_name`,
        [somebody.id],
      );
      expect(events.map((event) => event.table_name)).toEqual(
        [
          ...READ.map((noun) => noun.table),
          'measurements',
          'patient_conditions',
          'patient_treatments',
        ].sort(),
      );
      expect(new Set(events.map((event) => event.why))).toEqual(new Set([`break-glass ${opened.body.id}`]));

      const { body } = await somebody.get<Page>(of('measurements'));
      const own = `${of('measurements')}/${body.items[0]?.id}`;
      const writes = [
        await somebody.post(of('measurements'), WEIGHT),
        await somebody.patch(own, { value: 1 }),
        await somebody.delete(own),
      ];
      expect(writes.every((answer) => [403, 404].includes(answer.status))).toBe(true);
      const other = await host.signedIn('patient');
      expect((await somebody.get(`/api/v1/patients/${other.id}/measurements`)).status).toBe(closed);

      expect((await somebody.post(`/api/v1/break-glass/${opened.body.id}/end`)).status).toBeLessThan(300);
      expect(await statuses(somebody)).toEqual(new Set([closed]));
    },
  );

  it('is open to a trial’s team as far as the trial asked, in the tables of this module too', async () => {
    const [partner, admin, researcher] = await Promise.all([
      host.signedIn('research-partner'),
      host.signedIn('admin'),
      host.signedIn('provider'),
    ]);
    const { body: trial } = await partner.post<Row>('/api/v1/trials', { title: 'Food and walks' });
    const path = `/api/v1/trials/${trial.id}`;
    const needs = { tables: ['patient_food_log', 'patient_insights'] };
    expect((await partner.put(`${path}/data-needs`, needs)).status).toBe(200);
    await admin.patch(path, { status: 'approved' });
    await partner.patch(path, { status: 'active' });
    const { body: member } = await partner.post<Row>(`${path}/team`, { providerId: researcher.id });
    await researcher.post(`${path}/team/${member.id}/accept`);
    const { body: enrollment } = await cares.post<Row>(`${path}/enrollments`, { patientId: patient.id });
    await patient.post(of('consents'), { purpose: 'research', textVersion: 1 });
    await patient.patch(`${path}/enrollments/${enrollment.id}`, { status: 'enrolled' });

    const open = ['food-log', 'insights'];
    expect(await counts(researcher)).toEqual(paths.map((name) => (open.includes(name) ? 1 : 0)));
    const found = await Promise.all(paths.map(async (name) => (await researcher.get(of(name))).status));
    expect(found).toEqual(paths.map((name) => (open.includes(name) ? 200 : 404)));
    await patient.post(of('consents/withdraw'), { purpose: 'research' });
    expect(await statuses(researcher)).toEqual(new Set([404]));
  });
});
