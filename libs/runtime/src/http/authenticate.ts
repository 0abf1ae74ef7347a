import {
  anonymousContext,
  AppError,
  type Authenticator,
  delegateContext,
  invalidInput,
  isId,
  newId,
  type RequestContext,
} from '@carenode/module-kit';
import { type CarenodeRequest, sessionCookieName } from '@carenode/module-kit/http';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Before anything else of an API request: who asks, and does a browser ask on its own page's behalf? */
export function authenticateRequests(
  fastify: FastifyInstance,
  options: {
    authenticator: () => Authenticator;
    publicUrl: () => URL;
    isPublic: (method: string, url: string | undefined) => boolean;
  },
): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    // The router decodes paths: /%61pi/… is an API request too.
    if (!request.url.startsWith('/api/') && !request.routeOptions.url?.startsWith('/api/')) return done();
    void reply.header('x-request-id', request.id).header('cache-control', 'no-store');
    const cookie = cookieValue(
      request.headers.cookie,
      sessionCookieName(options.publicUrl().protocol === 'https:'),
    );
    const { authorization } = request.headers;
    const accept = (ctx: RequestContext) => {
      try {
        (request as unknown as CarenodeRequest).ctx = actingFor(ctx, request.headers['carenode-acting-for']);
      } catch (error) {
        return done(error as Error);
      }
      done();
    };
    const refuse = (error: Error) => {
      // Signing in again must not fail for the old cookie: where anybody may come, a session that is over is nobody's.
      const over =
        authorization === undefined && error instanceof AppError && error.kind === 'unauthenticated';
      if (over && options.isPublic(request.method, request.routeOptions.url))
        accept(anonymousContext(request.id));
      else done(error);
    };
    try {
      if (authorization === undefined)
        refuseCrossSite(request, options.publicUrl(), { signed: cookie !== undefined });
      if (cookie === undefined && authorization === undefined) return accept(anonymousContext(request.id));
      const answer = options.authenticator().authenticate({
        sessionCookie: authorization === undefined ? cookie : undefined,
        authorization,
        requestId: request.id,
      });
      if (answer instanceof Promise) answer.then(accept, refuse);
      else accept(answer);
    } catch (error) {
      refuse(error as Error);
    }
  });
}

/**
 * The context of somebody who says `Carenode-Acting-For: <patient id>`: the patient's, on whose behalf they act in person.
 * Whether they may is PostgreSQL's to say, in every transaction.
 */
function actingFor(ctx: RequestContext, header: string | string[] | undefined): RequestContext {
  if (header === undefined) return ctx;
  if (!isId(header)) {
    const message = 'Carenode-Acting-For is a UUID: the id of one patient.';
    throw invalidInput({ field: 'Carenode-Acting-For', rule: 'isUuid', message });
  }
  if (ctx.subject === null) {
    throw new AppError('unauthenticated', 'unauthenticated', 'Sign in first.', {
      headers: { 'www-authenticate': 'Bearer realm="carenode"' },
    });
  }
  return delegateContext(ctx, header.toLowerCase());
}

/** A request id of our own: one from outside could forge entries of the audit trail. */
export function newRequestId(): string {
  return newId();
}

/**
 * Refuses a request that changes something and does not come from our own pages (OWASP CSRF prevention: Fetch Metadata,
 * else Origin). With a session cookie it has to say where it comes from; without one (a sign-in) a program may leave it
 * out, and a browser never does. Programs that are no browsers use API keys.
 */
function refuseCrossSite(request: FastifyRequest, publicUrl: URL, { signed }: { signed: boolean }): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  if (!signed && site === undefined && origin === undefined) return;
  const fromHere = site === undefined ? origin !== undefined : site === 'same-origin';
  if (!fromHere || (origin !== undefined && !isOrigin(origin, publicUrl))) {
    throw new AppError(
      'cross_site',
      'forbidden',
      `The request does not come from a page of this instance, which is at ${publicUrl.origin}.`,
    );
  }
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Is this the instance's own origin? On one machine, localhost and 127.0.0.1 with one port are one server. */
function isOrigin(origin: string, own: URL): boolean {
  if (origin === own.origin) return true;
  const other = URL.parse(origin);
  return (
    other?.origin === origin &&
    other.protocol === own.protocol &&
    other.port === own.port &&
    LOOPBACK.has(other.hostname) &&
    LOOPBACK.has(own.hostname)
  );
}

function cookieValue(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined;
  for (const pair of header.split(';')) {
    const cut = pair.indexOf('=');
    if (cut > 0 && pair.slice(0, cut).trim() === name) return pair.slice(cut + 1).trim();
  }
  return undefined;
}
