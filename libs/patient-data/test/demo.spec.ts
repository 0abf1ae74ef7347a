import { Users } from '@carenode/identity-contract';
import { type Demo, type DemoPerson, systemContext } from '@carenode/module-kit';
import { startTestHost, type TestHost } from '@carenode/testing';

import manifest from '../src/patient-data.manifest.js';
import { allRecords } from './imports.js';

let host: TestHost;
let provider: DemoPerson;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
  const { id } = await host.signedIn('provider');
  provider = { id, userType: 'provider', email: 'provider@demo.carenode.example' };
});

afterAll(() => host.close());

async function fill(): Promise<{ people: DemoPerson[]; lines: string[] }> {
  const people = [provider];
  const lines: string[] = [];
  const demo: Demo = {
    service: (token) => host.host.get(token),
    people,
    password: 'correct-horse-battery-staple-42',
    log: (line) => lines.push(line),
  };
  await manifest.demo?.(demo);
  return { people, lines };
}

describe('The demo', () => {
  it('brings seven patients with their records, in the care of its provider, and nothing more the second time', async () => {
    const { people } = await fill();
    const patients = people.filter((person) => person.userType === 'patient');
    expect(patients.map((patient) => patient.email)).toEqual([
      'cammy.kreiger@demo.carenode.example',
      'christopher.abshire@demo.carenode.example',
      'clemente.kreiger@demo.carenode.example',
      'earnestine.tillman@demo.carenode.example',
      'jesus.alvarez@demo.carenode.example',
      'murray.hane@demo.carenode.example',
      'shavonne.schaefer@demo.carenode.example',
    ]);
    const { rows } = await host.database.admin.query<{ patients: string; fewest: number; named: string }>(
      `select count(*) as patients, min(measured) as fewest, count(last_name) as named from (
         select p.last_name, (select count(*)::int from measurements m where m.patient_id = p.id) as measured
           from profiles p where p.email like '%@demo.carenode.example' and p.user_type = 'patient') t`,
    );
    expect(rows).toEqual([{ patients: '7', fewest: 49, named: '7' }]);
    const before = await allRecords(host);

    const again = await fill();
    expect(again.people).toEqual(people);
    const [foods, ...patientsAgain] = again.lines;
    expect(foods).toBe('foods: 0 new, 0 changed, 8463 as they were');
    expect(patientsAgain.every((line) => line.includes(': 0 entries stored'))).toBe(true);
    expect(await allRecords(host)).toEqual(before);
  }, 120_000);

  it('has the consent of each patient to care', async () => {
    const { rows } = await host.database.admin.query(
      `select count(*)::int as consents, count(distinct patient_id)::int as patients
         from patient_consents where purpose = 'care' and withdrawn_at is null`,
    );
    expect(rows).toEqual([{ consents: 7, patients: 7 }]);
  });

  it('lets its provider read those patients', async () => {
    const users = host.host.get(Users);
    const murray = await users.find(systemContext('look'), 'murray.hane@demo.carenode.example');
    const asProvider = host.db.as(host.contextOf({ id: provider.id } as never, 'provider'));
    const goals = await asProvider.queryOf(
      { table: 'patient_health_goals', patient: murray?.id ?? '' },
      'select id from patient_health_goals where patient_id = $1',
      [murray?.id],
    );
    expect(goals).toHaveLength(8);
  });
});
