import { describe, expect, it } from '@jest/globals';
import { defineModule } from '@carenode/module-kit';

import { loadModules, type ModuleCatalog } from './module-catalog.js';

describe('the catalog', () => {
  const imported: string[] = [];
  const entry =
    (name: string, requires: string[] = [], required = false) =>
    () => {
      imported.push(name);
      return Promise.resolve({
        default: defineModule({ name, title: name, requires, required, nest: class {} }),
      });
    };
  const catalog: ModuleCatalog = {
    identity: entry('identity', [], true),
    records: entry('records', ['identity'], true),
    'instance-config': entry('instance-config', ['identity'], true),
    oauth: entry('oauth'),
    shop: entry('shop', ['oauth']),
    ai: entry('ai'),
  };

  it('loads all of it when nothing is named', async () => {
    const names = (await loadModules(catalog, null)).map(({ name }) => name);
    expect(names).toEqual(['identity', 'instance-config', 'records', 'ai', 'oauth', 'shop']);
  });

  it('imports only what is named, what that requires, and what every instance needs', async () => {
    imported.length = 0;
    await loadModules(catalog, ['shop']);
    expect(imported.sort()).toEqual(['identity', 'instance-config', 'oauth', 'records', 'shop']);
  });

  it('says what cannot be loaded and what there is', async () => {
    await expect(loadModules(catalog, ['shopp'])).rejects.toThrow(
      /CARENODE_MODULES names "shopp", which cannot be loaded .*the catalog has identity/,
    );
  });
});
