import {
  anonymousContext,
  AppError,
  type Authenticator,
  newId,
  type RequestContext,
} from '@carenode/module-kit';
import type { CarenodeRequest } from '@carenode/module-kit/http';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The name of the session cookie; the `__Host-` prefix pins it to this origin and to https. */
export function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-carenode' : 'carenode_session';
}

/** Before anything else of an API request: who asks, and does a browser ask on its own page's behalf? */
export function authenticateRequests(
  fastify: FastifyInstance,
  options: { authenticator: () => Authenticator; publicUrl: () => URL },
): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.url.startsWith('/api/')) return done();
    void reply.header('x-request-id', request.id).header('cache-control', 'no-store');
    const cookie = cookieValue(
      request.headers.cookie,
      sessionCookieName(options.publicUrl().protocol === 'https:'),
    );
    const { authorization } = request.headers;
    const accept = (ctx: RequestContext) => {
      (request as unknown as CarenodeRequest).ctx = ctx;
      done();
    };
    try {
      if (cookie === undefined && authorization === undefined) return accept(anonymousContext(request.id));
      if (authorization === undefined) refuseCrossSite(request, options.publicUrl());
      const answer = options
        .authenticator()
        .authenticate({
          sessionCookie: authorization === undefined ? cookie : undefined,
          authorization,
          requestId: request.id,
        });
      if (answer instanceof Promise) answer.then(accept, done);
      else accept(answer);
    } catch (error) {
      done(error as Error);
    }
  });
}

/** A request id of our own: one from outside could forge entries of the audit trail. */
export function newRequestId(): string {
  return newId();
}

/**
 * Refuses a request that changes something, carries the session cookie, and does not come from our own pages
 * (OWASP CSRF prevention: Fetch Metadata, else Origin). Programs that are no browsers use API keys.
 */
function refuseCrossSite(request: FastifyRequest, publicUrl: URL): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const fromHere = site === undefined ? origin === publicUrl.origin : site === 'same-origin';
  if (!fromHere || (origin !== undefined && origin !== publicUrl.origin)) {
    throw new AppError('cross_site', 'forbidden', 'The request does not come from a page of this instance.');
  }
}

function cookieValue(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined;
  for (const pair of header.split(';')) {
    const cut = pair.indexOf('=');
    if (cut > 0 && pair.slice(0, cut).trim() === name) return pair.slice(cut + 1).trim();
  }
  return undefined;
}
