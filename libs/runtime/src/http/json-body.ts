import { AppError } from '@carenode/module-kit';
import type { FastifyInstance } from 'fastify';

/** Largest JSON body of an ordinary route, in bytes. Files go through routes that stream. */
export const JSON_BODY_LIMIT = 1024 * 1024;

/** Reads application/json bodies. NUL characters, which PostgreSQL cannot store, are refused with the field they are in. */
export function readJsonBodies(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: JSON_BODY_LIMIT },
    (request, text, done) => {
      void parse(request, text as string, (error, body) => {
        if (error) return done(error);
        // Only a text with the escape (or a raw NUL, which is not JSON) can hold one; the walk is rarely needed.
        const field = (text as string).includes('\\u0000') ? nulField(body, '') : undefined;
        if (field === undefined) return done(null, body);
        const message = `${field || 'body'} holds a NUL character.`;
        done(
          new AppError('validation_failed', 'invalid', message, {
            errors: [{ field: field || 'body', rule: 'noNul', message }],
          }),
        );
      });
    },
  );
}

function nulField(value: unknown, path: string): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    if (key.includes('\0')) return path;
    const found = nulField(item, path ? `${path}.${key}` : key);
    if (found !== undefined) return found;
  }
  return undefined;
}
