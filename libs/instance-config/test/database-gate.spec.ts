import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ModuleActivations, type RequestContext, systemContext } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

describe('the database', () => {
  let instance: TestHost;
  let patient: TestClient;
  let ctx: RequestContext;

  beforeAll(async () => {
    instance = await startTestHost({ modules: ['echo'] });
    patient = await instance.signedIn('patient');
    ctx = instance.contextOf(patient, 'patient');
    expect((await patient.post('/api/v1/echo-notes', { text: 'mine' })).status).toBe(201);
  });
  afterAll(() => instance.close());

  const believes = () => instance.host.get(ModuleActivations).isActive('echo', ctx);
  const notes = () => instance.db.as(ctx).query('select id from echo_notes');
  const insert = () =>
    instance.db
      .as(ctx)
      .execute(`insert into echo_notes (profile_id, text) values ($1, 'more')`, [patient.id]);
  /**
   * Changes the row without telling the hosts, as a host sees it that has lost its connection for
   * notifications.
   */
  const quietly = async (set: string) => {
    await instance.database.admin.query('alter table instance_module_activations disable trigger user');
    await instance.database.admin.query(
      `update instance_module_activations set ${set} where module_name = 'echo'`,
    );
    await instance.database.admin.query('alter table instance_module_activations enable trigger user');
  };

  it('refuses a module that is off, even while the host still believes that it is on', async () => {
    expect(await notes()).toHaveLength(1);
    await quietly('is_active = false');
    expect(believes()).toBe(true);
    expect(await notes()).toEqual([]);
    await expect(insert()).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await instance.db.as(ctx).execute(`update echo_notes set text = 'changed' returning id`)).toEqual(
      [],
    );
    expect(await instance.db.as(ctx).execute('delete from echo_notes returning id')).toEqual([]);
    await quietly('is_active = true');
    expect(await notes()).toHaveLength(1);
  });

  it('refuses a module whose window is over or that is for others', async () => {
    await quietly(`expiration_date = now() - interval '1 second', activation_date = null`);
    expect(await notes()).toEqual([]);
    await quietly(`expiration_date = null, activation_date = now() + interval '1 hour'`);
    expect(await notes()).toEqual([]);
    await quietly(`activation_date = null, settings = '{"audience": {"userTypes": ["provider"]}}'`);
    expect(await notes()).toEqual([]);
    await quietly('settings = null');
    expect(await notes()).toHaveLength(1);
  });

  it('tells people whether a module is on for them, and nothing else about activations', async () => {
    const db = instance.db.as(ctx);
    expect(await db.query(`select carenode.module_active('echo') as active`)).toEqual([{ active: true }]);
    await expect(db.query('select * from instance_module_activations')).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(
      db.query(`select carenode.module_active_for('echo', 'admin', null, now())`),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(db.query('select * from instance_settings')).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(db.query('select * from instance_network_config')).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });

  it('lets nobody but admins change an activation, and background work only what a module requires', async () => {
    const update = 'update instance_module_activations set is_active = true';
    await expect(instance.db.as(ctx).execute(update)).rejects.toMatchObject({ kind: 'forbidden' });
    const worker = instance.db.as(systemContext('try'));
    await expect(worker.execute(update)).rejects.toMatchObject({ kind: 'forbidden' });
    await worker.execute(`update instance_module_activations set requires = '{}'`);
  });
});
