import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { AppError, type ErrorKind } from '@carenode/module-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

/** An error as RFC 9457 problem details. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly unknown[];
  readonly requestId: string;
}

/** Turns whatever was thrown into problem+json. What nobody foresaw is logged here and answered without its text. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const known = asAppError(error);
    if (known.kind === 'internal' || known.kind === 'unavailable') {
      const { name, message, stack, code } = (known.details.cause ?? error) as Error & { code?: string };
      this.log.error(
        { requestId: request.id, route: request.routeOptions?.url, name, code, message, stack },
        known.code,
      );
    }
    if (reply.sent) return;
    void reply
      .status(known.status)
      .headers(known.details.headers ?? {})
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problemOf(known, String(request.id))));
  }
}

function problemOf(error: AppError, requestId: string): Problem {
  return {
    ...error.details.extensions,
    type: `urn:carenode:error:${error.code}`,
    title: error.kind.replaceAll('_', ' '),
    status: error.status,
    code: error.code,
    detail: error.message,
    ...(error.details.errors ? { errors: error.details.errors } : {}),
    requestId,
  };
}

const KIND_OF_STATUS: Readonly<Record<number, ErrorKind>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'too_large',
  415: 'unsupported_type',
  431: 'too_large',
  503: 'unavailable',
};

const FASTIFY: Readonly<Record<string, readonly [code: string, kind: ErrorKind, message: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['body_too_large', 'too_large', 'The body is larger than this route takes.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'unsupported_media_type',
    'unsupported_type',
    'Send the body as application/json.',
  ],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['body_missing', 'invalid', 'The body is empty; send a JSON object.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['malformed_json', 'invalid', 'The body is not JSON.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    'malformed_request',
    'invalid',
    'Content-Length does not match the body.',
  ],
  FST_ERR_BAD_URL: ['malformed_url', 'invalid', 'The path is not a valid URL.'],
  FST_ERR_NOT_FOUND: ['not_found', 'not_found', 'There is nothing here.'],
};

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  // Nest hands Fastify's own errors on inside an HttpException.
  const inner = error instanceof HttpException ? (error.cause ?? error) : error;
  const { code, statusCode } = (inner ?? {}) as { code?: string; statusCode?: number };
  const known = code === undefined ? undefined : FASTIFY[code];
  if (known) return new AppError(known[0], known[1], known[2]);
  const status = error instanceof HttpException ? error.getStatus() : statusCode;
  const kind = status === undefined ? undefined : KIND_OF_STATUS[status];
  if (kind === 'not_found') return new AppError('not_found', 'not_found', 'There is nothing here.');
  if (kind) return new AppError(kind, kind, 'The request cannot be understood.', { cause: error });
  return new AppError(
    'internal',
    'internal',
    'Something went wrong here; it was noted under the request id.',
    { cause: error },
  );
}
