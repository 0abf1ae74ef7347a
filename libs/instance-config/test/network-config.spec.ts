import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { requestContext, systemContext } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import type { NetworkAnswer } from './shapes.js';

const PATH = '/api/v1/network-config';

describe('the network configuration', () => {
  let instance: TestHost;
  let admin: TestClient;

  beforeAll(async () => {
    instance = await startTestHost();
    admin = await instance.signedIn('admin');
  });
  afterAll(() => instance.close());

  it('is all off before anybody has changed it', async () => {
    const { status, headers, body } = await admin.get<NetworkAnswer>(PATH);
    expect({ status, etag: headers.get('etag') }).toEqual({ status: 200, etag: '"0"' });
    expect(body).toMatchObject({
      isConnectedToNetwork: false,
      dataContributionEnabled: false,
      contributionRules: null,
      hasNetworkApiKey: false,
    });
  });

  it('lets nothing be contributed without a connection', async () => {
    const { status, body } = await admin.patch<NetworkAnswer>(PATH, { dataContributionEnabled: true });
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({ field: 'dataContributionEnabled', rule: 'connection' });
  });

  it('is changed in part, remembers who did it, and never shows its key', async () => {
    const rules = { minimumCellCount: 11 };
    const connected = await admin.patch<NetworkAnswer>(PATH, {
      isConnectedToNetwork: true,
      networkApiKey: 'network-secret',
      contributionRules: rules,
    });
    expect(connected.status).toBe(200);
    expect(connected.text).not.toContain('network-secret');
    expect(connected.body).toMatchObject({
      isConnectedToNetwork: true,
      hasNetworkApiKey: true,
      contributionRules: rules,
      updatedBy: admin.id,
      version: 1,
    });
    const contributing = await admin.patch<NetworkAnswer>(
      PATH,
      { dataContributionEnabled: true },
      { headers: { 'if-match': '"1"' } },
    );
    expect(contributing.body).toMatchObject({
      dataContributionEnabled: true,
      contributionRules: rules,
      version: 2,
    });
    expect(
      (await admin.patch(PATH, { dataContributionEnabled: false }, { headers: { 'if-match': '"1"' } }))
        .status,
    ).toBe(412);
    const disconnected = await admin.patch<NetworkAnswer>(PATH, { isConnectedToNetwork: false });
    expect(disconnected.body.errors[0]).toMatchObject({ field: 'isConnectedToNetwork', rule: 'connection' });
    const { rows } = await instance.database.admin.query(
      'select network_api_key from instance_network_config',
    );
    expect(rows[0].network_api_key).not.toContain('network-secret');
  });

  it('is one row, whatever happens at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => admin.patch(PATH, { contributionRules: { n } })),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const { rows } = await instance.database.admin.query(
      'select count(*)::int as count from instance_network_config',
    );
    expect(rows).toEqual([{ count: 1 }]);
    await expect(
      instance.database.admin.query('insert into instance_network_config default values'),
    ).rejects.toThrow(/is_one_row/);
  });

  it('keeps its sealed key from admins, and hands it to background work', async () => {
    const read = 'select network_api_key from instance_network_config';
    const ctx = requestContext({
      subject: admin.id,
      userType: 'admin',
      actor: { kind: 'session', id: null },
    });
    await expect(instance.db.as(ctx).query(read)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await instance.db.as(systemContext('contribute')).query(read)).toHaveLength(1);
  });

  it('is for admins only', async () => {
    for (const userType of ['patient', 'provider', 'developer', 'research-partner'] as const) {
      const client = await instance.signedIn(userType);
      expect((await client.get(PATH)).status).toBe(403);
      expect((await client.patch(PATH, { isConnectedToNetwork: false })).status).toBe(403);
    }
  });
});
