import {
  answerOf,
  api,
  itemsOf,
  followEvents,
  pagedQuery,
  type Schemas,
  upload,
  useSaving,
} from '@carenode/ui';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { patientKey } from '../patient/patient.queries.js';
import { isMoving } from './import-status.rules.js';

export type Import = Schemas['PatientImport'];
export type ImportQuestion = NonNullable<Import['questions']>[number];
export type ImportProblem = Schemas['ImportProblemRow'];
export type ImportSource = Schemas['ImportSource'];

const POLL_MS = 1_000;
const AGAIN_MS = 3_000;

const pathOf = (patientId: string, id: string) => ({ params: { path: { patientId, id } } });

export const importQuery = (patientId: string, importId: string) =>
  queryOptions({
    queryKey: [...patientKey(patientId), 'imports', importId],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/patients/{patientId}/imports/{id}', { ...pathOf(patientId, importId), signal }),
      ),
  });

/** One import, followed by the instance's events while it is not over; where those do not come, it is asked for again. */
export function useFollowedImport(patientId: string, importId: string) {
  const client = useQueryClient();
  const [isLive, setLive] = useState(false);
  const query = useQuery({
    ...importQuery(patientId, importId),
    refetchInterval: ({ state }) =>
      !isLive && state.data && isMoving(state.data.status) && !state.error ? POLL_MS : false,
  });
  const isOpen = query.data?.finishedAt === null;
  useEffect(() => {
    if (!isOpen) return;
    const gone = new AbortController();
    const { queryKey } = importQuery(patientId, importId);
    const follow = () =>
      followEvents(
        `/api/v1/patients/${encodeURIComponent(patientId)}/imports/${importId}/events`,
        ({ data }) => {
          setLive(true);
          // Progress leaves out what is told at the end alone.
          client.setQueryData(queryKey, (before) => ({ ...before, ...(JSON.parse(data) as Import) }));
        },
        gone.signal,
      );
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = () => {
      if (gone.signal.aborted) return;
      setLive(false);
      timer = setTimeout(begin, AGAIN_MS);
    };
    const begin = () => void follow().then(again, again);
    begin();
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, [client, patientId, importId, isOpen]);
  return { ...query, isLive };
}

export const importsQuery = (patientId: string) => ({
  ...pagedQuery([...patientKey(patientId), 'imports'], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/patients/{patientId}/imports', {
        params: { path: { patientId }, query: { limit: 10, cursor } },
        signal,
      }),
    ),
  ),
});

export const problemsQuery = (
  patientId: string,
  importId: string,
  severity: 'quarantined' | 'note' | undefined,
) =>
  pagedQuery(
    [...patientKey(patientId), 'imports', importId, 'problems', severity ?? 'all'],
    (cursor, signal) =>
      answerOf(
        api.GET('/api/v1/patients/{patientId}/imports/{id}/problems', {
          params: { path: { patientId, id: importId }, query: { limit: 20, cursor, severity } },
          signal,
        }),
      ),
  );

export const sourcesQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...patientKey(patientId), 'import-sources'],
    queryFn: ({ signal }) =>
      itemsOf(
        api.GET('/api/v1/patients/{patientId}/import-sources', {
          params: { path: { patientId }, query: { limit: 200 } },
          signal,
        }),
      ),
  });

/** Names where files come from, so that what is answered about them is kept for the next one. */
export function useNewSource(patientId: string) {
  return useSaving([sourcesQuery(patientId).queryKey], (sourceName: string) =>
    answerOf(
      api.POST('/api/v1/patients/{patientId}/import-sources', {
        params: { path: { patientId } },
        body: { sourceName, sourceType: 'file', status: 'active' },
      }),
    ),
  );
}

export interface Sending {
  readonly file: File;
  readonly sourceId: string | null;
}

/** Sends a file; the answer is its import, which has begun. */
export function useUpload(patientId: string) {
  const client = useQueryClient();
  const [share, setShare] = useState(0);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const sending = useMutation({
    mutationFn: async ({ file, sourceId }: Sending) => {
      setShare(0);
      stop.current = new AbortController();
      const query = new URLSearchParams({
        fileName: file.name.slice(0, 255),
        ...(sourceId ? { sourceId } : {}),
      });
      const answer = await upload({
        path: `/api/v1/patients/${encodeURIComponent(patientId)}/imports?${query}`,
        body: file,
        headers: { 'content-type': 'application/octet-stream', prefer: 'respond-async' },
        onProgress: setShare,
        signal: stop.current.signal,
      });
      return answer as Import;
    },
    onSuccess: (begun) => {
      client.setQueryData(importQuery(patientId, begun.id).queryKey, begun);
    },
    onSettled: () => client.invalidateQueries({ queryKey: importsQuery(patientId).queryKey, exact: true }),
  });
  return { ...sending, share, cancel: () => stop.current?.abort() };
}

/** What a patient does with an import: each answers with the import as it is then. */
export function useImportStep(patientId: string, importId: string, step: 'cancel' | 'retry' | 'undo') {
  const settled = useSettledImport(patientId, importId);
  return useMutation({
    mutationFn: () => {
      const at = pathOf(patientId, importId);
      switch (step) {
        case 'cancel':
          return answerOf(api.POST('/api/v1/patients/{patientId}/imports/{id}/cancel', at));
        case 'retry':
          return answerOf(api.POST('/api/v1/patients/{patientId}/imports/{id}/retry', at));
        default:
          return answerOf(api.POST('/api/v1/patients/{patientId}/imports/{id}/undo', at));
      }
    },
    ...settled,
  });
}

export function useAnswers(patientId: string, importId: string) {
  const settled = useSettledImport(patientId, importId);
  return useMutation({
    mutationFn: (answers: Readonly<Record<string, string>>) =>
      answerOf(
        api.POST('/api/v1/patients/{patientId}/imports/{id}/answers', {
          ...pathOf(patientId, importId),
          // The document knows no type for an object of texts.
          body: { answers: answers as Record<string, never> },
        }),
      ),
    ...settled,
  });
}

function useSettledImport(patientId: string, importId: string) {
  const client = useQueryClient();
  return {
    onSuccess: (now: Import) => {
      client.setQueryData(importQuery(patientId, importId).queryKey, now);
      void client.invalidateQueries({ queryKey: importsQuery(patientId).queryKey, exact: true });
    },
  };
}
