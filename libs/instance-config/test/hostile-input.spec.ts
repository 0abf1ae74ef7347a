import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { isRefusal, type Problem } from './shapes.js';

const DEEP = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const NAMES = [
  '%00',
  '..%2F..',
  '%F0%9F%92%8A',
  "echo'; drop table profiles; --",
  'x'.repeat(150),
  '__proto__',
  'constructor',
  '%ff',
  ' ',
];

/** Bodies as text, so that they reach the host exactly so. */
const BODIES = [
  '',
  '{',
  'null',
  '[]',
  '"on"',
  '1e309',
  '{"isActive":1e309}',
  '{"isActive":"true"}',
  '{"isActive":null}',
  '{"isActive":true,"unknown":1}',
  '{"__proto__":{"isActive":true}}',
  '{"constructor":{"prototype":{"isActive":true}}}',
  '{"isActive":true,"reason":"a\\u0000b"}',
  '{"isActive":true,"reason":"a\\ud800b"}',
  '{"isActive":true,"reason":""}',
  '{"activationDate":"0000-00-00T00:00:00Z"}',
  '{"activationDate":"2026-02-30T00:00:00Z"}',
  '{"activationDate":"infinity"}',
  '{"activationDate":1e309}',
  '{"expirationDate":"+275760-09-13T00:00:00.000Z"}',
  '{"audience":"all"}',
  '{"audience":[]}',
  '{"audience":{"percentage":1e309}}',
  '{"audience":{"percentage":-1}}',
  '{"audience":{"percentage":"50; drop table profiles"}}',
  '{"audience":{"userTypes":["admin\\u0000"]}}',
  '{"audience":{"userTypes":{"length":1}}}',
  '{"audience":{"profiles":["00000000"]}}',
  '{"audience":{"__proto__":{"percentage":1}}}',
  `{"audience":${DEEP}}`,
  `{"audience":{"profiles":${DEEP}}}`,
  '{"activationKey":"short"}',
  '{"activationKey":{"$ne":null}}',
  `{"reason":"${'x'.repeat(2000)}"}`,
  `{"reason":"${'x'.repeat(2_000_000)}"}`,
];
const NETWORK_BODIES = [
  '{}',
  '{"isConnectedToNetwork":"yes"}',
  '{"contributionRules":[]}',
  '{"contributionRules":"all"}',
  '{"contributionRules":{"a":"\\u0000"}}',
  '{"contributionRules":{"a":"\\ud800"}}',
  '{"contributionRules":{"a":1e309}}',
  `{"contributionRules":{"a":${DEEP}}}`,
  `{"contributionRules":{"a":${DEEP},"b":"\\u0000"}}`,
  `{"contributionRules":{"a":"${'x'.repeat(70_000)}"}}`,
  '{"networkApiKey":""}',
  '{"lastContributionDate":"2026-01-01T00:00:00Z"}',
];
const VALUES = ['null', '[]', '{}', '1e309', '"\\u0000"', '"\\ud800"', DEEP, '"' + 'x'.repeat(100_000) + '"'];

describe('hostile input', () => {
  let instance: TestHost;
  let admin: TestClient;

  beforeAll(async () => {
    instance = await startTestHost({ modules: ['echo'], inactive: true });
    admin = await instance.signedIn('admin');
  });
  afterAll(() => instance.close());

  const raw = (content: string) => ({ raw: { content, type: 'application/json' } });

  it('as a body of an activation is refused with a problem, and changes nothing', async () => {
    for (const content of BODIES) {
      const { status, body } = await admin.send<Problem>(
        'PATCH',
        '/api/v1/modules/echo/activation',
        raw(content),
      );
      expect({ content: content.slice(0, 80), refused: isRefusal(status, body), status }).toEqual({
        content: content.slice(0, 80),
        refused: true,
        status,
      });
    }
    expect((await instance.database.admin.query('select from instance_module_activations')).rowCount).toBe(0);
  });

  it('as the name of a module or a setting is refused with a problem', async () => {
    for (const name of NAMES) {
      for (const [method, path, content] of [
        ['GET', `/api/v1/modules/${name}`, undefined],
        ['PATCH', `/api/v1/modules/${name}/activation`, '{"isActive":true}'],
        ['PUT', `/api/v1/settings/${name}/greeting`, '{"value":"x"}'],
        ['PUT', `/api/v1/settings/echo/${name}`, '{"value":"x"}'],
        ['DELETE', `/api/v1/settings/echo/${name}`, undefined],
      ] as const) {
        const { status, body } = await admin.send<Problem>(
          method,
          path,
          content === undefined ? {} : raw(content),
        );
        expect({ method, path, refused: isRefusal(status, body), status }).toEqual({
          method,
          path,
          refused: true,
          status,
        });
      }
    }
  });

  it('as a network configuration is refused with a problem, and changes nothing', async () => {
    for (const content of NETWORK_BODIES) {
      const { status, body } = await admin.send<Problem>('PATCH', '/api/v1/network-config', raw(content));
      expect({ content: content.slice(0, 80), refused: isRefusal(status, body), status }).toEqual({
        content: content.slice(0, 80),
        refused: true,
        status,
      });
    }
    expect((await instance.database.admin.query('select from instance_network_config')).rowCount).toBe(0);
  });

  it('as the value of a setting is refused with a problem, and changes nothing', async () => {
    for (const value of VALUES) {
      const { status, body } = await admin.send<Problem>(
        'PUT',
        '/api/v1/settings/echo/greeting',
        raw(`{"value":${value}}`),
      );
      expect({ value: value.slice(0, 80), refused: isRefusal(status, body), status }).toEqual({
        value: value.slice(0, 80),
        refused: true,
        status,
      });
    }
    expect((await instance.database.admin.query('select from instance_settings')).rowCount).toBe(0);
  });

  it('as an If-Match header is refused with a problem', async () => {
    for (const tag of ['x', '"1e3"', '"99999999999999999999"', "'; --", '"1", "2"']) {
      const { status } = await admin.patch(
        '/api/v1/modules/echo/activation',
        { isActive: true },
        { headers: { 'if-match': tag } },
      );
      expect({ tag, refused: status === 400 || status === 412 }).toEqual({ tag, refused: true });
    }
  });
});
