import { answerOf, api, pagedQuery, type Schemas, useSaving } from '@carenode/ui';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { ORDERS, PRESCRIPTIONS } from '../shared/shop.keys.js';

export const reviewsQuery = pagedQuery([...ORDERS, 'reviews'], (cursor, signal) =>
  answerOf(api.GET('/api/v1/order-reviews', { params: { query: { limit: 20, cursor } }, signal })),
);

/** Lets an order go on, or rejects it. */
export function useReview(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ isApproved, note }: { readonly isApproved: boolean; readonly note: string }) => {
      const options = { params: { path: { id } }, body: note.trim() === '' ? {} : { note: note.trim() } };
      return isApproved
        ? answerOf(api.POST('/api/v1/order-reviews/{id}/approve', options))
        : answerOf(api.POST('/api/v1/order-reviews/{id}/reject', options));
    },
    onSettled: () =>
      Promise.all([ORDERS, PRESCRIPTIONS].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

/** What a patient in my care is called. */
export const patientNameQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['patients', patientId, 'name'],
    queryFn: async ({ signal }) => {
      const { firstName, lastName, email } = await answerOf(
        api.GET('/api/v1/patients/{patientId}', { params: { path: { patientId } }, signal }),
      );
      return [firstName, lastName].filter(Boolean).join(' ') || (email ?? 'Without a name');
    },
    staleTime: 600_000,
  });

const ofPatient = (patientId: string) => [...PRESCRIPTIONS, 'of', patientId] as const;

export const prescriptionsQuery = (patientId: string) =>
  pagedQuery(ofPatient(patientId), (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/patients/{patientId}/prescriptions', {
        params: { path: { patientId }, query: { limit: 20, cursor } },
        signal,
      }),
    ),
  );

export function usePrescribing(patientId: string) {
  return useSaving([ofPatient(patientId)], (body: Schemas['PrescriptionInput'], key) =>
    answerOf(
      api.POST('/api/v1/patients/{patientId}/prescriptions', {
        params: { path: { patientId }, header: { 'Idempotency-Key': key } },
        body,
      }),
    ),
  );
}

type Ending = Schemas['PrescriptionChange'] & { readonly id: string; readonly version: number };

/** Stops a prescription, as it was read. */
export function usePrescriptionEnd(patientId: string) {
  return useSaving([ofPatient(patientId)], ({ id, version, ...body }: Ending) =>
    answerOf(
      api.PATCH('/api/v1/patients/{patientId}/prescriptions/{id}', {
        params: { path: { patientId, id }, header: { 'If-Match': `"${version}"` } },
        body,
      }),
    ),
  );
}
