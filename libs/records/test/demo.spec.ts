import type { Demo, DemoPerson } from '@carenode/module-kit';
import { TrialParticipation } from '@carenode/records-contract';

import { fillDemo } from '../src/records.demo.js';
import { type Page, startWorld, type World } from './people.js';

describe('the demo of records', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.host.close());

  it('fills the catalogues and opens a trial, and doing it again changes nothing', async () => {
    const { host, admin, partner, patient, provider } = world;
    const people: DemoPerson[] = [
      { id: admin.id, userType: 'admin', email: 'admin@example.org' },
      { id: partner.id, userType: 'research-partner', email: 'partner@example.org' },
      { id: provider.id, userType: 'provider', email: 'provider@example.org' },
    ];
    const lines: string[] = [];
    const demo: Demo = {
      service: (token) => host.host.get(token),
      people,
      password: 'x',
      log: (line) => lines.push(line),
    };
    await fillDemo(demo);
    expect(lines).toEqual([
      'conditions: 967 new, 0 changed, 0 as they were, 0 refused',
      'units: 311 new, 0 changed, 0 as they were, 0 refused',
      'trials: 1 that takes participants',
    ]);
    const trials = await patient.get<Page<{ id: string; status: string }>>('/api/v1/trials');
    expect(trials.body.items).toMatchObject([{ status: 'active' }]);
    const trial = `/api/v1/trials/${trials.body.items[0]?.id}`;
    const needs = await patient.get<Page<{ tableName: string; variableName: string }>>(`${trial}/data-needs`);
    expect(needs.body.items.map((need) => need.tableName)).toEqual(Array(4).fill('measurements'));
    const team = await partner.get<Page<{ providerId: string; status: string }>>(`${trial}/team`);
    expect(team.body.items).toMatchObject([{ providerId: provider.id, status: 'active' }]);
    await fillDemo(demo);
    expect(lines[3]).toBe('conditions: 0 new, 0 changed, 967 as they were, 0 refused');
    expect((await patient.get<Page<object>>('/api/v1/trials')).body.items).toHaveLength(1);
  });

  it('has a trial into which other modules bring patients, with their consent, once', async () => {
    const { host, patient, provider } = world;
    const participation = host.host.get(TrialParticipation);
    const [asProvider, asPatient] = [
      host.contextOf(provider, 'provider'),
      host.contextOf(patient, 'patient'),
    ];
    for (let time = 0; time < 2; time++)
      expect(await participation.takePart(asProvider, asPatient)).toBe('Daily walks and blood pressure');
    const consents = await patient.get<Page<object>>('/api/v1/patients/me/consents?purpose=research');
    expect(consents.body.items).toMatchObject([{ givenBy: patient.id, withdrawnAt: null }]);
    const enrollments = await patient.get<Page<object>>('/api/v1/patients/me/trial-enrollments');
    expect(enrollments.body.items).toMatchObject([{ status: 'enrolled', enrolledBy: provider.id }]);
  });
});
