import { ageOn, answerOf, api, dayText, type Schemas } from '@carenode/ui';
import { queryOptions } from '@tanstack/react-query';

export type Patient = Schemas['Profile'];

/** Everything that is read of one patient has a key that begins so. */
export const patientKey = (patientId: string) => ['patients', patientId] as const;

/** The patient's profile; `me` is whoever is signed in. Fails with not_found for one that the caller may not see. */
export const patientQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...patientKey(patientId), 'profile'],
    queryFn: ({ signal }): Promise<Patient> =>
      answerOf(api.GET('/api/v1/patients/{patientId}', { params: { path: { patientId } }, signal })),
    staleTime: 60_000,
  });

export function nameOf({
  firstName,
  lastName,
  email,
}: Pick<Patient, 'firstName' | 'lastName' | 'email'>): string {
  return [firstName, lastName].filter(Boolean).join(' ') || (email ?? 'Without a name');
}

/** When somebody was born, how old they are, and their sex, as far as it is known. */
export function aboutOf({ dateOfBirth, gender }: Pick<Patient, 'dateOfBirth' | 'gender'>): string {
  const age = dateOfBirth === null ? null : ageOn(dateOfBirth, new Date());
  return (
    [
      dateOfBirth !== null && `Born ${dayText(dateOfBirth)}`,
      age !== null && `${age} years`,
      gender !== null && gender !== 'unknown' && gender,
    ]
      .filter(Boolean)
      .join(' · ') || 'Birth date and sex are not known'
  );
}

/** The provider's active place in the care team of a patient whose record they cannot see; null when there is none. */
export const membershipQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['care-team', 'memberships', 'of', patientId],
    queryFn: async ({ signal }) => {
      const { items } = await answerOf(
        api.GET('/api/v1/care-team-members', { params: { query: { status: 'active', limit: 200 } }, signal }),
      );
      return items.find((member) => member.patientId === patientId) ?? null;
    },
  });
