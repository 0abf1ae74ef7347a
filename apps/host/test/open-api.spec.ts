import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestHost, type TestHost } from '@carenode/testing';

describe('the OpenAPI document', () => {
  let test: TestHost;

  beforeAll(async () => {
    test = await startTestHost({ modules: ['patient-data', 'ecommerce'] });
  });

  afterAll(async () => test.close());

  it('is what the console’s client was generated from', () => {
    const file = new URL('../../../libs/ui/openapi.json', import.meta.url);
    const generatedFrom: unknown = JSON.parse(readFileSync(file, 'utf8'));
    // When this is red: node apps/console/scripts/generate-api.mjs --from http://localhost:3000/api/v1/openapi.json
    expect(JSON.parse(JSON.stringify(test.host.openApi()))).toEqual(generatedFrom);
  });

  it('is served, with a page to read it on', async () => {
    const json = await test
      .anonymous()
      .get<{ openapi: string; paths: Record<string, object> }>('/api/v1/openapi.json');
    expect(json.body.openapi).toBe('3.1.0');
    expect(Object.keys(json.body.paths).length).toBe(new Set(test.host.routes.map(({ path }) => path)).size);
    const page = await test.anonymous().get('/api/docs');
    expect(page.status).toBe(200);
    expect(page.text).toContain('/api/v1/patients/{patientId}/measurements');
    expect(page.text).not.toMatch(/<script/i);
  });

  it('refers only to schemas that it has, and names every operation once', () => {
    const document = JSON.parse(JSON.stringify(test.host.openApi())) as { components: { schemas: object } };
    const text = JSON.stringify(document);
    const used = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
    expect(used.filter((name) => !(String(name) in document.components.schemas))).toEqual([]);
    const operations = [...text.matchAll(/"operationId":"([^"]+)"/g)].map(([, name]) => name);
    expect(new Set(operations).size).toBe(operations.length);
  });
});
