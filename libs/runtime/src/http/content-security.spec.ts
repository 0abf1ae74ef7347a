import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { defineModule, type ModuleManifest, type OutsideSource, setting } from '@carenode/module-kit';
import { fastify, type FastifyInstance } from 'fastify';

import { consolePolicy, OWN_CONTENT_ONLY } from './content-security.js';
import { serveConsole } from './serve-console.js';

class Nest {}
const settings = { pictureHosts: setting.text({ default: '', max: 1000, help: 'Hosts of pictures.' }) };
const module = (name: string, outside: readonly OutsideSource[] = []): ModuleManifest =>
  defineModule({ name, title: name, nest: Nest, settings, outside });

const PAYING: readonly OutsideSource[] = [
  { kind: 'script', from: ['https://js.example.com'], page: '/app/shop/pay', why: 'Cards' },
  {
    kind: 'frame',
    from: ['https://js.example.com', 'https://hooks.example.com'],
    page: '/app/shop/pay',
    why: 'Cards',
  },
  { kind: 'connect', from: ['https://api.example.com'], page: '/app/shop/pay', why: 'Cards' },
];
const PICTURES: OutsideSource = {
  kind: 'image',
  from: { setting: 'pictureHosts' },
  why: 'Pictures of products',
};

const OWN = {
  'default-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
};

const hosts: FastifyInstance[] = [];
const directory = mkdtempSync(join(tmpdir(), 'carenode-console-'));

beforeAll(() => {
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<!doctype html><title>Console</title>');
});

afterAll(async () => {
  for (const host of hosts) await host.close();
  rmSync(directory, { recursive: true });
});

/** A console with these modules; asks it for pages over HTTP and answers with their policies, directive by directive. */
async function consoleOf(modules: readonly ModuleManifest[], pictureHosts: () => string = () => '') {
  const host = fastify();
  hosts.push(host);
  const policyOf = consolePolicy(modules, () => ({ pictureHosts: pictureHosts() }));
  await serveConsole(host, directory, policyOf);
  const url = await host.listen({ port: 0, host: '127.0.0.1' });
  return async (path: string): Promise<Record<string, string>> => {
    const { headers } = await fetch(`${url}${path}`);
    const parts = (headers.get('content-security-policy') ?? '').split('; ');
    return Object.fromEntries(parts.map((part) => [part.replace(/ .*/, ''), part.replace(/^\S+ /, '')]));
  };
}

describe('a page of the console', () => {
  it('loads nothing from elsewhere when no module says that it does', async () => {
    const policyOf = await consoleOf([module('records'), module('shop')]);
    for (const path of ['/', '/sign-in', '/app/shop', '/app/shop/pay/1', '/patients/me/today'])
      expect(await policyOf(path)).toEqual(OWN);
    expect(OWN_CONTENT_ONLY).toBe(
      Object.entries(OWN)
        .map(([directive, sources]) => `${directive} ${sources}`)
        .join('; '),
    );
  });

  it('loads what a module says, on the page that it says and below, and nothing more', async () => {
    const policyOf = await consoleOf([module('records'), module('shop', PAYING)]);
    const paying = {
      ...OWN,
      'script-src': "'self' https://js.example.com",
      'frame-src': "'self' https://js.example.com https://hooks.example.com",
      'connect-src': "'self' https://api.example.com",
    };
    for (const path of ['/app/shop/pay', '/app/shop/pay/1', '/app/shop/pay/1?redirect_status=succeeded'])
      expect(await policyOf(path)).toEqual(paying);
    for (const path of [
      '/',
      '/app/shop',
      '/app/shop/payments',
      '/app/records?at=/app/shop/pay',
      '/app/shop/Pay/1',
    ])
      expect(await policyOf(path)).toEqual(OWN);
  });

  it('has each source once, whoever names it', async () => {
    const image: OutsideSource = { kind: 'image', from: ['https://a.example.com'], why: 'Maps' };
    const policyOf = await consoleOf(
      [module('maps', [image]), module('shop', [image, PICTURES])],
      () => 'a.example.com',
    );
    expect(await policyOf('/')).toEqual({ ...OWN, 'img-src': "'self' data: https://a.example.com" });
  });

  it('shows images of the hosts that the admin names, from the next page on', async () => {
    let named = '';
    const policyOf = await consoleOf([module('shop', [PICTURES])], () => named);
    expect(await policyOf('/app/shop')).toEqual(OWN);
    named = 'pictures.example.com, https://CDN.example.org/ *.example.net';
    expect((await policyOf('/app/shop'))['img-src']).toBe(
      "'self' data: https://pictures.example.com https://cdn.example.org https://*.example.net",
    );
    named = 'https:';
    expect((await policyOf('/app/shop'))['img-src']).toBe("'self' data: https:");
  });

  it.each([
    "x.example.com;script-src 'unsafe-inline'",
    "'unsafe-inline'",
    '*',
    'https://*',
    '*.com',
    'http://x.example.com',
    'data:',
    'javascript:alert(1)',
    'x.example.com\r\nset-cookie:a=b',
    'https://user:secret@x.example.com',
    'https://x.example.com/pictures',
    'x.example.com:port',
    '-x.example.com',
  ])('takes no more from a setting than hosts: %j', async (named) => {
    const policyOf = await consoleOf([module('shop', [PICTURES])], () => named);
    const { 'img-src': images, ...others } = await policyOf('/app/shop');
    expect([OWN['img-src'], `${OWN['img-src']} https://x.example.com`]).toContain(images);
    expect({ ...others, 'img-src': OWN['img-src'] }).toEqual(OWN);
  });
});

describe('what a module may not say', () => {
  const said = (source: Partial<OutsideSource>) => () =>
    module('shop', [{ kind: 'script', from: ['https://js.example.com'], why: 'Cards', ...source }]);

  it.each([
    [{ from: ["'unsafe-inline'"] }, 'is no origin'],
    [{ from: ['https:'] }, 'is no origin'],
    [{ from: ['http://js.example.com'] }, 'is no origin'],
    [{ from: ['https://js.example.com; object-src *'] }, 'is no origin'],
    [{ from: [] }, 'names no origin'],
    [{ from: { setting: 'pictureHosts' } }, 'only images'],
    [{ kind: 'image', from: { setting: 'others' } }, 'is no text setting'],
    [{ page: '/' }, 'is no page of a module'],
    [{ why: ' ' }, 'does not say why'],
  ] as const)('is refused when it is defined: %j', (source, sentence) => {
    expect(said(source)).toThrow(sentence);
  });
});
