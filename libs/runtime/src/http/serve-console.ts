import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/**
 * Serves the built console: hashed assets for a year, and its page for every other path a person may open, with the content
 * security policy of that path.
 */
export async function serveConsole(
  fastify: FastifyInstance,
  directory: string,
  policyOf: (path: string) => string,
): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: join(directory, 'assets'),
    prefix: '/assets/',
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
  });
  const page = readFileSync(join(directory, 'index.html'));
  for (const path of [
    '/',
    '/sign-in',
    '/invitation',
    '/patients',
    '/patients/*',
    '/modules',
    '/settings',
    '/app/*',
  ]) {
    fastify.get(path, ({ url }, reply) =>
      reply
        .header('cache-control', 'no-cache')
        .header('content-security-policy', policyOf(url.replace(/\?.*$/s, '')))
        .type('text/html; charset=utf-8')
        .send(page),
    );
  }
}
