import { answerOf, api, ApiError, pagedQuery, type Schemas } from '@carenode/ui';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

export type CareTeamMember = Schemas['CareTeamMember'];

const KEY = ['care-team'];

/** The care team of whoever is signed in: a patient. */
export const myCareTeamQuery = pagedQuery([...KEY, 'me'], (cursor, signal) =>
  answerOf(
    api.GET('/api/v1/patients/{patientId}/care-team', {
      params: { path: { patientId: 'me' }, query: { limit: 25, cursor } },
      signal,
    }),
  ),
);

/** The care teams that a provider is in or invited to. */
export const membershipsQuery = (status: 'invited' | 'active') =>
  pagedQuery([...KEY, 'memberships', status], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/care-team-members', { params: { query: { limit: 25, cursor, status } }, signal }),
    ),
  );

/** Is the record of a patient open to the caller, a member of the care team? It is not while they do not consent. */
export const recordIsOpenQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['patients', patientId, 'is-open'],
    queryFn: async ({ signal }): Promise<boolean> => {
      try {
        await answerOf(api.GET('/api/v1/patients/{patientId}', { params: { path: { patientId } }, signal }));
        return true;
      } catch (error) {
        if (error instanceof ApiError && (error.status === 404 || error.status === 403)) return false;
        throw error;
      }
    },
  });

function useCareTeamChange<Input>(change: (input: Input) => Promise<CareTeamMember>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      // Taking somebody into the care team is consent to care, and opens the record.
      Promise.all(
        [KEY, ['consents'], ['patients']].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  });
}

export const useInvite = () =>
  useCareTeamChange((email: string) =>
    answerOf(
      api.POST('/api/v1/patients/{patientId}/care-team', {
        params: { path: { patientId: 'me' } },
        body: { email },
      }),
    ),
  );

export const useAccept = () =>
  useCareTeamChange(({ id, patientId }: Pick<CareTeamMember, 'id' | 'patientId'>) =>
    answerOf(
      api.POST('/api/v1/patients/{patientId}/care-team/{id}/accept', { params: { path: { patientId, id } } }),
    ),
  );

export const useEnd = () =>
  useCareTeamChange(({ id, patientId }: Pick<CareTeamMember, 'id' | 'patientId'>) =>
    answerOf(
      api.POST('/api/v1/patients/{patientId}/care-team/{id}/end', { params: { path: { patientId, id } } }),
    ),
  );
