import createClient, { type Client } from 'openapi-fetch';

import { actingFor } from './acting-for.js';
import type { components, paths } from './generated/schema.js';
import { apiErrorOf, UnreachableError } from './problem.js';

/** The API as its OpenAPI document describes it: paths, parameters, bodies and answers are typed. */
export type Api = Client<paths>;

/** A client of the instance that served the page. */
export function createApi(options: { readonly fetch?: (request: Request) => Promise<Response> } = {}): Api {
  return createClient<paths>({ baseUrl: '/', ...options });
}

/** The shapes of the API's bodies and answers, by name. */
export type Schemas = components['schemas'];

/** Says for which patient a guardian acts. */
export const ACTING_FOR_HEADER = 'carenode-acting-for';

/** The instance, asked by whoever this tab acts for. */
export const api = createApi();
api.use({
  onRequest({ request }) {
    const acting = actingFor();
    if (acting) request.headers.set(ACTING_FOR_HEADER, acting.id);
    return request;
  },
});

/** The instance, asked by the person themself, also while they act for somebody. */
export const apiInPerson = createApi();

interface Settled<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The answer's body. Throws ApiError when the instance refused, UnreachableError when there was no answer. */
export async function answerOf<T>(call: Promise<Settled<T>>): Promise<T> {
  return (await taggedAnswerOf(call)).data;
}

/** The items of an answer that is a list. Throws as answerOf does. */
export async function itemsOf<T>(call: Promise<Settled<{ readonly items: T }>>): Promise<T> {
  return (await answerOf(call)).items;
}

/** The answer's body with its ETag, which a change of it sends back as If-Match. */
export async function taggedAnswerOf<T>(
  call: Promise<Settled<T>>,
): Promise<{ readonly data: T; readonly etag: string | null }> {
  let settled: Settled<T>;
  try {
    settled = await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new UnreachableError(error);
  }
  const { data, error, response } = settled;
  if (!response.ok) throw apiErrorOf(error, response.status, response.headers.get('retry-after'));
  // An answer without a body has the type of one without a body.
  return { data: data as T, etag: response.headers.get('etag') };
}
