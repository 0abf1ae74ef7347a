import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Demo } from '@carenode/module-kit';
import { startTestHost, type TestHost } from '@carenode/testing';

import { activateModules } from '../src/instance-config.demo.js';

describe('the demo', () => {
  let instance: TestHost;

  beforeAll(async () => {
    instance = await startTestHost({ modules: ['echo', 'echo-archive', 'echo-digest'], inactive: true });
  });
  afterAll(() => instance.close());

  it('switches on everything that is loaded and installed, for everybody', async () => {
    const admin = await instance.signedIn('admin');
    const lines: string[] = [];
    const demo: Demo = {
      service: (token) => instance.host.get(token),
      people: [{ id: admin.id, userType: 'admin', email: 'admin@example.org' }],
      password: 'not used here',
      log: (line) => lines.push(line),
    };
    await activateModules(demo);
    await activateModules(demo);
    expect((await instance.anonymous().get('/api/v1/echo-archive')).status).toBe(200);
    expect(lines.slice(0, 3)).toEqual([
      'switched on echo',
      'switched on echo-archive',
      'switched on echo-digest',
    ]);
  });

  it('says so when there is nobody to do it', async () => {
    const demo: Demo = {
      service: (token) => instance.host.get(token),
      people: [],
      password: '',
      log: () => undefined,
    };
    await expect(activateModules(demo)).rejects.toThrow('no admin');
  });
});
