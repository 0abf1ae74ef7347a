import { answerOf, api, type Schemas, upload } from '@carenode/ui';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { patientKey } from '../patient/patient.queries.js';

export type Import = Schemas['PatientImport'];

const POLL_MS = 700;

/** One import; asked for again until it is over. */
export const importQuery = (patientId: string, importId: string) =>
  queryOptions({
    queryKey: [...patientKey(patientId), 'imports', importId],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/patients/{patientId}/imports/{id}', {
          params: { path: { patientId, id: importId } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.status === 'running' && !state.error ? POLL_MS : false),
  });

export const importsQuery = (patientId: string) =>
  infiniteQueryOptions({
    queryKey: [...patientKey(patientId), 'imports'],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/patients/{patientId}/imports', {
          params: { path: { patientId }, query: { limit: 10, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });

/** Sends a file; the answer is its import, which has begun. */
export function useUpload(patientId: string) {
  const client = useQueryClient();
  const [share, setShare] = useState(0);
  const sending = useMutation({
    mutationFn: async (file: File) => {
      setShare(0);
      const name = new URLSearchParams({ fileName: file.name.slice(0, 255) });
      const answer = await upload({
        path: `/api/v1/patients/${encodeURIComponent(patientId)}/imports?${name}`,
        body: file,
        headers: { 'content-type': 'application/fhir+json', prefer: 'respond-async' },
        onProgress: setShare,
      });
      return answer as Import;
    },
    onSuccess: (begun) => {
      client.setQueryData(importQuery(patientId, begun.id).queryKey, begun);
    },
    onSettled: () => client.invalidateQueries({ queryKey: importsQuery(patientId).queryKey, exact: true }),
  });
  return { ...sending, share };
}
