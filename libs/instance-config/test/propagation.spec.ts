import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ModuleActivations, systemContext } from '@carenode/module-kit';
import {
  type HostProcess,
  startHostProcess,
  startTestHost,
  type TestClient,
  type TestHost,
} from '@carenode/testing';

import { eventually } from './generated.js';

const TOGGLES = 100;
const LIMIT_MS = 1000;

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

describe('a switch', () => {
  let instance: TestHost;
  let here: HostProcess;
  let there: HostProcess;
  let admin: TestClient;

  beforeAll(async () => {
    instance = await startTestHost({ modules: ['echo'], inactive: true });
    [here, there] = await Promise.all([
      startHostProcess({ database: instance.database, modules: ['echo'] }),
      startHostProcess({ database: instance.database, modules: ['echo'] }),
    ]);
    admin = (await instance.signedIn('admin')).at(here.url);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([here?.stop(), there?.stop()]);
    await instance?.close();
  });

  /**
   * How long after `sentAt` the host answers as the switch says. Every answer until then is the old one,
   * never an error.
   */
  async function followed(host: HostProcess, isActive: boolean, sentAt: number): Promise<number> {
    await eventually(
      'the host follows the switch',
      async () => {
        const response = await fetch(`${host.url}/api/v1/echo`);
        const body = (await response.json()) as { code?: string };
        if (response.status !== 200 && body.code !== 'module_not_active')
          throw new Error(`The host answered ${response.status}.`);
        return (response.status === 200) === isActive;
      },
      10_000,
    );
    return performance.now() - sentAt;
  }

  it('is in force in every host process in less than a second, and drops no request', async () => {
    const times: Record<'switching host' | 'other host', number[]> = {
      'switching host': [],
      'other host': [],
    };
    for (let toggle = 0; toggle < TOGGLES; toggle++) {
      const isActive = toggle % 2 === 0;
      const sentAt = performance.now();
      const [{ status }, atSwitching, atOther] = await Promise.all([
        admin.patch('/api/v1/modules/echo/activation', { isActive }),
        followed(here, isActive, sentAt),
        followed(there, isActive, sentAt),
      ]);
      expect(status).toBe(200);
      times['switching host'].push(atSwitching);
      times['other host'].push(atOther);
    }
    for (const [host, all] of Object.entries(times)) {
      const sorted = [...all].sort((a, b) => a - b);
      const [p50, p99, max] = [percentile(sorted, 0.5), percentile(sorted, 0.99), percentile(sorted, 1)];
      console.log(
        `${TOGGLES} switches, ${host}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms from request to effect`,
      );
      expect(p99).toBeLessThan(LIMIT_MS);
    }
  }, 120_000);

  it('of a setting reaches every host process too', async () => {
    expect((await admin.patch('/api/v1/modules/echo/activation', { isActive: true })).status).toBe(200);
    expect((await admin.put('/api/v1/settings/echo/greeting', { value: 'Good evening' })).status).toBe(200);
    for (const host of [here, there]) {
      await eventually(
        'the host reads the new setting',
        async () => (await (await fetch(`${host.url}/api/v1/echo`)).text()).includes('Good evening'),
        LIMIT_MS,
      );
    }
  });

  it('outlives the hosts: one that starts later, or again after a crash, finds it', async () => {
    expect((await admin.patch('/api/v1/modules/echo/activation', { isActive: true })).status).toBe(200);
    await there.kill();
    there = await startHostProcess({ database: instance.database, modules: ['echo'] });
    expect((await fetch(`${there.url}/api/v1/echo`)).status).toBe(200);
    expect((await admin.patch('/api/v1/modules/echo/activation', { isActive: false })).status).toBe(200);
    expect(await there.stop()).toBe(0);
    there = await startHostProcess({ database: instance.database, modules: ['echo'] });
    expect((await fetch(`${there.url}/api/v1/echo`)).status).toBe(404);
  }, 60_000);
});

describe('a switch whose notification is lost', () => {
  let instance: TestHost;

  beforeAll(async () => {
    instance = await startTestHost({ modules: ['echo'], inactive: true });
  });
  afterAll(() => instance.close());

  const isActive = () => instance.host.get(ModuleActivations).isActive('echo', systemContext('watch'));
  const set = (value: boolean) =>
    instance.database.admin.query(
      `insert into instance_module_activations (module_name, is_active) values ('echo', $1)
       on conflict (module_name) do update set is_active = excluded.is_active`,
      [value],
    );

  it('because the listening connection was cut is found when it is back', async () => {
    const { rowCount } = await instance.database.admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'carenode listener'`,
    );
    expect(rowCount).toBe(1);
    await set(true);
    await eventually('the host reads the table again', isActive, 3000);
    await eventually('notifications arrive again', () => instance.db.listening, 3000);
  });

  it('because nothing was sent is found by the next reading, within seconds', async () => {
    await instance.database.admin.query('alter table instance_module_activations disable trigger notify');
    const was = isActive();
    await set(!was);
    expect(isActive()).toBe(was);
    await eventually('the host reads the table again', () => isActive() !== was, 6000);
    await instance.database.admin.query('alter table instance_module_activations enable trigger notify');
  });

  it('because the table was emptied is found too', async () => {
    await set(true);
    await eventually('the host follows', isActive, 1000);
    await instance.database.admin.query('truncate instance_module_activations');
    await eventually('the host follows', () => !isActive(), 1000);
  });
});

describe('a host that has not reached its database for a minute', () => {
  let instance: TestHost;

  beforeAll(async () => {
    instance = await startTestHost({ modules: ['echo'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  afterAll(() => instance.close());

  it('says that nothing optional is active, until it has read the table again', async () => {
    const activations = instance.host.get(ModuleActivations);
    const ctx = systemContext('watch');
    const realNow = performance.now();
    // Only the clock that readings are timed by moves: the next reading is as far off as it was.
    jest.useFakeTimers({
      doNotFake: [
        'Date',
        'hrtime',
        'nextTick',
        'queueMicrotask',
        'setImmediate',
        'clearImmediate',
        'setInterval',
        'clearInterval',
        'setTimeout',
        'clearTimeout',
      ],
    });
    jest.advanceTimersByTime(realNow - performance.now());
    expect(activations.isActive('echo', ctx)).toBe(true);
    jest.advanceTimersByTime(54_000);
    expect(activations.isActive('echo', ctx)).toBe(true);
    jest.advanceTimersByTime(7000);
    expect(activations.isActive('echo', ctx)).toBe(false);
    await instance.database.admin.query(`notify carenode_activation, 'echo'`);
    await eventually('the host reads the table', () => activations.isActive('echo', ctx), 3000);
  });
});
