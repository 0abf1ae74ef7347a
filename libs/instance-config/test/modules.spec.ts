import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ModuleSwitch } from '@carenode/instance-config-contract';
import { requestContext, USER_TYPES } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import type { Items, ModuleAnswer, Problem } from './shapes.js';

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString();
const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString();

describe('modules', () => {
  let instance: TestHost;
  let admin: TestClient;
  let patient: TestClient;

  beforeAll(async () => {
    instance = await startTestHost({ modules: ['echo', 'echo-archive', 'echo-digest'], inactive: true });
    admin = await instance.signedIn('admin');
    patient = await instance.signedIn('patient');
  });
  afterEach(() => instance.database.admin.query('delete from instance_module_activations'));
  afterAll(() => instance.close());

  const change = (name: string, body: unknown, headers: Record<string, string> = {}) =>
    admin.patch<ModuleAnswer>(`/api/v1/modules/${name}/activation`, body, { headers });
  const module = async (name: string) => (await admin.get<ModuleAnswer>(`/api/v1/modules/${name}`)).body;
  const isOnFor = async (client: TestClient, path = 'echo') =>
    (await client.get(`/api/v1/${path}`)).status === 200;

  describe('in the list', () => {
    it('are all that are loaded, with what they require, their settings, and whether they are installed', async () => {
      const { status, body } = await admin.get<Items<ModuleAnswer>>('/api/v1/modules');
      expect(status).toBe(200);
      expect(body.nextCursor).toBeNull();
      expect(body.items.map((item) => item.name)).toEqual([
        'echo',
        'echo-archive',
        'echo-digest',
        'identity',
        'instance-config',
        'records',
      ]);
      expect(body.items[0]).toMatchObject({
        title: 'Echo',
        required: false,
        loaded: true,
        installed: true,
        pendingSteps: [],
        activation: null,
        activeForMe: false,
        requires: [],
        requiredBy: ['echo-archive'],
      });
      expect(body.items[0]?.settings.map((one) => one.name)).toEqual(['greeting', 'repeats']);
      expect(body.items[2]?.requires).toEqual(['echo-archive', 'records']);
      expect(body.items[3]).toMatchObject({ name: 'identity', required: true, activeForMe: true });
    });

    it('are also those with an activation whose code is not loaded', async () => {
      await instance.database.admin.query(
        `insert into instance_module_activations (module_name, is_active) values ('ecommerce', true)`,
      );
      expect(await module('ecommerce')).toMatchObject({
        title: 'ecommerce',
        loaded: false,
        installed: false,
      });
    });

    it('are for admins only', async () => {
      for (const userType of USER_TYPES.filter((one) => one !== 'admin')) {
        const client = await instance.signedIn(userType);
        expect((await client.get('/api/v1/modules')).status).toBe(403);
        expect((await client.get('/api/v1/modules/echo')).status).toBe(403);
        expect((await client.patch('/api/v1/modules/echo/activation', { isActive: true })).status).toBe(403);
      }
      expect((await instance.anonymous().get('/api/v1/modules')).status).toBe(401);
      expect(
        (await instance.anonymous().patch('/api/v1/modules/echo/activation', { isActive: true })).status,
      ).toBe(401);
    });
  });

  describe('that are switched', () => {
    it('answer from then on, and not before; off again, their data stays', async () => {
      const before = await patient.get<Problem>('/api/v1/echo-notes');
      expect({ status: before.status, code: before.body.code }).toEqual({
        status: 404,
        code: 'module_not_active',
      });
      const { status, body } = await change('echo', { isActive: true, reason: 'We begin' });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        name: 'echo',
        activeForMe: true,
        activation: { isActive: true, reason: 'We begin', updatedBy: admin.id },
      });
      expect((await patient.post('/api/v1/echo-notes', { text: 'kept' })).status).toBe(201);
      expect((await change('echo', { isActive: false })).status).toBe(200);
      expect((await patient.get('/api/v1/echo-notes')).status).toBe(404);
      expect((await change('echo', { isActive: true })).status).toBe(200);
      const notes = await patient.get<Items<{ text: string }>>('/api/v1/echo-notes');
      expect(notes.body.items.map((note) => note.text)).toEqual(['kept']);
    });

    it('keep window, audience and key when they are switched off and on', async () => {
      const audience = { userTypes: ['patient'], percentage: 50 };
      await change('echo', {
        isActive: true,
        expirationDate: TOMORROW,
        audience,
        activationKey: 'licence-of-ours',
      });
      await change('echo', { isActive: false });
      const { body } = await change('echo', { isActive: true });
      expect(body.activation).toMatchObject({ expirationDate: TOMORROW, audience, hasActivationKey: true });
    });

    it('are on for their audience only', async () => {
      const provider = await instance.signedIn('provider');
      await change('echo', { isActive: true, audience: { userTypes: ['provider'] } });
      expect(await isOnFor(provider)).toBe(true);
      expect(await isOnFor(patient)).toBe(false);
      expect(await isOnFor(instance.anonymous())).toBe(false);
      await change('echo', { audience: { profiles: [patient.id.toUpperCase()] } });
      expect(await isOnFor(provider)).toBe(false);
      expect(await isOnFor(patient)).toBe(true);
      await change('echo', { audience: null });
      expect(await isOnFor(instance.anonymous())).toBe(true);
    });

    it('never lose a patient while their percentage is raised', async () => {
      const patients = await Promise.all(Array.from({ length: 12 }, () => instance.signedIn('patient')));
      let before: boolean[] = patients.map(() => false);
      await change('echo', { isActive: true, audience: { percentage: 0 } });
      for (const percentage of [0, 20, 45, 70, 90, 100]) {
        expect((await change('echo', { audience: { percentage } })).status).toBe(200);
        const now = await Promise.all(patients.map((client) => isOnFor(client)));
        expect(now.filter((isOn, index) => before[index] && !isOn)).toEqual([]);
        before = now;
      }
      expect(before.every(Boolean)).toBe(true);
    });

    it('are on in their window only, and nobody needs to do anything at its edges', async () => {
      await change('echo', { isActive: true, activationDate: TOMORROW });
      expect(await isOnFor(patient)).toBe(false);
      const soon = new Date(Date.now() + 400).toISOString();
      const later = new Date(Date.now() + 900).toISOString();
      await change('echo', { activationDate: soon, expirationDate: later });
      expect(await isOnFor(patient)).toBe(false);
      await new Promise((resolve) => setTimeout(resolve, Date.parse(soon) - Date.now() + 5));
      expect(await isOnFor(patient)).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, Date.parse(later) - Date.now() + 5));
      expect(await isOnFor(patient)).toBe(false);
    });

    it('show neither key nor anything of it, and keep it sealed', async () => {
      const { text } = await change('echo', { isActive: true, activationKey: 'licence-of-ours' });
      expect(text).not.toContain('licence');
      const { rows } = await instance.database.admin.query(
        'select activation_key from instance_module_activations',
      );
      expect(rows[0].activation_key).not.toContain('licence');
      const { body } = await change('echo', { activationKey: null });
      expect(body.activation?.hasActivationKey).toBe(false);
      const ctx = requestContext({
        subject: admin.id,
        userType: 'admin',
        actor: { kind: 'session', id: null },
      });
      await expect(
        instance.db.as(ctx).query('select activation_key from instance_module_activations'),
      ).rejects.toMatchObject({ kind: 'forbidden' });
    });

    it('name who changed them, and nobody can sign with another name', async () => {
      await change('echo', { isActive: true });
      const other = await instance.signedIn('admin');
      const ctx = requestContext({
        subject: other.id,
        userType: 'admin',
        actor: { kind: 'session', id: null },
      });
      const forged = instance.db
        .as(ctx)
        .execute('update instance_module_activations set is_active = false, updated_by = $1', [admin.id]);
      await expect(forged).rejects.toMatchObject({ kind: 'forbidden' });
      expect((await module('echo')).activation?.updatedBy).toBe(admin.id);
    });
  });

  describe('that stand on others', () => {
    it('cannot be switched on before those, and the answer names them', async () => {
      const { status, body } = await change('echo-digest', { isActive: true });
      expect(status).toBe(409);
      expect(body).toMatchObject({ code: 'requires_inactive', modules: ['echo', 'echo-archive'] });
      expect(body.detail).toContain('echo, echo-archive');
      expect((await module('echo-digest')).activation).toBeNull();
    });

    it('come with those when that is asked for', async () => {
      expect(
        (await change('echo-digest', { isActive: true, withDependencies: true, reason: 'All of it' })).status,
      ).toBe(200);
      for (const name of ['echo', 'echo-archive', 'echo-digest']) {
        expect(await module(name)).toMatchObject({
          activeForMe: true,
          activation: { reason: 'All of it', updatedBy: admin.id },
        });
      }
    });

    it('keep those on, unless they may go too', async () => {
      await change('echo-digest', { isActive: true, withDependencies: true });
      const refused = await change('echo', { isActive: false });
      expect(refused.status).toBe(409);
      expect(refused.body).toMatchObject({
        code: 'still_required',
        modules: ['echo-archive', 'echo-digest'],
      });
      expect((await module('echo')).activeForMe).toBe(true);
      expect((await change('echo', { isActive: false, withDependents: true })).status).toBe(200);
      for (const name of ['echo', 'echo-archive', 'echo-digest'])
        expect((await module(name)).activeForMe).toBe(false);
    });

    it('are off for whomever those are off', async () => {
      await change('echo-archive', { isActive: true, withDependencies: true });
      await change('echo', { audience: { userTypes: ['admin'] } });
      expect(await isOnFor(patient, 'echo-archive')).toBe(false);
      expect(await isOnFor(admin, 'echo-archive')).toBe(true);
    });

    it('are not brought along past the end of a window; somebody has to say until when', async () => {
      await instance.database.admin.query(
        `insert into instance_module_activations (module_name, is_active, expiration_date) values ('echo', true, $1)`,
        [YESTERDAY],
      );
      const { status, body } = await change('echo-archive', { isActive: true, withDependencies: true });
      expect({ status, code: body.code, modules: body.modules }).toEqual({
        status: 409,
        code: 'requires_over',
        modules: ['echo'],
      });
    });

    it('are switched as one: when two admins switch against each other, what is on has what it requires', async () => {
      await change('echo', { isActive: true });
      for (let round = 0; round < 10; round++) {
        await Promise.all([change('echo-archive', { isActive: true }), change('echo', { isActive: false })]);
        const [base, archive] = [await module('echo'), await module('echo-archive')];
        expect(base.activation?.isActive || !archive.activation?.isActive).toBe(true);
        await change('echo', { isActive: true });
        await change('echo-archive', { isActive: false });
      }
    });
  });

  describe('that cannot be switched', () => {
    it('because nobody knows them: the answer says which there are', async () => {
      const { status, body } = await change('telepathy', { isActive: true });
      expect({ status, code: body.code }).toEqual({ status: 404, code: 'module_unknown' });
      expect(body.detail).toContain('echo, echo-archive, echo-digest, identity');
      expect((await admin.get('/api/v1/modules/telepathy')).status).toBe(404);
    });

    it('because their code is not loaded: the answer says what to do; off they still go', async () => {
      await instance.database.admin.query(
        `insert into instance_module_activations (module_name, is_active) values ('ecommerce', true)`,
      );
      const { status, body } = await change('ecommerce', { isActive: true });
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'module_not_loaded' });
      expect(body.detail).toContain('CARENODE_MODULES');
      expect((await change('ecommerce', { isActive: false })).body.activation?.isActive).toBe(false);
    });

    it('because they are not installed: the answer says what to run', async () => {
      const { rows } = await instance.database.admin.query(
        `delete from carenode.migrations where module = 'echo' returning *`,
      );
      try {
        const { status, body } = await change('echo', { isActive: true });
        expect({ status, code: body.code }).toEqual({ status: 409, code: 'module_not_installed' });
        expect(body.detail).toContain('carenode migrate up --module echo');
        const dependent = await change('echo-archive', { isActive: true, withDependencies: true });
        expect(dependent.body.code).toBe('module_not_installed');
        expect(await module('echo')).toMatchObject({
          installed: false,
          pendingSteps: ['0001-create-echo-notes'],
        });
      } finally {
        await instance.database.admin.query(
          `insert into carenode.migrations (module, id, checksum, duration_ms) values ('echo', $1, $2, 0)`,
          [rows[0].id, rows[0].checksum],
        );
      }
    });

    it('because they are required', async () => {
      for (const body of [{ isActive: false }, { isActive: true }, { audience: { userTypes: ['admin'] } }]) {
        const answer = await change('identity', body);
        expect({ status: answer.status, code: answer.body.code }).toEqual({
          status: 409,
          code: 'module_required',
        });
      }
    });

    it('because their window ended', async () => {
      const { status, body } = await change('echo', { isActive: true, expirationDate: YESTERDAY });
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'activation_over' });
      expect((await module('echo')).activation).toBeNull();
    });

    it('because the window would end before it begins; nothing is written', async () => {
      await change('echo', { isActive: true, activationDate: TOMORROW });
      const { status, body } = await change('echo', { isActive: false, expirationDate: YESTERDAY });
      expect(status).toBe(400);
      expect(body.errors).toEqual([expect.objectContaining({ field: 'expirationDate', rule: 'order' })]);
      expect((await module('echo')).activation).toMatchObject({ isActive: true, expirationDate: null });
    });
  });

  describe('that changed since they were read', () => {
    it('are not changed again unseen', async () => {
      const unswitched = await admin.get('/api/v1/modules/echo');
      expect(unswitched.headers.get('etag')).toBe('"0"');
      const first = await change('echo', { isActive: true }, { 'if-match': '"0"' });
      expect(first.status).toBe(200);
      expect(first.headers.get('etag')).toBe('"1"');
      const late = await change('echo', { isActive: false }, { 'if-match': '"0"' });
      expect({ status: late.status, etag: late.headers.get('etag') }).toEqual({ status: 412, etag: '"1"' });
      expect((await change('echo', { isActive: false }, { 'if-match': '"1"' })).headers.get('etag')).toBe(
        '"2"',
      );
      expect((await change('echo', { isActive: false }, { 'if-match': 'yesterday' })).status).toBe(400);
    });
  });

  describe('by key', () => {
    it('are listed and switched only as far as its scopes reach', async () => {
      const modules = instance.host.get(ModuleSwitch);
      const keyOf = (scopes: string[]) =>
        requestContext({ subject: admin.id, userType: 'admin', actor: { kind: 'api-key', id: 'k' }, scopes });
      const reading = ['user/instance_module_activations.r', 'user/instance_settings.r'];
      await expect(modules.list(keyOf([]))).rejects.toMatchObject({ code: 'insufficient_scope' });
      expect(await modules.list(keyOf(reading))).toHaveLength(6);
      await expect(modules.activate(keyOf(reading), 'echo')).rejects.toMatchObject({
        code: 'insufficient_scope',
      });
      const { changed } = await modules.activate(
        keyOf([...reading, 'user/instance_module_activations.cu']),
        'echo',
      );
      expect(changed).toEqual(['echo']);
    });
  });

  describe('for the command line', () => {
    it('are switched by the same rules', async () => {
      const modules = instance.host.get(ModuleSwitch);
      const ctx = requestContext({ subject: admin.id, userType: 'admin', actor: { kind: 'cli', id: null } });
      await expect(modules.activate(ctx, 'echo-archive')).rejects.toMatchObject({
        code: 'requires_inactive',
      });
      const switched = await modules.activate(ctx, 'echo-archive', {
        withDependencies: true,
        audience: { userTypes: ['patient'] },
      });
      expect(switched.changed).toEqual(['echo', 'echo-archive']);
      expect(switched.module).toMatchObject({ name: 'echo-archive', activeForMe: false });
      await expect(modules.activate(ctx, 'echo', { audience: { percentage: 101 } })).rejects.toMatchObject({
        code: 'validation_failed',
      });
      await expect(modules.activate(ctx, 'echo', { expirationDate: 'soon' })).rejects.toMatchObject({
        code: 'validation_failed',
      });
      expect((await modules.deactivate(ctx, 'echo', { withDependents: true })).changed).toEqual([
        'echo-archive',
        'echo',
      ]);
    });

    it('are not switched by anybody who is no admin', async () => {
      const modules = instance.host.get(ModuleSwitch);
      const ctx = requestContext({
        subject: patient.id,
        userType: 'patient',
        actor: { kind: 'cli', id: null },
      });
      await expect(modules.activate(ctx, 'echo')).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(modules.list(ctx)).rejects.toMatchObject({ kind: 'forbidden' });
    });
  });
});
