import { startTestHost, type TestHost } from '@carenode/testing';

import { NOUN_PATHS } from './nouns.js';

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly parameters: readonly { name: string; in: string }[];
  readonly requestBody?: { content: Record<string, { schema: { $ref?: string } }> };
  readonly responses: Record<string, { content?: Record<string, { schema: object }> }>;
}
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: {
    schemas: Record<string, { properties: object; required?: string[]; additionalProperties?: boolean }>;
  };
}

let host: TestHost;
let api: Document;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
  api = host.host.openApi() as Document;
});

afterAll(() => host.close());

describe('The API’s description', () => {
  it.each(NOUN_PATHS)('tells the five verbs of %s, with their bodies, headers and answers', (path) => {
    const rows = api.paths[`/api/v1/patients/{patientId}/${path}`];
    const row = api.paths[`/api/v1/patients/{patientId}/${path}/{id}`];
    expect(Object.keys(rows ?? {}).sort()).toEqual(['get', 'post']);
    expect(Object.keys(row ?? {}).sort()).toEqual(['delete', 'get', 'patch']);
    const operations = [...Object.values(rows ?? {}), ...Object.values(row ?? {})];
    expect(operations.every((operation) => operation.summary)).toBe(true);
    const names = (operation: Operation | undefined) =>
      operation?.parameters.map((parameter) => parameter.name);
    expect(names(rows?.['get'])).toEqual(expect.arrayContaining(['patientId', 'limit', 'cursor']));
    expect(names(rows?.['post'])).toEqual(['patientId', 'Idempotency-Key']);
    expect(names(row?.['patch'])).toEqual(['patientId', 'id', 'If-Match']);
    expect(rows?.['post']?.responses).toHaveProperty('201');
    expect(row?.['delete']?.responses).toHaveProperty('204');
    for (const operation of [rows?.['post'], row?.['patch']]) {
      const reference = operation?.requestBody?.content['application/json']?.schema.$ref ?? '';
      const schema = api.components.schemas[reference.split('/').pop() ?? ''];
      expect(Object.keys(schema?.properties ?? {}).length).toBeGreaterThan(2);
      expect(schema?.additionalProperties).toBe(false);
    }
  });

  it('has an operation id of its own for each operation', () => {
    const ids = Object.values(api.paths).flatMap((path) =>
      Object.values(path).map((operation) => operation.operationId),
    );
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids).toEqual(
      expect.arrayContaining([
        'FoodLog_list',
        'HealthGoal_create',
        'ImportSource_update',
        'PatientImport_create',
      ]),
    );
  });

  it('says what an import takes', () => {
    const operation = api.paths['/api/v1/patients/{patientId}/imports']?.['post'];
    expect(Object.keys(operation?.requestBody?.content ?? {})).toContain('application/fhir+json');
    expect(operation?.parameters.map((parameter) => parameter.name)).toEqual([
      'patientId',
      'fileName',
      'sourceId',
      'answers',
      'timeZone',
      'Prefer',
    ]);
  });

  it('tells what a report holds, which lists leave out', () => {
    const { PatientImport, PatientImportSummary } = api.components.schemas;
    expect(PatientImport?.properties).toMatchObject({
      report: {
        properties: {
          total: { required: ['read', 'stored', 'duplicate', 'quarantined', 'skipped'] },
          rows: { required: expect.arrayContaining(['measurements', 'conditions', 'foods']) },
        },
      },
    });
    expect(PatientImportSummary?.properties).not.toHaveProperty('report');
    expect(PatientImportSummary?.properties).toHaveProperty('status');
  });

  it('shows no token, fingerprint or heartbeat', () => {
    const shown = Object.entries(api.components.schemas).flatMap(([name, schema]) =>
      Object.keys(schema.properties ?? {}).map((property) => `${name}.${property}`),
    );
    expect(
      shown.filter(
        (name) =>
          /(Token|Fingerprint|heartbeatAt)$/.test(name) &&
          !/(Input|Change)\./.test(name) &&
          /Import|Goal|Insight/.test(name),
      ),
    ).toEqual([]);
  });
});
