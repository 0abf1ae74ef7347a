import { answerOf, api, type Schemas } from '@carenode/ui';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import type { Purpose } from './consent.rules.js';

export type ConsentText = Schemas['ConsentText'];
export type PatientConsent = Schemas['PatientConsent'];

const KEY = ['consents'];
const MOST = 200;
const me = { patientId: 'me' };

/** What there is to agree to: the texts of all versions in English, the newest first. */
export const consentTextsQuery = queryOptions({
  queryKey: ['consent-texts'],
  queryFn: async ({ signal }) =>
    (
      await answerOf(
        api.GET('/api/v1/consent-texts', { params: { query: { limit: MOST, language: 'en' } }, signal }),
      )
    ).items,
  staleTime: 60_000,
});

/** What the patient agrees to and agreed to before, the newest first. */
export const consentsQuery = queryOptions({
  queryKey: KEY,
  queryFn: async ({ signal }) =>
    (
      await answerOf(
        api.GET('/api/v1/patients/{patientId}/consents', {
          params: { path: me, query: { limit: MOST } },
          signal,
        }),
      )
    ).items,
});

function useConsentChange<Input>(change: (input: Input) => Promise<PatientConsent>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export const useGive = () =>
  useConsentChange((body: { readonly purpose: Purpose; readonly textVersion: number }) =>
    answerOf(api.POST('/api/v1/patients/{patientId}/consents', { params: { path: me }, body })),
  );

export const useWithdraw = () =>
  useConsentChange((purpose: Purpose) =>
    answerOf(
      api.POST('/api/v1/patients/{patientId}/consents/withdraw', { params: { path: me }, body: { purpose } }),
    ),
  );
