import 'reflect-metadata';

import { existsSync } from 'node:fs';

import type { Database } from '@carenode/database';
import { JsonText } from '@carenode/database';
import {
  Authenticator,
  type Files,
  type JobHandler,
  ModuleActivations,
  type ModuleManifest,
  type PublicAddress,
  type Sealer,
  SettingsReader,
} from '@carenode/module-kit';
import { type INestApplication, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Logger, pino } from 'pino';

import { authenticateRequests, newRequestId } from '../http/authenticate.js';
import { consolePolicy, OWN_CONTENT_ONLY } from '../http/content-security.js';
import { GateGuard } from '../http/gate.guard.js';
import { InputPipe } from '../http/input.pipe.js';
import { JSON_BODY_LIMIT, readJsonBodies } from '../http/json-body.js';
import { ProblemFilter } from '../http/problem.js';
import { serveConsole } from '../http/serve-console.js';
import { jobDoers } from '../jobs/job-doers.js';
import { JobWorker, type JobWorkerOptions } from '../jobs/job-worker.js';
import { describeApi } from '../openapi/describe-api.js';
import { serveDocs } from '../openapi/serve-docs.js';
import { PlatformModule, PortsModule } from './platform.module.js';
import { findRoutes, type RouteInfo } from './routes.js';

export interface HostOptions {
  readonly modules: readonly ModuleManifest[];
  readonly db: Database;
  readonly sealer: Sealer;
  readonly files: Files;
  /** Where browsers reach the instance; null: the address it listens on. */
  readonly publicUrl?: string | null;
  /** The built console; not served when absent. */
  readonly consoleDirectory?: string;
  readonly logger?: Logger;
  readonly trustProxy?: readonly string[];
  /** How background jobs are done once the host listens; false: by other hosts only. */
  readonly jobs?: JobWorkerOptions | false;
}

/** A running host. */
export interface Host {
  /** Begins to answer; resolves with the URL it listens on. */
  listen(port: number, address: string): Promise<string>;
  /** A provider of one of the modules, e.g. for background work and the CLI. */
  get<T>(token: abstract new (...parameters: never[]) => T): T;
  readonly routes: readonly RouteInfo[];
  /** The OpenAPI 3.1 document. */
  readonly openApi: () => object;
  /** Finishes or hands back the jobs and finishes the requests under way, then closes. The database stays open: who opened it closes it. */
  close(): Promise<void>;
}

/** Wires the modules into one HTTP server. Throws one sentence when a module cannot be run. */
export async function createHost(options: HostOptions): Promise<Host> {
  const log = options.logger ?? pino({ level: 'silent' });
  const adapter = new FastifyAdapter({
    bodyLimit: JSON_BODY_LIMIT,
    genReqId: newRequestId,
    trustProxy: options.trustProxy?.length ? [...options.trustProxy] : false,
    routerOptions: { maxParamLength: 200 },
    keepAliveTimeout: 72_000,
    return503OnClosing: true,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      problems.answer(error, request, reply),
  });
  let publicUrl = new URL(options.publicUrl ?? 'http://localhost');
  const address: PublicAddress = {
    get url() {
      return publicUrl;
    },
  };
  const gate = new GateGuard();
  const problems = new ProblemFilter(log);
  @Module({
    imports: [
      PlatformModule.of(options.db, options.sealer, options.files, options.modules, address),
      PortsModule.of(options.modules),
    ],
  })
  class HostModule {}

  const app: INestApplication & NestFastifyApplication = await NestFactory.create<NestFastifyApplication>(
    HostModule as Type,
    adapter,
    {
      logger: false,
      bodyParser: false,
      abortOnError: false,
    },
  );
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  app.setGlobalPrefix('api/v1');
  app.useGlobalGuards(gate);
  app.useGlobalPipes(new InputPipe());
  app.useGlobalFilters(problems);
  const routes = findRoutes(app, options.modules);
  readJsonBodies(fastify);
  const streamed = [...new Set(routes.flatMap((route) => route.streams ?? []))];
  if (streamed.length > 0)
    fastify.addContentTypeParser(streamed, (_request, payload, done) => done(null, payload));
  authenticateRequests(fastify, {
    authenticator: () => app.get(Authenticator, { strict: false }),
    publicUrl: () => publicUrl,
    isPublic: publicRoutes(routes),
  });
  answerJsonText(fastify);
  secureHeaders(fastify);
  const openApi = memoized(() => describeApi(routes, options.modules));
  serveDocs(fastify, openApi);
  const activations = () => app.get(ModuleActivations, { strict: false });
  answerHealth(fastify, options.db, activations);
  if (options.consoleDirectory && existsSync(options.consoleDirectory))
    await serveConsole(fastify, options.consoleDirectory, policyOfPages(options.modules, app));
  await app.init();
  await activations().ready();
  gate.open(routes, activations());
  const get = <T>(token: abstract new (...parameters: never[]) => T): T =>
    app.get(token as unknown as Type<T>, { strict: false });
  const doers = jobDoers(options.modules, (handler) => get(handler) as JobHandler);
  const worker = options.jobs === false ? null : new JobWorker(options.db, doers, log, options.jobs);
  fastify.addHook('onResponse', (request, reply, done) => {
    log.debug({
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
    done();
  });
  return {
    listen: async (port, address) => {
      await app.listen(port, address);
      const bound = fastify.server.address();
      const actual = typeof bound === 'object' && bound ? bound.port : port;
      const url = `http://${['0.0.0.0', '::', '127.0.0.1'].includes(address) ? 'localhost' : address}:${actual}`;
      if (!options.publicUrl) publicUrl = new URL(url);
      await worker?.start();
      return url;
    },
    get,
    routes,
    openApi,
    close: async () => {
      await worker?.stop();
      await app.close();
    },
  };
}

/** Whether a Fastify route may be called by anybody. */
function publicRoutes(routes: readonly RouteInfo[]): (method: string, url: string | undefined) => boolean {
  const open = new Set(
    routes
      .filter((route) => route.access.kind === 'public')
      .map((route) => `${route.method.toUpperCase()} /api/v1${route.path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  return (method, url) => url !== undefined && open.has(`${method} ${url}`);
}

function memoized<T>(make: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= make());
}

/** Sends JsonText as it is, with its ETag; everything else through JSON.stringify. */
function answerJsonText(fastify: FastifyInstance): void {
  fastify.setReplySerializer((payload) =>
    payload instanceof JsonText ? payload.text : JSON.stringify(payload),
  );
  fastify.addHook('preSerialization', (_request, reply, payload, done) => {
    if (payload instanceof JsonText && payload.etag !== undefined) void reply.header('etag', payload.etag);
    done(null, payload);
  });
}

/** What the console's page at a path may load, by the settings as they are when it is asked for. */
function policyOfPages(modules: readonly ModuleManifest[], app: INestApplication): (path: string) => string {
  return consolePolicy(modules, ({ name, settings }) =>
    app.get(SettingsReader, { strict: false }).read(name, settings),
  );
}

function secureHeaders(fastify: FastifyInstance): void {
  const headers = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'content-security-policy': OWN_CONTENT_ONLY,
  };
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(headers);
    done();
  });
}

function answerHealth(fastify: FastifyInstance, db: Database, activations: () => ModuleActivations): void {
  fastify.get('/healthz', (_request, reply) => reply.send({ status: 'alive' }));
  fastify.get('/readyz', async (_request, reply) => {
    try {
      await db.ping();
      await activations().ready();
      return await reply.send({ status: 'ready' });
    } catch {
      return reply.status(503).send({ status: 'database not available' });
    }
  });
}
