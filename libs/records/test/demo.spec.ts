import type { Demo, DemoPerson } from '@carenode/module-kit';

import { fillDemo } from '../src/records.demo.js';
import { type Page, startWorld, type World } from './people.js';

describe('the demo of records', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.host.close());

  it('fills the catalogues and opens a trial, and doing it again changes nothing', async () => {
    const { host, admin, partner, patient } = world;
    const people: DemoPerson[] = [
      { id: admin.id, userType: 'admin', email: 'admin@example.org' },
      { id: partner.id, userType: 'research-partner', email: 'partner@example.org' },
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
    const trials = await patient.get<Page<{ status: string }>>('/api/v1/trials');
    expect(trials.body.items).toMatchObject([{ status: 'active' }]);
    await fillDemo(demo);
    expect(lines[3]).toBe('conditions: 0 new, 0 changed, 967 as they were, 0 refused');
    expect((await patient.get<Page<object>>('/api/v1/trials')).body.items).toHaveLength(1);
  });
});
