import { describe, expect, it } from '@jest/globals';

import { readConfiguration } from './configuration.js';

describe('the configuration', () => {
  it('needs nothing: an embedded server, port 3000, a demo', () => {
    expect(readConfiguration({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      modules: null,
      demo: true,
    });
  });

  it('fills no demo into a configured database', () => {
    const secret = Buffer.alloc(32, 1).toString('base64');
    expect(
      readConfiguration({ DATABASE_URL: 'postgres://a:b@c/d', CARENODE_SECRET_KEY: secret }),
    ).toMatchObject({ demo: false, secretKeys: [secret] });
  });

  it('names every problem at once, and no value', () => {
    const env = {
      PORT: '99999',
      DATABASE_URL: 'mysql://u:hunter2@h/d',
      CARENODE_SECRET_KEY: 'hunter2',
      CARENODE_DEMO_PASSWORD: 'hunter2',
      CARENODE_DB_TRANSPORT: 'carrier pigeon',
    };
    const read = () => readConfiguration(env);
    for (const name of Object.keys(env)) expect(read).toThrow(name);
    expect(read).not.toThrow('hunter2');
  });

  it('wants a sealing key with a configured database', () => {
    expect(() => readConfiguration({ DATABASE_URL: 'postgres://a:b@c/d' })).toThrow('CARENODE_SECRET_KEY');
  });
});
