import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { TestInstance } from './cli-process.js';

interface Report {
  readonly ok: boolean;
  readonly seals: number;
  readonly events: number;
  readonly head: string | null;
  readonly findings: readonly { readonly code: string; readonly words: string; readonly events: string[] }[];
}

describe('carenode audit verify', () => {
  let instance: TestInstance;
  const verify = async (...words: string[]) => {
    const { code, stdout, stderr } = await instance.run(['audit', 'verify', ...words]);
    return { code, stdout, stderr };
  };
  const report = async (...words: string[]) => {
    const { code, stdout } = await verify('--json', ...words);
    return { code, ...(JSON.parse(stdout) as Report) };
  };

  beforeAll(async () => {
    instance = await TestInstance.create();
    await instance.json('migrate', 'up');
    await instance.json('users', 'create', '--type', 'patient', '--email', 'ada@example.org');
  }, 60_000);

  afterAll(() => instance.remove());

  it('finds a trail as it was sealed, and prints its head for keeping elsewhere', async () => {
    const whole = await report();
    expect(whole).toMatchObject({ code: 0, ok: true, findings: [] });
    expect(whole.events).toBeGreaterThan(0);
    expect(whole.head).toMatch(/^\d+:m1\./);
    const { code, stdout } = await verify('--expect', String(whole.head));
    expect(code).toBe(0);
    expect(stdout).toContain('Everything is as it was sealed.');
    expect(stdout).toContain(`Head, to be kept elsewhere: ${whole.head}`);
  }, 30_000);

  it('exits with 1, and names the event, when a superuser changed one', async () => {
    await instance.admin.query('set session_replication_role = replica');
    const { rows } = await instance.admin.query<{ seq: string }>(
      `update audit_events set user_type = 'patient' where seq = (select min(seq) from audit_events) returning seq::text`,
    );
    const changed = await report();
    expect(changed).toMatchObject({ code: 1, ok: false });
    expect(changed.findings).toMatchObject([{ code: 'events_changed', events: [rows[0]?.seq] }]);
    const { code, stdout } = await verify();
    expect(code).toBe(1);
    expect(stdout).toMatch(
      new RegExp(`^! Seal 1: event ${rows[0]?.seq} changed after sealing \\(.*\\)\\.$`, 'm'),
    );
    await instance.admin.query(`update audit_events set user_type = 'system' where user_type = 'patient'`);
    await instance.admin.query('reset session_replication_role');
    expect(await report()).toMatchObject({ code: 0, ok: true });
  }, 30_000);

  it('exits with 1 when the head that was kept is not there, and with 2 when it is no head', async () => {
    const { head } = await report();
    const forged = await report('--expect', `${String(head).slice(0, -4)}AAAA`);
    expect(forged).toMatchObject({ code: 1, findings: [{ code: 'head_missing' }] });
    for (const wrong of ['7', 'x:y', '-1:m1.a.b']) expect((await verify(`--expect=${wrong}`)).code).toBe(2);
  }, 30_000);
});
