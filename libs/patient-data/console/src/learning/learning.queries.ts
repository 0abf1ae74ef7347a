import { answerOf, api, itemsOf, pagedQuery, type Schemas, taggedAnswerOf, useSaving } from '@carenode/ui';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { patientKey } from '../patient/patient.queries.js';

const RESOURCES = ['learning-resources'] as const;
const learningKey = (patientId: string) => [...patientKey(patientId), 'learning'] as const;

/** What the patient can learn from, unfinished first. */
export const learningQuery = (patientId: string) =>
  queryOptions({
    queryKey: learningKey(patientId),
    queryFn: ({ signal }) =>
      itemsOf(api.GET('/api/v1/patients/{patientId}/learning', { params: { path: { patientId } }, signal })),
  });

/** One resource with its text, and the ETag that a change of it needs. */
export const resourceQuery = (id: string) =>
  queryOptions({
    queryKey: [...RESOURCES, 'one', id],
    queryFn: ({ signal }) =>
      taggedAnswerOf(api.GET('/api/v1/learning-resources/{id}', { params: { path: { id } }, signal })),
    staleTime: 10_000,
  });

export const resourcesQuery = (
  q: string,
  resourceType: Schemas['LearningResourceInput']['resourceType'] | '',
) => ({
  ...pagedQuery([...RESOURCES, 'list', q, resourceType], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/learning-resources', {
        params: {
          query: { limit: 20, cursor, q: q || undefined, resourceType: resourceType || undefined },
        },
        signal,
      }),
    ),
  ),
  placeholderData: keepPreviousData,
});

/** Keeps how far the patient is with a resource; the changes of one resource are sent one after another. */
export function useReading(patientId: string, resourceId: string) {
  const client = useQueryClient();
  return useMutation({
    scope: { id: `reading-${resourceId}` },
    mutationFn: async (change: Schemas['LearningProgressChange']) => {
      const path = { patientId };
      const [kept] = await itemsOf(
        api.GET('/api/v1/patients/{patientId}/learning-progress', {
          params: { path, query: { resourceId, limit: 1 } },
        }),
      );
      const body = { ...change, lastAccessed: new Date().toISOString() };
      return kept
        ? answerOf(
            api.PATCH('/api/v1/patients/{patientId}/learning-progress/{id}', {
              params: { path: { patientId, id: kept.id } },
              body,
            }),
          )
        : answerOf(
            api.POST('/api/v1/patients/{patientId}/learning-progress', {
              params: { path },
              body: { ...body, resourceId },
            }),
          );
    },
    onSuccess: () => client.invalidateQueries({ queryKey: learningKey(patientId) }),
  });
}

/** Adds a resource, or changes one as it was read with an ETag. */
export function useResourceSaving(id: string | null, etag: string | null) {
  return useSaving([RESOURCES], (body: Schemas['LearningResourceInput'], key) =>
    id === null
      ? answerOf(
          api.POST('/api/v1/learning-resources', {
            params: { header: { 'Idempotency-Key': key } },
            body,
          }),
        )
      : answerOf(
          api.PATCH('/api/v1/learning-resources/{id}', {
            params: { path: { id }, ...(etag === null ? {} : { header: { 'If-Match': etag } }) },
            body,
          }),
        ),
  );
}

export function useResourceRemoval() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: { readonly id: string }) =>
      answerOf(api.DELETE('/api/v1/learning-resources/{id}', { params: { path: { id } } })),
    onSuccess: (_, { id }) => {
      client.removeQueries({ queryKey: resourceQuery(id).queryKey });
      return client.invalidateQueries({ queryKey: [...RESOURCES, 'list'] });
    },
  });
}

/** A condition or treatment of the catalogue that a resource is about. */
export interface Subject {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
}

export type SubjectKind = 'conditions' | 'treatments';

/** Conditions or treatments whose names begin with the words. */
export const subjectSearch = (kind: SubjectKind, q: string) =>
  queryOptions({
    queryKey: [kind, 'found', q],
    queryFn: ({ signal }): Promise<readonly Subject[]> => {
      const params = { query: { q: q || undefined, limit: 20 } };
      return kind === 'conditions'
        ? itemsOf(api.GET('/api/v1/conditions', { params, signal }))
        : itemsOf(api.GET('/api/v1/treatments', { params, signal }));
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const subjectQuery = (kind: SubjectKind, id: string) =>
  queryOptions({
    queryKey: [kind, 'one', id],
    queryFn: ({ signal }): Promise<Subject> =>
      kind === 'conditions'
        ? answerOf(api.GET('/api/v1/conditions/{id}', { params: { path: { id } }, signal }))
        : answerOf(api.GET('/api/v1/treatments/{id}', { params: { path: { id } }, signal })),
    staleTime: 600_000,
  });
