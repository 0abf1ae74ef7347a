import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import type { Items, SettingAnswer } from './shapes.js';

describe('settings', () => {
  let instance: TestHost;
  let admin: TestClient;

  beforeAll(async () => {
    instance = await startTestHost({ modules: ['echo'] });
    admin = await instance.signedIn('admin');
  });
  afterEach(async () => {
    await admin.delete('/api/v1/settings/echo/greeting');
    await admin.delete('/api/v1/settings/echo/repeats');
  });
  afterAll(() => instance.close());

  const said = async () => (await instance.anonymous().get<{ says: string[] }>('/api/v1/echo')).body.says;
  const listed = async (name: string) =>
    (await admin.get<Items<SettingAnswer>>('/api/v1/settings')).body.items.find(
      (item) => item.module === 'echo' && item.name === name,
    );

  it('are listed as their modules declare them', async () => {
    const { status, body } = await admin.get<Items<SettingAnswer>>('/api/v1/settings');
    expect({ status, nextCursor: body.nextCursor }).toEqual({ status: 200, nextCursor: null });
    expect(await listed('repeats')).toMatchObject({
      type: 'integer',
      default: 1,
      value: 1,
      isDefault: true,
      min: 1,
      max: 10,
      choices: null,
      help: 'How often it says so',
    });
  });

  it('change what the module does at once, and go back to the default', async () => {
    expect(await said()).toEqual(['Hello']);
    expect((await admin.put('/api/v1/settings/echo/greeting', { value: 'Grüß Gott' })).status).toBe(200);
    expect(
      (await admin.put<SettingAnswer>('/api/v1/settings/echo/repeats', { value: 2 })).body,
    ).toMatchObject({
      value: 2,
      isDefault: false,
      updatedBy: admin.id,
    });
    expect(await said()).toEqual(['Grüß Gott', 'Grüß Gott']);
    const reset = await admin.delete<SettingAnswer>('/api/v1/settings/echo/repeats');
    expect(reset.body).toMatchObject({ value: 1, isDefault: true });
    expect(await said()).toEqual(['Grüß Gott']);
  });

  it('are refused outside their limits, and keep their value', async () => {
    await admin.put('/api/v1/settings/echo/repeats', { value: 3 });
    for (const value of [0, 11, 1.5, '3', true, -1e308]) {
      const { status, body } = await admin.put<SettingAnswer>('/api/v1/settings/echo/repeats', { value });
      expect({ status, field: body.errors?.[0]?.field }).toEqual({ status: 400, field: 'value' });
    }
    expect((await listed('repeats'))?.value).toBe(3);
    expect((await admin.put('/api/v1/settings/echo/greeting', { value: 'x'.repeat(41) })).status).toBe(400);
  });

  it('that nobody declares are unknown', async () => {
    for (const path of [
      'echo/volume',
      'shop/greeting',
      'echo/__proto__',
      'echo/constructor',
      'echo/toString',
    ]) {
      const { status, body } = await admin.put<SettingAnswer>(`/api/v1/settings/${path}`, { value: 1 });
      expect({ path, status, code: body.code }).toEqual({ path, status: 404, code: 'setting_unknown' });
      expect((await admin.delete(`/api/v1/settings/${path}`)).status).toBe(404);
    }
  });

  it('that changed since they were read are not overwritten unseen', async () => {
    const first = await admin.put('/api/v1/settings/echo/repeats', { value: 2 });
    const etag = String(first.headers.get('etag'));
    expect(
      (await admin.put('/api/v1/settings/echo/repeats', { value: 4 }, { headers: { 'if-match': etag } }))
        .status,
    ).toBe(200);
    expect(
      (await admin.put('/api/v1/settings/echo/repeats', { value: 5 }, { headers: { 'if-match': etag } }))
        .status,
    ).toBe(412);
    expect((await listed('repeats'))?.value).toBe(4);
  });

  it('set in the database outside their limits read as the default', async () => {
    await instance.database.admin.query(
      `insert into instance_settings (setting_key, setting_value, category) values ('echo.repeats', '99', 'echo')
       on conflict (setting_key) do update set setting_value = '99'`,
    );
    expect(await listed('repeats')).toMatchObject({ value: 1, isDefault: false });
  });

  it('are for admins only', async () => {
    for (const userType of ['patient', 'provider', 'developer', 'research-partner'] as const) {
      const client = await instance.signedIn(userType);
      expect((await client.get('/api/v1/settings')).status).toBe(403);
      expect((await client.put('/api/v1/settings/echo/repeats', { value: 2 })).status).toBe(403);
      expect((await client.delete('/api/v1/settings/echo/repeats')).status).toBe(403);
    }
    expect((await instance.anonymous().get('/api/v1/settings')).status).toBe(401);
  });
});
