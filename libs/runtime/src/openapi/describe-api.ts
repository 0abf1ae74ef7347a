import 'reflect-metadata';

import type { ModuleManifest } from '@carenode/module-kit';
import { fieldsOf, type JsonSchema, type RouteAnswer } from '@carenode/module-kit/http';

import type { RouteInfo } from '../host/routes.js';

type ClassOf = abstract new (...parameters: never[]) => object;

/**
 * The OpenAPI 3.1 document of the loaded modules, made from what the host really routes and checks: paths and rights from
 * the routes, bodies and queries from the Input classes' fields, answers from the views.
 */
export function describeApi(routes: readonly RouteInfo[], modules: readonly ModuleManifest[]): object {
  const schemas: Record<string, JsonSchema> = { Problem: PROBLEM };
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = `/api/v1${route.path}`;
    paths[path] = { ...paths[path], [route.method]: operation(route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Carenode API',
      version: '1',
      description:
        'One instance of a health-data and trial platform. What you see depends on who you are and on which modules are active for you. ' +
        'A guardian with an active delegation sends `Carenode-Acting-For: <patient id>` with any request of their own session to act for that patient; `me` is then the patient.',
    },
    servers: [{ url: '/' }],
    tags: modules.map((module) => ({ name: module.name, description: module.title })),
    security: [{ session: [] }, { apiKey: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'carenode_session',
          description: 'The cookie of POST /api/v1/session (__Host-carenode over https).',
        },
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key (cn_…), limited to its scopes.' },
      },
    },
  };
}

function operation(route: RouteInfo, schemas: Record<string, JsonSchema>): object {
  const { body, query } = inputsOf(route);
  const { access } = route;
  const who =
    access.kind === 'public'
      ? `For ${access.caller === 'machine' ? 'a machine of somebody else' : 'anybody'}: ${access.why}`
      : `For ${access.userTypes.length > 0 ? access.userTypes.join(', ') : 'anybody signed in'}.`;
  const pathParameters = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
    description: name === 'patientId' ? 'The patient’s id, or me' : `The ${name}`,
  }));
  const status = statusOf(route);
  return {
    operationId: `${route.controller.name.replace(/Controller$/, '')}_${route.name}`,
    tags: [route.module.name],
    ...(route.about ? { summary: route.about } : {}),
    description: who,
    ...(access.kind === 'public' ? { security: [] } : {}),
    parameters: [...pathParameters, ...(query ? queryParameters(query) : []), ...headerParameters(route)],
    ...(route.streams
      ? {
          requestBody: {
            required: true,
            content: Object.fromEntries(
              route.streams.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
            ),
          },
        }
      : {}),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: reference(body, schemas) } },
          },
        }
      : {}),
    responses: {
      [status]: { description: route.answer?.about ?? 'Done', ...answerContent(route.answer, schemas) },
      default: {
        description: 'A problem (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function answerContent(answer: RouteAnswer | undefined, schemas: Record<string, JsonSchema>): object {
  if (!answer?.schema) return {};
  const { contentMediaType } = answer.schema as JsonSchema;
  if (typeof contentMediaType === 'string')
    return { content: { [contentMediaType]: { schema: answer.schema } } };
  const item =
    typeof answer.schema === 'function' ? reference(answer.schema, schemas) : named(answer.schema, schemas);
  const schema = answer.list
    ? {
        type: 'object',
        properties: { items: { type: 'array', items: item }, nextCursor: { type: ['string', 'null'] } },
        required: ['items', 'nextCursor'],
      }
    : item;
  return { content: { 'application/json': { schema } } };
}

function statusOf(route: RouteInfo): string {
  const declared = Reflect.getMetadata('__httpCode__', route.handler) as number | undefined;
  return String(declared ?? (route.method === 'post' ? 201 : 200));
}

/** The classes of a handler's @Body() and @Query(), from Nest's own metadata. */
function inputsOf(route: RouteInfo): { body?: ClassOf; query?: ClassOf } {
  const types = (Reflect.getMetadata('design:paramtypes', route.controller.prototype as object, route.name) ??
    []) as unknown[];
  const parameters = (Reflect.getMetadata('__routeArguments__', route.controller, route.name) ??
    {}) as Record<string, { index: number }>;
  const of = (kind: number) => {
    const key = Object.keys(parameters).find((candidate) => candidate.startsWith(`${kind}:`));
    const type = key === undefined ? undefined : types[parameters[key]?.index ?? -1];
    return typeof type === 'function' && type !== Object && fieldsOf(type as ClassOf).size > 0
      ? (type as ClassOf)
      : undefined;
  };
  const [body, query] = [of(3), of(4)];
  return { ...(body ? { body } : {}), ...(query ? { query } : {}) };
}

function queryParameters(type: ClassOf): object[] {
  return [...fieldsOf(type)].map(([name, { schema, options }]) => ({
    name,
    in: 'query',
    required: options.optional !== true,
    description: options.about,
    schema,
  }));
}

function headerParameters(route: RouteInfo): object[] {
  const parameters = (Reflect.getMetadata('__routeArguments__', route.controller, route.name) ??
    {}) as Record<string, { data?: unknown }>;
  return Object.values(parameters)
    .filter(({ data }) => data === 'If-Match' || data === 'Idempotency-Key' || data === 'Prefer')
    .map(({ data }) => ({ name: String(data), in: 'header', required: false, schema: { type: 'string' } }));
}

/** A schema with a title becomes a component; others stay in place. */
function named(schema: JsonSchema, schemas: Record<string, JsonSchema>): JsonSchema {
  const title = schema['title'];
  if (typeof title !== 'string') return schema;
  schemas[title] = schema;
  return { $ref: `#/components/schemas/${title}` };
}

function reference(type: ClassOf, schemas: Record<string, JsonSchema>): JsonSchema {
  if (!schemas[type.name]) {
    const fields = [...fieldsOf(type)];
    schemas[type.name] = {
      type: 'object',
      title: type.name,
      properties: Object.fromEntries(
        fields.map(([name, { schema, options }]) => [
          name,
          {
            ...schema,
            ...(options.nullable && typeof schema['type'] === 'string'
              ? { type: [schema['type'], 'null'] }
              : {}),
            description: options.about,
          },
        ]),
      ),
      required: fields.filter(([, { options }]) => options.optional !== true).map(([name]) => name),
      additionalProperties: false,
    };
  }
  return { $ref: `#/components/schemas/${type.name}` };
}

const PROBLEM: JsonSchema = {
  type: 'object',
  title: 'Problem',
  properties: {
    type: { type: 'string', description: 'urn:carenode:error:<code>' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable and machine-readable' },
    detail: { type: 'string', description: 'A sentence for a person' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } },
        required: ['field', 'rule', 'message'],
      },
    },
    requestId: { type: 'string' },
  },
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
};
