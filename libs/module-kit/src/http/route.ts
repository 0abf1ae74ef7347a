import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';

import { type RequestContext, subjectOf, type UserType } from '../context/request-context.js';
import { isId } from '../ids/new-id.js';
import { parseId } from './input.js';
import { IntegerField, type JsonSchema, TextField } from './fields.js';

/** Metadata keys the host reads from controllers and their methods. */
export const ROUTE = {
  access: 'carenode:access',
  returns: 'carenode:returns',
  about: 'carenode:about',
  body: 'carenode:body',
} as const;

export type RouteAccess =
  | { readonly kind: 'allow'; readonly userTypes: readonly UserType[] }
  | { readonly kind: 'public'; readonly why: string; readonly caller: PublicCaller };

/** A person, or a machine of somebody else that proves itself in what it sends. */
export type PublicCaller = 'person' | 'machine';

/** Only these user types may call the route; with none named, anybody who is signed in. */
export const Allow = (...userTypes: UserType[]): MethodDecorator & ClassDecorator =>
  SetMetadata<string, RouteAccess>(ROUTE.access, { kind: 'allow', userTypes });

/**
 * Anybody may call the route, signed in or not. Says why. A route for people is there for those whom the module is active
 * for; one that a machine calls belongs to nobody, as background work does: it is there while the module is on, whatever
 * its audience.
 */
export const Public = (
  why: string,
  { caller = 'person' }: { readonly caller?: PublicCaller } = {},
): MethodDecorator & ClassDecorator =>
  SetMetadata<string, RouteAccess>(ROUTE.access, { kind: 'public', why, caller });

type ClassOf = abstract new (...parameters: never[]) => object;

/** What a route answers with: the schema of its JSON, and the status if it is not the method's usual one. */
export interface RouteAnswer {
  readonly schema: JsonSchema | ClassOf | null;
  readonly list: boolean;
  readonly about?: string;
}

/** The route answers with this View (a class with fields, or a schema); null for no body. */
export const Returns = (schema: JsonSchema | ClassOf | null, about?: string): MethodDecorator =>
  SetMetadata<string, RouteAnswer>(ROUTE.returns, { schema, list: false, ...(about ? { about } : {}) });

/** The route answers with a keyset page `{ items, nextCursor }` of this View. */
export const ReturnsPage = (schema: JsonSchema | ClassOf): MethodDecorator =>
  SetMetadata<string, RouteAnswer>(ROUTE.returns, { schema, list: true });

/** One sentence for the API's documentation. */
export const About = (text: string): MethodDecorator & ClassDecorator =>
  SetMetadata<string, string>(ROUTE.about, text);

/** The route reads its body as a stream of one of these media types instead of JSON. */
export const StreamBody = (...mediaTypes: string[]): MethodDecorator =>
  SetMetadata<string, readonly string[]>(ROUTE.body, mediaTypes);

/** A request as the host hands it to controllers. */
export interface CarenodeRequest {
  ctx: RequestContext;
  params: Record<string, string>;
  headers: Record<string, string | string[] | undefined>;
}

const requestOf = (execution: ExecutionContext) => execution.switchToHttp().getRequest<CarenodeRequest>();

/** The caller's RequestContext. */
export const Ctx = createParamDecorator(
  (_: unknown, execution: ExecutionContext) => requestOf(execution).ctx,
);

/** The patient of `/patients/{id|me}/…`: a UUID, `me` resolved to the caller. */
export const PatientId = createParamDecorator((_: unknown, execution: ExecutionContext) => {
  const request = requestOf(execution);
  const value = request.params['patientId'];
  return value === 'me' ? subjectOf(request.ctx) : parseId('patientId', value, isId);
});

/** A path parameter that is a UUID. */
export const IdParam = createParamDecorator((name: string, execution: ExecutionContext) =>
  parseId(name, requestOf(execution).params[name], isId),
);

/** A request header's single value, or undefined. */
export const HeaderValue = createParamDecorator((name: string, execution: ExecutionContext) => {
  const value = requestOf(execution).headers[name.toLowerCase()];
  return Array.isArray(value) ? value[0] : value;
});

/** `?limit=&cursor=` of a list. */
export class PageQuery {
  @IntegerField({ about: 'How many items to answer with; 50 if absent', min: 1, max: 200, optional: true })
  limit?: number;

  @TextField({ about: 'The nextCursor of the page before', max: 500, optional: true })
  cursor?: string;
}
