import { enqueueJob, type NewJob } from '@carenode/database';
import { systemContext } from '@carenode/module-kit';
import { startHostProcess, startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { soon } from './people.js';

interface JobBody {
  readonly id: string;
  readonly status: string;
  readonly progressDone: number;
  readonly progressTotal: number | null;
  readonly result: Record<string, unknown> | null;
  readonly problem: { code: string; message: string } | null;
  readonly attempts: number;
  readonly code?: string;
}

describe('background jobs', () => {
  let test: TestHost;
  let patient: TestClient;

  beforeAll(async () => {
    test = await startTestHost({ modules: ['chores'] });
    patient = await test.signedIn('patient');
  });

  afterAll(() => test.close());

  const ask = (client: TestClient, job: Partial<NewJob> = {}) =>
    enqueueJob(test.db.as(test.contextOf(client, 'patient')), { kind: 'chore', ...job });
  const jobOf = async (client: TestClient, id: string) =>
    (await client.get<JobBody>(`/api/v1/jobs/${id}`)).body;
  const ended = async (client: TestClient, id: string): Promise<JobBody> => {
    await soon(async () => ['done', 'failed', 'cancelled'].includes((await jobOf(client, id)).status));
    return jobOf(client, id);
  };
  const runsOf = async (id: string) =>
    (
      await test.database.admin.query<{ ran_as: string; began_at: Date; ended_at: Date | null }>(
        'select ran_as, began_at, ended_at from chore_runs where job_id = $1 order by began_at',
        [id],
      )
    ).rows;

  it('are done with the rights of who asked, who sees what came of them', async () => {
    const other = await test.signedIn('patient');
    await ended(other, await ask(other));
    const id = await ask(patient, { input: { to: 3 } });
    expect(await ended(patient, id)).toMatchObject({
      status: 'done',
      progressDone: 3,
      progressTotal: 3,
      result: { counted: 3, attempt: 1, runsSeen: 1 },
      problem: null,
    });
    expect((await runsOf(id)).map((run) => run.ran_as)).toEqual([`patient job:${id}`]);
    const { body } = await patient.get<{ items: JobBody[] }>('/api/v1/jobs?status=done');
    expect(body.items.map((job) => job.id)).toEqual([id]);
  });

  it('are nobody else’s: not to see, not to cancel, not in a list', async () => {
    const id = await ask(patient, { input: { to: 1000, ms: 10 } });
    const others = [
      await test.signedIn('patient'),
      await test.signedIn('provider'),
      await test.signedIn('admin'),
      await test.signedIn('research-partner'),
      await test.signedIn('developer'),
    ];
    for (const other of others) {
      expect((await other.get(`/api/v1/jobs/${id}`)).status).toBe(404);
      expect((await other.post(`/api/v1/jobs/${id}/cancel`)).status).toBe(404);
      expect((await other.get<{ items: object[] }>('/api/v1/jobs')).body.items).toEqual([]);
    }
    expect((await test.anonymous().get(`/api/v1/jobs/${id}`)).status).toBe(401);
    expect((await jobOf(patient, id)).status).not.toBe('cancelled');
    await patient.post(`/api/v1/jobs/${id}/cancel`);
  });

  it('tell how far they are while they run', async () => {
    const id = await ask(patient, { input: { to: 500, ms: 10 } });
    await soon(async () => {
      const { status, progressDone, progressTotal } = await jobOf(patient, id);
      return status === 'running' && progressDone > 0 && progressDone < 500 && progressTotal === 500;
    });
    await patient.post(`/api/v1/jobs/${id}/cancel`);
  });

  it('stop when they are cancelled, and stay cancelled', async () => {
    const id = await ask(patient, { input: { to: 1000, ms: 10 } });
    await soon(
      async () => (await jobOf(patient, id)).status === 'running' && (await runsOf(id)).length === 1,
    );
    const cancelled = await patient.post<JobBody>(`/api/v1/jobs/${id}/cancel`);
    expect([cancelled.status, cancelled.body.status]).toEqual([200, 'cancelled']);
    await soon(async () => (await runsOf(id))[0]?.ended_at != null);
    expect(await jobOf(patient, id)).toMatchObject({ status: 'cancelled', result: null });
    expect((await patient.post<JobBody>(`/api/v1/jobs/${id}/cancel`)).status).toBe(200);
    const done = await ask(patient);
    await ended(patient, done);
    expect((await patient.post<JobBody>(`/api/v1/jobs/${done}/cancel`)).body.code).toBe('job_over');
  });

  it('that fail are tried again, later each time, and tell nothing of the inner life of the host', async () => {
    const id = await ask(patient, { input: { failures: 1 } });
    await soon(async () => (await jobOf(patient, id)).attempts === 1);
    await soon(async () => (await jobOf(patient, id)).status === 'queued');
    const waiting = await jobOf(patient, id);
    expect(waiting.problem).toMatchObject({ code: 'internal' });
    expect(JSON.stringify(waiting)).not.toContain('inner life');
    const { rows } = await test.database.admin.query<{ wait: number }>(
      'select extract(epoch from run_at - updated_at)::float8 as wait from jobs where id = $1',
      [id],
    );
    expect(rows[0]?.wait).toBe(2);
    await test.database.admin.query(`update jobs set run_at = now() where id = $1`, [id]);
    await ask(patient);
    expect(await ended(patient, id)).toMatchObject({ status: 'done', attempts: 2, problem: null });
  });

  it('that fail each time, or that cannot be done, fail for good', async () => {
    const hopeless = await ask(patient, { input: { failures: 9 }, maxAttempts: 1 });
    expect(await ended(patient, hopeless)).toMatchObject({ status: 'failed', problem: { code: 'internal' } });
    const refused = await ask(patient, { input: { refuse: true } });
    expect(await ended(patient, refused)).toMatchObject({
      status: 'failed',
      attempts: 1,
      problem: { code: 'chore_refused', message: 'This chore cannot be done.' },
    });
  });

  it('wait while their module is off for the person', async () => {
    const set = (active: boolean) =>
      test.database.admin.query(
        `update instance_module_activations set is_active = $1 where module_name = 'chores'`,
        [active],
      );
    await set(false);
    const id = await ask(patient);
    // A job of the instance itself waits too: what comes after it shows that the queue was looked at.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await jobOf(patient, id)).toMatchObject({ status: 'queued', attempts: 0 });
    await set(true);
    await ask(patient);
    expect((await ended(patient, id)).status).toBe('done');
  });

  it('fail when who asked is gone', async () => {
    const leaving = await test.signedIn('patient');
    const { admin } = test.database;
    await admin.query('update profiles set deleted_at = now() where id = $1', [leaving.id]);
    const id = await ask(leaving);
    await soon(async () => {
      const { rows } = await admin.query<{ status: string }>('select status from jobs where id = $1', [id]);
      return rows[0]?.status === 'failed';
    });
    expect(await runsOf(id)).toEqual([]);
  });

  it('are there only if the transaction that asked commits, and one at a time where that is asked for', async () => {
    const access = test.db.as(test.contextOf(patient, 'patient'));
    const attempt = access.transaction(async (tx) => {
      await enqueueJob(tx, { kind: 'chore' });
      throw new Error('no');
    });
    await expect(attempt).rejects.toThrow('no');
    const { rows } = await test.database.admin.query<{ count: string }>(
      `select count(*) from jobs where subject = $1 and status in ('queued', 'running')`,
      [patient.id],
    );
    expect(rows[0]?.count).toBe('0');
    const first = await ask(patient, { exclusive: true, input: { to: 1000, ms: 10 } });
    await expect(ask(patient, { exclusive: true })).rejects.toMatchObject({ code: 'job_under_way' });
    await patient.post(`/api/v1/jobs/${first}/cancel`);
    expect((await ended(patient, await ask(patient, { exclusive: true }))).status).toBe('done');
  });

  it('cannot be asked for in another’s name, nor moved on by a person', async () => {
    const access = test.db.as(test.contextOf(patient, 'patient'));
    const stranger = await test.signedIn('patient');
    const refused = { code: 'not_allowed' };
    await expect(
      access.execute(`insert into jobs (kind, subject) values ('chore', $1)`, [stranger.id]),
    ).rejects.toMatchObject(refused);
    await expect(
      access.execute(`insert into jobs (kind, user_type) values ('chore', 'admin')`),
    ).rejects.toMatchObject(refused);
    await expect(ask(patient, { about: stranger.id })).rejects.toMatchObject(refused);
    const id = await ask(patient, { runAt: new Date(Date.now() + 3_600_000) });
    await expect(access.execute(`update jobs set status = 'done' where id = $1`, [id])).rejects.toMatchObject(
      refused,
    );
    await expect(access.execute(`update jobs set result = '{}' where id = $1`, [id])).rejects.toMatchObject(
      refused,
    );
    expect((await patient.post<JobBody>(`/api/v1/jobs/${id}/cancel`)).body.status).toBe('cancelled');
  });

  it('are never run by two hosts at once', async () => {
    const second = await test.another();
    try {
      const ids = await Promise.all(
        Array.from({ length: 20 }, () => ask(patient, { input: { to: 3, ms: 5 } })),
      );
      for (const id of ids) expect((await ended(patient, id)).status).toBe('done');
      const { rows } = await test.database.admin.query<{ workers: string; runs: string; jobs: string }>(
        `select count(*) as runs, count(distinct job_id) as jobs from chore_runs where job_id = any ($1)`,
        [ids],
      );
      expect(rows[0]).toEqual({ runs: '20', jobs: '20' });
    } finally {
      await second.close();
    }
  }, 30_000);

  it('of the instance itself run as the system, and are nobody’s', async () => {
    const id = await enqueueJob(test.db.as(systemContext('test')), { kind: 'chore' });
    await soon(async () => (await runsOf(id))[0]?.ended_at != null);
    expect((await runsOf(id))[0]?.ran_as).toBe(`system system:job chore ${id}`);
    expect((await patient.get(`/api/v1/jobs/${id}`)).status).toBe(404);
  });
});

describe('a host that stops while it does a job', () => {
  it('gives it back when it is told to stop; killed, it loses the job when the lease is over', async () => {
    const test = await startTestHost({ modules: ['chores'] });
    const running = async (id: string) => {
      const { rows } = await test.database.admin.query<{ status: string; attempts: number; worker: string }>(
        'select status, attempts, worker from jobs where id = $1',
        [id],
      );
      return rows[0];
    };
    try {
      const patient = await test.signedIn('patient');
      const ctx = test.contextOf(patient, 'patient');
      // Only the other process does jobs now.
      await test.host.close();
      const first = await startHostProcess({ database: test.database, modules: ['chores'] });
      const id = await enqueueJob(test.db.as(ctx), { kind: 'chore', input: { to: 400, ms: 20 } });
      await soon(async () => (await running(id))?.status === 'running');
      expect(await first.stop()).toBe(0);
      expect(await running(id)).toMatchObject({ status: 'queued', attempts: 0, worker: null });

      const second = await startHostProcess({ database: test.database, modules: ['chores'] });
      await soon(async () => (await running(id))?.status === 'running');
      await second.kill();
      const { worker } = (await running(id)) ?? {};
      expect(await running(id)).toMatchObject({ status: 'running', attempts: 1 });
      // Half a minute passes.
      await test.database.admin.query(
        `update jobs set lease_until = now() - interval '1 second', input = '{}'`,
      );
      const third = await startHostProcess({ database: test.database, modules: ['chores'] });
      try {
        await soon(async () => (await running(id))?.status === 'done');
        expect((await running(id))?.attempts).toBe(2);
        const { rows } = await test.database.admin.query('select from chore_runs where job_id = $1', [id]);
        expect(rows).toHaveLength(3);
        expect(worker).toBeTruthy();
      } finally {
        await third.stop();
      }
    } finally {
      await test.db.close();
      await test.database.drop();
    }
  }, 60_000);
});
