import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Serves the built console: hashed assets for a year, and its page for every other path a person may open. */
export async function serveConsole(fastify: FastifyInstance, directory: string): Promise<void> {
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
    fastify.get(path, (_request, reply) =>
      reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page),
    );
  }
}
