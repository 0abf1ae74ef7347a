import { answerOf, api, itemsOf, pagedQuery, type Page, type Schemas, useSaving } from '@carenode/ui';
import { queryOptions } from '@tanstack/react-query';

import { patientKey } from '../patient/patient.queries.js';

interface Entries {
  readonly 'food-log': Schemas['FoodLogEntry'];
  readonly 'activity-log': Schemas['ActivityLogEntry'];
  readonly 'condition-events': Schemas['ConditionEvent'];
}

/** What patients write down with a time, and the API keeps the history of. */
export type Log = keyof Entries;

/** Everything that is read of a log has a key that begins so. */
export const logKey = (patientId: string, log: Log) => [...patientKey(patientId), log] as const;

interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly from?: string;
  readonly to?: string;
}

async function pageOf<L extends Log>(patientId: string, log: L, query: PageQuery, signal: AbortSignal) {
  const one: Log = log;
  const page = await answerOf<Page<Entries[Log]>>(
    api.GET(`/api/v1/patients/{patientId}/${one}`, {
      params: { path: { patientId }, query },
      signal,
    }),
  );
  return page as Page<Entries[L]>;
}

/** A log, newest first. */
export const logQuery = <L extends Log>(patientId: string, log: L) =>
  pagedQuery([...logKey(patientId, log), 'all'], (cursor, signal) =>
    pageOf(patientId, log, { limit: 30, cursor }, signal),
  );

/** What was noted in a span of time, up to 200 entries: a day. */
export const logOfSpan = <L extends Log>(patientId: string, log: L, from: string, to: string) =>
  queryOptions({
    queryKey: [...logKey(patientId, log), 'span', from, to],
    queryFn: async ({ signal }) => (await pageOf(patientId, log, { from, to, limit: 200 }, signal)).items,
  });

/** What an entry was before it was corrected, newest first. */
export const logVersionsQuery = (patientId: string, log: Log, id: string) =>
  queryOptions({
    queryKey: [...logKey(patientId, log), 'versions', id],
    queryFn: ({ signal }) =>
      itemsOf(
        api.GET(`/api/v1/patients/{patientId}/${log}/{id}/versions`, {
          params: { path: { patientId, id } },
          signal,
        }),
      ),
  });

/** Changes a log; what shows it is asked for again then. */
export function useLogSaving<In, Out>(
  patientId: string,
  log: Log,
  send: (input: In, idempotencyKey: string) => Promise<Out>,
) {
  return useSaving([logKey(patientId, log), [...patientKey(patientId), 'timeline']], send);
}

/** Deletes entries of a log. */
export function useLogRemoval(patientId: string, log: Log) {
  return useLogSaving(
    patientId,
    log,
    (entries: { readonly id: string } | readonly { readonly id: string }[]) =>
      Promise.all(
        [entries]
          .flat()
          .map(({ id }) =>
            answerOf(
              api.DELETE(`/api/v1/patients/{patientId}/${log}/{id}`, { params: { path: { patientId, id } } }),
            ),
          ),
      ),
  );
}

/** The header by which a correction is refused when the entry was changed since it was read. */
export const ifUnchanged = ({ version }: { readonly version: number }) => ({ 'If-Match': `"${version}"` });
