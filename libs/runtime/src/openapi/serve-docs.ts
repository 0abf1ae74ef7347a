import type { FastifyInstance } from 'fastify';

/** The OpenAPI document as JSON, and a readable page of it without any script. */
export function serveDocs(fastify: FastifyInstance, openApi: () => object): void {
  fastify.get('/api/v1/openapi.json', (_request, reply) => reply.send(openApi()));
  fastify.get('/api/docs', (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(page(openApi() as Document)),
  );
}

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    schema: object;
  }[];
  readonly requestBody?: { content: Record<string, { schema: object }> };
  readonly responses: Record<string, { description: string }>;
}

interface Document {
  readonly info: { title: string; version: string; description?: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: {
    schemas: Record<
      string,
      {
        properties?: Record<string, { description?: string; type?: string | string[]; $ref?: string }>;
        required?: string[];
      }
    >;
  };
}

const escape = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

function page(document: Document): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationHtml(path, method, operation)),
  );
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `<details id="${escape(name)}"><summary><code>${escape(name)}</code></summary><table>${Object.entries(
        schema.properties ?? {},
      )
        .map(
          ([field, about]) =>
            `<tr><td><code>${escape(field)}</code></td><td>${escape([about.type ?? ''].flat().join(' or '))}</td><td>${escape(about.description ?? '')}</td></tr>`,
        )
        .join('')}</table></details>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(document.info.title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}code{font-size:.95em}b{display:inline-block;min-width:4.5em}
summary{cursor:pointer;padding:.25rem 0}td{padding:.1rem .75rem .1rem 0;vertical-align:top}details{border-bottom:1px solid #8884}</style>
<h1>${escape(document.info.title)}</h1><p>${escape(document.info.description ?? '')} <a href="/api/v1/openapi.json">openapi.json</a></p>
<h2>Routes</h2>${operations.join('')}<h2>Shapes</h2>${schemas.join('')}</html>`;
}

function operationHtml(path: string, method: string, operation: Operation): string {
  const parameters = (operation.parameters ?? []).map(
    (parameter) =>
      `<tr><td><code>${escape(parameter.name)}</code></td><td>${parameter.in}</td><td>${escape(parameter.description ?? '')}</td></tr>`,
  );
  const body = Object.keys(operation.requestBody?.content ?? {}).map((type) => {
    const { schema } = operation.requestBody?.content[type] ?? { schema: {} };
    const name = (schema as { $ref?: string }).$ref?.split('/').pop();
    return `<p>Body: ${escape(type)} ${name ? `<a href="#${escape(name)}">${escape(name)}</a>` : ''}</p>`;
  });
  const responses = Object.entries(operation.responses).map(
    ([status, answer]) => `<tr><td>${status}</td><td>${escape(answer.description)}</td></tr>`,
  );
  return `<details><summary><b>${method.toUpperCase()}</b> <code>${escape(path)}</code> ${escape(operation.summary ?? '')}</summary>
<p>${escape(operation.description ?? '')}</p>${parameters.length > 0 ? `<table>${parameters.join('')}</table>` : ''}${body.join('')}<table>${responses.join('')}</table></details>`;
}
